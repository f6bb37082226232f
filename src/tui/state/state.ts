/** What the screen shows, as data. */
import type { Debugger } from '../../commands/debugger.ts';
import type { Quiz } from '../../explain/quiz.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import type { Scene } from '../../view/scene/scene.ts';
import type { Looks } from '../../view/scene/view-options.ts';
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
  /** A key that does what Enter does on it. */
  readonly key?: string;
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

export type Playing = 'off' | 'on' | 'paused';

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
  /** Paused is where playing stopped by itself, and goes on when asked to. */
  readonly playing: Playing;
  /** Milliseconds from one step to the next while playing. */
  readonly pace: number;
  /** Whether steps are predicted, and how that goes; null where they are not. */
  readonly quiz: Quiz | null;
}
