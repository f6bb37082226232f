/** The hyperbolic tangent: `../../math/tanh.ts` without jumps, with what it needs of `../../math/expm1.ts`. */
import { Q1, Q2, Q3, Q4, Q5 } from '../../math/expm1.ts';
import { FLAT, TINY } from '../../math/tanh.ts';
import {
  argument,
  bits,
  constant,
  type Double,
  exponentBits,
  ONE,
  polynomial,
  withSignOf,
} from './expression.ts';
import { reduced } from './ln2.ts';

/** exp(x) − 1 for −2 ≤ x ≤ −2⁻²⁷ and 2 ≤ x ≤ 44. */
function expm1(x: Double): Double {
  const { k, high, low, r } = reduced(x);
  const lost = high.minus(r).minus(low);
  const half = r.times(0.5);
  const squares = r.times(half);
  const r1 = polynomial(squares, [1, Q1, Q2, Q3, Q4, Q5]);
  const t = constant(3).minus(r1.times(half));
  const quotient = squares.times(r1.minus(t).over(constant(6).minus(r.times(t))));
  const e = r.times(quotient.minus(lost)).minus(lost).minus(squares);

  const shifted = exponentBits(k);
  const power = shifted.plus(ONE).double;
  const inverse = bits(ONE).minus(shifted).double;
  // 2ᵏ (r − e + 1) − 1 is 2ᵏ (1 − (e − r)) − 1 for k ≤ −2, and 2ᵏ (r − e) − ½ and r − e for k = −1 and 0.
  const subtracted = k.times(-0.5).atLeast(0).atMost(1);
  const added = k.isBelow(0).choose(subtracted.plus(subtracted).minus(1), constant(1).minus(inverse));
  const near = added.minus(e.minus(r));
  const far = r.minus(e.plus(inverse)).plus(1);
  return k.isBelow(20).choose(near, far).times(power).minus(subtracted);
}

function hyperbolicTangent(x: Double): Double {
  const size = x.absolute.atMost(FLAT);
  const isSmall = size.isBelow(1);
  const twice = size.plus(size);
  const t = expm1(isSmall.choose(twice.negated, twice));
  const quotient = isSmall.choose(t.negated, 2).over(t.plus(2));
  const result = withSignOf(isSmall.choose(quotient, constant(1).minus(quotient)), x);
  return x.absolute.isBelow(TINY).choose(x, result);
}

export const tanh = hyperbolicTangent(argument);
