/** Ticks of an axis, positions on it, and clipping of lines to the axes. */
import type { Range } from '../../analysis/curves/curve.ts';

/**
 * Ticks for a range: at most `most` (1 or more) multiples of one step, which is 1, 2, 2½ or 5 times a power of ten.
 * Empty if the length of the range is not positive and finite.
 *
 * @param isWhole whether all ticks have to be whole numbers
 */
export function ticks({ from, to }: Range, most: number, isWhole = false): number[] {
  const length = to - from;
  if (!(length > 0) || !Number.isFinite(length)) return [];
  // A range of n steps can contain n + 1 ticks, so a step may turn out too small: the loop below counts.
  const smallest = isWhole ? Math.max(1, length / most) : length / most;
  const exponent = Math.floor(Math.log10(smallest));
  for (const factor of [1, 2, 2.5, 5, 10, 20, 25, 50]) {
    // A negative power of ten is not exact as a double; dividing by the positive power rounds only once.
    const multiple = (index: number) =>
      exponent < 0 ? (index * factor) / 10 ** -exponent : index * factor * 10 ** exponent;
    const step = multiple(1);
    // A count goes by 20 rather than by 25.
    if (isWhole && (!Number.isInteger(step) || factor === 2.5 || factor === 25)) continue;
    const first = Math.ceil(from / step);
    const last = Math.floor(to / step);
    if (last - first + 1 > most) continue;
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => multiple(first + index));
  }
  return [];
}

/** Round numbers between 1 and 10, the roundest first: a step is one of them times a power of ten. */
const ROUND = [
  [1, 2, 5],
  [1, 2, 2.5, 4, 5],
  [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8],
] as const;

/** A rounder step may make a range longer than another one by this factor; and the most that any may make it longer. */
const ROUNDER = 1.2;
const LONGEST = 1.34;
/** So many ticks are never too many, if their rows are there. */
const MANY_TICKS = 6;

/** Rows of an axis that its range takes: the lowest and the highest value are in the middle of a dot, a quarter row. */
export const usableRows = (rows: number) => rows - 0.5;

/**
 * The range made longer so that a round step takes a whole number of rows: then equal distances of values are equal
 * distances on the screen. It is longer at both ends, but an end at 0 stays. The range itself if it would have to become
 * much longer, or if its length is not positive and finite.
 *
 * @param most the number of ticks that there should be at most
 * @param isWhole whether the step has to be a whole number
 * @param hasBars whether bars stand on the axis: they fill whole rows, and begin at a multiple of the step
 */
export function evenRange(
  range: Range,
  rows: number,
  most: number,
  isWhole = false,
  hasBars = false,
): EvenRange {
  const length = range.to - range.from;
  const usable = hasBars ? rows : usableRows(rows);
  if (!(length > 0) || !Number.isFinite(length) || usable < 1) return { range, step: null };
  const footOf = (step: number) => Math.floor(range.from / step + 1e-9) * step;
  const isEnough = (step: number, all: number) => !hasBars || footOf(step) + all >= range.to;
  const ways = ROUND.map((factors) => bestStep(length, usable, most, factors, isWhole, isEnough));
  const least = Math.min(...ways.map(({ factor }) => factor));
  const found = ways.find(({ factor }) => factor <= least * ROUNDER);
  if (!found || !(found.factor <= LONGEST)) return { range, step: null };
  const added = Math.max(0, length * (found.factor - 1));
  const below = hasBars
    ? range.from - footOf(found.step)
    : range.from === 0
      ? 0
      : range.to === 0
        ? added
        : added / 2;
  const longer = { from: range.from - below, to: range.to + (added - below) };
  return Number.isFinite(longer.to - longer.from)
    ? { range: longer, step: found.step }
    : { range, step: null };
}

export interface EvenRange {
  readonly range: Range;
  /** The distance of ticks that takes a whole number of rows; null if there is none. */
  readonly step: number | null;
}

/** The step that makes a range of `length` the least longer, of those that are enough, and by what factor. */
function bestStep(
  length: number,
  usable: number,
  most: number,
  factors: readonly number[],
  isWhole: boolean,
  isEnough: (step: number, all: number) => boolean,
) {
  let best = { step: 0, factor: Number.POSITIVE_INFINITY };
  const fewest = Math.min(2, Math.floor(usable));
  for (let rows = 1; rows * fewest <= usable; rows++) {
    if (usable / rows > Math.max(most, MANY_TICKS)) continue;
    const step = roundAbove((length * rows) / usable, factors, isWhole);
    const factor = (step * usable) / rows / length;
    if (factor < best.factor && isEnough(step, (step * usable) / rows)) best = { step, factor };
  }
  return best;
}

/** The least round number that is not below `value`, but for rounding. */
function roundAbove(value: number, factors: readonly number[], isWhole: boolean): number {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  for (const power of [exponent, exponent + 1])
    for (const factor of factors) {
      const step = timesTen(factor, power);
      if (step >= value * (1 - 1e-12) && (!isWhole || Number.isInteger(step))) return step;
    }
  return isWhole ? 1 : Number.POSITIVE_INFINITY;
}

/** A negative power of ten is not exact as a double; dividing by the positive power rounds only once. */
function timesTen(factor: number, power: number): number {
  return power < 0 ? factor / 10 ** -power : factor * 10 ** power;
}

/** The multiples of a step in a range. */
export function multiplesIn({ from, to }: Range, step: number): number[] {
  const [first, last] = [Math.ceil(from / step), Math.floor(to / step)];
  const exponent = Math.floor(Math.log10(step) + 1e-9);
  // A step is a round number times a power of ten.
  const factor = Math.round((step / 10 ** exponent) * 2) / 2;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    timesTen((first + index) * factor, exponent),
  );
}

/** A loss whose values differ more than this many times has a logarithmic axis: two decades. */
const DECADES = 100;

/** Whether values belong on a logarithmic axis: those above 0 span more than two decades. */
export function needsLogarithm(values: readonly number[]): boolean {
  const above = values.filter((value) => value > 0 && Number.isFinite(value));
  return above.length > 0 && Math.max(...above) / Math.min(...above) > DECADES;
}

/** Ticks of a logarithmic axis: at most `most` powers of ten, each the same number of decades after the one before. */
export function logTicks({ from, to }: Range, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
  if (!(from > 0) || !Number.isFinite(to) || last < first) return [];
  for (const step of [1, 2, 3, 5, 10, 20, 50, 100, 200, 500]) {
    const start = Math.ceil(first / step);
    const count = Math.floor(last / step) - start + 1;
    // The power with an exponent in its text is the nearest double; that of a power operator may not be.
    if (count <= most)
      return Array.from({ length: count }, (_, index) => Number(`1e${(start + index) * step}`));
  }
  return [];
}

/** The position of a value in a range: 0 at its start, 1 at its end; outside 0 … 1 for values outside the range. */
export function shareOf(value: number, { from, to }: Range): number {
  return (value - from) / (to - from);
}

/** The part of a line segment inside a box, or null if there is none. Algorithm: Liang & Barsky 1984. */
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
