/**
 * The tangent. Method and constants: fdlibm, k_tan.c (https://www.netlib.org/fdlibm/; its notice is in
 * LICENSE-fdlibm.txt). The error is below 1 unit in the last place.
 */
import { highWord, withoutLowWord } from './bits.ts';
import { reduced } from './quarter-turns.ts';

/** Coefficients of x³ to x²⁷ in tan(x). */
const T1 = 0.3333333333333341;
const T2 = 0.13333333333320124;
const T3 = 0.05396825397622605;
const T4 = 0.021869488294859542;
const T5 = 0.0088632398235993;
const T6 = 0.0035920791075913124;
const T7 = 0.0014562094543252903;
const T8 = 0.0005880412408202641;
const T9 = 0.0002464631348184699;
const T10 = 0.00007817944429395571;
const T11 = 0.00007140724913826082;
const T12 = -0.000018558637485527546;
const T13 = 0.00002590730518636337;

/** π ÷ 4 in two parts. */
const QUARTER_PI_HIGH = 0.7853981633974483;
const QUARTER_PI_LOW = 3.061616997868383e-17;

/** About 0.6744, as a high word: from here on the tangent is computed from that of π ÷ 4 − |x|. */
const LARGE = 0x3fe59428;

/** Below it, tan(x) is x. */
const TINY = 2 ** -27;

/** @param x in radians */
export function tan(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (Math.abs(x) < TINY) return x;
  const { turns, high, low } = reduced(x);
  return tangent(high, low, (turns & 1) === 1);
}

/** tan(x + tail) for |x| ≤ π ÷ 4; −1 ÷ tan(x + tail) if it is inverted. */
function tangent(x: number, tail: number, isInverted: boolean): number {
  const isLarge = (highWord(x) & 0x7fffffff) >= LARGE;
  if (!isLarge) {
    const { sum, rest } = series(x, tail);
    return isInverted ? inverted(sum, x, rest) : sum;
  }
  const size = Math.abs(x);
  const angle = QUARTER_PI_HIGH - size + (QUARTER_PI_LOW - (x < 0 ? -tail : tail));
  const { sum, rest } = series(angle, 0);
  const one = isInverted ? -1 : 1;
  const result = one - 2 * (angle - ((sum * sum) / (sum + one) - rest));
  return x < 0 ? -result : result;
}

/** tan(x + tail) = x + rest, and this sum. */
function series(x: number, tail: number): { readonly sum: number; readonly rest: number } {
  const z = x * x;
  const w = z * z;
  const odd = T2 + w * (T4 + w * (T6 + w * (T8 + w * (T10 + w * T12))));
  const even = z * (T3 + w * (T5 + w * (T7 + w * (T9 + w * (T11 + w * T13)))));
  const cube = z * x;
  const rest = tail + z * (cube * (odd + even) + tail) + T1 * cube;
  return { sum: x + rest, rest };
}

/** −1 ÷ (x + rest), where `sum` is x + rest rounded. */
function inverted(sum: number, x: number, rest: number): number {
  const high = withoutLowWord(sum);
  const low = rest - (high - x);
  const quotient = -1 / sum;
  const part = withoutLowWord(quotient);
  return part + quotient * (1 + part * high + part * low);
}
