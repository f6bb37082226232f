/**
 * The hyperbolic tangent. Method: fdlibm, s_tanh.c (https://www.netlib.org/fdlibm/; its notice is in
 * LICENSE-fdlibm.txt). With t = exp(±2|x|) − 1 it is 1 − 2 ÷ (t + 2) for |x| ≥ 1, and −t ÷ (t + 2) below, where the sign
 * in t is −. The error is below 2 units in the last place.
 */
import { expm1 } from './expm1.ts';

/** From here on, the result is ±1 to the last digit. */
export const FLAT = 22;
/** Below it, the argument is the result: 2⁻²⁸. */
export const TINY = 2 ** -28;

export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < TINY || Number.isNaN(x)) return x;
  const result = size >= FLAT ? 1 : size >= 1 ? above(size) : below(size);
  return x < 0 ? -result : result;
}

function above(size: number): number {
  return 1 - 2 / (expm1(2 * size) + 2);
}

function below(size: number): number {
  const t = expm1(-2 * size);
  return -t / (t + 2);
}
