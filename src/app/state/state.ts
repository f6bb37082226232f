/** The state of the application: all that a front end shows and a key can change. */

import type { Place } from '../../commands/command.ts';
import type { Debugger, Selection } from '../../commands/debugger.ts';
import type { FurtherSessions } from '../../commands/saved/saved.ts';
import type { PrintedDiagnostic } from '../../diagnostics/diagnostic.ts';
import type { Quiz } from '../../explain/quiz.ts';
import type { Language } from '../../i18n/translate.ts';
import type { Bindings } from '../../keys/bindings.ts';
import type { About } from '../../scenario/about.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import type { Scene } from '../../view/scene/scene.ts';
import type { ViewOptions } from '../../view/scene/view-options.ts';
import type { Capabilities } from './capabilities.ts';
import type { ListState } from './list.ts';
import type { Prompt } from './prompt.ts';

export interface ScenarioEntry {
  readonly id: string;
  readonly about: About;
  /** It may be read only when it is asked for: a list shows `about`. */
  readonly scenario: Scenario;
  /** The text of the scenario file, followed by the texts of its data files: `\0` stands between two of them. */
  readonly source: string;
  /** What in the scenario makes no sense, in the current language. Left out if there is nothing. */
  readonly warnings?: () => readonly PrintedDiagnostic[];
  /** The number of its steps, which may have to be computed. */
  readonly steps: () => number;
  /** Unique key: the name of a bundled scenario, or the absolute path of a file. */
  readonly key: string;
}

/** The mode determines what keys do. */
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

/** Long work in progress. */
interface Running {
  readonly from: number;
  readonly position: number;
  /** Milliseconds since it started. */
  readonly elapsed: number;
  /** Whether the work is a move: if it is cancelled, the cursor goes to the position reached. */
  readonly isMove: boolean;
  /** Whether the quiz asks for the next step when the work has finished. */
  readonly isAsking: boolean;
}

/** `paused`: playing stopped by its key, at a note or at a question, and goes on by the key. */
export type Playing = 'off' | 'on' | 'paused';

/** What one move of playing goes over. */
export type PlayUnit = 'operation' | 'cell' | 'node' | 'example' | 'epoch';
export type PlayDirection = 'forward' | 'backward';

export interface Opened {
  readonly entry: ScenarioEntry;
  /** Mutable and shared: older states have the same Debugger. */
  readonly debug: Debugger;
  readonly scene: Scene;
  /** The Debugger's version at the time of this state. */
  readonly version: number;
  /** The step up to which the run was surveyed in the background. The results are kept with the session's history. */
  readonly surveyed: number;
  /** The number of the scenario's warnings. */
  readonly warnings: number;
  /** The texts of the saved sessions that can be resumed, the latest first. */
  readonly saved: readonly string[];
  /** The text of the saved session that this one goes on with; null if it has begun at the start. */
  readonly resumed: string | null;
  /** What was selected when the run was last brought to its end; null before. */
  readonly atEnd: Selection | null;
  /** What came of reading the scenario's files again; null if that has left nothing to say. */
  readonly reread: RereadReport | null;
}

/** What is there to be read after the files of the open scenario were read again. */
export interface RereadReport {
  /** What is wrong with the files as they are now; empty if they hold what is open. */
  readonly faults: readonly PrintedDiagnostic[];
  /** What could not be kept when the scenario was last replaced, one line each. */
  readonly notKept: readonly string[];
}

/** Whether the scenario's files, as they are now, have an error. */
export function isFaulty({ reread }: Opened): boolean {
  return reread !== null && reread.faults.length > 0;
}

export interface Message {
  readonly text: string;
  readonly isFault: boolean;
  /** The word of a typed line that a fault is about. */
  readonly place: Place | null;
  /** Sentences after the text, each of which is left out where it has no room. */
  readonly more?: readonly string[];
  /** How all of it can be read, after the text. It is there wherever the message is: the text is cut for it. */
  readonly way?: string;
  /** Only of what is said at the end of a run: whether it says that this is the end. Then no hint says so again. */
  readonly tellsEnd?: boolean;
  /** Whether the numbers of the run are others since. */
  readonly isOfEdit?: boolean;
  /** For a message that stays only until the next key: what is there again then. */
  readonly before?: Message | null;
  /** Whether it quotes a file: its signs are shown as they are there. */
  readonly isQuote?: boolean;
}

/**
 * Immutable: every transition makes a new state. The exception is the Debugger of the open session, whose history is
 * too large to copy. It changes in place, so only the newest state can be drawn. `opened.version` is the Debugger's
 * version at the time of the state, so that states before and after a change of the Debugger always differ.
 */
export interface State {
  readonly capabilities: Capabilities;
  readonly language: Language;
  /** The keys that the user has chosen; null if there are none. */
  readonly bindings: Bindings | null;
  /** The scenarios, in the order of the menu. */
  readonly entries: readonly ScenarioEntry[];
  readonly mode: Mode;
  readonly opened: Opened | null;
  readonly filter: string;
  /** Index of the highlighted entry of the menu among those that match the filter. */
  readonly highlighted: number;
  /** The sessions that are kept besides the latest one of each scenario. */
  readonly further: FurtherSessions;
  /** The id of the scenario that follows the last one of the menu, elsewhere; null if none does. */
  readonly onward: string | null;
  /** The keys of the scenarios that were gone through to their end, the latest last. */
  readonly done: readonly string[];
  /** The view options, and which pane has the focus. */
  readonly view: ViewOptions;
  readonly prompt: Prompt;
  /** Lines that were pasted and have not been typed yet: each is typed when the one before has been run. */
  readonly waiting: readonly string[];
  readonly list: ListState | null;
  readonly running: Running | null;
  /** A short text about what the last key did, if the screen does not show it otherwise. */
  readonly message: Message | null;
  /** Whether Ctrl-C was just pressed, so that pressing it again leaves. */
  readonly isLeaving: boolean;
  /** Lines typed at the prompts, the newest last. */
  readonly history: readonly string[];
  readonly playing: Playing;
  readonly playDirection: PlayDirection;
  readonly playUnit: PlayUnit;
  /** Milliseconds from one move to the next while playing. */
  readonly playInterval: number;
  /** The quiz; null if it is off. */
  readonly quiz: Quiz | null;
}
