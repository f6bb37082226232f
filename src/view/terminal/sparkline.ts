import { evenly } from '../../analysis/sampling.ts';

const LEVELS = [...'▁▂▃▄▅▆▇█'];
const MIDDLE = '▄';

/**
 * Values as a row of bars, at most `width` of them, the lowest value the shortest bar; in the middle where all
 * are equal. NaN is `·`, an infinity `×`.
 */
export function sparkline(values: readonly number[], width: number): string {
  const shown = width < 1 ? [] : evenly(values, width);
  const finite = shown.filter(Number.isFinite);
  const size = Math.max(...finite.map(Math.abs));
  // Divided by the largest first: a difference of two finite numbers may be infinite.
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
