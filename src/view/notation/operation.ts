/** Writes one operation as on paper. */
import { binding } from '../../core/operations/operation.ts';
import { type OpName, ops } from '../../core/operations.ts';
import { neededBy, piecesOf } from '../../core/template.ts';
import { DIGITS, formatNumber } from '../terminal/format.ts';

/** Text that needs no brackets: a name, an address, or a number without a sign and without an exponent. */
const simple = /^(?![\d.]+e)[^\s×+−²³^-]+$/u;

/** Maximum significant digits: 17 tell any two doubles apart. */
const ALL_DIGITS = 17;

/**
 * The operands of an operation as text, rounded to the same number of digits. For an operation such as subtraction, two
 * operands that differ get enough digits to look different: `1.000001 − 1`, not `1 − 1`.
 */
export function operandTexts(op: OpName, values: readonly number[]): string[] {
  const [a, b] = values;
  let digits = DIGITS;
  if (ops[op].traits?.cancels === 'equals' && a !== undefined && b !== undefined && a !== b) {
    while (digits < ALL_DIGITS && formatNumber(a, digits) === formatNumber(b, digits)) digits += 1;
  }
  return values.map((value) => formatNumber(value, digits));
}

/**
 * One operation in its own notation: `operationText('add', ['10', '−1'])` is `10 + −1`. An operand is put in brackets
 * only where it would be misread without them, as under a power: `(−4)²`.
 *
 * @param operands the names or numbers of the operands, one text each
 */
export function operationText(op: OpName, operands: readonly string[]): string {
  const { text: notation, needs } = ops[op].paper;
  let written = '';
  for (const piece of piecesOf(notation, operands.length)) {
    if (typeof piece === 'string') written += piece;
    else {
      const text = operands[piece] ?? '';
      written += neededBy(piece, needs) !== binding.atom || simple.test(text) ? text : `(${text})`;
    }
  }
  return written;
}
