/** Operations as they are written on paper. */
import { type OpName, ops } from '../core/ops.ts';

/** Text that reads as one thing: a name, an address, or a number without sign and exponent. */
const simple = /^(?![\d.]+e)[^\s×+−²³^-]+$/u;

/**
 * One operation in its own notation: `operationText('add', ['10', '−1'])` is `10 + −1`.
 *
 * Whatever would be read wrongly under a power stands in parentheses there: `(−4)²`.
 *
 * @param operands as many texts (names or numbers) as the operation has operands
 */
export function operationText(op: OpName, operands: readonly string[]): string {
  return ops[op].notation.replace(/\{(\d)\}([²³])?/g, (_place, index: string, power = '') => {
    const text = operands[Number(index)] ?? '';
    return power === '' || simple.test(text) ? `${text}${power}` : `(${text})${power}`;
  });
}
