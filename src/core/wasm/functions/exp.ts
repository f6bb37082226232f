/** The exponential function: `../../math/exp.ts` without jumps. */
import { P1, P2, P3, P4, P5, TINY } from '../../math/exp.ts';
import { argument, constant, type Double, exponentBits, ONE, polynomial } from './expression.ts';
import { reduced } from './ln2.ts';

/** Beyond them, the result is 0 and ∞ as it is here. */
const LEAST = -746;
const MOST = 710;

function exponential(x: Double): Double {
  const { k, high, low, r } = reduced(x.atLeast(LEAST).atMost(MOST));
  const square = r.times(r);
  const c = r.minus(square.times(polynomial(square, [P1, P2, P3, P4, P5])));
  const quotient = r.times(c).over(constant(2).minus(c));
  const y = constant(1).minus(low.minus(quotient).minus(high));
  // 2ᵏ as a product of two powers, because it may be too large or too small for a double. Only the second product rounds.
  const half = k.times(0.5).floored;
  const power = (n: Double) => exponentBits(n).plus(ONE).double;
  const result = y.times(power(half)).times(power(k.minus(half)));
  const atOne = x.equals(1).choose(Math.E, result);
  return x.absolute.isBelow(TINY).choose(x.plus(1), atOne);
}

export const exp = exponential(argument);
