/** The truth of every number on the screen: it is never cut, it is a value in its format, and equations hold. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { screenOf } from '../../src/app/screen/screen.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { Session } from '../../src/session/session.ts';
import { networkLines } from '../../src/view/network/drawing.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { defaultViewOptions, type ViewOptions } from '../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../src/view/screen.ts';
import { asciiLine } from '../../src/view/terminal/ascii.ts';
import { fitNumber, formatNumber } from '../../src/view/terminal/format.ts';
import { cut, type Line, plainText, type Size } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry } from '../support/app.ts';
import { equationsIn, evaluated, numberOf, numbersIn, unitOf } from '../support/drawn.ts';
import { formulaDocuments } from '../support/formulas.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { type Change, changes, makeChange } from '../support/replay.ts';
import { load } from '../support/scenario.ts';

/** A scene of a scenario after edits. */
function sceneOf(scenario: Scenario, made: readonly Change[] = []): Scene {
  const session = new Session(scenario);
  for (const change of made) makeChange(session, change);
  return new Scene(new Debugger(session));
}

/** A position of the run; after edits one near the last, where most values have signs. */
function positionOf({ session: { timeline, total } }: Scene, share: number): number {
  const last = timeline.edits.at(-1);
  return last === undefined ? Math.ceil(share * total) : Math.min(total, last.at + Math.ceil(share * 20));
}

/** The signs of edits. They are no digits: a number is the same with them and without. */
const withoutMarks = (text: string) => text.replace(/[†✎!^]$/u, '');

/** A line whose numbers have no signs of edits. */
const unmarked = (line: Line) =>
  line.map((each) => (each.value === undefined ? each : { ...each, text: withoutMarks(each.text) }));

/** A sign of an edit stands right after a number, except where it is explained or its number has no digits. */
function expectMarksAtNumbers(line: Line): void {
  for (const { text, value, suffix = '' } of line) {
    if (value === undefined) expect(text, plainText(line)).not.toMatch(/[^ ][†✎]|[†✎] *[^† ✎]/u);
    else expect(text.replace(withoutMarks(text), ''), plainText(line)).toBe(suffix);
  }
}

function screenAt(scene: Scene, position: number, size: Size, looks: Partial<ViewOptions> = {}): Line[] {
  scene.session.seek(position);
  return sessionScreen(scene, 'id', size, { ...defaultViewOptions, ...looks }, null, []) ?? [];
}

const sizes = fc.record({
  columns: fc.integer({ min: 60, max: 180 }),
  rows: fc.integer({ min: 16, max: 50 }),
});
const looks = fc.record({
  picture: fc.constantFrom('network', 'network', 'weights', 'gradients', 'valley', 'loss'),
  isLarge: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0),
  words: fc.constantFrom('short', 'full'),
}) as fc.Arbitrary<Partial<ViewOptions>>;
const edits = fc.oneof(fc.constant([]), fc.array(changes, { maxLength: 3 }));
const scenarios = fc
  .oneof(
    { weight: 2, arbitrary: documents({ training: true, optimizers: true, dropout: true, layers: 3 }) },
    { weight: 1, arbitrary: documents({ huge: true, layers: 3 }) },
    { weight: 1, arbitrary: formulaDocuments() },
  )
  .map((document) => scenarioOf(document as never));

/** Every way to write a number: with the usual digits or more, and in less room. */
function formsOf(value: number): string[] {
  const more = Array.from({ length: 13 }, (_, extra) => formatNumber(value, 5 + extra));
  const fitted = Array.from({ length: 12 }, (_, width) => fitNumber(value, width));
  return [...more, ...fitted];
}

