/** The strip of shares, the window of a convolution, the table of classes: what they say at each step. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Slot } from '../../../src/core/program.ts';
import { shareGroupsOf } from '../../../src/scenario/pictures/shares.ts';
import { slidingWindow } from '../../../src/scenario/pictures/windows.ts';
import type { PaneContent } from '../../../src/view/panes/pane.ts';
import type { Scene } from '../../../src/view/scene/scene.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { documents, networksTried, shareOf } from '../../support/networks.ts';
import { pictureAt, sceneOf, shippedScene, textsOf } from '../../support/pictures.ts';

const SIZE = { columns: 92, rows: 12 };

const numbersOf = ({ lines }: PaneContent) =>
  lines.flatMap((line) => line.flatMap(({ value }) => value ?? []));

const nameOf = ({ engine }: Scene, slot: Slot) => engine.run.slots[slot]?.names[0] ?? '';

const isKnown = ({ session }: Scene, slot: Slot) => session.values.isCurrent(slot, session.position);

/** The signs for values that are not known in some rows. */
const unknownIn = (pane: PaneContent) => textsOf(pane).join(' ').match(/\?/g)?.length ?? 0;

describe('shares', () => {
  test('are the values of the tape, each once it is computed and none before', () => {
    const scene = shippedScene('attention');
    const [group] = shareGroupsOf(scene.engine.run);
    if (!group?.shares) throw new Error('no shares');
    const { shares, parts, total } = group;
    const { length } = scene.engine.run.example.instructions;
    for (let position = 0; position <= length; position++) {
      const pane = pictureAt(scene, position, 'shares', SIZE);
      // Gradients, which come later, stand in the last row.
      const rows = pane.lines.slice(1, -1);
      const known = [...shares, ...parts].filter((slot) => isKnown(scene, slot));
      // Each number of the strip, and under it the part and the sum that it is made of.
      const wanted = known.map((slot) => scene.session.registers[slot] as number);
      const sum = isKnown(scene, total) ? shares.map(() => scene.session.registers[total] as number) : [];
      const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
      expect(sorted(numbersOf({ lines: rows })), `step ${position}`).toEqual(sorted([...wanted, ...sum]));
      expect(unknownIn({ lines: rows })).toBe(9 - wanted.length - sum.length);
    }
  });

  test('have their gradients under them once those are known', () => {
    const scene = shippedScene('attention');
    const { instructions } = scene.engine.run.example;
    const gradients = (position: number) =>
      textsOf(pictureAt(scene, position, 'shares', SIZE))
        .at(-1)
        ?.match(/∂ [−\d.e]+/g) ?? [];
    const loss = instructions.findIndex(({ scope }) => scope.phase === 'backward');
    expect(gradients(loss)).toEqual([]);
    expect(gradients(instructions.length)).toHaveLength(3);
  });

  test('of any softmax are together 1 once all are there, and the heading says so', () => {
    let drawn = 0;
    fc.assert(
      fc.property(
        documents({ training: true, layers: 2, losses: ['softmax_cross_entropy', 'squared_error'] }),
        fc.noBias(fc.integer({ min: 0, max: 1000 })),
        (document, permille) => {
          const scene = sceneOf(JSON.stringify(document));
          const groups = shareGroupsOf(scene.engine.run);
          if (groups.length === 0) return;
          const position = Math.floor((permille * scene.session.total) / 1000);
          const pane = pictureAt(scene, position, 'shares', { columns: 140, rows: 12 });
          const [heading = ''] = textsOf(pane);
          if (!heading.includes('together')) return;
          expect(heading).toMatch(/together 1$/);
          const values = numbersOf({ lines: pane.lines.slice(1, -1) });
          const sums = groups.map(({ parts, total, isOneLess }) =>
            parts.map(
              (part) =>
                (scene.session.registers[part] as number) /
                ((scene.session.registers[total] as number) + (isOneLess ? 1 : 0)),
            ),
          );
          const isThere = sums.some((all) => all.every((value) => values.includes(value)));
          expect(isThere).toBe(true);
          for (const all of sums) expect(all.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
          drawn += 1;
        },
      ),
      networksTried(150),
    );
    expect(drawn).toBeGreaterThan(shareOf(40));
  });

  test('have equations that hold, also where the total is one less than the sum', () => {
    let [checked, less] = [0, 0];
    const read = (text: string) => Number(text.replaceAll('−', '-'));
    fc.assert(
      fc.property(
        documents({ training: true, layers: 2, losses: ['softmax_cross_entropy', 'squared_error'] }),
        fc.noBias(fc.integer({ min: 0, max: 1000 })),
        fc.integer({ min: 30, max: 160 }),
        (document, permille, columns) => {
          const scene = sceneOf(JSON.stringify(document));
          const groups = shareGroupsOf(scene.engine.run);
          if (groups.length === 0) return;
          const position = Math.floor((permille * scene.session.total) / 1000);
          const texts = textsOf(pictureAt(scene, position, 'shares', { columns, rows: 12 }));
          const near = (found: number, wanted: number, digits: number) =>
            expect(Math.abs(found - wanted)).toBeLessThanOrEqual(digits * Math.max(1e-6, Math.abs(wanted)));
          for (const [, part = '', plus, total = ''] of texts
            .join('\n')
            .matchAll(/(\S+) ÷ (?:\((1) \+ )?([^\s)]+)/g)) {
            if (part === '?' || total === '?') continue;
            const share = read(part) / (read(total) + (plus === undefined ? 0 : 1));
            const known = groups.flatMap((group) =>
              group.parts.map((slot) => {
                const value = scene.session.registers[slot] as number;
                return value / ((scene.session.registers[group.total] as number) + (group.isOneLess ? 1 : 0));
              }),
            );
            // Written with as many digits as there is room for.
            expect(known.some((each) => Math.abs(each - share) < 0.1)).toBe(true);
            if (plus !== undefined) less += 1;
            checked += 1;
          }
          const group = groups.find(({ total }) =>
            texts[0]?.startsWith(`shares of ${nameOf(scene, total)} = `),
          );
          const [, terms, sum] = texts[0]?.match(/= ([^=]*) = (\S+)/) ?? [];
          if (!group || terms === undefined || sum === undefined) return;
          expect(terms.endsWith(' − 1')).toBe(group.isOneLess);
          const whole = group.parts.reduce((all, slot) => all + (scene.session.registers[slot] as number), 0);
          near(read(sum), whole - (group.isOneLess ? 1 : 0), 1e-4);
        },
      ),
      networksTried(150),
    );
    expect(checked).toBeGreaterThan(30);
    expect(less).toBeGreaterThan(10);
  });

  test('that no step computes are not told in the quiz, where they would be a later answer', () => {
    const scene = shippedScene('iris');
    const [group] = shareGroupsOf(scene.engine.run);
    const { instructions } = scene.engine.run.example;
    const last = instructions.findIndex(({ result }) => result === group?.total);
    const draw = (isPredicting: boolean) => pictureAt(scene, last + 1, 'shares', SIZE, { isPredicting });
    draw(false);
    const shares = group?.parts.map((slot) => {
      const { registers } = scene.session;
      return (registers[slot] as number) / ((registers[group.total] as number) + 1);
    }) as number[];
    const told = (isPredicting: boolean) =>
      shares.filter((each) => numbersOf(draw(isPredicting)).includes(each));
    expect(told(false)).toHaveLength(3);
    expect(told(true)).toHaveLength(0);
    expect(textsOf(draw(true))[0]).not.toContain('together');
    // Those that a step has computed stay.
    const attention = shippedScene('attention');
    const own = shareGroupsOf(attention.engine.run)[0]?.shares?.[0];
    const step = attention.engine.run.example.instructions.findIndex(({ result }) => result === own) + 1;
    const pane = pictureAt(attention, step, 'shares', SIZE, { isPredicting: true });
    expect(numbersOf(pane)).toContain(attention.session.registers[own as number]);
  });

  test('fill a wide panel', () => {
    const pane = pictureAt(shippedScene('attention'), 200, 'shares', { columns: 136, rows: 17 });
    const texts = textsOf(pane);
    expect(texts.length).toBeGreaterThan(12);
    expect(Math.max(...texts.map((text) => text.trimEnd().length))).toBeGreaterThan(130);
  });

  test('that do not fit are those around the one that is computed', () => {
    const scene = shippedScene('attention');
    const [group] = shareGroupsOf(scene.engine.run);
    const last = group?.shares?.at(-1);
    const index = scene.engine.run.example.instructions.findIndex(({ result }) => result === last);
    const rows = textsOf(pictureAt(scene, index + 1, 'shares', { columns: 20, rows: 9 }));
    expect(rows[1]).toContain('share3');
    expect(rows[1]).not.toContain('share1');
  });
});

describe('the window of the convolution', () => {
  const scene = shippedScene('convolution');
  const window = slidingWindow(scene.engine.run, scene.session.scenario);
  if (!window) throw new Error('no window');
  const { instructions } = scene.engine.run.example;
  const name = (slot: Slot) => scene.engine.run.slots[slot]?.names[0] ?? '';

  test('is around the pixels of the operation, and says which place it is', () => {
    const seen: number[] = [];
    for (const [index, { result }] of instructions.entries()) {
      const place = window.places.findIndex(({ slots }) => slots.has(result));
      if (place < 0) continue;
      const [heading = '', , ...rows] = textsOf(
        pictureAt(scene, index + 1, 'window', { columns: 92, rows: 16 }),
      );
      expect(heading).toContain(`${name(window.places[place]?.result as Slot)} place ${place + 1} of 4`);
      const { row = 0, column = 0 } = window.places[place]?.corner ?? {};
      // A cell has a line above it and two rows, and is 9 columns wide.
      const top = rows.findIndex((text) => text.includes('╭'));
      expect([top, rows[top]?.indexOf('╭')]).toEqual([row * 3, column * 9]);
      expect(rows[top + 6]?.indexOf('╰')).toBe(column * 9);
      seen.push(place);
    }
    expect(new Set(seen).size).toBe(4);
  });

  test('has the products and results that are computed, and no other', () => {
    const slots = [...window.image, ...window.places.map(({ result }) => ({ slot: result }))].map(
      ({ slot }) => slot,
    );
    for (let position = 0; position <= instructions.length; position++) {
      const pane = pictureAt(scene, position, 'window', { columns: 92, rows: 16 });
      const { registers } = scene.session;
      const known = new Set(
        [
          ...slots,
          ...window.taps.map(({ weight }) => weight),
          ...window.places.flatMap(({ products }) => products),
        ]
          .filter((slot) => slot !== null)
          .filter((slot) => isKnown(scene, slot))
          .map((slot) => registers[slot]),
      );
      const gradients = new Set(
        [...registers.keys()].filter((slot) => isKnown(scene, slot)).map((slot) => registers[slot]),
      );
      const [, ...rows] = pane.lines;
      for (const value of numbersOf({ lines: rows }))
        expect(known.has(value) || gradients.has(value), `${value} at ${position}`).toBe(true);
      const done = window.places.filter(({ result }) => isKnown(scene, result)).length;
      expect(unknownIn(pane)).toBe(window.places.length - done);
      expect((textsOf(pane)[0] ?? '').match(/(\d) of 4 products/)?.[1]).toBe(
        String(
          window.places
            .find(({ result }) => textsOf(pane)[0]?.startsWith(name(result)))
            ?.products.filter((slot) => slot !== null && isKnown(scene, slot)).length,
        ),
      );
    }
  });

  test('goes back over the places in the backward phase, and has the gradients of the kernel then', () => {
    scene.session.seek(scene.session.total);
    const texts = textsOf(pictureAt(scene, instructions.length, 'window', { columns: 92, rows: 16 })).join(
      '\n',
    );
    expect(texts.match(/∂/g)).toHaveLength(4);
    const start = textsOf(pictureAt(scene, 0, 'window', { columns: 92, rows: 16 })).join('\n');
    expect(start).not.toContain('∂');
    // What the pixels will be multiplied by, before they are.
    expect(start.match(/×/g)).toHaveLength(4);
  });

  test('of one dimension has the kernel below, whole names of its results, and fits on the usual screens', () => {
    const signal = shippedScene('convolution-1d');
    for (const size of [
      { columns: 76, rows: 7 },
      { columns: 96, rows: 9 },
      { columns: 92, rows: 17 },
    ]) {
      const rows = textsOf(pictureAt(signal, 20, 'window', size));
      expect(rows.length).toBeLessThanOrEqual(size.rows);
      expect(rows[0]).toBe('map[3] place 4 of 4   2 of 3 products');
      const [input, kernel] = ['input', 'kernel k'].map((name) =>
        rows.findIndex((row) => row.includes(name)),
      );
      expect(kernel).toBeGreaterThan(input as number);
      expect(
        rows
          .slice(input, kernel)
          .join(' ')
          .match(/−?\d+(?:\.\d+)?/gu),
      ).toEqual(expect.arrayContaining(['2', '3', '−2', '0.5', '4', '−0.25']));
      expect(rows.join(' ')).toMatch(/map\[0\] +map\[1\] +map\[2\] +map\[3\]/);
    }
    const { lines } = pictureAt(signal, 20, 'window', { columns: 56, rows: 3 });
    expect(lines.map(plainText).join('').trim()).toBe('Too small to draw here: needs 59 × 7.');
  });

  test('without room for lines has brackets', () => {
    const rows = textsOf(pictureAt(scene, 1, 'window', { columns: 92, rows: 6 }));
    expect(rows.filter((text) => /^\[.*\]/.test(text))).toHaveLength(2);
  });
});

describe('the table of classes', () => {
  test('has the classes of the file by their names, the present example in brackets, and the wrong ones', () => {
    const scene = shippedScene('iris');
    const { schedule } = scene.engine;
    const pane = pictureAt(scene, schedule.epochStart(6), 'confusion', SIZE);
    const texts = textsOf(pane);
    expect(texts[2]?.trim().split(/\s+/)).toEqual([
      'setosa',
      'versicolor',
      'virginica',
      'setosa',
      'versicolor',
      'virginica',
    ]);
    const counts = texts
      .slice(3)
      .flatMap((text) => text.match(/^ *(setosa|versicolor|virginica) (.*)/)?.[2] ?? []);
    expect(counts).toHaveLength(3);
    const numbers = counts.map((row) => row.match(/\d+/g)?.map(Number) ?? []);
    const right = [0, 1, 2].reduce((sum, at) => sum + (numbers[at]?.[at] ?? 0), 0);
    expect(texts[1]).toContain(`right, ${right} of 120`);
    expect(texts.at(-1) ?? '').toMatch(new RegExp(`^${120 - right} wrong: examples [\\d ]+`));
    expect(texts.slice(3).join('')).toMatch(/\[\d+\]/);
    // Before the outputs are computed nobody knows what the network says about the example.
    scene.session.seek(schedule.epochStart(6) + 1);
    const before = textsOf(pictureAt(scene, schedule.epochStart(6) + 1, 'confusion', SIZE));
    expect(before.slice(3).join('')).not.toMatch(/\[\d+\]/);
  });

  test('says how many are right in any width, as a whole number of examples if nothing else fits', () => {
    const scene = shippedScene('iris');
    const headAt = (columns: number) => textsOf(pictureAt(scene, 0, 'confusion', { columns, rows: 12 }))[1];
    expect(headAt(45)).toMatch(/training 20\/120 +held out 4\/30/);
    for (let columns = 44; columns <= 92; columns++) expect(headAt(columns)).not.toContain('…');
  });

  test('names two classes by their targets', () => {
    const texts = textsOf(pictureAt(shippedScene('xor'), 0, 'confusion', SIZE));
    expect(texts[2]?.trim()).toMatch(/^0 +1$/);
    const rows = texts.slice(3).filter((text) => /^ *[01] /.test(text) && !text.includes('wrong'));
    expect(rows.map((text) => text.trim()[0])).toEqual(['0', '1']);
  });
});
