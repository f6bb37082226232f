/** Products with a matrix: they are written as such if the tape computes the same for each element. */
import type { Slot } from '../../core/program.ts';
import { cellIn, type VariableMap } from './cells.ts';
import type { Expression, Expressions, SourceSpan } from './expressions.ts';

/**
 * An expression with a matrix, and the expressions that the tape must have for each element to use it. `position` is
 * the number of the element (or row).
 */
export interface MatrixForm {
  readonly text: string;
  /** Length of the first part of the text, the sum of products, in characters. The rest adds a bias. */
  readonly main: number;
  readonly expected: (position: number) => string;
  /** The slot of the sum of products, if an operation follows it; by default the slot of the element. */
  readonly sum?: Slot;
  /** The sum of the first `length` products. */
  readonly partial?: (position: number, length: number) => string;
  /** The variables that hold the operands. */
  readonly operands: readonly string[];
}

/**
 * The form, with marks for the instructions of all elements; null if an element does not match it. If all do, the partial
 * sums get short expressions.
 *
 * @param slots the elements; null for one that the tape does not compute
 */
export function matchedForm(
  form: MatrixForm,
  slots: readonly (Slot | null)[],
  cells: VariableMap,
  expressions: Expressions,
): Expression | null {
  const leaf = cellIn(form.operands);
  const marks: SourceSpan[] = [];
  const partial: { slot: Slot; text: string }[] = [];
  for (const [position, slot] of slots.entries()) {
    if (slot === null) return null;
    const written = expressions.write(slot, leaf);
    if (written.text !== form.expected(position)) return null;
    const root = expressions.writer(slot) ?? -1;
    const hasBias = form.main < form.text.length;
    marks.push(
      ...written.marks.map(({ instruction }) => ({
        instruction,
        from: 0,
        to: hasBias && instruction === root ? form.text.length : form.main,
      })),
    );
    expressions.chain(form.sum ?? slot).additions.forEach((instruction, index) => {
      const text = form.partial?.(position, index + 2);
      if (text !== undefined && instruction !== root)
        partial.push({ slot: expressions.instruction(instruction).result, text });
    });
  }
  for (const { slot, text } of partial) cells.abbreviate(slot, text);
  return { text: form.text, binds: 0, marks };
}
