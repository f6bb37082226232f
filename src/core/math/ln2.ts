/** The reduction of an exponent to a multiple of log(2) and a rest. */

/** log(2) in two parts. The first has 33 bits, so that a small integer times it is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;

/** About log(2) ÷ 2: an argument below needs no reduction. */
export const REDUCED = 0.3465735912322998;

/** The k for which x is near k log(2). */
export function multipleOfLn2(x: number): number {
  if (Math.abs(x) < REDUCED) return 0;
  return Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5));
}
