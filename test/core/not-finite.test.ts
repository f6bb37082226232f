/** The reasons for results that are not finite. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OpName, opNames, ops, reasonNotFinite } from '../../src/core/operations.ts';
import '../support/seed.ts';

const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf, NaN: none } = Number;

/** An operation of three operands gets a usual number as the last. */
const resultOf = (op: OpName, a: number, b: number) => ops[op].forward(a, b, 0.25);

const reasonOf = (op: OpName, a: number, b = a) => reasonNotFinite(op, [a, b], resultOf(op, a, b));

const tooLarge = "it is too large for the computer's numbers";

test.each<[OpName, number, number, string | null]>([
  ['log', 0, 0, 'the logarithm of 0 is minus infinity'],
  ['log', -0, -0, 'the logarithm of 0 is minus infinity'],
  ['log', -0.5, -0.5, 'a negative number has no logarithm'],
  ['log', minusInf, minusInf, 'a negative number has no logarithm'],
  ['log', inf, inf, null],
  ['sqrt', -1, -1, 'a negative number has no square root'],
  ['divide', 1, 0, 'it is a division by 0'],
  ['divide', -1, -0, 'it is a division by 0'],
  ['divide', 0, 0, '0 divided by 0 has no value'],
  ['divide', inf, minusInf, 'infinity divided by infinity has no value'],
  ['divide', 1e300, 1e-300, tooLarge],
  ['divide_slope', 1, 0, 'it is a division by 0'],
  ['exp', 1000, 1000, tooLarge],
  ['square', 1e200, 1e200, tooLarge],
  ['multiply', 1e200, -1e200, tooLarge],
  ['multiply', 0, inf, '0 times infinity has no value'],
  ['add', 1e308, 1e308, tooLarge],
  ['add', inf, minusInf, 'infinity minus infinity has no value'],
  ['subtract', inf, inf, 'infinity minus infinity has no value'],
  ['subtract', inf, 1, null],
  ['power', 0, -1, 'it is a division by 0'],
  ['power', -8, 1 / 3, 'a negative number to the power of a fraction has no value'],
  ['power', 10, 400, tooLarge],
  ['power_slope', 0, 0.5, 'it is a division by 0'],
  ['exponent_slope', -2, 3, 'a negative number has no logarithm'],
  ['sin', inf, inf, 'at infinity it has no value'],
  ['silu', minusInf, minusInf, 'infinity divided by infinity has no value'],
  ['gelu_slope', 1e200, 1e200, '0 times infinity has no value'],
  ['multiply', none, inf, null],
  ['log', none, none, null],
  ['exp', 1, 1, null],
])('%s of %d and %d: %s', (op, a, b, reason) => {
  expect(reasonOf(op, a, b)).toBe(reason);
});

const operand = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, -0.5, 2, 1e-200, 1e200, -1e200, 1e308, inf, minusInf, none),
  fc.double(),
);

test('there is a reason exactly where no operand explains the result', () => {
  fc.assert(
    fc.property(fc.constantFrom(...opNames), operand, operand, (op, a, second) => {
      const b = ops[op].arity === 1 ? a : second;
      const result = resultOf(op, a, b);
      const isExplained = Number.isNaN(result)
        ? Number.isNaN(a) || Number.isNaN(b)
        : !Number.isFinite(a) || !Number.isFinite(b);
      expect(reasonNotFinite(op, [a, b], result) !== null).toBe(!Number.isFinite(result) && !isExplained);
    }),
    { numRuns: 2000 },
  );
});

test('only what stays too large when the operands change a little is called too large', () => {
  fc.assert(
    fc.property(fc.constantFrom(...opNames), operand, operand, (op, a, second) => {
      const b = ops[op].arity === 1 ? a : second;
      if (reasonOf(op, a, b) !== tooLarge) return;
      // Beside a pole at 0, results are moderate.
      const [near, nearB] = [a, b].map((value) => (value === 0 ? 1e-3 : value)) as [number, number];
      expect(Math.abs(resultOf(op, near, nearB))).toBeGreaterThan(1e290);
    }),
    { numRuns: 2000 },
  );
});
