/**
 * exp(x) − 1, exact to the last digits for x close to 0, where the difference loses them. Method and constants: fdlibm,
 * s_expm1.c (https://www.netlib.org/fdlibm/; its notice is in LICENSE-fdlibm.txt). The error is below 1 unit in the last
 * place.
 */
import { powerOfTwo } from './bits.ts';
import { LN2_HIGH, LN2_LOW, multipleOfLn2 } from './ln2.ts';

/** Coefficients of r² ÷ 2 and its powers in (6 ÷ r) ((exp(r) + 1) ÷ (exp(r) − 1) − 2 ÷ r). */
export const Q1 = -0.03333333333333313;
export const Q2 = 0.0015873015872548146;
export const Q3 = -0.0000793650757867488;
export const Q4 = 0.000004008217827329362;
export const Q5 = -2.0109921818362437e-7;

/** Arguments above it give ∞. */
const MOST = 709.782712893384;
/** About −56 log(2): here and below, the result is −1 to the last digit. */
const LEAST = -38.81622314453125;
/** An argument of this size or less is the result. */
const TINY = 2 ** -54;

export function expm1(x: number): number {
  if (!(x <= MOST)) return x + Number.POSITIVE_INFINITY;
  if (x <= LEAST) return -1;
  if (Math.abs(x) < TINY) return x;
  const k = multipleOfLn2(x);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  // What the subtraction has lost.
  const lost = high - r - low;
  const half = 0.5 * r;
  const squares = r * half;
  const r1 = 1 + squares * (Q1 + squares * (Q2 + squares * (Q3 + squares * (Q4 + squares * Q5))));
  const t = 3 - r1 * half;
  const quotient = squares * ((r1 - t) / (6 - r * t));
  // e: exp(r) − 1 is r − e.
  const e = r * (quotient - lost) - lost - squares;
  return scaled(k, r, e);
}

/** 2ᵏ (r − e + 1) − 1, in the order of additions that loses least for this k. */
function scaled(k: number, r: number, e: number): number {
  if (k === 0) return r - e;
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k === 1024) return (1 - (e - r)) * 2 * 2 ** 1023 - 1;
  if (k <= -2 || k > 56) return (1 - (e - r)) * powerOfTwo(k) - 1;
  if (k < 20) return (1 - powerOfTwo(-k) - (e - r)) * powerOfTwo(k);
  return (r - (e + powerOfTwo(-k)) + 1) * powerOfTwo(k);
}
