/** The state of an open list: its rows, and what choosing each of them does. */
import type { ListAbout, Row } from '../../commands/rows/row.ts';
import { memoizeLast } from '../../core/memo.ts';
import type { QuizSelection } from '../../explain/quiz.ts';
import { hasWords } from '../../i18n/matching.ts';
import type { PictureName } from '../../scenario/format/picture-names.ts';
import type { Area } from '../../view/scene/view-options.ts';
import { type Part, rankedRows } from './ranked-rows.ts';

/** A change of the view options: a switch, a part of the screen to hide or show, or the content of the top pane. */
export type ViewChange =
  | 'zoom'
  | 'large'
  | 'all'
  | 'listing'
  | { readonly area: Area }
  | { readonly picture: PictureName };

/** What choosing a row does, as data, so that a state contains no functions. */
export type Choice =
  /** Goes to a step. */
  | { readonly kind: 'go'; readonly step: number }
  /** Runs a line of the command line. */
  | { readonly kind: 'line'; readonly line: string }
  /** Opens the command line with this text. */
  | { readonly kind: 'type'; readonly text: string }
  /** Does the action of a key. */
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'view'; readonly change: ViewChange }
  /** Resumes the saved session with this text. */
  | { readonly kind: 'resume'; readonly text: string }
  /** Starts a quiz. */
  | { readonly kind: 'predict'; readonly asked: QuizSelection };

export interface ListRow extends Omit<Row, 'step' | 'line' | 'below'> {
  /** Keys and words of the command line, as they are shown before the text. */
  readonly keys?: readonly string[];
  /** The names of the command that it is about. In a list of commands, what is typed is compared with them. */
  readonly names?: readonly string[];
  /** What matches the filter: a name, and the text, in parts. */
  readonly found?: {
    readonly name: { readonly text: string; readonly parts: readonly Part[] } | null;
    readonly text: readonly Part[];
  };
  /** Keys that choose this row, whichever row is selected. */
  readonly choosing?: readonly string[];
  /** Whether its text is broken into lines as wide as the list, instead of cut. */
  readonly isProse?: true;
  /** Whether its text quotes a file: its signs are shown as they are there. */
  readonly isQuote?: true;
  /** Shown at the bottom while the row is selected. */
  readonly detail?: string;
  readonly choice?: Choice;
  /** The rows below this one in a tree, while it is folded. */
  readonly below?: readonly ListRow[];
}

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

/** Makes a list row from a row of a command's result. */
export function listRow({ step, line, below, ...own }: Row): ListRow {
  const row: ListRow = below ? { ...own, below: below.map(listRow) } : own;
  if (step !== undefined) return { ...row, choice: { kind: 'go', step } };
  return line === undefined ? row : { ...row, choice: { kind: 'line', line } };
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
