/** Effects, which a transition asks the front end for, and events, which the front end reports. Both are data. */
import type { Outcome } from '../../commands/command.ts';
import type { FurtherSessions, KeptSession, SavedEntry } from '../../commands/saved/saved.ts';
import type { SavedDocument } from '../../commands/saved/saved-schema.ts';
import type { PrintedDiagnostic } from '../../diagnostics/diagnostic.ts';
import type { SiblingFile } from '../../scenario/data/sibling-file.ts';
import type { ScenarioEntry } from './state.ts';

/** Effects are carried out in order, after the state of the same update has been stored. */
export type Effect =
  | { readonly kind: 'quit' }
  /** Opens the scenario that follows elsewhere. */
  | { readonly kind: 'go-onward' }
  /** Suspends the program and gives the terminal to the shell. */
  | { readonly kind: 'suspend' }
  /** Copies text to the clipboard. */
  | { readonly kind: 'to-clipboard'; readonly text: string }
  /** Paints the whole screen again. */
  | { readonly kind: 'redraw' }
  /** Runs long work in slices. Answered by `progress`, then `finished` or `interrupted`. */
  | { readonly kind: 'run'; readonly work: Generator<number, Outcome> }
  /** Starts a timer. Answered once by `woken`. */
  | { readonly kind: 'wake'; readonly milliseconds: number }
  /** Reads a file with numbers of a person. Answered by `numbers-read`. */
  | { readonly kind: 'read-numbers'; readonly file: string }
  /** Watches the files of the open scenario, instead of those before; null: of none. Answered by `reread` at changes. */
  | { readonly kind: 'watch'; readonly entry: ScenarioEntry | null }
  /** Reads the files of the open scenario again. Answered by `reread`. */
  | { readonly kind: 'reread'; readonly entry: ScenarioEntry }
  /** Waits for the key that leaves. Answered by `stayed`. */
  | { readonly kind: 'await-leaving'; readonly milliseconds: number }
  /** Cancels the current `run` or `wake`. */
  | { readonly kind: 'cancel' }
  | StorageEffect;

/** Effects on saved data. A front end without storage ignores them. */
export type StorageEffect =
  /** Loads the saved session of a scenario. Answered by `loaded`. */
  | { readonly kind: 'load-session'; readonly entry: SavedEntry }
  /** `resumed`: the text of the session that this one goes on with; null if it is a new one. */
  | {
      /** `keep-session` does not wait for it, and is answered by `kept`. */
      readonly kind: 'save-session' | 'keep-session';
      readonly entry: SavedEntry;
      readonly document: SavedDocument;
      readonly resumed: string | null;
    }
  /** Writes a session to a file that the user named. Answered by `written`. */
  | {
      readonly kind: 'write-session';
      readonly file: string;
      readonly entry: SavedEntry;
      readonly document: SavedDocument;
    }
  /** Saves the view options. */
  | { readonly kind: 'save-view-options'; readonly options: Readonly<Record<string, unknown>> };

/** What was found in the files of a scenario that were read again. */
export type Reread =
  | { readonly kind: 'scenario'; readonly entry: ScenarioEntry }
  /** What is wrong with them: at least one. */
  | { readonly kind: 'faulty'; readonly faults: readonly PrintedDiagnostic[] }
  /** The scenario has no file that may change. */
  | { readonly kind: 'fixed' };

export type AppEvent =
  /** Work has reached `position`; `elapsed` is in milliseconds since it started. */
  | { readonly kind: 'progress'; readonly position: number; readonly elapsed: number }
  | { readonly kind: 'finished'; readonly outcome: Outcome }
  /** Work was cancelled at this position. */
  | { readonly kind: 'interrupted'; readonly position: number }
  | { readonly kind: 'woken' }
  /** The time for the key that leaves is over. */
  | { readonly kind: 'stayed' }
  /** The survey of the open run has reached `position`. No effect asks for it: it is continued between the keys. */
  | { readonly kind: 'surveyed'; readonly position: number }
  /** The saved session of the scenario with this key. */
  | { readonly kind: 'loaded'; readonly key: string; readonly kept: KeptSession }
  /** The files of the scenario with this key were read again. `isAsked`: because the user asked for it. */
  | { readonly kind: 'reread'; readonly key: string; readonly found: Reread; readonly isAsked: boolean }
  /** The files of the scenario with this key cannot be watched. `reason`: why, as a clause. */
  | { readonly kind: 'unwatched'; readonly key: string; readonly reason: string }
  /** The text of a file with numbers, or what is wrong with the file. */
  | { readonly kind: 'numbers-read'; readonly file: string; readonly read: SiblingFile }
  /**
   * A session was saved. `notice`: what went wrong (`isFault`), or what else is kept, in one line; null if there is nothing
   * to say.
   */
  | {
      readonly kind: 'kept';
      readonly notice: string | null;
      readonly isFault: boolean;
      readonly further: FurtherSessions;
    }
  /** `fault`: the error in one line, or null if the file was written. */
  | { readonly kind: 'written'; readonly file: string; readonly fault: string | null };
