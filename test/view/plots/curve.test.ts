/** The curve of an expression: the values that a table of the run has, and nothing beyond the cursor. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seriesOf, seriesUnits } from '../../../src/analysis/curves/series.ts';
import { seriesCurve } from '../../../src/analysis/curves/series-curve.ts';
import { parseExpression } from '../../../src/expression/condition.ts';
import { Session } from '../../../src/session/session.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { pressed, runnerAt, shippedEntry } from '../../support/app.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../../support/networks.ts';
import { pictureAt, sceneOf, shippedScene, textsOf } from '../../support/pictures.ts';
import { load } from '../../support/scenario.ts';
import { columnsOf } from '../../support/width.ts';

function expressionOf(session: Session, text: string) {
  const parsed = parseExpression(text, session.values.names);
  if (!parsed.ok) throw new Error(text);
  return parsed.expression;
}

const SIZE = { columns: 80, rows: 14 };

describe('the data of the curve', () => {
  test('its points are the rows of the run up to the cursor, its end is the value at the cursor', () => {
    let seen = 0;
    fc.assert(
      fc.property(
        documents({ training: true, layers: 2, nodes: 2, epochs: 3 }),
        fc.constantFrom(...seriesUnits),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (document, unit, share) => {
          const session = new Session(scenarioOf(document));
          const expression = expressionOf(session, 'h0_0 * 2 - x0');
          session.seek(Math.floor(share * session.total));
          const { points, present, x } = seriesCurve(session, { expression, unit });
          const rows = [...seriesOf(session, [expression], unit, session.position)].slice(-512);
          expect(points.map(({ y }) => y)).toEqual(rows.map(({ values: [value] }) => value ?? Number.NaN));
          const value = expression.evaluate((address) => session.read(address));
          expect(present?.y ?? null).toEqual(value);
          const places = [...points, ...(present ? [present] : [])].map((point) => point.x);
          expect(places).toEqual(places.toSorted((a, b) => a - b));
          for (const place of places) {
            expect(place).toBeGreaterThanOrEqual(x.from);
            expect(place).toBeLessThanOrEqual(x.to);
          }
          seen += points.length;
        },
      ),
      networksTried(60),
    );
    expect(seen).toBeGreaterThan(shareOf(90));
  });

  test('a long run has points at the ends of some of its epochs, with the exact values', () => {
    const session = new Session(load('two-moons'));
    const { schedule } = session.engine;
    const expression = expressionOf(session, 'loss');
    session.seek(session.total);
    const { points } = seriesCurve(session, { expression, unit: 'batch' });
    expect(points.length).toBeGreaterThan(50);
    expect(points.length).toBeLessThanOrEqual(512);
    for (const { x, y } of points.slice(-3)) {
      session.seek(schedule.batchStart(x));
      expect(session.read('loss')).toBe(y);
    }
  });
});

describe('the picture', () => {
  test('has the expression, its value and its axes, and ends at the cursor', () => {
    const scene = shippedScene('back-propagation');
    scene.debug.plotted = { expression: expressionOf(scene.session, 'output.w[0]'), unit: 'epoch' };
    const lines = textsOf(pictureAt(scene, 96, 'curve', SIZE));
    // The weight after the third epoch.
    expect(lines[0]).toBe('output.w[0] at the end of every epoch   ● 2.2092');
    expect(lines.at(-1)).toMatch(/^ +0 +2 +4 +epoch$/);
    // Three of five epochs are done: the right part of the area is empty.
    for (const line of lines.slice(1, -2)) expect(line.length).toBeLessThan(60);
  });

  test('has the expression with the signs of the screen', () => {
    const scene = shippedScene('back-propagation');
    const expression = expressionOf(scene.session, '-output.w[0]*2/3 - 1e-5');
    scene.debug.plotted = { expression, unit: 'epoch' };
    const [heading] = textsOf(pictureAt(scene, 96, 'curve', SIZE));
    expect(heading).toContain('−output.w[0]×2÷3 − 1e−5 at the end of every epoch');
  });

  test.each([
    ['batch.loss', 'batch', true],
    ['batch.loss * 2', 'epoch', true],
    ['y.w[0]', 'batch', false],
    ['batch.loss', 'step', false],
  ] as const)(
    'of %s every %s: a sum of a batch that is not finished is no part of the line',
    (text, unit, isSum) => {
      const scene = shippedScene('xor');
      const { schedule } = scene.engine;
      const expression = expressionOf(scene.session, text);
      scene.debug.plotted = { expression, unit };
      const seen = { partial: 0, whole: 0 };
      const [from, to] = [schedule.batchStart(4), schedule.batchStart(5)];
      for (let position = from; position <= to; position += 1) {
        const pane = pictureAt(scene, position, 'curve', SIZE);
        const isPartial = isSum && schedule.segmentAt(position).program === 'example';
        const { points, present, ...data } = seriesCurve(scene.session, { expression, unit });
        if (present === null) continue;
        // The last step of the last example has all of the sum.
        const isLast = position < to && schedule.segmentAt(position + 1).program === 'update';
        expect(data.isPartial, String(position)).toBe(isPartial && !isLast);
        const heading = textsOf(pane)[0];
        if (data.isPartial) expect(heading).toContain('● so far ');
        else expect(heading).not.toContain('so far');
        seen[data.isPartial ? 'partial' : 'whole'] += 1;
        if (points.length === 0) throw new Error(String(position));
      }
      expect(seen.whole).toBeGreaterThan(0);
      expect(seen.partial > 0).toBe(isSum);
    },
  );

  test('the line of a sum ends at the last finished batch, the point is beside it', () => {
    const scene = shippedScene('xor');
    const expression = expressionOf(scene.session, 'batch.loss');
    scene.debug.plotted = { expression, unit: 'batch' };
    const lineAt = (position: number) => textsOf(pictureAt(scene, position, 'curve', SIZE)).slice(1, -2);
    const { schedule } = scene.engine;
    const row = (lines: string[], sign: RegExp) => lines.findLastIndex((line) => sign.test(line));
    for (const batch of [1, 8, 20]) {
      // In the second example of the next batch, a sum is a part of what it will be.
      const lines = lineAt(schedule.batchStart(batch) + 40);
      expect(row(lines, /[⠁-⣿]/)).toBeGreaterThanOrEqual(0);
      expect(row(lines, /●/)).toBeGreaterThan(row(lines, /[⠁-⣿]/) + 1);
    }
  });

  test('without an expression it says what to type', () => {
    const { lines, message } = pictureAt(shippedScene('relu'), 0, 'curve', SIZE);
    expect(lines.map(plainText).join('').trim()).toBe('curve: needs an expression.');
    expect(message).toContain('plot loss every epoch');
  });

  test('it fits into every size, whatever the values are', () => {
    let drawn = 0;
    fc.assert(
      fc.property(
        documents({ training: true, huge: true, layers: 2, epochs: 4 }),
        fc.constantFrom(...seriesUnits),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (document, unit, columns, rows, share) => {
          const scene = sceneOf(JSON.stringify(document));
          const { session, debug } = scene;
          debug.plotted = { expression: expressionOf(session, 'h0_0'), unit };
          const at = Math.floor(share * session.total);
          const { lines, message } = pictureAt(scene, at, 'curve', { columns, rows });
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) expect(columnsOf(plainText(line))).toBeLessThanOrEqual(columns);
          drawn += Number(message === undefined);
        },
      ),
      networksTried(80),
    );
    expect(drawn).toBeGreaterThan(shareOf(25));
  });
});

test('plot shows the curve, and 0 shows it again', () => {
  const { state } = runnerAt([shippedEntry('xor')], 'xor');
  const keys = (text: string) => [...text].map((key) => (key === ' ' ? 'space' : key));
  const plotted = pressed(state, [':', ...keys('plot loss / 2 every example'), 'enter']);
  expect(plotted.view.picture).toBe('curve');
  expect(plotted.message?.text).toBe('Plotted: loss / 2 every example.');
  expect(pressed(plotted, ['1', '0']).view.picture).toBe('curve');
});
