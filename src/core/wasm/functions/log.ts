/** The logarithms: `../../math/log.ts` and `../../math/log1p.ts` without jumps. */
import { fromWords } from '../../math/bits.ts';
import { LN2_HIGH, LN2_LOW } from '../../math/ln2.ts';
import { G1, G2, G3, G4, G5, G6, G7 } from '../../math/log.ts';
import {
  argument,
  type Bits,
  bits,
  constant,
  type Double,
  ONE,
  polynomial,
  type Test,
} from './expression.ts';

/** The bits of the fraction, and those of it in the high word of a double, at their places. */
const FRACTION = (1n << 52n) - 1n;
const inHighWord = (value: number) => BigInt(value) << 32n;

/** The lowest bit of the exponent. */
const EXPONENT = 1n << 52n;

/** An integer from 0 to 2⁵² − 1 as a double. */
const POWER_52 = 2 ** 52;
const integer = (value: Bits) => value.or((1023n + 52n) << 52n).double.minus(POWER_52);

/**
 * A positive normal x as 2ᵏ (1 + f).
 *
 * @param middle what is added to the high word of the fraction, so that it overflows from about √2 on
 */
function split(x: Double, middle: number) {
  const carry = x.bits.and(FRACTION).plus(inHighWord(middle)).and(EXPONENT);
  const k = integer(x.bits.plus(carry).shiftedRight(52)).minus(1023);
  const f = x.bits.and(FRACTION).or(bits(ONE).minus(carry)).double.minus(1);
  // 1 ≤ significand < 2.
  const significand = x.bits.and(FRACTION).or(ONE).double;
  return { k, f, significand };
}

/** The double with this high word and a low word of 0. */
const word = (high: number) => fromWords(high, 0);

/** Whether the high word of a significand is at least `least` and less than `most`. */
function isBetween(significand: Double, least: number, most: number): Test {
  // The double before the first with this high word.
  return constant(fromWords(least - 1, -1))
    .isBelow(significand)
    .and(significand.isBelow(word(most)));
}

/** k log(2) + f − (rest − c). */
function sum(k: Double, f: Double, rest: Double, c: Double): Double {
  return k.times(LN2_HIGH).minus(rest.minus(c).minus(f));
}

/** The result above `limit`, where it is −∞; below it is NaN. */
function within(x: Double, limit: number, result: Double): Double {
  const outside = x.equals(limit).choose(Number.NEGATIVE_INFINITY, Number.NaN);
  const finite = x.isBelow(Number.POSITIVE_INFINITY).choose(result, x);
  return constant(limit).isBelow(x).choose(finite, outside);
}

function logarithm(x: Double): Double {
  const isSubnormal = x.isBelow(2 ** -1022);
  const { k: own, f, significand } = split(isSubnormal.choose(x.times(2 ** 54), x), 0x95f64);
  const k = own.plus(isSubnormal.choose(-54, 0));
  const low = k.times(LN2_LOW);

  const s = f.over(f.plus(2));
  const z = s.times(s);
  const w = z.times(z);
  const even = w.times(polynomial(w, [G2, G4, G6]));
  const odd = z.times(polynomial(w, [G1, G3, G5, G7]));
  const rest = odd.plus(even);
  const half = f.times(0.5).times(f);
  const far = sum(k, f, half, s.times(half.plus(rest)).plus(low));
  const near = sum(k, f, s.times(f.minus(rest)), low);
  const isFar = isBetween(significand, 0x3ff6147a, 0x3ff6b852);
  const series = f.times(f).times(constant(0.5).minus(f.times(0.3333333333333333)));
  const nearOne = sum(k, f, series, low);
  const isApart = isBetween(significand, 0x3ff00001, 0x3ffffffe);
  return within(x, 0, isApart.choose(isFar.choose(far, near), nearOne));
}

function logarithm1p(x: Double): Double {
  const size = x.absolute;
  const isWhole = constant(-word(0x3fd2bec5))
    .isBelow(x)
    .and(x.isBelow(word(0x3fda827a)));
  const isLarge = constant(2 ** 53 - 1).isBelow(x);
  const u = isLarge.choose(x, x.plus(1));
  const parts = split(u, 0x100000 - 0x6a09e);
  const lost = u.isBelow(2).choose(x.minus(u.minus(1)), constant(1).minus(u.minus(x)));
  const c = isWhole.choose(0, isLarge.choose(0, lost.over(u)));
  const k = isWhole.choose(0, parts.k);
  const f = isWhole.choose(x, parts.f);
  const low = k.times(LN2_LOW).plus(c);

  const half = f.times(0.5).times(f);
  const s = f.over(f.plus(2));
  const z = s.times(s);
  const rest = z.times(polynomial(z, [G1, G2, G3, G4, G5, G6, G7]));
  const usual = sum(k, f, half, s.times(half.plus(rest)).plus(low));
  const series = half.times(constant(1).minus(f.times(0.6666666666666666)));
  const nearOne = sum(k, f, series, low);
  const isApart = isBetween(parts.significand, 0x3ff00001, 0x3ffffffd);
  const result = isWhole.choose(usual, isApart.choose(usual, nearOne));
  const small = size.isBelow(2 ** -54).choose(x, x.minus(x.times(x).times(0.5)));
  return within(x, -1, size.isBelow(2 ** -29).choose(small, result));
}

export const log = logarithm(argument);

export const log1p = logarithm1p(argument);
