/** What a transition asks of the front end, and what the front end reports back. Both are data. */
import type { Outcome } from '../../commands/command.ts';
import type { SavedEntry } from '../../commands/saved.ts';
import type { SavedDocument } from '../../commands/saved-format.ts';

/** To be carried out in order, after the state that came with it is in place. */
export type Effect =
  | { readonly kind: 'quit' }
  /** Gives the terminal to the shell. */
  | { readonly kind: 'suspend' }
  /** Paints everything anew. */
  | { readonly kind: 'redraw' }
  /** Long work, to be done in slices; answered by `progress` and then `finished`, or by `interrupted`. */
  | { readonly kind: 'run'; readonly work: Generator<number, Outcome> }
  /** To be answered by `woken`, once, after this time. */
  | { readonly kind: 'wake'; readonly milliseconds: number }
  /** Calls off the `run` or the `wake` that is still to come. */
  | { readonly kind: 'cancel' }
  | StorageEffect;

/** What outlasts the program. A front end that keeps nothing leaves these alone. */
export type StorageEffect =
  /** To be answered by `loaded`. */
  | { readonly kind: 'load-session'; readonly entry: SavedEntry }
  | { readonly kind: 'save-session'; readonly entry: SavedEntry; readonly document: SavedDocument }
  /** Saves under the name of a file; to be answered by `written`. */
  | {
      readonly kind: 'write-session';
      readonly file: string;
      readonly entry: SavedEntry;
      readonly document: SavedDocument;
    }
  /** Remembers what is shown, for the next time. */
  | { readonly kind: 'save-view-options'; readonly options: Readonly<Record<string, unknown>> };

export type AppEvent =
  /** A run goes on; `elapsed` is in milliseconds since it began. */
  | { readonly kind: 'progress'; readonly position: number; readonly elapsed: number }
  | { readonly kind: 'finished'; readonly outcome: Outcome }
  /** A run was called off at this position. */
  | { readonly kind: 'interrupted'; readonly position: number }
  | { readonly kind: 'woken' }
  /** What was saved of the scenario with this key; null where there is nothing. */
  | { readonly kind: 'loaded'; readonly key: string; readonly text: string | null }
  /** `fault` is null, or what went wrong in one line. */
  | { readonly kind: 'written'; readonly file: string; readonly fault: string | null };
