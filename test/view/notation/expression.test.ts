import { expect, test } from 'vitest';
import { compile } from '../../../src/scenario/compile/compile.ts';
import { operandNames } from '../../../src/session/steps.ts';
import { Formulas } from '../../../src/view/notation/expression.ts';
import { scenarioOf } from '../../support/networks.ts';

/** The formula `y` of a and b as it is shown, with its first operation marked by square brackets. */
function shown(formula: string): string {
  const run = compile(
    scenarioOf({ title: 't', inputs: ['a', 'b'], formulas: { y: formula }, data: [{ inputs: [2, 3] }] }),
  );
  const formulas = new Formulas(run.example);
  const pieces = formulas.write(formulas.whole(0), 0, (_slot, instruction, operand) => {
    return operandNames(run, instruction)[operand] as string;
  });
  return pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('');
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
])('%s', (formula, text) => {
  expect(shown(formula)).toBe(text);
});
