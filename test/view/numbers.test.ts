/** The truth of every number on the screen: it is never cut, it is a value in its format, and equations hold. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { screenOf } from '../../src/app/screen/screen.ts';
import { losses } from '../../src/scenario/losses/losses.ts';
import { networkLines } from '../../src/view/network/drawing.ts';
import type { Scene } from '../../src/view/scene/scene.ts';
import { asciiLine } from '../../src/view/terminal/ascii.ts';
import { fitNumber, formatNumber } from '../../src/view/terminal/format.ts';
import { cut, type Line, plainText } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry } from '../support/app.ts';
import { equationsIn, evaluated, numberOf, numbersIn, unitOf } from '../support/drawn.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import { changes } from '../support/replay.ts';
import { load } from '../support/scenario.ts';
import {
  belowPanels,
  insideOf,
  looks,
  panelsOf,
  scenarios,
  sceneAfter,
  screenAt,
  shares,
  sizes,
  withoutPanel,
} from '../support/screens.ts';
import { inTurn } from '../support/tried.ts';

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

const edits = fc.oneof(fc.constant([]), fc.array(changes, { maxLength: 3 }));

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

/** A number with a sign of cutting at it. A name may be shortened: `h…0`. */
const cutNumber = /(?<![\p{L}\d_.[(…])\d[\d.]*…|(?<![\p{L}\d_\])])…[\d.]/u;

/** Counts in drawings: `Σ 3/4` terms, `16×2` weights, `4–15 of 64` nodes, `64 ▸ 16`. */
const counted = /[Σ×] *\d+\/\d+|\d+×\d+|\d+–\d+(?: of \d+)?|\d+(?= *─*▸)|(?<=▸ *)\d+(?= |$)/gu;

