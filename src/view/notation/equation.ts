/** Equations on the screen: how many digits they need to hold as they are drawn. */
import { exactNumber } from '../../core/exact-number.ts';
import { memoizeRecent } from '../../core/memo.ts';
import { type OpName, ops, underflows } from '../../core/operations.ts';
import type { Tone } from '../colours/palette.ts';
import { ALL_DIGITS, DIGITS, formatNumber, rounded, UNKNOWN } from '../terminal/format.ts';
import { type Line, lineWidth, type MarkedNumber, numberSpan, type Span, span } from '../terminal/text.ts';
import { operationParts } from './operation.ts';

/** `≈` stands in an equation that does not hold with the digits that are drawn. */
type EqualsSign = '=' | '≈';

/** How the numbers of an equation are rounded, in significant digits, and the sign that is true for them. */
export interface Rounding {
  readonly operands: number;
  readonly result: number;
  readonly sign: EqualsSign;
}

/**
 * Whether an equation holds as it is drawn: a reader who computes with the drawn operands must get the drawn result.
 *
 * - The operation on the drawn operands, rounded to `digits`, is the drawn result.
 * - The drawn result looks like an operand only if the operation on the drawn operands changes nothing. So
 *   `2.2093 − 2.013e−5 = 2.2093` does not hold, nor does `1 + 1e−17 = 1`, although a double has no digits to tell.
 * - A result of 0 is 0, and not too small for a double.
 *
 * A result that is not finite is what IEEE 754 defines, whatever the digits.
 *
 * @param operands as they are drawn, so already rounded
 * @param digits of the drawn result
 */
export function holds(op: OpName, operands: readonly number[], result: number, digits: number): boolean {
  const { forward, traits } = ops[op];
  const [a = Number.NaN, b = a, ...rest] = operands;
  const computed = forward(a, b, ...rest);
  const shown = formatNumber(result, digits);
  if (formatNumber(computed, digits) !== shown) return false;
  if (!Number.isFinite(result)) return true;
  if (result === 0 && a !== 0 && b !== 0 && underflows(op, a, b)) return false;
  return operands.every((operand, index) => {
    if (formatNumber(operand, digits) !== shown) return true;
    const other = operands[1 - index];
    const isTerm = traits?.cancels === 'opposites' || (traits?.cancels === 'equals' && index === 0);
    return computed === operand && !(isTerm && other !== 0);
  });
}

/**
 * The fewest digits with which an equation holds, from `DIGITS` on; null if it does not hold with any.
 *
 * @param operandsWith the operands of its outermost operation, if all drawn numbers have so many digits
 */
export function digitsToHold(
  op: OpName,
  operandsWith: (digits: number) => readonly number[],
  result: number,
): Rounding | null {
  const isEnough = (digits: Omit<Rounding, 'sign'>) =>
    holds(op, operandsWith(digits.operands), result, digits.result);
  const usual = { operands: DIGITS, result: DIGITS };
  if (isEnough(usual)) return { ...usual, sign: '=' };
  if (!isEnough({ operands: ALL_DIGITS, result: ALL_DIGITS })) return null;
  const found = digitPairs.find(isEnough);
  return found ? { ...found, sign: '=' } : null;
}

/** The digits that operands and result can have, the fewest first. Operands get more digits before the result does. */
const digitPairs: readonly Omit<Rounding, 'sign'>[] = Array.from(
  { length: 2 * (ALL_DIGITS - DIGITS) + 1 },
  (_, more) =>
    Array.from({ length: more + 1 }, (_none, ofResult) => ({
      operands: DIGITS + more - ofResult,
      result: DIGITS + ofResult,
    })),
)
  .flat()
  .filter(({ operands, result }) => operands <= ALL_DIGITS && result <= ALL_DIGITS);

/** The usual digits, for an equation that does not hold with them. */
export const approximate: Rounding = { operands: DIGITS, result: DIGITS, sign: '≈' };

/**
 * The digits for the operands of an operation whose result is not drawn. For an operation such as subtraction, two
 * operands that differ get enough digits to look different: `1.000001 − 1`, not `1 − 1`.
 */
