/** The slope of a function at a point by central differences, with an estimate of the error. */

/** The value of a function at one point. */
export interface Evaluation {
  readonly value: number;
  /** A bound on the rounding error of the value. */
  readonly rounding: number;
  /** For each kink of the function, which side of it the point is on. */
  readonly sides: readonly number[];
}

export type Evaluate = (x: number) => Evaluation;

/** The central difference (f(x + h) − f(x − h)) ÷ 2h. */
export interface SmoothSlope {
  readonly kind: 'smooth';
  readonly slope: number;
  /** How far the slope can be from the true one: the estimated truncation error plus the rounding error. */
  readonly error: number;
  readonly h: number;
  readonly plus: number;
  readonly minus: number;
}

/** At a kink there are two slopes, by differences to one side. `side`: the index of the kink in `sides`. */
export interface KinkSlopes {
  readonly kind: 'kink';
  readonly side: number;
  readonly left: number;
  readonly right: number;
}

export type NumericSlope = SmoothSlope | KinkSlopes | { readonly kind: 'not finite' };

/** The first and the smallest h, as parts of max(1, |x|), and the factor from one h to the next. */
const FIRST = 2 ** -7;
const LAST = 2 ** -45;
const FACTOR = 4;

/** A slope whose error is at most this part of it is good enough. */
const GOOD = 2 ** -30;

/** The part of max(1, |x|) at which the rounding and the truncation error of a difference to one side are about equal. */
const ONE_SIDED = Math.sqrt(Number.EPSILON);

/**
 * The slope of f at x. Smaller and smaller h are tried: the truncation error falls with h², the rounding error grows
 * with 1 ÷ h. The truncation error is estimated by the distance from the central difference of the previous h, which is
 * about 15 times as much as that error. The h with the smallest sum of both errors is used (Press et al., "Numerical
 * Recipes", 3rd ed. 2007, section 5.7). An h is skipped if there is a kink between the two points.
 */
export function numericSlope(f: Evaluate, x: number): NumericSlope {
  const here = f(x);
  if (!Number.isFinite(here.value)) return { kind: 'not finite' };
  const scale = Math.max(1, Math.abs(x));
  let best: SmoothSlope | null = null;
  let coarser: number | null = null;
  let crossing: number | null = null;
  for (let h = FIRST * scale; h >= LAST * scale; h /= FACTOR) {
    const [plus, minus] = [f(x + h), f(x - h)];
    const crossed = firstCrossed(here, plus, minus);
    const distance = x + h - (x - h);
    const slope: number = (plus.value - minus.value) / distance;
    const rounding = (plus.rounding + minus.rounding) / distance;
    if (crossed >= 0 || !Number.isFinite(slope + rounding)) {
      crossing = crossed < 0 ? null : crossed;
      coarser = null;
      continue;
    }
    if (best && rounding > best.error) break;
    if (coarser !== null) {
      const error = Math.abs(slope - coarser) + rounding;
      if (!best || error < best.error) {
        best = { kind: 'smooth', slope, error, h, plus: plus.value, minus: minus.value };
      }
      if (best.error <= GOOD * Math.abs(best.slope)) break;
    }
    coarser = slope;
  }
  if (best) return best;
  return crossing === null ? { kind: 'not finite' } : kinkSlopes(f, x, scale, crossing);
}

/** The index of the first kink that the three points are not on the same side of; −1 if there is none. */
function firstCrossed(here: Evaluation, plus: Evaluation, minus: Evaluation): number {
  return here.sides.findIndex((each, index) => each !== plus.sides[index] || each !== minus.sides[index]);
}

function kinkSlopes(f: Evaluate, x: number, scale: number, side: number): KinkSlopes {
  const h = ONE_SIDED * scale;
  const { value } = f(x);
  const [left, right] = [x - h, x + h];
  return {
    kind: 'kink',
    side,
    left: (value - f(left).value) / (x - left),
    right: (f(right).value - value) / (right - x),
  };
}
