/** Expressions and formulas as a person has typed them, with the signs of the screen. */
import { matchAt, wordPattern } from '../../expression/addresses.ts';
import { numberPattern, operatorAt } from '../../expression/syntax.ts';
import { typographic } from '../terminal/format.ts';

/** The operators that have another sign on the screen. All of these signs can be typed as well. */
const signs: ReadonlyMap<string, string> = new Map([
  ['-', '−'],
  ['*', '×'],
  ['/', '÷'],
]);

/**
 * The text of an expression with the signs of the screen. It goes from token to token: a sign can be a part of a longer
 * operator, as in `**`, or of a number, as in `1e-5`.
 */
export function typedExpression(text: string): string {
  let shown = '';
  for (let at = 0; at < text.length; ) {
    const word = matchAt(wordPattern, text, at);
    const number = word === '' ? matchAt(numberPattern, text, at) : '';
    const token = word || number || matchAt(operatorAt, text, at) || (text[at] as string);
    shown += number === '' ? (signs.get(token) ?? token) : typographic(token);
    at += token.length;
  }
  return shown;
}
