/**
 * xʸ. Method and constants: fdlibm, e_pow.c (https://www.netlib.org/fdlibm/; its notice is in LICENSE-fdlibm.txt).
 *
 * y log₂|x| is computed as a sum of two doubles, n + r with |r| ≤ ½, then 2ⁿ × 2ʳ. The error is below 0.7 units in the
 * last place. Special cases are those of `**` in JavaScript: (±1) ** ±∞ is NaN.
 */
import { fromWords, highWord, powerOfTwo, withHighWord, withoutLowWord } from './bits.ts';
import { P1, P2, P3, P4, P5 } from './exp.ts';

/** log₂(1.5) in two parts. */
const LOG2_OF_3_2 = { high: 0.5849624872207642, low: 1.350039202129749e-8 };

/** Coefficients of s² to s¹² in (3/2) (log(x) − 2 (s + s³ ÷ 3)), where s = (x − 1) ÷ (x + 1). */
const L1 = 0.5999999999999946;
const L2 = 0.4285714285785502;
const L3 = 0.33333332981837743;
const L4 = 0.272728123808534;
const L5 = 0.23066074577556175;
const L6 = 0.20697501780033842;

/** log(2) in two parts. */
const LN2_HIGH = 0.6931471824645996;
const LN2_LOW = -1.904654299957768e-9;

/** 2 ÷ (3 log(2)), also in two parts. */
const CP = 0.9617966939259756;
const CP_HIGH = 0.9617967009544373;
const CP_LOW = -7.028461650952758e-9;

/** 1 ÷ log(2) in two parts. */
const INVERSE_LN2_HIGH = 1.4426950216293335;
const INVERSE_LN2_LOW = 1.9259629911266175e-8;

/** 1024 − log₂(∞ − ½ unit in the last place), where ∞ stands for 2¹⁰²⁴. */
const OVERFLOW_TAIL = 8.008566259537294e-17;

/** ½ + 2⁻²¹: an exponent below needs no reduction. */
const REDUCED = 0.5000004768371582;

/** A number as a sum of two doubles; `high` has a low word of 0. */
interface Parts {
  readonly high: number;
  readonly low: number;
}

export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (size === 1) return Number.NaN;
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  if (y === 1) return x;
  if (y === -1) return 1 / x;
  if (y === 2) return x * x;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  const isOdd = Math.abs(y % 2) === 1;
  if (x === 0 || size === Number.POSITIVE_INFINITY || size === 1) {
    const power = y < 0 ? 1 / size : size;
    if (x === -1 && !Number.isInteger(y)) return Number.NaN;
    return isOdd && isNegative(x) ? -power : power;
  }
  if (x < 0 && !Number.isInteger(y)) return Number.NaN;
  const power = ofPositive(size, y);
  return isOdd && x < 0 ? -power : power;
}

const isNegative = (x: number) => x < 0 || Object.is(x, -0);

/** For 0 < x < ∞, except 1. */
function ofPositive(x: number, y: number): number {
  const size = Math.abs(y);
  const isLarge = x > 1 === y > 0;
  const limit = isLarge ? Number.POSITIVE_INFINITY : 0;
  const word = highWord(x);
  // |y| > 2³¹: the power is within the range of doubles only if x is very close to 1.
  if (highWord(size) > 0x41e00000) {
    if (highWord(size) > 0x43f00000 || word < 0x3fefffff || word > 0x3ff00000) return limit;
    return product(y, logarithmNearOne(x), limit);
  }
  return product(y, logarithm(x), limit);
}

/** log₂(x) for |1 − x| < 2⁻²⁰. */
function logarithmNearOne(x: number): Parts {
  const t = x - 1;
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
  const u = INVERSE_LN2_HIGH * t;
  const v = t * INVERSE_LN2_LOW - w * Math.LOG2E;
  const high = withoutLowWord(u + v);
  return { high, low: v - (high - u) };
}

/** log₂(x) for a positive x. */
function logarithm(x: number): Parts {
  const isNormal = x >= 2 ** -1022;
  const normal = isNormal ? x : x * 2 ** 53;
  const word = highWord(normal);
  const fraction = word & 0xfffff;
  // x = 2ᵏ a, and a is near 1 or 3/2.
  const isNearOne = fraction <= 0x3988e || fraction >= 0xbb67a;
  const isHalved = fraction >= 0xbb67a;
  const k = (word >> 20) - 1023 + (isHalved ? 1 : 0) - (isNormal ? 0 : 53);
  const a = withHighWord(normal, fraction | (isHalved ? 0x3fe00000 : 0x3ff00000));
  const centre = isNearOne ? 1 : 1.5;

  // s = (a − centre) ÷ (a + centre) in two parts.
  const u = a - centre;
  const v = 1 / (a + centre);
  const s = u * v;
  const sHigh = withoutLowWord(s);
  const bits = ((highWord(a) >> 1) | 0x20000000) + 0x80000 + (isNearOne ? 0 : 0x40000);
  const sumHigh = fromWords(bits, 0);
  const sumLow = a - (sumHigh - centre);
  const sLow = v * (u - sHigh * sumHigh - sHigh * sumLow);

  // log(a ÷ centre) = 2s + 2s³ ÷ 3 + …
  const square = s * s;
  const series = L1 + square * (L2 + square * (L3 + square * (L4 + square * (L5 + square * L6))));
  const rest = square * square * series + sLow * (sHigh + s);
  const highSquare = sHigh * sHigh;
  const tHigh = withoutLowWord(3 + highSquare + rest);
  const tLow = rest - (tHigh - 3 - highSquare);
  const first = sHigh * tHigh;
  const second = sLow * tHigh + tLow * s;
  const pHigh = withoutLowWord(first + second);
  const pLow = second - (pHigh - first);
  const zHigh = CP_HIGH * pHigh;
  const zLow = CP_LOW * pHigh + pLow * CP + (isNearOne ? 0 : LOG2_OF_3_2.low);
  const offset = isNearOne ? 0 : LOG2_OF_3_2.high;
  const high = withoutLowWord(zHigh + zLow + offset + k);
  return { high, low: zLow - (high - k - offset - zHigh) };
}

/** 2 ** (y × logarithm). @param limit the result if the exponent is out of range */
function product(y: number, logarithm: Parts, limit: number): number {
  const yHigh = withoutLowWord(y);
  const low = (y - yHigh) * logarithm.high + y * logarithm.low;
  const high = yHigh * logarithm.high;
  const z = low + high;
  if (z > 1024 || (z === 1024 && low + OVERFLOW_TAIL > z - high)) return limit;
  if (z < -1075 || (z === -1075 && low <= z - high)) return limit;
  return exponential(z, high, low);
}

/** 2 ** (high + low), where z is the sum as one double. */
function exponential(z: number, high: number, low: number): number {
  const size = Math.abs(z);
  const n = size < REDUCED ? 0 : Math.trunc(size + 0.5) * Math.sign(z);
  const rest = high - n;
  const t = withoutLowWord(low + rest);
  const u = t * LN2_HIGH;
  const v = (low - (t - rest)) * Math.LN2 + t * LN2_LOW;
  const x = u + v;
  const lost = v - (x - u);
  const square = x * x;
  const c = x - square * (P1 + square * (P2 + square * (P3 + square * (P4 + square * P5))));
  const r = (x * c) / (c - 2) - (lost + x * lost);
  const power = 1 - (r - x);
  const word = highWord(power) + (n << 20);
  // A result below the normal numbers is rounded once, by the last product.
  return word >> 20 > 0 ? withHighWord(power, word) : power * powerOfTwo(n + 200) * 2 ** -200;
}
