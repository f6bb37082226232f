/** The arrays between a formula's operands and its value: each can have a variable, if the backward phase needs it. */
import type { FormulaTree, Terms } from '../../expression/arrays/terms.ts';

/** An intermediate array: an operand, or what a function has between its operand and its value. */
export interface StageTerms {
  readonly terms: Terms;
  /** The operand of the function that it is a part of; null if it is no part of one. */
  readonly operand: Terms | null;
}

/** The intermediate arrays of a formula, each after those that it is made from. */
export function stagesOf(formula: Terms): readonly StageTerms[] {
  const found: StageTerms[] = [];
  const seen = new Set<FormulaTree>(formula.cells);
  const add = (terms: Terms, operand: Terms | null) => {
    const isNew = terms.cells.every((cell) => 'op' in cell) && terms.cells.some((cell) => !seen.has(cell));
    for (const cell of terms.cells) seen.add(cell);
    if (isNew) found.push({ terms, operand });
  };
  const visit = ({ made, between = [] }: Terms) => {
    const operands = made?.operands ?? [];
    for (const operand of operands) {
      visit(operand);
      if (operand.made) add(operand, null);
    }
    for (const each of between) add(each, operands[0] ?? null);
  };
  visit(formula);
  return found;
}
