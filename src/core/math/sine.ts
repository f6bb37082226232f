/**
 * Sine and cosine. Method and constants: fdlibm, k_sin.c and k_cos.c (https://www.netlib.org/fdlibm/; its notice is in
 * LICENSE-fdlibm.txt). The error is below 1 unit in the last place.
 */
import { fromWords, highWord } from './bits.ts';
import { reduced } from './quarter-turns.ts';

/** Coefficients of x³ to x¹³ in sin(x). */
const S1 = -0.16666666666666632;
const S2 = 0.00833333333332249;
const S3 = -0.0001984126982985795;
const S4 = 0.0000027557313707070068;
const S5 = -2.5050760253406863e-8;
const S6 = 1.58969099521155e-10;

/** Coefficients of x⁴ to x¹⁴ in cos(x). */
const C1 = 0.0416666666666666;
const C2 = -0.001388888888887411;
const C3 = 0.00002480158728947673;
const C4 = -2.7557314351390663e-7;
const C5 = 2.087572321298175e-9;
const C6 = -1.1359647557788195e-11;

/** Below it, sin(x) is x and cos(x) is 1. */
const TINY = 2 ** -27;

/** @param x in radians */
export function sin(x: number): number {
  return Number.isFinite(x) ? quarter(x, 0) : Number.NaN;
}

/** @param x in radians */
export function cos(x: number): number {
  return Number.isFinite(x) ? quarter(x, 1) : Number.NaN;
}

/** sin(x + n π ÷ 2) for n = 0 or 1. */
function quarter(x: number, n: 0 | 1): number {
  const { turns, high, low } = reduced(x);
  const value = (turns + n) & 1 ? cosine(high, low) : sine(high, low);
  return (turns + n) & 2 ? -value : value;
}

/** sin(x + tail) for |x| ≤ π ÷ 4. */
function sine(x: number, tail: number): number {
  if (Math.abs(x) < TINY) return x;
  const z = x * x;
  const cube = z * x;
  const rest = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  if (tail === 0) return x + cube * (S1 + z * rest);
  return x - (z * (0.5 * tail - cube * rest) - tail - cube * S1);
}

/** cos(x + tail) for |x| ≤ π ÷ 4. */
function cosine(x: number, tail: number): number {
  const size = Math.abs(x);
  if (size < TINY) return 1;
  const z = x * x;
  const rest = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
  const high = highWord(size);
  if (high < 0x3fd33333) return 1 - (0.5 * z - (z * rest - x * tail));
  // A part of x² ÷ 2 that can be subtracted from 1 without an error.
  const part = high > 0x3fe90000 ? 0.28125 : fromWords(high - 0x200000, 0);
  return 1 - part - (0.5 * z - part - (z * rest - x * tail));
}
