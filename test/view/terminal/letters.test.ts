import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { hasLargeForm, largeHeight, largeRows, largeWidth } from '../../../src/view/terminal/letters.ts';
import { readLarge } from '../../support/large-digits.ts';
import '../../support/seed.ts';

const scales = [1, 2, 3, 4] as const;

test('every number in every number of digits is read back from its large digits', () => {
  fc.assert(
    fc.property(
      fc.double(),
      fc.integer({ min: 1, max: 17 }),
      fc.constantFrom(...scales),
      (value, digits, scale) => {
        const text = formatNumber(value, digits);
        expect(hasLargeForm(text)).toBe(true);
        expect(readLarge(largeRows(text, scale), scale).join('')).toBe(text);
      },
    ),
  );
});

test('a point is as many columns wide and half rows high as the scale', () => {
  for (const scale of scales) {
    const rows = largeRows('(−40)', scale);
    expect(rows).toHaveLength([3, 5, 8, 10][scale - 1] as number);
    expect(largeHeight(scale)).toBe(rows.length);
    for (const row of rows) expect(row).toHaveLength(largeWidth('(−40)', scale));
  }
  expect(largeRows('7', 1)).toEqual(['▀▀█', '  █', '  ▀']);
  expect(largeRows('5', 2)).toEqual(['██████', '██    ', '██████', '    ██', '██████']);
});

test('a raised sign has half the scale; in the least scale it is an ordinary character', () => {
  expect(largeRows('5²', 2)).toEqual([
    '██████  ▀▀█',
    '██      █▀▀',
    '██████  ▀▀▀',
    '    ██     ',
    '██████     ',
  ]);
  expect(largeRows('5²', 1)[0]).toBe('█▀▀ ²');
});

test('a character without a large form is told', () => {
  expect(hasLargeForm('5☃')).toBe(false);
  expect(() => largeRows('☃', 1)).toThrow(RangeError);
});
