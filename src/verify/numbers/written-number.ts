/** Numbers as people write them: rounded, in the digits of any language of the program, with a minus of any form. */
import { exactNumber } from '../../core/exact-number.ts';
import { toAsciiDigits } from '../../i18n/translate.ts';

/** A number, and how exactly it is written. */
export interface WrittenNumber {
  /** As it stands in its file. */
  readonly text: string;
  readonly value: number;
  /** Half a unit in the last place that is written: 0.05 for 0.5. 0 for a number that is not finite. */
  readonly halfUnit: number;
}

/** How a written number agrees with an exact one: rounded as it should be, or its further digits cut off. */
export type Agreement = 'rounded' | 'cut';

const mantissa = String.raw`(?:\d+\.?\d*|\.\d+)`;
const power = String.raw`\s?[×x*·]\s?10\s?(?:\^|\*\*)\s?[({]?\s?([+-]?\d+)\s?[)}]?`;
const raised = String.raw`\s?[×x*·]\s?10([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)`;
const pattern = new RegExp(
  `([+-]?)\\s?(?:(${mantissa})(?:e([+-]?\\d+)|${power}|${raised})?|(nan|inf(?:inity)?|∞))(?![\\p{L}\\d_])`,
  'iuy',
);

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The number that starts at an offset of a text, and the offset of its end; null if there is none. */
export function numberAt(
  text: string,
  at: number,
): { readonly number: WrittenNumber; readonly end: number } | null {
  // Each character is replaced by one of the same length, so that offsets stay.
  const plain = toAsciiDigits(text).replace(/[−–]/g, '-');
  pattern.lastIndex = at;
  const found = plain.length === text.length ? pattern.exec(plain) : null;
  if (found === null) return null;
  const [all, sign = '', digits, e, ten, upper, word] = found;
  const end = at + all.length;
  const written = text.slice(at, end).trim();
  const factor = sign === '-' ? -1 : 1;
  if (digits === undefined) {
    const value = /^nan$/i.test(word ?? '') ? Number.NaN : factor * Number.POSITIVE_INFINITY;
    return { number: { text: written, value, halfUnit: 0 }, end };
  }
  const exponent = Number(e ?? ten ?? (upper === undefined ? '0' : asciiExponent(upper)));
  const decimals = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
  const value = Number(`${sign}${digits}e${exponent}`);
  const halfUnit = Number(`5e${exponent - decimals - 1}`);
  return { number: { text: written, value, halfUnit }, end };
}

function asciiExponent(text: string): string {
  return Array.from(text, (sign) =>
    sign === '⁻' ? '-' : sign === '⁺' ? '' : superscripts.indexOf(sign),
  ).join('');
}

/**
 * How a written number agrees with an exact one; null if it does not.
 *
 * @param noise how far off the exact number may be, because every operation rounds
 */
export function agreement(
  { value, halfUnit }: WrittenNumber,
  exact: number,
  noise: number,
): Agreement | null {
  if (Object.is(value, exact) || value === exact) return 'rounded';
  const difference = Math.abs(value - exact);
  if (!Number.isFinite(difference)) return null;
  const slack = noise + Math.abs(exact) * 2 ** -50;
  if (difference <= halfUnit + slack) return 'rounded';
  const isTowardsZero = Math.abs(value) <= Math.abs(exact) + slack && (value === 0 || value * exact > 0);
  return isTowardsZero && difference < 2 * halfUnit - slack ? 'cut' : null;
}

/** The number of digits after the decimal point; less than 0 if the last digit written is not one of the ones. */
export function decimalsOf({ halfUnit }: WrittenNumber): number {
  return Math.round(-Math.log10(2 * halfUnit));
}

/** The number of significant digits that are written. */
export function digitsOf({ value, halfUnit }: WrittenNumber): number {
  if (halfUnit === 0 || value === 0) return 1;
  return Math.max(1, Math.round(Math.log10(Math.abs(value) / (2 * halfUnit)) + 0.5));
}

/** A value with as many digits as a number is written with, in ASCII; with all its digits where that is shorter. */
export function asPrecise(value: number, number: WrittenNumber): string {
  const exact = exactNumber(value);
  const decimals = decimalsOf(number);
  if (number.halfUnit === 0 || !Number.isFinite(value)) return exact;
  const isPlain =
    !/e|×|\*|·/i.test(number.text) && Math.abs(value) < 1e15 && decimals >= 0 && decimals <= 100;
  const digits = Math.max(1, Math.min(17, digitsOf({ ...number, value })));
  const text = isPlain ? value.toFixed(decimals) : value.toPrecision(digits);
  // A tiny negative number is rounded to 0, which has no sign.
  const shown = text.replace(/^-(?=[0.]+$)/, '');
  return shown.length < exact.length ? shown : exact;
}
