/** Which rows of a list are shown. */
import type { ListState } from './state.ts';

/** The rows that have all words of the filter; without one, all rows. */
export function visibleRows({ rows, filter }: Pick<ListState, 'rows' | 'filter'>): ListState['rows'] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(
    ({ text, isHeading }) => !isHeading && words.every((word) => text.toLowerCase().includes(word)),
  );
}
