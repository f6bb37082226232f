/** The list of the menu. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { menuListLines } from '../../src/view/menu-list.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import '../support/seed.ts';

const factors: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };

/** The number of steps that the row of a scenario shows. */
function shownSteps(steps: number): string {
  const entry = { name: 'only', shape: '2-1', steps, isDone: false };
  const lines = menuListLines([{ name: 'group', entries: [entry] }], 0, [], { columns: 38, rows: 6 });
  return /2-1 +(\S.*?) +│/u.exec(plainText(lines[2] ?? []))?.[1] ?? '';
}

test.each([
  [9, '9'],
  [9_999, '9,999'],
  [10_000, '10 k'],
  [999_499, '999 k'],
  [999_600, '1.0 M'],
  [9_949_999, '9.9 M'],
  [9_960_000, '10 M'],
  [7e9, '7.0 G'],
  [9e15, '9.0 P'],
])('%d steps are shown as %s', (steps, text) => {
  expect(shownSteps(steps)).toBe(text);
});

test('any number of steps fits, and is a rounding', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.nat(15), (most, power) => {
      const steps = Math.floor(most / 10 ** power);
      const text = shownSteps(steps);
      expect(text.length).toBeLessThanOrEqual(5);
      const [count = '', unit] = text.split(' ');
      const shown =
        Number(count.replaceAll(',', '')) * (unit === undefined ? 1 : (factors[unit] ?? Number.NaN));
      expect(Math.abs(shown - steps)).toBeLessThanOrEqual(steps < 10_000 ? 0 : 0.0501 * steps);
    }),
  );
});

test('a scenario that is done keeps its whole name, and its shape is whole or left out', () => {
  const names = ['xor', 'convolution-1d', 'back-propagation'];
  for (const columns of [31, 38, 46])
    for (const isDone of [false, true]) {
      const entries = names.map((name) => ({ name, shape: '12 formulas', steps: 388, isDone }));
      const lines = menuListLines([{ name: 'group', entries }], 0, [], { columns, rows: 8 }).map(plainText);
      for (const [index, name] of names.entries()) {
        const row = lines[index + 2] ?? '';
        expect(row.slice(2, -2)).toMatch(
          new RegExp(`^[▸ ] ${name}${isDone ? ' ✓' : ''}(?: +12 formulas)? +388$`, 'u'),
        );
        expect(row).toHaveLength(columns);
      }
      expect(lines[2]?.includes('formulas')).toBe(columns > 31);
    }
});
