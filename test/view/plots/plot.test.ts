/** The axes of a plot: where values are, and why there is no plot. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Range } from '../../../src/analysis/curves/curve.ts';
import { evenRange } from '../../../src/view/plots/axes.ts';
import { isLack, type Lack } from '../../../src/view/plots/picture.ts';
import { Plot } from '../../../src/view/plots/plot.ts';
import { plainText, span } from '../../../src/view/terminal/text.ts';
import { cellsOf } from '../../support/pictures.ts';

const made = (...given: Parameters<typeof Plot.of>): Plot => {
  const plot = Plot.of(...given);
  if (isLack(plot)) throw new Error(plot.sign);
  return plot;
};

/** The value and the row of each tick of the y axis, from the top. */
function ticksOf(plot: Plot) {
  return plot.lines().flatMap((line, row) => {
    const end = cellsOf(line).findIndex(({ text }) => text === '┤');
    const number = line.find(({ value }) => value !== undefined)?.value;
    return end < 0 || number === undefined ? [] : [{ value: number, row }];
  });
}

const sizes = fc.record({ columns: fc.integer({ min: 24, max: 90 }), rows: fc.integer({ min: 4, max: 42 }) });

const ranges = fc
  .tuple(
    fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    fc.double({ min: -4, max: 5, noNaN: true }),
    fc.constantFrom('any', 'from 0', 'to 0'),
  )
  .map(([from, decades, kind]): Range => {
    const length = 10 ** decades;
    if (kind === 'any') return { from, to: from + length };
    return kind === 'from 0' ? { from: 0, to: length } : { from: -length, to: 0 };
  })
  .filter(({ from, to }) => to - from > 1e-6 * Math.max(1, Math.abs(from)));

/** The place of a value in rows from the top, as a fraction, and the ticks with theirs. */
function placed(plot: Plot) {
  const { rows } = plot.area;
  const ticks = ticksOf(plot);
  return ticks.map(({ value, row }) => ({
    row,
    value,
    // A row has four dots; the lowest value is in the middle of the last but one, for curves are two dots thick.
    off: Math.abs(row + 0.5 - ((1 - plot.shareOfHeight(value)) * (rows * 4 - 2) + 0.5) / 4),
  }));
}

test('ticks are within half a cell of their true places, and equal distances are equally many rows', () => {
  let [even, all] = [0, 0];
  fc.assert(
    fc.property(ranges, sizes, fc.boolean(), (y, size, isLogarithmic) => {
      const heights = isLogarithmic
        ? { from: 10 ** -Math.abs(y.from % 20), to: 10 ** (1 + Math.abs(y.to % 30)) }
        : y;
      const plot = made(size, { x: { from: 0, to: 1 }, y: heights, xName: 'x', isLogarithmic });
      const ticks = placed(plot);
      expect(ticks.length).toBeGreaterThan(plot.area.rows > 2 && !isLogarithmic ? 1 : 0);
      for (const { off } of ticks) expect(off).toBeLessThanOrEqual(0.5 + 1e-5);
      // A mark at a value is in the row of its tick.
      for (const { value, row } of ticks) expect(plot.cellOf({ x: 0.5, y: value })?.row).toBe(row);
      const gaps = ticks.slice(1).map(({ row }, index) => row - (ticks[index]?.row as number));
      const spread = Math.max(...gaps, 0) - Math.min(...gaps, Math.max(...gaps, 0));
      expect(spread).toBeLessThanOrEqual(1);
      // The range has become longer so that a step is a whole number of rows.
      const isLonger = plot.y.to > heights.to || plot.y.from < heights.from;
      if (isLonger) expect(spread).toBe(0);
      all += 1;
      if (spread === 0) even += 1;
    }),
    { numRuns: 1500 },
  );
  expect(even / all).toBeGreaterThan(0.95);
});

