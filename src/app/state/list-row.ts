/** A row of an open list, and what choosing it does. */
import type { Row } from '../../commands/rows/row.ts';
import type { QuizSelection } from '../../explain/quiz.ts';
import type { PictureName } from '../../scenario/format/picture-names.ts';
import type { Area } from '../../view/scene/view-options.ts';

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
  /** Whether a text that quotes a file is broken into lines all the same, where others are cut. */
  readonly isProse?: true;
  /** Whether its text quotes a file: its signs are shown as they are there, and it is one line. */
  readonly isQuote?: true;
  /** Shown at the bottom while the row is selected. */
  readonly detail?: string;
  readonly choice?: Choice;
  /** The rows below this one in a tree, while it is folded. */
  readonly below?: readonly ListRow[];
}

/** A piece of a text, and whether it is what was typed. */
export interface Part {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Makes a list row from a row of a command's result. */
export function listRow({ step, line, below, ...own }: Row): ListRow {
  const row: ListRow = below ? { ...own, below: below.map(listRow) } : own;
  if (step !== undefined) return { ...row, choice: { kind: 'go', step } };
  return line === undefined ? row : { ...row, choice: { kind: 'line', line } };
}