/** Whether a drawn equation says what a reader gets who computes with its numbers. */
function expectToHold(left: string, right: string, line: string): void {
  const computed = evaluated(left) as number;
  const result = numberOf(right);
  if (!Number.isFinite(result) || !Number.isFinite(computed)) {
    expect(computed, line).toBe(result);
    return;
  }
  // Half a unit, and a little for the rounding of doubles at a tie.
  expect(Math.abs(computed - result), line).toBeLessThanOrEqual(unitOf(right) * 0.5000001);
  const [, first, term] = /^(\S+) [+−] \(?([^\s()]+)\)?$/u.exec(left) ?? [];
  if (first !== undefined && numberOf(term as string) !== 0) expect(right, line).not.toBe(first);
}

describe('random scenarios', () => {
  test('no number is cut, every equation holds, and there is one minus sign', () => {
    const seen = { '=': 0, '≈': 0 };
    let marks = 0;
    fc.assert(
      fc.property(
        scenarios,
        fc.double({ min: 0, max: 1, noNaN: true }),
        sizes,
        looks,
        edits,
        (scenario, share, size, look, made) => {
          const scene = sceneOf(scenario, made);
          for (const line of screenAt(scene, positionOf(scene, share), size, look)) {
            expectMarksAtNumbers(line);
            marks += line.filter(({ suffix }) => suffix !== undefined).length;
            const text = plainText(unmarked(line));
            expect(text).not.toMatch(/\d…|…[\d.]/u);
            expect(text).not.toMatch(/(?<![\p{L}\d_])-\d|(?<!\d)−0(?![.\d])/u);
            expect(text).not.toMatch(/[+−×÷] ?−\d/u);
            for (const { left, sign, right } of equationsIn(text)) {
              seen[sign] += 1;
              if (sign === '=') expectToHold(left, right, text);
            }
          }
        },
      ),
      networksTried(120),
    );
    expect(seen['=']).toBeGreaterThan(300);
    expect(seen['≈']).toBeLessThan(seen['='] / 5);
    expect(marks).toBeGreaterThan(50);
  });

  test('a number that is drawn is a value at the position, in the format of that value', () => {
    let tried = 0;
    fc.assert(
      fc.property(
        scenarios,
        fc.double({ min: 0, max: 1, noNaN: true }),
        sizes,
        edits,
        (scenario, share, size, made) => {
          const scene = sceneOf(scenario, made);
          const { session } = scene;
          const position = positionOf(scene, share);
          const lines = screenAt(scene, position, size, { words: 'none' });
          const values = new Set<number>(session.registers);
          for (let step = Math.max(1, position - 60); step <= Math.min(session.total, position + 60); step++)
            for (const { value } of [...session.step(step).operands, session.step(step).result])
              values.add(value);
          const { run } = session.engine;
          const constants = run.slots.filter(({ kind }) => kind === 'constant').map(({ initial }) => initial);
          const counts = new Set([
            ...constants.flatMap(formsOf),
            ...scenario.formulas.flatMap(({ text }) => numbersIn(text)),
          ]);
          const most = Math.max(session.total, run.epochs, run.data.length, 100);
          for (const line of lines) {
            for (const { text, value } of line) {
              if (value !== undefined) {
                tried += 1;
                expect(formsOf(value), plainText(line)).toContain(withoutMarks(text));
                expect(values.has(value), `${text} in ${plainText(line)}`).toBe(true);
              } else
                for (const number of numbersIn(text)) {
                  const isCount = /^\d+$/.test(number) && Number(number) <= most;
                  expect(isCount || counts.has(number), `${number} in ${plainText(line)}`).toBe(true);
                }
            }
          }
        },
      ),
      networksTried(60),
    );
    expect(tried).toBeGreaterThan(1000);
  });

  test('in the drawing of the network no number is covered in part', () => {
    let tried = 0;
    fc.assert(
      fc.property(
        documents({ training: true, nodes: 8, layers: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 40, max: 120 }),
        fc.integer({ min: 3, max: 30 }),
        edits,
        (document, share, columns, rows, made) => {
          const scene = sceneOf(scenarioOf(document), made);
          scene.session.seek(positionOf(scene, share));
          for (const line of networkLines(scene, { columns, rows })) {
            const text = plainText(
              line.map((each) => (each.value === undefined ? each : { ...each, text: '#' })),
            );
            tried += line.filter(({ value }) => value !== undefined).length;
            expect(numbersIn(text.replace(/⋮ \d+ more/g, '')), plainText(line)).toEqual([]);
            // Two numbers that touch would look like one.
            expect(text).not.toMatch(/##/);
          }
        },
      ),
      networksTried(80),
    );
    expect(tried).toBeGreaterThan(500);
  });

  test('a line that is cut keeps its numbers whole, in ASCII too', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(100),
        edits,
        (scenario, share, columns, made) => {
          const scene = sceneOf(scenario, made);
          const size = { columns: 120, rows: 30 };
          for (const line of screenAt(scene, positionOf(scene, share), size)) {
            for (const part of [cut(line, columns), asciiLine(line, columns)]) {
              const text = plainText(part).replaceAll('~', '…');
              expect(text).not.toMatch(/\d…/u);
              const last = part.at(-1);
              if (last?.value !== undefined)
                expect(
                  formsOf(last.value)
                    .map((form) => plainText(asciiLine([{ text: form, tone: 'plain' }], 99)))
                    .concat(formsOf(last.value)),
                ).toContain(withoutMarks(last.text));
            }
          }
        },
      ),
      networksTried(20),
    );
  });
});

