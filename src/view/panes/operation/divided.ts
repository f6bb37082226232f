/** An operation divided into what stands in its columns and what stands between them. */
import type { OpName } from '../../../core/operations.ts';
import { operationParts, type WrittenOperand } from '../../notation/operation.ts';

/** A column before it is drawn: operands by index, and the signs that belong to them. */
export type Draft = readonly { readonly text: string; readonly operand: number | null }[];

/**
 * An operation divided at its operators: a text for each operator, a draft for each column. A sign before a number is
 * none: it belongs to the column, as in `−(3)`.
 */
export function divided(op: OpName, operands: readonly WrittenOperand[]): (Draft | string)[] {
  const parts: (Draft | string)[] = [];
  let open: { text: string; operand: number | null }[] = [];
  const close = () => {
    if (open.length > 0) parts.push(open);
    open = [];
  };
  for (const { text, operand } of operationParts(op, operands)) {
    if (operand !== null) {
      open.push({ text, operand });
      continue;
    }
    for (const sign of text.replace(/\s/gu, '')) {
      const before = open.at(-1)?.text;
      if (/[+−×÷]/u.test(sign) && before !== undefined && before !== '(') {
        close();
        parts.push(sign);
      } else open.push({ text: sign, operand: null });
    }
  }
  close();
  // In a column of its own a negative number needs no brackets.
  return parts.map((part) =>
    typeof part !== 'string' && part.length === 3 && part[0]?.text === '(' && part[2]?.text === ')'
      ? part.slice(1, 2)
      : part,
  );
}
