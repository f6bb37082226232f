/** Rows of the lists that commands return: a line of text each, and the same in cells, to stand in columns. */
import { exactNumber } from '../../core/exact-number.ts';
import { t } from '../../i18n/translate.ts';

/** A part of a row that has a column of its own. The kind says how it stands there, and what may be left out of it. */
export type Cell =
  /** A name: shortened in its middle if there is no room. */
  | { readonly kind: 'name'; readonly text: string }
  /** A number, at its decimal point: with fewer digits if there is no room. Null if it is not known. */
  | { readonly kind: 'number'; readonly value: number | null }
  /** A count, a step or a percentage: at its right end. */
  | { readonly kind: 'count'; readonly text: string }
  /** A sign of one character. `isGood`: whether it says that something is as it should be. */
  | { readonly kind: 'sign'; readonly text: string; readonly isGood?: boolean }
  /** Words of the current language. Nothing may be to their right, so they are the last cell. */
  | { readonly kind: 'note'; readonly text: string };

/**
 * A line of a list that a command returns. `step`: the position that selecting it leads to. A heading with cells names the
 * columns below it.
 */
export interface Row {
  /** All of the row, for output without a screen, and for searching. */
  readonly text: string;
  /** The same in columns, for the screen. The rows between two headings are one table. */
  readonly cells?: readonly Cell[];
  readonly step?: number;
  /** The command that selecting the row executes. */
  readonly line?: string;
  /** What that command does, in a few English words for the footer; absent: it is run. */
  readonly use?: string;
  readonly isHeading?: true;
  /** The level in a tree: 0 at its root. Absent outside of trees. */
  readonly depth?: number;
  /** The rows below this one in a tree that are not shown at first, in order. */
  readonly below?: readonly Row[];
  /** The step whose operands would be the rows below this one, but which has not been followed. */
  readonly origin?: number;
  /** The commands of the row's own keys. */
  readonly lines?: RowLines;
}

/** What can be done with a row besides choosing it, as commands. */
interface RowLines {
  readonly delete?: string;
  readonly toggle?: string;
  /** Takes back what was done in the list. */
  readonly undo?: string;
  /** Makes the list anew after one of them. */
  readonly again: string;
}

/** What a list says of itself. */
export interface ListAbout {
  /** The names of the columns, one for each cell. They are English, since numbers are to their right. */
  readonly heads?: readonly string[];
  /** What the list shows, in a few words. */
  readonly verdict?: Verdict;
  /** The index of the row that is selected at first; by default the first that is not a heading. */
  readonly opensAt?: number;
}

export interface Verdict {
  readonly text: string;
  /** Whether it is as it should be. Absent if it is neither good nor bad. */
  readonly isGood?: boolean;
}

/** A value with all its digits, or "not known yet". */
export function valueText(value: number | null): string {
  return value === null ? t`not known yet` : exactNumber(value);
}

export const name = (text: string): Cell => ({ kind: 'name', text });
export const number = (value: number | null): Cell => ({ kind: 'number', value });
export const count = (value: number | string | null): Cell => ({
  kind: 'count',
  text: value === null ? '' : String(value),
});
export const note = (text: string): Cell => ({ kind: 'note', text });