export function operandDigits(op: OpName, values: readonly number[]): number {
  const [a, b] = values;
  if (ops[op].traits?.cancels !== 'equals' || a === undefined || b === undefined || a === b) return DIGITS;
  let digits = DIGITS;
  while (digits < ALL_DIGITS && formatNumber(a, digits) === formatNumber(b, digits)) digits += 1;
  return digits;
}

/** The tones of the two sides of an equation. */
interface EquationTones {
  readonly operation: Tone;
  readonly result: Tone;
}

/** An operation on numbers, rounded to `digits`. A number that is not known is null and written as `?`. */
export function operationLine(
  op: OpName,
  operands: readonly (MarkedNumber | null)[],
  digits: number,
  tone: Tone,
): Line {
  const spans = operands.map((each) =>
    each === null
      ? span(UNKNOWN, tone)
      : numberSpan(each.value, tone, formatNumber(each.value, digits), each.suffix),
  );
  const written = spans.map(({ text, suffix }) => ({ text, isMarked: suffix !== undefined }));
  return operationParts(op, written).map(
    ({ text, operand }): Span => (operand === null ? null : spans[operand]) ?? span(text, tone),
  );
}

/**
 * The ways to round the numbers of one operation, the best first: so that it holds, then with `≈`. Kept, because the
 * same steps are drawn in frame after frame.
 */
export function roundingsOf(op: OpName, operands: readonly number[], result: number): readonly Rounding[] {
  return recentRoundings({ op, operands, result });
}

interface Calculation {
  readonly op: OpName;
  readonly operands: readonly number[];
  readonly result: number;
}

/** About what the tapes of some screens show. */
const recentRoundings = memoizeRecent(
  500,
  ({ op, operands, result }: Calculation) => [op, ...[...operands, result].map(exactNumber)].join(' '),
  ({ op, operands, result }): readonly Rounding[] => {
    const exact = digitsToHold(op, (digits) => operands.map((value) => rounded(value, digits)), result);
    if (exact && exact.operands === DIGITS && exact.result === DIGITS) return [exact];
    const apart = { ...approximate, operands: operandDigits(op, operands) };
    return [...(exact ? [exact] : []), apart, approximate];
  },
);

/**
 * The ways to draw one operation with its result, the best first; see `roundingsOf`.
 *
 * @param suffix the sign after the result if an edit has made it out of date
 * @param fewer numbers of digits to write it with instead of the usual ones, with `≈`
 */
export function equationForms(
  op: OpName,
  operands: readonly number[],
  result: number,
  tones: EquationTones,
  suffix = '',
  fewer?: readonly number[],
): Line[] {
  const less = fewer?.map((digits): Rounding => ({ operands: digits, result: digits, sign: '≈' }));
  return (less ?? roundingsOf(op, operands, result)).map((rounding) =>
    roundedEquation({ op, operands, result }, rounding, tones, suffix),
  );
}

/** The best of these ways. */
export function equationForm(
  op: OpName,
  operands: readonly number[],
  result: number,
  tones: EquationTones,
): Line {
  const [best = approximate] = roundingsOf(op, operands, result);
  return roundedEquation({ op, operands, result }, best, tones);
}

function roundedEquation(
  { op, operands, result }: Calculation,
  rounding: Rounding,
  tones: EquationTones,
  suffix = '',
): Line {
  const numbers = operands.map((value) => ({ value }));
  return [
    ...operationLine(op, numbers, rounding.operands, tones.operation),
    span(` ${rounding.sign} `, tones.operation),
    numberSpan(result, tones.result, formatNumber(result, rounding.result), suffix),
  ];
}

/** The first form that fits in `columns`, otherwise the narrowest one if it fits in `most`; null if none does. */
export function fittingForm(forms: readonly Line[], columns: number, most = columns): Line | null {
  const fitting = forms.find((line) => lineWidth(line) <= columns);
  if (fitting) return fitting;
  const widths = forms.map(lineWidth);
  const narrowest = Math.min(...widths);
  return narrowest <= most ? (forms[widths.indexOf(narrowest)] ?? null) : null;
}
