import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OpName, opNames, ops } from '../../../src/core/operations.ts';
import { equationForms, fittingForm, holds, operationLine } from '../../../src/view/notation/equation.ts';
import { operationParts } from '../../../src/view/notation/operation.ts';
import { lineWidth, plainText } from '../../../src/view/terminal/text.ts';
import { numberOf } from '../../support/drawn.ts';
import '../../support/seed.ts';

const tones = { operation: 'plain', result: 'plain' } as const;
const formsOf = (op: OpName, operands: readonly number[], result = forward(op, operands)) =>
  equationForms(op, operands, result, tones);
const forward = (op: OpName, [a = 0, b = a]: readonly number[]) => ops[op].forward(a, b);
const drawn = (op: OpName, ...operands: number[]) => plainText(formsOf(op, operands)[0] ?? []);

test.each([
  ['multiply', [2, -1], '2 × (−1) = −2'],
  ['add', [0.1, 0.2], '0.1 + 0.2 = 0.3'],
  ['divide', [1, 3], '1 ÷ 3 = 0.33333'],
  ['subtract', [10, 5], '10 − 5 = 5'],
  ['subtract', [1, 0.9], '1 − 0.9 = 0.1'],
  // With five digits: 2.2093 − 2.013e−5 = 2.2093, 1 − 1 = 1e−9, 0.33333 × 3 = 1.
  ['subtract', [2.20934, 2.013e-5], '2.20934 − 2.013e−5 = 2.20932'],
  ['subtract', [1, 0.999999999], '1 − 0.999999999 = 1e−9'],
  ['multiply', [1 / 3, 3], '0.333333 × 3 = 1'],
  ['multiply', [0.5, 0.999], '0.5 × 0.999 = 0.4995'],
  ['tanh_slope', [0.9999999], '1 − 0.9999999² = 2e−7'],
  ['log', [1.0000001], 'log(1.0000001) = 1e−7'],
  // No number of digits makes these hold: doubles have no room for the exact result.
  ['add', [1, 1e-17], '1 + 1e−17 ≈ 1'],
  ['multiply', [1e-200, 1e-200], '1e−200 × 1e−200 ≈ 0'],
  ['exp', [-1000], 'exp(−1000) ≈ 0'],
  ['multiply', [1e200, 1e200], '1e200 × 1e200 = ∞'],
  ['multiply', [-0, 3], '0 × 3 = 0'],
  // The sign of 0 is shown where the result depends on it.
  ['divide', [1, -0], '1 ÷ (−0) = −∞'],
  ['divide', [1, 0], '1 ÷ 0 = ∞'],
  ['divide', [-0, 3], '0 ÷ 3 = 0'],
  ['subtract', [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], '∞ − ∞ = NaN'],
] as const)('%s of %j', (op, operands, text) => {
  expect(drawn(op, ...operands)).toBe(text);
});

test('an equation that does not fit has fewer digits and ≈, and is left out if that does not fit either', () => {
  const forms = formsOf('subtract', [2.20934, 2.013e-5]);
  const text = (columns: number, most?: number) => {
    const line = fittingForm(forms, columns, most);
    return line === null ? null : plainText(line);
  };
  expect(text(29)).toBe('2.20934 − 2.013e−5 = 2.20932');
  expect(text(27)).toBe('2.2093 − 2.013e−5 ≈ 2.2093');
  expect(text(20, 27)).toBe('2.2093 − 2.013e−5 ≈ 2.2093');
  expect(text(20)).toBeNull();
});

describe('what is drawn', () => {
  const number = fc.oneof(
    fc.double({ min: -10, max: 10, noNaN: true }),
    fc.double({ min: -1e-6, max: 1e-6, noNaN: true }),
    fc.integer({ min: -100, max: 100 }),
  );

  test('holds: the drawn operands give the drawn result', () => {
    const seen = { '=': 0, '≈': 0 };
    fc.assert(
      fc.property(fc.constantFrom(...opNames), number, number, (op, a, b) => {
        const { arity } = ops[op];
        const operands = [a, b].slice(0, arity === 'many' ? 2 : arity);
        const [line = []] = formsOf(op, operands);
        const sign = line.at(-2)?.text.trim() as '=' | '≈';
        seen[sign] += 1;
        if (sign === '≈') return;
        const shown = line.flatMap(({ text, value }) => (value === undefined ? [] : [numberOf(text)]));
        const result = shown.pop() as number;
        // Notations can write an operand twice, or in another order.
        const written = operationParts(
          op,
          operands.map(() => ({ text: 'x' })),
        ).flatMap(({ operand }) => operand ?? []);
        const distinct = operands.map((_operand, index) => shown[written.indexOf(index)] as number);
        const computed = forward(op, distinct);
        if (!Number.isFinite(computed)) expect(result).toBe(computed);
        else expect(Math.abs(computed - result)).toBeLessThanOrEqual(Math.abs(result) * 5.1e-4);
      }),
    );
    expect(seen['=']).toBeGreaterThan(50);
  });

  test('a result that looks like an operand is that operand', () => {
    expect(holds('subtract', [2.2093, 2.013e-5], 2.2093, 5)).toBe(false);
    expect(holds('subtract', [2.2093, 0], 2.2093, 5)).toBe(true);
    expect(holds('relu', [2.2093], 2.2093, 5)).toBe(true);
    expect(holds('subtract', [1, 1], 1e-9, 5)).toBe(false);
  });
});

test('the widths of the forms do not grow', () => {
  const widths = formsOf('multiply', [1.23456, 2.34567]).map(lineWidth);
  expect(widths).toEqual([...widths].sort((a, b) => b - a));
});

test('a number with the sign of an edit is in brackets under a power, and its sign is part of it', () => {
  const line = operationLine('square', [{ value: 3, suffix: '✎' }], 5, 'plain');
  expect(plainText(line)).toBe('(3✎)²');
  expect(line.map(({ value }) => value)).toEqual([undefined, 3, undefined, undefined]);
  const [form = []] = equationForms('add', [2, 3], 5, tones, '†');
  expect(plainText(form)).toBe('2 + 3 = 5†');
  expect(form.at(-1)).toMatchObject({ value: 5, suffix: '†' });
});
