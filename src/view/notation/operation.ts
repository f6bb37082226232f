/** Writes one operation as on paper. */
import { binding } from '../../core/operations/operation.ts';
import { neededBy, piecesOf } from '../../core/operations/template.ts';
import { type OpName, ops } from '../../core/operations.ts';

/** Text that needs no brackets: a name, an address, or a number without a sign and an exponent. */
const simple = /^(?![\d.]+e)[^\s×+−²³^-]+$/u;

/** An operand as it is written. */
export interface WrittenOperand {
  readonly text: string;
  /** Whether the sign of an edit stands at its end. */
  readonly isMarked?: boolean;
}

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
 * operands are in brackets only where they would be misread without them, as under a power: `(−4)²`, `(4†)²`.
 *
 * @param operands the names or numbers of the operands
 */
export function operationParts(op: OpName, operands: readonly WrittenOperand[]): OperationPart[] {
  const { text: notation, needs } = ops[op].paper;
  let before = '';
  return piecesOf(notation, operands.length).flatMap((piece): OperationPart[] => {
    const literal = (text: string) => ({ text, operand: null });
    if (typeof piece === 'string') {
      before += piece;
      return [literal(piece)];
    }
    const { text, isMarked = false } = operands[piece] ?? { text: '' };
    const isLoose = neededBy(piece, needs) === binding.atom && (isMarked || !simple.test(text));
    const isBracketed = isLoose || (isNegativeText(text) && followsOperator(before));
    before += text;
    return isBracketed ? [literal('('), { text, operand: piece }, literal(')')] : [{ text, operand: piece }];
  });
}

/** One operation as text: `operationText('add', ['10', '−1'])` is `10 + (−1)`. See `operationParts`. */
export function operationText(op: OpName, operands: readonly string[]): string {
  return operationParts(
    op,
    operands.map((text) => ({ text })),
  )
    .map(({ text }) => text)
    .join('');
}
