/** Operations as they are written on paper. */
import { binding } from '../../core/operations/operation.ts';
import { type OpName, ops } from '../../core/operations.ts';
import { DIGITS, formatNumber } from '../terminal/format.ts';

/** Text that reads as one thing: a name, an address, or a number without sign and exponent. */
const simple = /^(?![\d.]+e)[^\s×+−²³^-]+$/u;

/** Digits at the most: more than these a double does not have. */
const ALL_DIGITS = 17;

/**
 * The numbers that an operation takes, rounded alike; but where two that differ would look the same, which makes a
 * difference look wrong, in as many digits as tell them apart.
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
 * One operation in its own notation: `operationText('add', ['10', '−1'])` is `10 + −1`.
 *
 * Whatever would be read wrongly under a power stands in brackets there: `(−4)²`.
 *
 * @param operands as many texts (names or numbers) as the operation has operands
 */
export function operationText(op: OpName, operands: readonly string[]): string {
  const { text: notation, needs } = ops[op].paper;
  return notation.replace(/\{([01])\}/g, (_place, index: string) => {
    const text = operands[Number(index)] ?? '';
    return needs[Number(index)] !== binding.atom || simple.test(text) ? text : `(${text})`;
  });
}
