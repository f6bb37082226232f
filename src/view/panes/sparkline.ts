import type { Extremes } from '../../analysis/curves/extremes.ts';
import { sampleEvenly } from '../../analysis/sampling.ts';

const LEVELS = [...'▁▂▃▄▅▆▇█'];
const MIDDLE = '▄';

/**
 * Values as a row of at most `width` bars; the lowest value has the shortest bar. If all are equal, the bars are of
 * medium height. NaN is `·`, infinity is `×`.
 */
export function sparkline(values: readonly number[], width: number): string {
  const shown = width < 1 ? [] : sampleEvenly(values, width);
  const finite = shown.filter(Number.isFinite);
  const size = Math.max(...finite.map(Math.abs));
  // Values are divided by the largest magnitude first, since a difference of two finite numbers can overflow.
  const scaled = (value: number) => (size === 0 ? 0 : value / size);
  const least = Math.min(...finite.map(scaled));
  const range = Math.max(...finite.map(scaled)) - least;
  return shown
    .map((value) => {
      if (Number.isNaN(value)) return '·';
      if (!Number.isFinite(value)) return '×';
      if (range === 0) return MIDDLE;
      return LEVELS[Math.min(7, Math.floor(((scaled(value) - least) / range) * 8))] as string;
    })
    .join('');
}

/** From this ratio of the largest to the smallest value on, heights are logarithmic. */
const TWO_DECADES = 100;

/**
 * A function that writes a value as a bar of `▁` … `█`, from 0, or from the least value if that is negative, to the
 * largest. Positive values over more than two decades are compared by their logarithms. NaN is `·`, infinity is `×`.
 *
 * @param extremes the least and the largest of the values that are finite; if there is none, ∞ and −∞
 */
export function levelBar({ least, most }: Extremes): (value: number) => string {
  const isLogarithmic = least > 0 && most / least > TWO_DECADES;
  const height = isLogarithmic ? Math.log : (value: number) => value / 2;
  const bottom = height(isLogarithmic ? least : Math.min(0, least));
  const range = height(most) - bottom;
  return (value) => {
    if (Number.isNaN(value)) return '·';
    if (!Number.isFinite(value)) return '×';
    const level = range > 0 ? Math.ceil(((height(value) - bottom) / range) * 8) - 1 : 0;
    return LEVELS[Math.max(0, Math.min(7, level))] as string;
  };
}
