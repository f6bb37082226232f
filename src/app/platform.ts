/** What a front end brings, besides keys and painting. */
import type { SavedSessions } from '../commands/saved/saved.ts';
import type { Language } from '../i18n/translate.ts';
import type { SiblingFile } from '../scenario/data/sibling-file.ts';
import type { Clock } from './scheduler.ts';
import type { Reread } from './state/effect.ts';
import type { ScenarioEntry } from './state/state.ts';

/** The files that scenarios come from. */
export interface ScenarioFiles {
  /** Reads those of a scenario again. */
  reread(entry: ScenarioEntry): Promise<Reread>;
  /**
   * Watches those of a scenario, until the function that it returns is called.
   *
   * @param changed is called after a change, also after one since the scenario was read
   * @param failed is told why they cannot be watched, as a clause
   */
  watch(entry: ScenarioEntry, changed: () => void, failed: (reason: string) => void): () => void;
}

/** The functions that a front end has to provide. */
export interface Platform extends Clock {
  /** Storage for sessions and view options; null stores nothing. */
  readonly saves: SavedSessions | null;
  /** `language`: that of the state, as in `onward`. */
  quit(language: Language): void;
  /** Opens the scenario that follows elsewhere. Absent if none does. */
  onward?(language: Language): void;
  suspend(): void;
  redraw(): void;
  /** Reads a file that the user names. Absent if there are no files. */
  readText?(file: string): SiblingFile;
  /** The files of scenarios. Absent if there are none. */
  readonly files?: ScenarioFiles;
  /** Copies text to the clipboard of the user. */
  toClipboard(text: string): void;
}
