/** The reduction of `../../math/ln2.ts`: x = k log(2) + r. */
import { LN2_HIGH, LN2_LOW, REDUCED } from '../../math/ln2.ts';
import { constant, type Double, withSignOf } from './expression.ts';

/** k, and r = high − low. */
export interface Reduction {
  readonly k: Double;
  readonly high: Double;
  readonly low: Double;
  readonly r: Double;
}

export function reduced(x: Double): Reduction {
  const nearest = x.times(Math.LOG2E).plus(withSignOf(constant(0.5), x)).truncated;
  const k = x.absolute.isBelow(REDUCED).choose(0, nearest);
  const high = x.minus(k.times(LN2_HIGH));
  const low = k.times(LN2_LOW);
  return { k, high, low, r: high.minus(low) };
}
