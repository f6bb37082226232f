/** A session together with what the user has set up around it: breakpoints, watches, marks. */
import type { Breakpoint } from '../breakpoints/list.ts';
import type { Expression } from '../expression/condition.ts';
import type { Session } from '../session/session.ts';

export class Debugger {
  readonly session: Session;
  readonly show: (value: number) => string;
  breakpoints: readonly Breakpoint[] = [];
  watches: readonly Expression[] = [];
  /** Positions by the letter that they were marked with. */
  readonly marks = new Map<string, number>();
  /** What was searched for last. */
  search: string | null = null;
  /** The address that commands without one mean; null is the result of the step just done. */
  selected: string | null = null;
  #visited = 0;

  /** @param show a number as the front end shows it: what is read on the screen can be searched for */
  constructor(session: Session, show: (value: number) => string = String) {
    this.session = session;
    this.show = show;
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

  /** The address that is meant where none is given; null at the start. */
  get subject(): string | null {
    const { position, total } = this.session;
    if (this.selected !== null) return this.selected;
    return position === 0 || total === 0 ? null : this.session.step(position).result.name;
  }
}
