/** Writes one operation as on paper. */
import { binding } from '../../core/operations/operation.ts';
import { type OpName, ops } from '../../core/operations.ts';
import { neededBy, piecesOf } from '../../core/template.ts';

/** Text that needs no brackets: a name, an address, or a number without a sign, an exponent and a mark of an edit. */
const simple = /^(?![\d.]+e)[^\s×+−²³^†✎-]+$/u;

/** A part of a written operation: an operand, by its index, or what stands between the operands (null). */
export interface OperationPart {
  readonly text: string;
  readonly operand: number | null;
}

/** Whether a text that starts with a minus would stand after an operator if it is written after `before`. */
export function followsOperator(before: string): boolean {
  return /[+−×÷]\s*$/u.test(before);
}

export function isNegativeText(text: string): boolean {
  return /^[−-]/u.test(text);
}

/**
 * One operation in its own notation, in parts. A negative operand after an operator is in brackets: `2 − (−0.4)`. Other
 * operands are in brackets only where they would be misread without them, as under a power: `(−4)²`.
 *
 * @param operands the names or numbers of the operands, one text each
 */
export function operationParts(op: OpName, operands: readonly string[]): OperationPart[] {
  const { text: notation, needs } = ops[op].paper;
  let before = '';
  return piecesOf(notation, operands.length).flatMap((piece): OperationPart[] => {
    const literal = (text: string) => ({ text, operand: null });
    if (typeof piece === 'string') {
      before += piece;
      return [literal(piece)];
    }
    const text = operands[piece] ?? '';
    const isLoose = neededBy(piece, needs) === binding.atom && !simple.test(text);
    const isBracketed = isLoose || (isNegativeText(text) && followsOperator(before));
    before += text;
    return isBracketed ? [literal('('), { text, operand: piece }, literal(')')] : [{ text, operand: piece }];
  });
}

/** One operation as text: `operationText('add', ['10', '−1'])` is `10 + (−1)`. See `operationParts`. */
export function operationText(op: OpName, operands: readonly string[]): string {
  return operationParts(op, operands)
    .map(({ text }) => text)
    .join('');
}
