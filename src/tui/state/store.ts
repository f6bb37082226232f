/** What keys and commands may do with the state. */
import type { StoreApi } from 'zustand/vanilla';
import type { DebuggerCommand, Outcome } from '../../commands/command.ts';
import type { Selection } from '../../commands/debugger.ts';
import type { SavedSessions } from '../../commands/saved.ts';
import type { Scene } from '../../view/scene/scene.ts';
import type { Catalogue } from './catalogue.ts';
import type { Clock } from './scheduler.ts';
import type { Entry, ListRow, Playing, State } from './state.ts';

/** What the state asks of the terminal. */
export interface Effects extends Clock {
  quit(): void;
  suspend(): void;
  redraw(): void;
}

/** Holds the state, and does to it what keys and commands ask for. */
export interface Store {
  readonly state: StoreApi<State>;
  readonly catalogue: Catalogue;
  readonly saves: SavedSessions | null;
  /** Whether the terminal shows ASCII alone. */
  readonly isAscii: boolean;
  effects: Effects;
  readonly now: State;
  /** The entries that match the filter. */
  readonly matches: readonly Entry[];
  /** The highlighted scenario before its first step. */
  readonly preview: Scene | null;
  set(change: Partial<State>): void;
  /** Opens a scenario before its first step. */
  open(entry: Entry): void;
  /** Goes on with a session that was saved. */
  resume(text: string): void;
  /** Writes the session into a file. */
  saveAs(file: string): void;
  /** Leaves the program; the session is kept. */
  leave(): void;
  /** Back to the menu. */
  close(): void;
  /** Moves the highlight in the menu, around the ends. */
  highlight(by: number): void;
  choose(): void;
  setFilter(filter: string): void;
  /** Does a command of the debugger. */
  run(command: Pick<DebuggerCommand, 'run'>, argument?: string): void;
  /** Does the command of the debugger that has this word. */
  perform(word: string, argument?: string): void;
  /** Shows what came of a command. */
  take(outcome: Outcome): void;
  /** Goes to a step that was chosen from a list. */
  jump(step: number): void;
  say(text: string, isFault?: boolean): void;
  showList(title: string, rows: readonly ListRow[]): void;
  closeList(): void;
  /** Selects a step, a value, a line or a frame; null follows the cursor. */
  select(change: Partial<Selection>): void;
  /** Stops a run where it is. */
  interrupt(): void;
  /** Does something now and at every beat, until it is over or something else is done. */
  play(beat: () => Playing): void;
  stopPlaying(): void;
}
