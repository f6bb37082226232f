/** Long work of the debugger, in slices, with its progress: requests are read between two slices. */
import { type Clock, Scheduler } from '../app/scheduler.ts';
import type { Finished, Outcome } from '../commands/command.ts';

export type Running = Extract<Outcome, { readonly kind: 'running' }>;

/** Shorter work shows no progress. */
const PATIENCE_MS = 200;

/** What is told of a run. */
export interface Told {
  /** The last position reached, a few times a second, from `PATIENCE_MS` on. */
  readonly progress: (reached: number) => void;
  readonly done: (outcome: Finished) => void;
  /** It was cancelled at a position. */
  readonly cancelled: (reached: number) => void;
  /** It was ended without a word. */
  readonly interrupted?: () => void;
}

const clock: Clock = {
  now: () => performance.now(),
  later: (work, milliseconds) => {
    if (milliseconds !== undefined) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    }
    const turn = setImmediate(work);
    return () => clearImmediate(turn);
  },
};

/** The one run that is going on, if any. */
export class Runs {
  readonly #scheduler = new Scheduler(clock);
  #told: Told | null = null;

  get isRunning(): boolean {
    return this.#told !== null;
  }

  start({ work }: Running, told: Told): void {
    this.#told = told;
    this.#scheduler.runInSlices(
      work,
      (reached, elapsed) => {
        if (elapsed >= PATIENCE_MS) told.progress(reached);
      },
      (outcome) => {
        // A move that is repeated begins work after work.
        if (outcome.kind === 'running') this.start(outcome, told);
        else this.#end(() => told.done(outcome));
      },
    );
  }

  /** Ends the run where it is, and tells it. @returns whether one was going on */
  cancel(): boolean {
    const told = this.#told;
    const reached = this.#scheduler.cancel();
    if (told === null || reached === null) return false;
    this.#end(() => told.cancelled(reached));
    return true;
  }

  /** Ends the run where it is without a word. @returns the position reached; null if none was going on */
  interrupt(): number | null {
    const told = this.#told;
    this.#told = null;
    told?.interrupted?.();
    return this.#scheduler.cancel();
  }

  #end(tell: () => void): void {
    this.#told = null;
    tell();
  }
}
