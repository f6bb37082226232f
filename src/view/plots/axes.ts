/** Axes: which numbers stand at them, and where. */
import type { Range } from '../../analysis/curves/curve.ts';

/**
 * Round numbers inside a range at equal distances of 1, 2 or 5 times a power of ten, at most `most` of them (1 or
 * more); none where the range has no length that can be divided.
 *
 * @param isWhole whether only whole numbers make sense
 */
export function ticks({ from, to }: Range, most: number, isWhole = false): number[] {
  const length = to - from;
  if (!(length > 0) || !Number.isFinite(length)) return [];
  // Between two multiples of a distance lies one more multiple than distances.
  const smallest = isWhole ? Math.max(1, length / most) : length / most;
  const exponent = Math.floor(Math.log10(smallest));
  for (const factor of [1, 2, 5, 10, 20, 50]) {
    // A power of ten below 1 is not exact, but its inverse is.
    const multiple = (index: number) =>
      exponent < 0 ? (index * factor) / 10 ** -exponent : index * factor * 10 ** exponent;
    const step = multiple(1);
    if (isWhole && step < 1) continue;
    const first = Math.ceil(from / step);
    const last = Math.floor(to / step);
    if (last - first + 1 > most) continue;
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => multiple(first + index));
  }
  return [];
}

/** The share of the way through a range at which a value lies: 0 at its beginning, 1 at its end. */
export function shareOf(value: number, { from, to }: Range): number {
  return (value - from) / (to - from);
}

/** The part of a line that lies inside a box (Liang & Barsky 1984), or null where none does. */
export function clipped(
  [a, b]: readonly [{ x: number; y: number }, { x: number; y: number }],
  x: Range,
  y: Range,
): [{ x: number; y: number }, { x: number; y: number }] | null {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  let from = 0;
  let to = 1;
  const edges = [
    [-dx, a.x - x.from],
    [dx, x.to - a.x],
    [-dy, a.y - y.from],
    [dy, y.to - a.y],
  ] as const;
  for (const [direction, distance] of edges) {
    if (direction === 0) {
      if (distance < 0) return null;
      continue;
    }
    const at = distance / direction;
    if (direction < 0) from = Math.max(from, at);
    else to = Math.min(to, at);
  }
  if (from > to) return null;
  const at = (t: number) => ({ x: a.x + dx * t, y: a.y + dy * t });
  return [at(from), at(to)];
}
