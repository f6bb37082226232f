/** The least and the largest of the first values of a list that grows, without reading all of them each time. */
import { memoize } from '../../core/memo.ts';

/** Of the values that are finite; ∞ and −∞ if there is none. */
export interface Extremes {
  readonly least: number;
  readonly most: number;
}

const NONE: Extremes = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };

/** So many values at most are read again for an answer. */
const BLOCK = 4096;

/** For each list, the extremes of its first block, of its first two blocks, and so on. */
const blocksOf = memoize(
  (values: readonly number[]) => values,
  (): Extremes[] => [],
);

/**
 * The extremes of the first `count` values.
 *
 * @param values a list that only ever grows at its end
 */
export function extremesOf(values: readonly number[], count: number): Extremes {
  const blocks = blocksOf(values);
  const whole = Math.floor(Math.min(count, values.length) / BLOCK);
  while (blocks.length < whole) {
    const from = blocks.length * BLOCK;
    blocks.push(widened(blocks.at(-1) ?? NONE, values, from, from + BLOCK));
  }
  return widened(blocks[whole - 1] ?? NONE, values, whole * BLOCK, Math.min(count, values.length));
}

function widened({ least, most }: Extremes, values: readonly number[], from: number, to: number): Extremes {
  let [low, high] = [least, most];
  for (let index = from; index < to; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { least: low, most: high };
}
