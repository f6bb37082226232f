/**
 * log(1 + x), exact to the last digits for x close to 0, where the sum loses them. Method: fdlibm, s_log1p.c
 * (https://www.netlib.org/fdlibm/; its notice is in LICENSE-fdlibm.txt).
 *
 * 1 + x = 2ᵏ (1 + f) + c, where c is what the sum has lost. The error is below 1 unit in the last place.
 */
import { highWord, withHighWord } from './bits.ts';
import { LN2_HIGH, LN2_LOW } from './ln2.ts';
import { G1, G2, G3, G4, G5, G6, G7 } from './log.ts';

/** About √2 − 1 and √2 ÷ 2 − 1, as high words: between them nothing needs to be split. */
const SQRT2 = 0x3fda827a;
const HALF_SQRT2 = 0xbfd2bec4 | 0;

export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const size = Math.abs(x);
  if (size < 2 ** -54) return x;
  if (size < 2 ** -29) return x - x * x * 0.5;
  const high = highWord(x);
  if (high < SQRT2 && (high > 0 || high <= HALF_SQRT2)) return combined(x, 1, 0, 0);
  return split(x);
}

/** For an x that needs to be split. */
function split(x: number): number {
  const isSmall = x < 2 ** 53;
  const u = isSmall ? 1 + x : x;
  const high = highWord(u);
  const exponent = (high >> 20) - 1023;
  const lost = isSmall ? (exponent > 0 ? 1 - (u - x) : x - (u - 1)) / u : 0;
  const fraction = high & 0xfffff;
  if (fraction < 0x6a09e) {
    return combined(withHighWord(u, fraction | 0x3ff00000) - 1, fraction, exponent, lost);
  }
  return combined(withHighWord(u, fraction | 0x3fe00000) - 1, (0x100000 - fraction) >> 2, exponent + 1, lost);
}

/** log(2ᵏ (1 + f) + c). @param fraction 0 if |f| < 2⁻²⁰ */
function combined(f: number, fraction: number, k: number, c: number): number {
  const half = 0.5 * f * f;
  if (fraction === 0) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + (c + k * LN2_LOW);
    const rest = half * (1 - 0.6666666666666666 * f);
    return k === 0 ? f - rest : k * LN2_HIGH - (rest - (k * LN2_LOW + c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const rest = z * (G1 + z * (G2 + z * (G3 + z * (G4 + z * (G5 + z * (G6 + z * G7))))));
  if (k === 0) return f - (half - s * (half + rest));
  return k * LN2_HIGH - (half - (s * (half + rest) + (k * LN2_LOW + c)) - f);
}
