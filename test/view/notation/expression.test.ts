import { expect, test } from 'vitest';
import { compile } from '../../../src/scenario/compile/compile.ts';
import { Formulas } from '../../../src/view/notation/expression.ts';
import { operandLabel } from '../../../src/view/notation/leaves.ts';
import { scenarioOf } from '../../support/networks.ts';

/** The formula `y` of a and b as it is shown, with its first operation marked by square brackets. */
function shown(formula: string): string {
  const run = compile(
    scenarioOf({ title: 't', inputs: ['a', 'b'], formulas: { y: formula }, data: [{ inputs: [2, 3] }] }),
  );
  const formulas = new Formulas(run.example);
  const pieces = formulas.write(formulas.whole(0), 0, (instruction, operand) =>
    operandLabel(run, instruction, operand),
  );
  const text = pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('');
  return text.replaceAll('][', '');
}

test.each([
  ['a + b * a', 'a + [b×a]'],
  ['(a + b) * a', '([a + b]) × a'],
  ['a - b * a - (b - a)', 'a − [b×a] − (b − a)'],
  ['a / (b / a) / (a * b)', 'a ÷ ([b ÷ a]) ÷ (a × b)'],
  ['(a - b) ** 2', '([a − b])²'],
  ['(a * b) ** 2 + 1', '([a × b])² + 1'],
  ['(a ** 2) ** 2', '([a²])²'],
  ['-(a + b) * a', '−([a + b]) × a'],
  ['exp(a + b) * max(a, b - a)', 'exp([a + b]) × max(a, b − a)'],
  ['a * b + a * -3', '[a×b] + a×(−3)'],
  ['a * b + -3 * a', '[a×b] + (−3)×a'],
  ['-3 * a + b', '[−3×a] + b'],
  ['a - -(b)', 'a − ([−(b)])'],
  ['a - -0.09999999999999998', '[a − (−0.1)]'],
])('%s', (formula, text) => {
  expect(shown(formula)).toBe(text);
});
