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
