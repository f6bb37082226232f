/** The state of an open list: which of its rows are shown, and which one is selected. */
import type { ListAbout } from '../../commands/rows/row.ts';
import { memoizeLast } from '../../core/memo.ts';
import { hasWords } from '../../i18n/matching.ts';
import type { ListRow } from './list-row.ts';
import { rankedRows } from './ranked-rows.ts';

export interface ListState extends ListAbout {
  readonly title: string;
  /** Whether it stands beside what it is about, instead of in its place. */
  readonly isBeside: boolean;
  /** Whether it is the list of all keys and commands. */
  readonly isHelp?: true;
  readonly rows: readonly ListRow[];
  /** Index among the visible rows. */
  readonly selected: number;
  readonly filter: string;
  readonly isFiltering: boolean;
}

/**
 * The rows that contain all words of the filter, without headings; all rows if the filter is empty. In a list of commands
 * some letters of a name are enough, and the best match is the first row.
 */
export function visibleRows({ rows, filter }: Pick<ListState, 'rows' | 'filter'>): readonly ListRow[] {
  if (filter.trim() === '') return rows;
  return filtered(rows, [filter], () =>
    rows.some(({ names }) => names)
      ? rankedRows(rows, filter)
      : rows.filter(
          ({ text, keys = [], isHeading }) => !isHeading && hasWords([...keys, text].join(' '), filter),
        ),
  );
}

const filtered = memoizeLast<readonly ListRow[]>();

/** Whether a row says something that can be chosen or read: headings and the empty rows between texts do not. */
const says = ({ isHeading, text }: ListRow) => !isHeading && text !== '';

/** How many rows say something, headings aside, and which of them is the selected one, counted from 1; 0 without any. */
export function placeOf(list: ListState): { readonly place: number; readonly count: number } {
  const rows = visibleRows(list);
  const count = rows.filter(says).length;
  const place = rows.slice(0, list.selected + 1).filter(says).length;
  return { place: Math.min(count, Math.max(1, place)), count };
}

/** The index of the first visible row that says something; 0 if there is none. */
export function firstActive(list: Pick<ListState, 'rows' | 'filter'>): number {
  return Math.max(0, visibleRows(list).findIndex(says));
}

/**
 * The index of the visible row that is `by` rows below (or above) another one. Only rows that say something are
 * counted; it stops at the first and the last of them.
 */
export function movedBy(list: Pick<ListState, 'rows' | 'filter'>, from: number, by: number): number {
  const rows = visibleRows(list);
  const step = Math.sign(by);
  let at = from;
  let left = Math.abs(by);
  for (let next = from + step; left > 0 && next >= 0 && next < rows.length; next += step) {
    const row = rows[next];
    if (!row || !says(row)) continue;
    at = next;
    left -= 1;
  }
  return at;
}
