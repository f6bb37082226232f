/** A list that lies over the screen: its rows, and what choosing one of them does. */
import type { Row } from '../../commands/command.ts';
import type { Asked } from '../../explain/quiz.ts';
import { hasWords } from '../../i18n/matching.ts';
import type { Area, Picture } from '../../view/scene/view-options.ts';

/** A change of what is shown: one of the switches, a part of the screen, or a picture. */
export type ViewChange =
  | 'zoom'
  | 'large'
  | 'all'
  | 'listing'
  | { readonly area: Area }
  | { readonly picture: Picture };

/** What choosing a row does. Data, so that a state holds no functions. */
export type Choice =
  /** Goes to a step. */
  | { readonly kind: 'go'; readonly step: number }
  /** Does a line of the command line. */
  | { readonly kind: 'line'; readonly line: string }
  /** Opens the command line with a beginning. */
  | { readonly kind: 'type'; readonly text: string }
  /** Does what a key does. */
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'view'; readonly change: ViewChange }
  /** Begins to predict. */
  | { readonly kind: 'predict'; readonly asked: Asked };

export interface ListRow {
  readonly text: string;
  readonly isHeading?: true;
  /** A key that chooses the row, wherever the selection is. */
  readonly key?: string;
  /** Said at the bottom while the row is selected. */
  readonly detail?: string;
  readonly choice?: Choice;
}

export interface ListState {
  readonly title: string;
  readonly rows: readonly ListRow[];
  /** An index of the visible rows. */
  readonly selected: number;
  readonly filter: string;
  readonly isFiltering: boolean;
}

/** A row of a command's result. */
export function listRow({ step, line, ...row }: Row): ListRow {
  if (step !== undefined) return { ...row, choice: { kind: 'go', step } };
  return line === undefined ? row : { ...row, choice: { kind: 'line', line } };
}

/** The rows that have all words of the filter; without one, all rows. */
export function visibleRows({ rows, filter }: Pick<ListState, 'rows' | 'filter'>): readonly ListRow[] {
  if (filter.trim() === '') return rows;
  return rows.filter(({ text, isHeading }) => !isHeading && hasWords(text, filter));
}

/** The index of the first row that is no heading; 0 where there is none. */
export function firstActive(list: Pick<ListState, 'rows' | 'filter'>): number {
  return Math.max(
    0,
    visibleRows(list).findIndex(({ isHeading }) => !isHeading),
  );
}
