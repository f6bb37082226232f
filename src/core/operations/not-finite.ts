/**
 * Reasons for results that are not finite, for several operations. Each is a clause without a full stop, and without
 * mathematical signs, because it is also read aloud.
 */
import { t } from '../../i18n/translate.ts';

/** A number that is not finite, as the screen shows it. */
export const notFiniteSign = (value: number) => (Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞');

const dividedByZero = () => t`it is a division by 0`;

export const infinityTimesZero = () => t`0 times infinity has no value`;

export const infinityMinusInfinity = () => t`infinity minus infinity has no value`;

export const infinityOverInfinity = () => t`infinity divided by infinity has no value`;

/** Of a periodic function. */
export const atInfinity = () => t`at infinity it has no value`;

export const logOfNegative = () => t`a negative number has no logarithm`;

/** Of the logarithm of 0 or of a negative number. */
export const reasonOfLog = (x: number) =>
  x === 0 ? t`the logarithm of 0 is minus infinity` : logOfNegative();

/** Of a ÷ b; null if the operands do not tell. */
export function reasonOfQuotient(a: number, b: number): string | null {
  if (b === 0) return a === 0 ? t`0 divided by 0 has no value` : dividedByZero();
  return Number.isFinite(b) ? null : infinityOverInfinity();
}

/** For aᵇ: a pole at a = 0, and no real number for a < 0 and a fraction b. */
export function reasonOfPower(a: number, b: number): string | null {
  if (a === 0 && b < 0) return dividedByZero();
  return a < 0 && !Number.isInteger(b) ? t`a negative number to the power of a fraction has no value` : null;
}

/** For every operation without a reason of its own. */
export function commonReason(result: number): string {
  return Number.isNaN(result)
    ? t`for these values the operation has no result`
    : t`it is too large for the computer's numbers`;
}