test('a range that was made longer contains the one that was asked for, not much is added, and an end at 0 stays', () => {
  let uneven = 0;
  fc.assert(
    fc.property(ranges, fc.integer({ min: 2, max: 40 }), (asked, rows) => {
      const { range, step } = evenRange(asked, rows, Math.max(3, Math.round(rows / 3)));
      const length = asked.to - asked.from;
      expect(range.from).toBeLessThanOrEqual(asked.from);
      expect(range.to).toBeGreaterThanOrEqual(asked.to - 1e-12 * Math.abs(asked.to));
      expect(range.to - range.from).toBeLessThanOrEqual(length * (rows < 12 ? 1.35 : 1.26));
      if (asked.from === 0) expect(Math.abs(range.from)).toBe(0);
      else if (asked.to === 0) expect(Math.abs(range.to)).toBeLessThan(1e-9 * length);
      if (step === null) uneven += 1;
      else {
        const inRows = (step / (range.to - range.from)) * (rows - 0.5);
        expect(Math.abs(inRows - Math.round(inRows))).toBeLessThan(1e-6);
        expect(inRows).toBeGreaterThan(0.5);
        expect(['1', '1.5', '2', '2.5', '3', '4', '5', '6', '8', '10']).toContain(
          String(Number(step.toExponential(3).split('e')[0])),
        );
      }
      if (rows > 6) expect(step).not.toBeNull();
    }),
    { numRuns: 3000 },
  );
  expect(uneven).toBeLessThan(150);
});

test('ticks of the x axis are within half a cell of their true places', () => {
  fc.assert(
    fc.property(ranges, sizes, (x, size) => {
      const plot = made(size, { x, y: { from: 0, to: 1 }, xName: 'x' });
      const lines = plot.lines();
      const left = plainText(lines.at(-2) ?? []).indexOf('╰') + 1;
      const signs = [...plainText(lines.at(-2) ?? [])];
      const columns = signs.flatMap((sign, column) => (sign === '┬' ? [column - left] : []));
      const values = (lines.at(-1) ?? []).flatMap(({ value }) => value ?? []);
      expect(columns).toHaveLength(values.length);
      for (const [index, value] of values.entries()) {
        const at = ((value - x.from) / (x.to - x.from)) * plot.area.columns;
        expect(Math.abs((columns[index] as number) + 0.5 - at)).toBeLessThanOrEqual(0.5 + 1e-6);
      }
    }),
  );
});

test('where there is no plot the reason is the true one, and the size that is asked for is enough', () => {
  const heading = { columns: 7, rows: 1 };
  const needed = ({ sign }: Lack) => {
    const [, columns, rows] = sign.match(/needs (\d+) × (\d+)/) ?? [];
    return columns === undefined ? null : { columns: Number(columns) - 4, rows: Number(rows) - 2 };
  };
  fc.assert(
    fc.property(
      fc.integer({ min: -3, max: 30 }),
      fc.integer({ min: -3, max: 9 }),
      fc.oneof(
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0),
        fc.double({ min: 1e-9, max: 1e200 }),
      ),
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      (columns, rows, length, from) => {
        const axes = { x: { from: 0, to: 1 }, y: { from, to: from + length }, xName: 'x' };
        const plot = Plot.of({ columns, rows }, axes, heading);
        const canBe = Number.isFinite(length) && from + length > from;
        if (!isLack(plot)) {
          expect(canBe).toBe(true);
          expect(plot.area.columns).toBeGreaterThan(4);
          return;
        }
        const least = needed(plot);
        expect(least === null).toBe(!canBe);
        if (!least) return;
        const room = { columns: least.columns - heading.columns, rows: least.rows - heading.rows };
        expect(room.columns > columns || room.rows > rows).toBe(true);
        const larger = { columns: Math.max(columns, room.columns), rows: Math.max(rows, room.rows) };
        expect(isLack(Plot.of(larger, axes, heading))).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

test('marks and curves at one value are in one row', () => {
  const plot = made({ columns: 30, rows: 12 }, { x: { from: 0, to: 10 }, y: { from: 0, to: 7 }, xName: 'x' });
  plot.mark({ x: 5, y: 3 }, span('●'));
  plot.curve(
    [
      { x: 0, y: 3 },
      { x: 10, y: 3 },
    ],
    'plain',
  );
  const rows = plot.lines().map(plainText);
  const at = rows.findIndex((row) => row.includes('●'));
  expect(rows[at]).toMatch(/[\u2801-\u28ff]/);
});
