/** Numbers as the screen shows them. They are rounded for display only; computations use the exact values. */

/** The number of significant digits of a number that has room. */
export const DIGITS = 5;

/** The most significant digits: 17 tell any two doubles apart. */
export const ALL_DIGITS = 17;

/** The text for a value that is not known yet. */
export const UNKNOWN = '?';

/** Magnitudes from `LEAST_PLAIN` up to `EXPONENT_FROM` are written without an exponent, whatever the number of digits. */
const LEAST_PLAIN = 1e-4;
const EXPONENT_FROM = 1e7;

/**
 * Numbers written before, by their digits, since most numbers of a frame were in the one before; how many are kept for
 * each number of digits.
 */
const written: (Map<number, string> | undefined)[] = [];
const MOST_WRITTEN = 2000;

function textsWith(digits: number): Map<number, string> {
  const known = written[digits];
  if (known) return known;
  const made = new Map<number, string>();
  written[digits] = made;
  return made;
}

/**
 * A number with at most `digits` significant digits; with an exponent one less, but two. Digits before the point are never
 * rounded away. Minus is `−` (U+2212). The sign of −0 is shown only with all digits.
 */
export function formatNumber(value: number, digits = DIGITS): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (Object.is(value, -0)) return digits >= ALL_DIGITS ? '−0' : '0';
  const texts = textsWith(digits);
  const known = texts.get(value);
  if (known !== undefined) return known;
  if (texts.size >= MOST_WRITTEN) texts.clear();
  const text = typographic(decimal(value, digits));
  texts.set(value, text);
  return text;
}

/** The number that `formatNumber` shows, for example 0.3 for 0.30000000000000004, and 0 for −0. */
export function rounded(value: number, digits = DIGITS): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return digits >= ALL_DIGITS ? value : 0;
  const shown = Number(decimal(value, digits));
  // The four digits 1.798e308 are more than the largest double.
  return Number.isFinite(shown) ? shown : value;
}

/** A finite number in ASCII, rounded to `digits` significant digits. */
function decimal(value: number, digits: number): string {
  if (digits >= ALL_DIGITS) return isPlain(value) ? String(value) : value.toExponential();
  const short = Number(value.toPrecision(Math.max(digits, wholeDigits(value))));
  if (isPlain(value) && isPlain(short)) return String(short);
  return value.toExponential(Math.max(1, digits - 2)).replace(/\.?0+e/, 'e');
}

/** The number of digits before the point. */
function wholeDigits(value: number): number {
  const size = Math.abs(value);
  return size < 1 || !isPlain(size) ? 0 : String(Math.trunc(size)).length;
}

/**
 * A number in at most `width` cells: digits after its point are left out, then it gets an exponent (`4.8e52`), or the 0
 * before its point is left out (`−.0034`), then it is `…`. Without a point it has two digits or more, since `5e31` for
 * `4.6e31` would look exact; a second digit that is 0 is not written. Empty if there is no room at all.
 */
export function fitNumber(value: number, width: number, digits = DIGITS): string {
  const best = formatNumber(value, digits);
  if (best.length <= width) return best;
  const fitting = shorterForms(value, digits).find(({ length }) => length <= width);
  return fitting ?? (width > 0 ? '…' : '');
}

/** Whether there was room for a number in a text that `fitNumber` wrote. */
export function isNumberText(text: string): boolean {
  return text !== '' && text !== '…';
}

/** The ways to write a number with fewer than `digits` digits, the best first: those with two digits before others. */
function shorterForms(value: number, digits: number): string[] {
  if (!Number.isFinite(value)) return [];
  const fewer = Array.from({ length: Math.max(0, digits - 2) }, (_, less) => digits - 1 - less);
  const exponential = (each: number) => typographic(Number(value.toPrecision(each)).toExponential());
  const isOneDigit = Number(value.toPrecision(1)) === rounded(value, digits);
  const withOneDigit = [
    ...[formatNumber(value, 1), withoutZero(value, 1)].filter((text) => text.includes('.')),
    ...(isOneDigit ? [exponential(1)] : []),
  ];
  return [
    ...fewer.map((each) => formatNumber(value, each)),
    ...[...fewer.map(exponential), withoutZero(value, 2), ...withOneDigit].filter(
      (text) => !text.endsWith('e0'),
    ),
  ];
}

/** Without the 0 before its point: `−.034`. */
function withoutZero(value: number, digits: number): string {
  return formatNumber(value, digits).replace(/^(−?)0\./, '$1.');
}

/** The least cells in which `fitNumber` writes a number with two digits, or with all that it has, and a 0 before its point. */
export function legibleWidth(value: number): number {
  const exact = formatNumber(value).length;
  if (!Number.isFinite(value)) return exact;
  const exponential = typographic(Number(value.toPrecision(2)).toExponential());
  return Math.min(exact, formatNumber(value, 2).length, exponential.length);
}

/** The text of a number with the typographic minus, for the screen. */
export function typographic(text: string): string {
  return text.replace('e+', 'e').replaceAll('-', '−');
}

/** A hyphen before a number, in its exponent, or between two blanks. */
const HYPHEN_AS_MINUS = /(?<![\p{L}\p{N}_)\]-])-(?=[\d.]|Infinity)|(?<=\d[eE])-(?=\d)|(?<= )-(?= )/gu;

/** A message with the typographic minus. Commands write numbers and expressions with a hyphen, for programs to read. */
export function withMinusSigns(text: string): string {
  return text.replace(HYPHEN_AS_MINUS, '−');
}

function isPlain(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= LEAST_PLAIN && size < EXPONENT_FROM);
}

/** A whole number with its thousands apart: `8,465,600`. Intl's formats do the same, and take 15 ms to be made. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
