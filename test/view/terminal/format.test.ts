import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactNumber } from '../../../src/core/exact-number.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';

test.each([
  [0, '0'],
  [-0, '−0'],
  [5, '5'],
  [-40, '−40'],
  [1234567, '1234567'],
  [12345678, '1.235e7'],
  [-0.4, '−0.4'],
  [0.1 + 0.2, '0.3'],
  [1 / 3, '0.33333'],
  [30.20158, '30.202'],
  [123456.789, '123460'],
  [0.00012345678, '0.00012346'],
  [0.000012345678, '1.235e−5'],
  [1e-300, '1e−300'],
  [5e-324, '4.941e−324'],
  [1.7976931348623157e308, '1.798e308'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, '∞'],
  [Number.NEGATIVE_INFINITY, '−∞'],
])('%d is shown as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test('shown numbers are short, and close to the value', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e308, max: 1e308 }), (value) => {
      const text = formatNumber(value);
      expect(text.length).toBeLessThanOrEqual(11);
      const read = Number(text.replaceAll('−', '-'));
      expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.abs(value) * 6e-4 + Number.MIN_VALUE);
    }),
  );
});

test('with all digits a number reads back as the same double', () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      expect(Object.is(Number(exactNumber(value)), value)).toBe(true);
    }),
  );
});
