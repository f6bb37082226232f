import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ops } from '../../../src/core/operations.ts';
import { operationText } from '../../../src/view/notation/operation.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { largeLines } from '../../../src/view/terminal/letters.ts';
import { lineWidth, plainText } from '../../../src/view/terminal/text.ts';
import '../../support/seed.ts';

const large = (text: string, columns: number, rows: number) =>
  largeLines([{ text, tone: 'plain' }], columns, rows);

test('every operation has large letters, for every number', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(ops)), fc.double(), fc.double(), (op, a, b) => {
      const text = operationText(op as keyof typeof ops, [formatNumber(a), formatNumber(b)]);
      expect(large(`${text} = ${formatNumber(a)}`, 1000, 5)).not.toBeNull();
    }),
  );
});

test('letters are as large as fits, and all lines have the same width', () => {
  const heights = [200, 100, 45].map((columns) => {
    const lines = large('5 × −8 = −40', columns, 12) ?? [];
    const widths = new Set(lines.map(lineWidth));
    expect(widths.size).toBe(1);
    expect([...widths][0]).toBeLessThanOrEqual(columns);
    return [lines.length, [...widths][0]];
  });
  expect(heights).toEqual([
    [10, 156],
    [5, 78],
    [5, 39],
  ]);
  expect(large('5 × −8 = −40', 30, 12)).toBeNull();
  expect(large('5 × −8 = −40', 200, 4)).toBeNull();
});

test('a letter looks as expected, and a character without a large form gives none', () => {
  expect(large('7', 3, 5)?.map(plainText)).toEqual(['███', '  █', '  █', '  █', '  █']);
  expect(large('☃', 80, 5)).toBeNull();
});
