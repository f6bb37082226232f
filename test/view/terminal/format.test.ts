import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactNumber } from '../../../src/core/exact-number.ts';
import {
  fitNumber,
  formatNumber,
  legibleWidth,
  rounded,
  withMinusSigns,
} from '../../../src/view/terminal/format.ts';
import '../../support/seed.ts';

test.each([
  [0, '0'],
  [-0, '0'],
  [5, '5'],
  [-40, '−40'],
  [1234567, '1234567'],
  [12345678, '1.235e7'],
  [-0.4, '−0.4'],
  [0.1 + 0.2, '0.3'],
  [1 / 3, '0.33333'],
  [30.20158, '30.202'],
  [123456.789, '123457'],
  [9999999.7, '1e7'],
  [0.09999999999999998, '0.1'],
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

test.each([
  [4.7791e52, 11, '4.779e52'],
  [4.7791e52, 7, '4.78e52'],
  [4.7791e52, 6, '4.8e52'],
  [4.7791e52, 5, '…'],
  [-4.63e31, 5, '…'],
  [-4.63e31, 7, '−4.6e31'],
  [5e52, 4, '5e52'],
  [0.0026432, 4, '.003'],
  [-0.0034, 6, '−.0034'],
  [-0.0034, 5, '−.003'],
  [-0.0034, 4, '…'],
  [0.003, 4, '3e−3'],
  [4.7791e52, 3, '…'],
  [-0.123456, 8, '−0.12346'],
  [-0.123456, 6, '−0.123'],
  [-0.123456, 4, '−.12'],
  [-0.123456, 3, '−.1'],
  [0.0012345, 5, '.0012'],
  [0.00012345, 6, '1.2e−4'],
  [123.456, 4, '123'],
  [123.456, 2, '…'],
  [0.96, 3, '.96'],
  [0.96, 2, '…'],
  [0.96, 4, '0.96'],
  [1234567, 6, '1.23e6'],
  [7, 1, '7'],
  [-0, 1, '0'],
  [Number.NEGATIVE_INFINITY, 2, '−∞'],
  [Number.NaN, 2, '…'],
  [12, 0, ''],
])('%d in %i cells is %s', (value, width, text) => {
  expect(fitNumber(value, width)).toBe(text);
});

test('a number that is fitted is at most so wide, and a rounding of the value', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(14), (value, width) => {
      const text = fitNumber(value, width);
      expect(text.length).toBeLessThanOrEqual(width);
      if (text === '…' || text === '') return;
      const read = Number(text.replaceAll('−', '-'));
      const error = Math.abs(read - value) / (Math.abs(value) || 1);
      expect(error === Number.POSITIVE_INFINITY ? 0 : error).toBeLessThanOrEqual(0.51);
    }),
  );
});

test('a number with an exponent has at least two digits, unless one is all it has', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 2, max: 5 }),
      fc.nat(14),
      (value, digits, width) => {
        const text = fitNumber(value, width, digits);
        const [mantissa, exponent] = text.replaceAll('−', '-').split('e');
        if (exponent === undefined) return;
        const twoDigits = Number(value.toPrecision(2));
        const error = Math.abs(Number(`${mantissa}e${exponent}`) - value);
        expect(error).toBeLessThanOrEqual(Math.abs(twoDigits - value) * (1 + 1e-12) + Number.MIN_VALUE);
      },
    ),
  );
});

test('from its legible width on a number is as near to the value as two digits are, and not before', () => {
  const error = (text: string, value: number) =>
    text === '…' ? Number.POSITIVE_INFINITY : Math.abs(Number(text.replaceAll('−', '-')) - value);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (value) => {
      const most = Math.abs(Number(value.toPrecision(2)) - value) * (1 + 1e-9) + Number.MIN_VALUE;
      const width = legibleWidth(value);
      for (let columns = width; columns < 14; columns++)
        expect(error(fitNumber(value, columns), value)).toBeLessThanOrEqual(most);
      const narrower = fitNumber(value, width - 1);
      if (error(narrower, value) <= most && width > 1 && !/^−?\./u.test(narrower))
        expect(narrower).toBe(formatNumber(value));
    }),
  );
});

test('the number that is shown is the one that is written', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
      fc.integer({ min: 2, max: 17 }),
      (value, digits) => {
        const read = Number(formatNumber(value, digits).replaceAll('−', '-'));
        expect(Math.abs(rounded(value, digits) - read)).toBe(0);
      },
    ),
  );
});

test.each([
  ['grad(output) = -8', 'grad(output) = −8'],
  ['loss - 1 = -1.5e-7 (before: -Infinity)', 'loss − 1 = −1.5e−7 (before: −Infinity)'],
  ['clear-edits, timeline "edit-1", h-1, --at 3', 'clear-edits, timeline "edit-1", h-1, --at 3'],
])('%s on the screen is %s', (text, shown) => {
  expect(withMinusSigns(text)).toBe(shown);
});
