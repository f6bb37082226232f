/**
 * The logarithms to the bases 2 and 10. Method and constants: FreeBSD's forms of fdlibm, e_log2.c, e_log10.c and k_log.h
 * (https://github.com/freebsd/freebsd-src/tree/main/lib/msun/src; their notice is in LICENSE-fdlibm.txt). The error is
 * below 1 unit in the last place, and log₂ of a power of 2 is exact.
 *
 * x = 2ᵏ (1 + f) as in log.ts. The parts of log(1 + f) are added and scaled with more digits than a double has.
 */
import { highWord, withHighWord, withoutLowWord } from './bits.ts';
import { G1, G2, G3, G4, G5, G6, G7 } from './log.ts';

/** A logarithm by its base: 1 ÷ log(base), and the logarithm of 2, each in two parts. */
interface Base {
  readonly inverse: { readonly high: number; readonly low: number };
  readonly ofTwo: { readonly high: number; readonly low: number };
}

const two: Base = {
  inverse: { high: 1.4426950407214463, low: 1.6751713164886512e-10 },
  ofTwo: { high: 1, low: 0 },
};

const ten: Base = {
  inverse: { high: 0.4342944818781689, low: 2.5082946711645275e-11 },
  ofTwo: { high: 0.30102999566361177, low: 3.694239077158931e-13 },
};

/** The smallest normal number. */
const NORMAL = 2 ** -1022;

/** log₂ of x; NaN below 0, and −∞ at 0. */
export function log2(x: number): number {
  return toBase(x, two);
}

/** log₁₀ of x; NaN below 0, and −∞ at 0. */
export function log10(x: number): number {
  return toBase(x, ten);
}

function toBase(x: number, base: Base): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY || x === 1) return x === 1 ? 0 : x;
  return x < NORMAL ? ofNormal(x * 2 ** 54, -54, base) : ofNormal(x, 0, base);
}

/** The logarithm of x × 2ᵏ for a normal x. */
function ofNormal(x: number, scale: number, { inverse, ofTwo }: Base): number {
  const word = highWord(x);
  const fraction = word & 0xfffff;
  // 1 if the fraction is above √2: then 1 + f is half of it.
  const carry = (fraction + 0x95f64) & 0x100000;
  const k = scale + (word >> 20) - 1023 + (carry >> 20);
  const f = withHighWord(x, fraction | (carry ^ 0x3ff00000)) - 1;
  const half = 0.5 * f * f;
  const high = withoutLowWord(f - half);
  const low = f - high - half + rest(f, half);
  const scaled = high * inverse.high;
  const ofPower = k * ofTwo.high;
  const sum = ofPower + scaled;
  const lost = k * ofTwo.low + (low + high) * inverse.low + low * inverse.high + (ofPower - sum + scaled);
  return lost + sum;
}

/** log(1 + f) − f + f² ÷ 2. @param half f² ÷ 2 */
function rest(f: number, half: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (G2 + w * (G4 + w * G6));
  const odd = z * (G1 + w * (G3 + w * (G5 + w * G7)));
  return s * (half + (odd + even));
}
