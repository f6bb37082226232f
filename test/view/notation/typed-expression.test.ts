import { expect, test } from 'vitest';
import { typedExpression } from '../../../src/view/notation/typed-expression.ts';

test.each([
  ['sqrt(mean(centred ** 2, axis=1) + 1e-5)', 'sqrt(mean(centred ** 2, axis=1) + 1e−5)'],
  ['a*b/c-d', 'a×b÷c−d'],
  ['-x ** -2 * y', '−x ** −2 × y'],
  ['x^2 @ W', 'x^2 @ W'],
  ['2.5e+3 - rate+1', '2.5e3 − rate+1'],
  ['size+1 >= e-2', 'size+1 >= e−2'],
  ['ধাপ*2 + x2-1', 'ধাপ×2 + x2−1'],
  ['m[-1:] && grad(w[0]) != 3', 'm[−1:] && grad(w[0]) != 3'],
])('%s is shown as %s', (text, shown) => {
  expect(typedExpression(text)).toBe(shown);
});
