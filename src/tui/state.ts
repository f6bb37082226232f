/** What the screen shows, as data. */
import type { Debugger } from '../debugger/debugger.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Looks } from '../view/looks.ts';
import type { Scene } from '../view/scene.ts';
import type { Prompt } from './prompt.ts';

export interface Entry {
  readonly id: string;
  readonly scenario: Scenario;
  /** The scenario file's text. */
  readonly source: string;
  /** What it is told apart by: the name of a shipped scenario, or the absolute path of a file. */
  readonly key: string;
}

/** Who gets the keys. */
export type Mode =
  | 'menu'
  | 'filter'
  | 'session'
  | 'command'
  | 'search'
  | 'mark'
  | 'return'
  | 'list'
  | 'running'
  | 'answer';

/** One row of a list that lies over the screen, and what Enter does with it. */
export interface ListRow {
  readonly text: string;
  readonly isHeading?: true;
  /** Said at the bottom while the row is selected. */
  readonly detail?: string;
  readonly act?: () => void;
}

export interface ListState {
  readonly title: string;
  readonly rows: readonly ListRow[];
  readonly selected: number;
  readonly filter: string;
  readonly isFiltering: boolean;
}

/** A run on its way. */
interface Running {
  readonly from: number;
  readonly position: number;
  /** Milliseconds since it began. */
  readonly elapsed: number;
  /** Whether the cursor is on its way with it. */
  readonly isMove: boolean;
}

export interface Opened {
  readonly entry: Entry;
  readonly debug: Debugger;
  readonly scene: Scene;
  /** A session that was saved earlier and may be gone on with. */
  readonly saved: string | null;
}

export interface State {
  readonly mode: Mode;
  readonly opened: Opened | null;
  /** Counts what has changed in the session, which changes in place. */
  readonly changes: number;
  readonly filter: string;
  /** Index of the highlighted entry of the menu among those that match the filter. */
  readonly highlighted: number;
  readonly selection: Looks;
  readonly prompt: Prompt;
  readonly list: ListState | null;
  readonly running: Running | null;
  /** One line about what the last key did, where the screen does not show it by itself. */
  readonly message: { readonly text: string; readonly isFault: boolean } | null;
  /** Lines typed at the prompts. */
  readonly history: readonly string[];
  readonly isPlaying: boolean;
  /** How many results were predicted rightly, and whether the one asked for has been missed; null where none are. */
  readonly predicting: { readonly right: number; readonly asked: number; readonly isWrong: boolean } | null;
}
