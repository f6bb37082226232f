/** A session and the user's setup around it: breakpoints, watches, marks, selection. */
import type { Plotted } from '../analysis/curves/series-curve.ts';
import type { Breakpoint } from '../breakpoints/list.ts';
import type { Logged } from '../breakpoints/run.ts';
import { Newest } from '../core/newest.ts';
import type { Expression } from '../expression/condition.ts';
import type { Level } from '../session/frames.ts';
import type { Session } from '../session/session.ts';
import { displayName } from '../session/steps.ts';
import type { Timeline } from '../session/timeline.ts';
import type { ClaimOptions, Entry } from '../verify/numbers/claims.ts';

/** The user's selection. A null field follows the cursor. */
export interface Selection {
  /** A position on the tape: 0 … total. */
  readonly step: number | null;
  /** The address of a value. */
  readonly address: string | null;
  /** A line of the listing, counted from 1. */
  readonly line: number | null;
  /** The level of a frame that the step at the cursor is in. */
  readonly frame: Level | null;
}

export const emptySelection: Selection = { step: null, address: null, line: null, frame: null };

/** What a run writes on its way: a message of a breakpoint, or an answer of a command at a stop. */
export type Written = Logged | { readonly position: number; readonly answer: string };

/** How much of it is kept. */
const MOST_WRITTEN = 100_000;

/** Numbers of a person that are compared with the run. */
export interface PersonalNumbers extends ClaimOptions {
  readonly entries: readonly Entry[];
  /** The number of places without a number. */
  readonly blanks: number;
}

/** A breakpoint as it is saved. `stop`: what `break` takes. */
export interface SavedBreakpoint extends Pick<Breakpoint, 'id' | 'ignored' | 'commands'> {
  readonly stop: string;
  readonly enabled: boolean;
  readonly temporary: boolean;
}

/** The parts of a session that a changed scenario may have no place for, as they are saved. */
export interface Parts {
  readonly timelines: readonly Timeline[];
  readonly breakpoints: readonly SavedBreakpoint[];
  readonly watches: readonly string[];
  readonly marks: Readonly<Record<string, number>>;
}

/** Parts that were left out. A timeline that is still there has only its edits that were left out. */
export interface LeftOut extends Parts {
  /** The session whose positions they have; null if these are taken as they are. */
  readonly of: Session | null;
}

/** The setup around a session. Each value is replaced, never changed in place. */
interface Setup {
  readonly breakpoints: readonly Breakpoint[];
  readonly watches: readonly Expression[];
  readonly plotted: Plotted | null;
  readonly marks: ReadonlyMap<string, number>;
  readonly search: string | null;
  readonly numbers: PersonalNumbers | null;
  readonly leftOut: readonly LeftOut[];
  readonly selection: Selection;
}

/**
 * The mutable part of a front end's state: the session's checkpoints are too large to be copied for each key. When
 * anything in it changes, `version` changes.
 */
export class Debugger {
  readonly session: Session;
  readonly show: (value: number) => string;
  #setup: Setup = {
    breakpoints: [],
    watches: [],
    plotted: null,
    marks: new Map(),
    search: null,
    numbers: null,
    leftOut: [],
    selection: emptySelection,
  };
  #visited = 0;
  #written = new Newest<Written>(MOST_WRITTEN);
  #changes = 0;

  /**
   * @param show formats a number as the front end shows it, so that a search finds numbers as they are on the screen
   */
  constructor(session: Session, show: (value: number) => string = String) {
    this.session = session;
    this.show = show;
  }

  /** Goes up with every change of the session or of the setup around it. */
  get version(): number {
    return this.session.version + this.#changes;
  }

  get breakpoints(): readonly Breakpoint[] {
    return this.#setup.breakpoints;
  }

  set breakpoints(breakpoints: readonly Breakpoint[]) {
    this.#set({ breakpoints });
  }

  get watches(): readonly Expression[] {
    return this.#setup.watches;
  }

  set watches(watches: readonly Expression[]) {
    this.#set({ watches });
  }

  /** The expression whose curve is among the pictures; null before the first. */
  get plotted(): Plotted | null {
    return this.#setup.plotted;
  }

  set plotted(plotted: Plotted | null) {
    this.#set({ plotted });
  }

  /** The marked positions, by letter. */
  get marks(): ReadonlyMap<string, number> {
    return this.#setup.marks;
  }

  /** Marks a position with a letter. `'` is the position before the last jump. */
  mark(letter: string, position: number): void {
    this.#set({ marks: new Map([...this.marks, [letter, position]]) });
  }

  /** The text of the last search; null before the first. */
  get search(): string | null {
    return this.#setup.search;
  }

  set search(search: string | null) {
    this.#set({ search });
  }

  /** The numbers that were checked last; null if none were. */
  get numbers(): PersonalNumbers | null {
    return this.#setup.numbers;
  }

  set numbers(numbers: PersonalNumbers | null) {
    this.#set({ numbers });
  }

  /** What did not fit the scenario when it was restored or reloaded, and is tried again the next time. */
  get leftOut(): readonly LeftOut[] {
    return this.#setup.leftOut;
  }

  set leftOut(leftOut: readonly LeftOut[]) {
    this.#set({ leftOut });
  }

  get selection(): Selection {
    return this.#setup.selection;
  }

  set selection(selection: Selection) {
    const { selection: before } = this;
    const parts = Object.keys(emptySelection) as (keyof Selection)[];
    if (parts.some((part) => selection[part] !== before[part])) this.#set({ selection });
  }

  /** The furthest position that the user has seen. Results after it are not revealed, for example by a search. */
  get visited(): number {
    return Math.max(this.#visited, this.session.position);
  }

  /** Moves the cursor. A position outside the run is limited to its start or end. */
  seek(position: number): void {
    this.#visited = this.visited;
    this.session.seek(position);
  }

  /** Keeps what a run has written, so that it is still there if the run is cancelled. */
  write(written: Written): void {
    this.#written.add(written);
  }

  /** What has been written since this was last called, in that order: the newest, if there is very much. */
  takeWritten(): Pick<Newest<Written>, 'items' | 'leftOut'> {
    const written = this.#written;
    this.#written = new Newest(MOST_WRITTEN);
    return written;
  }

  /** The selected address, or the address that the selected step writes; null if neither is selected. */
  get selected(): string | null {
    const { step, address } = this.selection;
    const { total, engine } = this.session;
    if (address !== null || step === null || step === 0 || step > total) return address;
    return displayName(engine.run, engine.schedule.instructionAt(step).result);
  }

  /**
   * The address that a command without an argument uses: the selected one, otherwise the result of the step at the
   * cursor.
   */
  get subject(): string | null {
    const { position, total } = this.session;
    const { selected } = this;
    if (selected !== null) return selected;
    return position === 0 || total === 0 ? null : this.session.step(position).result.name;
  }

  #set(change: Partial<Setup>): void {
    this.#setup = { ...this.#setup, ...change };
    this.#changes += 1;
  }
}
