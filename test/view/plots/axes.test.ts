import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipped, logTicks, needsLogarithm, ticks } from '../../../src/view/plots/axes.ts';

test('numbers at an axis are inside it, evenly spaced, few and round', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e3, max: 1e3, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      fc.boolean(),
      (from, length, most, isWhole) => {
        const found = ticks({ from, to: from + length }, most, isWhole);
        expect(found.length).toBeLessThanOrEqual(most);
        if (!isWhole || length > 2) expect(found.length).toBeGreaterThan(0);
        for (const tick of found) {
          expect(tick).toBeGreaterThanOrEqual(from - 1e-9 * length);
          expect(tick).toBeLessThanOrEqual(from + length * (1 + 1e-9));
          if (isWhole) expect(Number.isInteger(tick)).toBe(true);
        }
        const [first = 0, second] = found;
        if (second === undefined) return;
        const step = second - first;
        const digits = Number(step.toExponential(6).split('e')[0]);
        const round = isWhole ? [1, 2, 5] : [1, 2, 2.5, 5];
        expect(round.some((each) => Math.abs(digits - each) < 1e-4)).toBe(true);
        found.forEach((tick, index) => {
          expect(Math.abs(tick - first - index * step)).toBeLessThan(1e-6 * length);
        });
      },
    ),
  );
  expect(ticks({ from: 0, to: 1 }, 3)).toEqual([0, 0.5, 1]);
  expect(ticks({ from: 0, to: 0.7 }, 3)).toEqual([0, 0.25, 0.5]);
  expect(ticks({ from: 0.31, to: 0.71 }, 4)).toEqual([0.4, 0.5, 0.6, 0.7]);
  expect(ticks({ from: 2, to: 2 }, 4)).toEqual([]);
});

test('on a logarithmic axis they are powers of ten, equally many decades apart', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -300, max: 290, noNaN: true }),
      fc.double({ min: 2, max: 300, noNaN: true }),
      fc.integer({ min: 2, max: 9 }),
      (low, decades, most) => {
        const [from, to] = [10 ** low, 10 ** Math.min(308, low + decades)];
        const found = logTicks({ from, to }, most);
        expect(found.length).toBeLessThanOrEqual(most);
        const exponents = found.map((tick) => Number(tick.toExponential().split('e')[1]));
        found.forEach((tick, index) => {
          expect(tick).toBe(Number(`1e${exponents[index]}`));
          expect(tick).toBeGreaterThanOrEqual(from * (1 - 1e-6));
          expect(tick).toBeLessThanOrEqual(to * (1 + 1e-6));
        });
        const gaps = exponents.slice(1).map((exponent, index) => exponent - (exponents[index] as number));
        expect(new Set(gaps).size).toBeLessThanOrEqual(1);
      },
    ),
  );
  expect(logTicks({ from: 0.008, to: 20 }, 5)).toEqual([0.01, 0.1, 1, 10]);
  expect(logTicks({ from: 0.008, to: 20 }, 3)).toEqual([0.01, 1]);
  expect(logTicks({ from: 0, to: 20 }, 3)).toEqual([]);
});

test('values need a logarithmic axis from more than two decades on; zero and what is not finite do not count', () => {
  expect(needsLogarithm([1, 100])).toBe(false);
  expect(needsLogarithm([1, 101])).toBe(true);
  expect(needsLogarithm([0, 1, 50, Number.POSITIVE_INFINITY, Number.NaN])).toBe(false);
  expect(needsLogarithm([])).toBe(false);
});

test('a line is cut off where it leaves the axes', () => {
  const box = { from: -1, to: 1 };
  const part = (x0: number, y0: number, x1: number, y1: number) =>
    clipped(
      [
        { x: x0, y: y0 },
        { x: x1, y: y1 },
      ],
      box,
      box,
    );
  expect(part(-2, -2, 2, 2)).toEqual([
    { x: -1, y: -1 },
    { x: 1, y: 1 },
  ]);
  expect(part(0, 0, 0, 4)).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 1 },
  ]);
  expect(part(-3, 0, 0, 3)).toBeNull();
  expect(part(2, -1, 2, 1)).toBeNull();
});
