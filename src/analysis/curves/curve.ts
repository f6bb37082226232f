/** Points and ranges of plots. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** `count` (2 or more) evenly spaced numbers of a range, with both its ends. */
export function spaced({ from, to }: Range, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const t = index / (count - 1);
    return from * (1 - t) + to * t;
  });
}

/** A function's values at `count` (2 or more) evenly spaced points. Both ends of the range are included. */
export function sampled(range: Range, count: number, value: (x: number) => number): Point[] {
  return spaced(range, count).map((x) => ({ x, y: value(x) }));
}

/**
 * The smallest range that contains all finite values, extended at both ends by `margin` times its length; null if no
 * value is finite.
 */
export function rangeOf(values: readonly number[], margin: number): Range | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const from = finite.reduce((least, value) => Math.min(least, value));
  const to = finite.reduce((most, value) => Math.max(most, value));
  return { from: from - (to - from) * margin, to: to + (to - from) * margin };
}