describe('random scenarios', () => {
  test('no number is cut, every equation holds, and there is one minus sign', () => {
    const seen = { '=': 0, '≈': 0 };
    let marks = 0;
    fc.assert(
      fc.property(scenarios, shares, sizes, looks, edits, (scenario, share, size, look, made) => {
        const scene = sceneAfter(scenario, made);
        const screen = screenAt(scene, positionOf(scene, share), size, look);
        // Code has the hyphens of its language.
        const code = panelsOf(scene, size, look).find(({ name }) => name === 'listing');
        for (const line of code ? withoutPanel(screen, code.place) : screen) {
          expectMarksAtNumbers(line);
          marks += line.filter(({ suffix }) => suffix !== undefined).length;
          const text = plainText(unmarked(line));
          expect(text).not.toMatch(cutNumber);
          expect(text).not.toMatch(/(?<![\p{L}\d_])-\d|(?<!\d)−0(?![.\d])/u);
          // A sign with nothing before it is the word of a row: `×` products.
          expect(text).not.toMatch(/\S ?[+−×÷] ?−\d/u);
          for (const { left, sign, right } of equationsIn(text)) {
            seen[sign] += 1;
            if (sign === '=') expectToHold(left, right, text);
          }
        }
      }),
      networksTried(150),
    );
    expect(seen['=']).toBeGreaterThan(shareOf(300));
    expect(seen['≈']).toBeLessThan(seen['='] / 5);
    expect(marks).toBeGreaterThan(shareOf(50));
  });

  test('a number that is drawn is a value at the position, in the format of that value', () => {
    let tried = 0;
    fc.assert(
      fc.property(scenarios, shares, sizes, edits, (scenario, share, size, made) => {
        const scene = sceneAfter(scenario, made);
        const { session } = scene;
        const position = positionOf(scene, share);
        const chosen = { words: 'none', hasListing: true } as const;
        const lines = screenAt(scene, position, size, chosen);
        const values = new Set<number>(session.registers);
        // Probabilities that no step computes stand beside a loss that takes the outputs before them.
        const outputs = session.engine.run.outputs.map((slot) => session.registers[slot] as number);
        const { of } = (scenario.loss && losses[scenario.loss].probabilities) ?? { of: () => [] };
        for (const probability of of(outputs)) values.add(probability);
        for (let step = Math.max(1, position - 60); step <= Math.min(session.total, position + 60); step++)
          for (const { value } of [...session.step(step).operands, session.step(step).result])
            values.add(value);
        const { run } = session.engine;
        const constants = run.slots.filter(({ kind }) => kind === 'constant').map(({ initial }) => initial);
        const counts = new Set([
          ...constants.flatMap(formsOf),
          // Between which tanh gives its values.
          '−1',
          ...scenario.formulas.flatMap(({ text }) => numbersIn(text)),
        ]);
        const most = Math.max(session.total, run.epochs, run.data.length, 100);
        // Axes have numbers of their own, and code has the numbers of the scenario as they are written.
        const panels = panelsOf(scene, size, chosen).filter(
          ({ name }) => name !== 'plot' && name !== 'listing',
        );
        for (const { name, place } of panels) {
          for (const line of insideOf(lines, place)) {
            for (const { text, value } of line) {
              if (value !== undefined) {
                tried += 1;
                expect(formsOf(value), plainText(line)).toContain(withoutMarks(text));
                expect(values.has(value), `${text} in ${name}: ${plainText(line)}`).toBe(true);
              } else
                for (const number of numbersIn(text.replaceAll(',', ''))) {
                  const isCount = /^\d+$/.test(number) && Number(number) <= most;
                  expect(isCount || counts.has(number), `${number} in ${name}: ${plainText(line)}`).toBe(
                    true,
                  );
                }
            }
          }
        }
        expect(
          lines.slice(belowPanels(size, chosen)).flatMap((line) => line.flatMap(({ value }) => value ?? [])),
        ).toEqual([]);
      }),
      networksTried(100),
    );
    expect(tried).toBeGreaterThan(shareOf(3000));
  });

  test('in the drawing of the network no number is covered in part', () => {
    let tried = 0;
    fc.assert(
      fc.property(
        documents({ training: true, nodes: 8, layers: 4 }),
        shares,
        fc.integer({ min: 40, max: 120 }),
        fc.integer({ min: 3, max: 30 }),
        edits,
        (document, share, columns, rows, made) => {
          const scene = sceneAfter(scenarioOf(document), made);
          scene.session.seek(positionOf(scene, share));
          for (const line of networkLines(scene, { columns, rows })) {
            const text = plainText(
              line.map((each) => (each.value === undefined ? each : { ...each, text: '#' })),
            );
            tried += line.filter(({ value }) => value !== undefined).length;
            expect(numbersIn(text.replace(counted, '')), plainText(line)).toEqual([]);
            expect(text).not.toMatch(cutNumber);
            // Two numbers that touch would look like one.
            expect(text).not.toMatch(/##/);
          }
        },
      ),
      networksTried(80),
    );
    expect(tried).toBeGreaterThan(shareOf(500));
  });

  test('a line that is cut keeps its numbers whole, in ASCII too', () => {
    fc.assert(
      fc.property(scenarios, shares, fc.nat(100), edits, (scenario, share, columns, made) => {
        const scene = sceneAfter(scenario, made);
        const size = { columns: 120, rows: 30 };
        for (const line of screenAt(scene, positionOf(scene, share), size)) {
          for (const part of [cut(line, columns), asciiLine(line, columns)]) {
            const text = plainText(part).replaceAll('~', '…');
            // An exponent is whole: `^2…`.
            expect(text).not.toMatch(/(?<!\^)\d…/u);
            const last = part.at(-1);
            if (last?.value !== undefined)
              expect(
                formsOf(last.value)
                  .map((form) => plainText(asciiLine([{ text: form, tone: 'plain' }], 99)))
                  .concat(formsOf(last.value)),
              ).toContain(withoutMarks(last.text));
          }
        }
      }),
      networksTried(20),
    );
  });
});

describe('a run whose numbers explode', () => {
  const scene = sceneAfter(load('explodes'));

  test.each([
    [60, 16],
    [80, 24],
    [100, 30],
    [140, 45],
  ])('at %i × %i the weight of the lit edge is whole', (columns, rows) => {
    const lines = screenAt(scene, 80, { columns, rows });
    const weight = scene.session.read('c.w[0]') as number;
    const [picture] = panelsOf(scene, { columns, rows });
    const network = insideOf(lines, picture?.place ?? expect.unreachable())
      .flatMap((line) => line.filter(({ value }) => value === weight))
      .map(({ text }) => text);
    expect(network).toContain('4.8e52');
    for (const line of lines)
      for (const number of numbersIn(plainText(line))) expect(['8e52', '52']).not.toContain(number);
  });

  test.each(['network', 'weights', 'valley', 'loss'] as const)(
    'the loss is on every screen with room for the values, with the picture %s',
    (picture) => {
      const bad: string[] = [];
      const heights = Array.from({ length: 10 }, (_, index) => 24 + 4 * index);
      for (let columns = 100; columns <= 200; columns += 10) {
        for (const rows of inTurn(heights, columns / 10)) {
          const lines = screenAt(scene, 80, { columns, rows }, { picture });
          const texts = panelsOf(scene, { columns, rows }, { picture }).flatMap(({ place }) =>
            insideOf(lines, place).map(plainText),
          );
          if (!texts.some((text) => /\bloss +∞/u.test(text))) bad.push(`${columns}x${rows}`);
        }
      }
      expect(bad).toEqual([]);
    },
  );
});

test('titles of pictures are not cut where another pane begins', () => {
  for (const id of ['explodes', 'back-propagation', 'xor', 'two-moons', 'curved-valley']) {
    const scene = sceneAfter(load(id));
    for (const picture of ['weights', 'gradients', 'valley', 'loss', 'function', 'metrics'] as const) {
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
