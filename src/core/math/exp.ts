/**
 * The exponential function. Method and constants: fdlibm, e_exp.c (https://www.netlib.org/fdlibm/; its notice is in
 * LICENSE-fdlibm.txt).
 *
 * x = k log(2) + r with |r| ≤ log(2) ÷ 2. Then exp(r) comes from a rational approximation, and 2ᵏ is exact. The error is
 * below 1 unit in the last place.
 */
import { powerOfTwo } from './bits.ts';
import { LN2_HIGH, LN2_LOW, multipleOfLn2 } from './ln2.ts';

/** Coefficients of r² to r¹⁰ in r (exp(r) + 1) ÷ (exp(r) − 1). */
export const P1 = 0.16666666666666602;
export const P2 = -0.0027777777777015593;
export const P3 = 0.00006613756321437934;
export const P4 = -0.0000016533902205465252;
export const P5 = 4.1381367970572385e-8;

/** Arguments above it give ∞. */
const MOST = 709.782712893384;
/** Arguments below it give 0. */
const LEAST = -745.1332191019411;

/** Below it, 1 + x is exp(x) to the last digit: 2⁻²⁸. */
export const TINY = 2 ** -28;

export function exp(x: number): number {
  if (!(x <= MOST)) return x + Number.POSITIVE_INFINITY;
  if (x < LEAST) return 0;
  if (Math.abs(x) < TINY) return 1 + x;
  if (x === 1) return Math.E;
  const k = multipleOfLn2(x);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const square = r * r;
  const c = r - square * (P1 + square * (P2 + square * (P3 + square * (P4 + square * P5))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k === 1024) return y * 2 * 2 ** 1023;
  // A result below the normal numbers is rounded once, by the last product.
  return k >= -1021 ? y * powerOfTwo(k) : y * powerOfTwo(k + 1000) * 2 ** -1000;
}
