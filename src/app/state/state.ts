/** The state of one session of the program: what every front end shows, and all that a key may change. */
import type { Debugger } from '../../commands/debugger.ts';
import type { Quiz } from '../../explain/quiz.ts';
import type { Language } from '../../i18n/translate.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import type { Scene } from '../../view/scene/scene.ts';
import type { Looks } from '../../view/scene/view-options.ts';
import type { Capabilities } from './capabilities.ts';
import type { ListState } from './list.ts';
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

/** A run on its way. */
interface Running {
  readonly from: number;
  readonly position: number;
  /** Milliseconds since it began. */
  readonly elapsed: number;
  /** Whether the cursor is on its way with it. */
  readonly isMove: boolean;
  /** Whether the step after it is asked for, when it has come to its end. */
  readonly isAsking: boolean;
}

/** Paused is where playing stopped by itself, and goes on when asked to. */
export type Playing = 'off' | 'on' | 'paused';

export interface Opened {
  readonly entry: Entry;
  /** Changes in place: an older state has the same one. */
  readonly debug: Debugger;
  readonly scene: Scene;
  /** The Debugger's version that this state belongs to. */
  readonly version: number;
  /** A session that was saved earlier and may be gone on with. */
  readonly saved: string | null;
}

/**
 * Replaced by every transition, never changed in place, with one exception: the Debugger of the open session, whose
 * history is too large to copy. It moves along, so only the newest state can be drawn; `opened.version` is the
 * Debugger's version that a state belongs to, and two states around a change of the Debugger always differ in it.
 */
export interface State {
  readonly capabilities: Capabilities;
  readonly language: Language;
  /** The scenarios of the menu. */
  readonly entries: readonly Entry[];
  readonly mode: Mode;
  readonly opened: Opened | null;
  readonly filter: string;
  /** Index of the highlighted entry of the menu among those that match the filter. */
  readonly highlighted: number;
  /** What is shown, and which pane has the arrows. */
  readonly view: Looks;
  readonly prompt: Prompt;
  readonly list: ListState | null;
  readonly running: Running | null;
  /** One line about what the last key did, where the screen does not show it by itself. */
  readonly message: { readonly text: string; readonly isFault: boolean } | null;
  /** Lines typed at the prompts. */
  readonly history: readonly string[];
  readonly playing: Playing;
  /** Milliseconds from one step to the next while playing. */
  readonly playInterval: number;
  /** Whether steps are predicted, and how that goes; null where they are not. */
  readonly quiz: Quiz | null;
}
