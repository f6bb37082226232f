import { expect, test } from 'vitest';
import { opNames, ops } from '../../../src/core/operations.ts';
import { operandDigits } from '../../../src/view/notation/equation.ts';
import { operationText } from '../../../src/view/notation/operation.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';

test.each([
  ['multiply', ['children', 'node_0.w[0]'], 'children × node_0.w[0]'],
  ['multiply', ['2', '−1'], '2 × (−1)'],
  ['multiply', ['−2', '−1'], '−2 × (−1)'],
  ['add', ['10', '−1'], '10 + (−1)'],
  ['add', ['−10', '1'], '−10 + 1'],
  ['subtract', ['2', '-0.4'], '2 − (-0.4)'],
  ['divide', ['1', '−1e−7'], '1 ÷ (−1e−7)'],
  ['divide_slope', ['−2', '−4'], '−(−2 ÷ (−4))'],
  ['negate', ['−2'], '−(−2)'],
  ['maximum', ['−2', '−4'], 'max(−2, −4)'],
  ['maximum_slope', ['−2', '−4', '3'], 'max′(−2, −4, 3)'],
  ['power_slope', ['0.5', '−2'], '−2×power(0.5, −2 − 1)'],
  ['sigmoid_slope', ['−0.5'], '−0.5×(1 − (−0.5))'],
  ['square', ['4'], '4²'],
  ['square', ['−4'], '(−4)²'],
  ['square', ['-4'], '(-4)²'],
  ['square', ['-0'], '(-0)²'],
  ['square', ['0.125'], '0.125²'],
  ['square', ['1e-7'], '(1e-7)²'],
  ['square', ['1e21'], '(1e21)²'],
  ['square', ['∞'], '∞²'],
  ['square', ['error'], 'error²'],
  ['square', ['grad(h1).term[0]'], 'grad(h1).term[0]²'],
  ['square', ['output − target'], '(output − target)²'],
  ['square', ['error²'], '(error²)²'],
  ['relu', ['node_0.in'], 'relu(node_0.in)'],
  ['relu_slope', ['-2'], 'relu′(-2)'],
  ['sigmoid_slope', ['h1'], 'h1×(1 − h1)'],
  ['tanh_slope', ['y'], '1 − y²'],
  ['tanh_slope', ['−0.5'], '1 − (−0.5)²'],
  ['maximum', ['a', 'b'], 'max(a, b)'],
  ['minimum', ['a', '−1', 'c'], 'min(a, −1, c)'],
  ['maximum_slope', ['b', 'a', 'c'], 'max′(b, a, c)'],
] as const)('%s of %j', (op, operands, text) => {
  expect(operationText(op, operands)).toBe(text);
});

test('every operation is written with all of its operands', () => {
  for (const op of opNames) {
    const { arity } = ops[op];
    const operands = ['first', 'second', 'third', 'fourth'].slice(0, arity === 'many' ? 4 : arity);
    const text = operationText(op, operands);
    for (const operand of operands) expect(text).toContain(operand);
    expect(text).not.toMatch(/[{}]/);
  }
});

test('an operand can contain characters that are special in replacements', () => {
  expect(operationText('add', ['$&', '{0}'])).toBe('$& + {0}');
});

test('different numbers look different in a subtraction, and are rounded as usual elsewhere', () => {
  const texts = (op: 'subtract' | 'add', values: readonly number[]) =>
    values.map((value) => formatNumber(value, operandDigits(op, values)));
  expect(texts('subtract', [13.00033091, 13])).toEqual(['13.0003', '13']);
  expect(texts('subtract', [9, 13])).toEqual(['9', '13']);
  expect(texts('subtract', [1 / 3, 1 / 3])).toEqual(['0.33333', '0.33333']);
  expect(texts('add', [13.00033091, 13])).toEqual(['13', '13']);
  expect(texts('subtract', [Number.NaN, Number.NaN])).toHaveLength(2);
});