describe('a run whose numbers explode', () => {
  const scene = sceneOf(load('explodes'));

  test.each([
    [60, 16],
    [80, 24],
    [100, 30],
    [140, 45],
  ])('at %i × %i the weight of the lit edge is whole', (columns, rows) => {
    const lines = screenAt(scene, 80, { columns, rows });
    const weight = scene.session.read('c.w[0]') as number;
    const network = lines.slice(2, 14).flatMap((line) => line.filter(({ value }) => value === weight));
    expect(network.map(({ text }) => text)).toContain('4.779e52');
    for (const line of lines)
      for (const number of numbersIn(plainText(line))) expect(['8e52', '52']).not.toContain(number);
  });

  test.each([
    ['network', 60],
    // In a narrower pane the plot replaces the network.
    ['valley', 135],
  ] as const)('the loss is there at every size, with the %s', (picture, narrowest) => {
    for (let columns = narrowest; columns <= 200; columns += 7) {
      for (let rows = 16; rows <= 60; rows += 8) {
        const lines = screenAt(scene, 80, { columns, rows }, { picture }).map(plainText);
        const network = lines.map((line) => line.split(/[│┬┆]/u)[0]).join('\n');
        expect(network, `${columns} × ${rows}`).toMatch(/loss +∞/u);
      }
    }
  });
});

test('titles of pictures are not cut where another pane begins', () => {
  for (const id of ['explodes', 'back-propagation', 'xor', 'two-moons', 'curved-valley']) {
    const scene = sceneOf(load(id));
    for (const picture of ['weights', 'gradients', 'valley', 'loss', 'activation', 'metrics'] as const) {
      for (const size of [
        { columns: 100, rows: 30 },
        { columns: 140, rows: 45 },
      ]) {
        const [, , title] = screenAt(scene, Math.min(scene.session.total, 80), size, { picture });
        expect(plainText(title ?? []), `${id} ${picture}`).not.toMatch(/…[^…]*┬/u);
      }
    }
  }
});

test('what a command says has the minus of the screen, and can be filtered with the one of the keyboard', () => {
  const runner = runnerAt([shippedEntry('target-13')], 'target-13');
  const shown = () => screenOf(runner.state, { columns: 100, rows: 30 }).map(plainText).join('\n');
  for (const key of [':', ...'goto 13', 'enter', ':', ...'print error - 1', 'enter']) runner.press(key);
  expect(shown()).toContain('error − 1 = −5');
  for (const key of [':', ...'values', 'enter']) runner.press(key);
  expect(shown()).toMatch(/node_1\.w\[0\] +−1/);
  for (const key of ['/', ...'-4']) runner.press(key);
  expect(shown()).toContain('error = −4');
  expect(shown()).not.toMatch(/= -\d/);
});
