/**
 * The natural logarithm. Method and constants: fdlibm, e_log.c (https://www.netlib.org/fdlibm/; its notice is in
 * LICENSE-fdlibm.txt).
 *
 * x = 2ᵏ (1 + f) with √2 ÷ 2 < 1 + f < √2. With s = f ÷ (2 + f), log(1 + f) = 2 artanh(s) comes from a polynomial in s².
 * The error is below 1 unit in the last place.
 */
import { highWord, withHighWord } from './bits.ts';
import { LN2_HIGH, LN2_LOW } from './ln2.ts';

/** Coefficients of s² to s¹⁴ in log(1 + f) ÷ s − 2. */
export const G1 = 0.6666666666666735;
export const G2 = 0.3999999999940942;
export const G3 = 0.2857142874366239;
export const G4 = 0.22222198432149784;
export const G5 = 0.1818357216161805;
export const G6 = 0.15313837699209373;
export const G7 = 0.14798198605116586;

/** The smallest normal number. */
const NORMAL = 2 ** -1022;

export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  return x < NORMAL ? ofNormal(x * 2 ** 54, -54) : ofNormal(x, 0);
}

/** log(x × 2ᵏ) for a normal x. */
function ofNormal(x: number, scale: number): number {
  const high = highWord(x);
  const fraction = high & 0xfffff;
  // 1 if the fraction is above √2: then 1 + f is half of it.
  const carry = (fraction + 0x95f64) & 0x100000;
  const k = scale + (high >> 20) - 1023 + (carry >> 20);
  const f = withHighWord(x, fraction | (carry ^ 0x3ff00000)) - 1;
  if ((0xfffff & (2 + fraction)) < 3) return nearOne(f, k);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (G2 + w * (G4 + w * G6));
  const odd = z * (G1 + w * (G3 + w * (G5 + w * G7)));
  const rest = odd + even;
  const isFar = ((fraction - 0x6147a) | (0x6b851 - fraction)) > 0;
  if (!isFar) {
    return k === 0 ? f - s * (f - rest) : k * LN2_HIGH - (s * (f - rest) - k * LN2_LOW - f);
  }
  const half = 0.5 * f * f;
  if (k === 0) return f - (half - s * (half + rest));
  return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
}

/** For |f| < 2⁻²⁰, where two terms of the series are enough. */
function nearOne(f: number, k: number): number {
  if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
  const rest = f * f * (0.5 - 0.3333333333333333 * f);
  return k === 0 ? f - rest : k * LN2_HIGH - (rest - k * LN2_LOW - f);
}
