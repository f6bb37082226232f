/** Which rows of a list are shown. */
import { hasWords } from '../../i18n/matching.ts';
import type { ListState } from './state.ts';

/** The rows that have all words of the filter; without one, all rows. */
export function visibleRows({ rows, filter }: Pick<ListState, 'rows' | 'filter'>): ListState['rows'] {
  if (filter.trim() === '') return rows;
  return rows.filter(({ text, isHeading }) => !isHeading && hasWords(text, filter));
}
