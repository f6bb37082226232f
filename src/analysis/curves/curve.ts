/** What pictures of functions are made of: points, ranges, and results that are kept while they hold. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A function's values at `count` (2 or more) places at even distances, both ends of the range among them. */
export function sampled(range: Range, count: number, value: (x: number) => number): Point[] {
  return Array.from({ length: count }, (_, index) => {
    const t = index / (count - 1);
    const x = range.from * (1 - t) + range.to * t;
    return { x, y: value(x) };
  });
}

/** The smallest range that holds all finite values, a share of its length wider at both ends; null without any. */
export function rangeOf(values: readonly number[], margin: number): Range | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const from = finite.reduce((least, value) => Math.min(least, value));
  const to = finite.reduce((most, value) => Math.max(most, value));
  return { from: from - (to - from) * margin, to: to + (to - from) * margin };
}

/** Gives a result again for as long as all that it was made from is the same, bit for bit. */
export type Keep<Value> = (
  owner: object,
  made: string,
  from: Readonly<Float64Array>,
  make: () => Value,
) => Value;

/** Keeps the latest result of each owner. */
export function keeping<Value>(): Keep<Value> {
  const kept = new WeakMap<object, { made: string; from: Readonly<Float64Array>; value: Value }>();
  return (owner, made, from, make) => {
    const known = kept.get(owner);
    const isSame =
      known?.made === made &&
      known.from.length === from.length &&
      known.from.every((number, index) => Object.is(number, from[index]));
    if (isSame) return known.value;
    const value = make();
    kept.set(owner, { made, from, value });
    return value;
  };
}
