/** A session together with what the user has set up around it: breakpoints, watches, marks, the selection. */
import type { Breakpoint } from '../breakpoints/list.ts';
import type { Expression } from '../expression/condition.ts';
import type { Level } from '../session/frames.ts';
import type { Session } from '../session/session.ts';
import { shownName } from '../session/steps.ts';

/** What is selected. Null follows the cursor. */
export interface Selection {
  /** A position on the tape: 0 … total. */
  readonly step: number | null;
  /** The address of a value. */
  readonly address: string | null;
  /** A line of the listing, counted from 1. */
  readonly line: number | null;
  /** A frame around the step just done. */
  readonly frame: Level | null;
}

export const emptySelection: Selection = { step: null, address: null, line: null, frame: null };

/** What is set up around a session. Each value is replaced, never changed in place. */
interface Setup {
  readonly breakpoints: readonly Breakpoint[];
  readonly watches: readonly Expression[];
  readonly marks: ReadonlyMap<string, number>;
  readonly search: string | null;
  readonly selection: Selection;
}

/**
 * The mutable part of a front end's state: the session's history of checkpoints is too large to be copied for
 * each key. `version` tells two moments of it apart.
 */
export class Debugger {
  readonly session: Session;
  readonly show: (value: number) => string;
  #setup: Setup = { breakpoints: [], watches: [], marks: new Map(), search: null, selection: emptySelection };
  #visited = 0;
  #changes = 0;

  /** @param show a number as the front end shows it: what is read on the screen can be searched for */
  constructor(session: Session, show: (value: number) => string = String) {
    this.session = session;
    this.show = show;
  }

  /** A count that goes up with every change of the session or of what is set up around it. */
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

  /** Positions by the letter that they were marked with. */
  get marks(): ReadonlyMap<string, number> {
    return this.#setup.marks;
  }

  /** Marks a position with a letter; `'` is where one jumped from. */
  mark(letter: string, position: number): void {
    this.#set({ marks: new Map([...this.marks, [letter, position]]) });
  }

  /** What was searched for last. */
  get search(): string | null {
    return this.#setup.search;
  }

  set search(search: string | null) {
    this.#set({ search });
  }

  get selection(): Selection {
    return this.#setup.selection;
  }

  set selection(selection: Selection) {
    this.#set({ selection });
  }

  /** The furthest position that the user has seen: nothing beyond it is told. */
  get visited(): number {
    return Math.max(this.#visited, this.session.position);
  }

  /** Moves the cursor. */
  seek(position: number): void {
    this.#visited = this.visited;
    this.session.seek(position);
  }

  /** The selected address, or the one that the selected step writes; null where neither is selected. */
  get selected(): string | null {
    const { step, address } = this.selection;
    const { total, engine } = this.session;
    if (address !== null || step === null || step === 0 || step > total) return address;
    return shownName(engine.run, engine.schedule.instructionAt(step).result);
  }

  /** The address that is meant where none is given: the selected one, else the result of the step just done. */
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
