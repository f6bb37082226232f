/** Runs long work in slices of 4 ms, so that keys and painting are not delayed; wakes after a time. */

export interface Clock {
  /** Milliseconds, from any beginning. */
  now(): number;
  /** Calls back when keys have had their turn, or after some milliseconds. Gives a way to cancel that. */
  later(work: () => void, milliseconds?: number): () => void;
}

/** Milliseconds of work between two turns of everything else. */
const SLICE_MS = 4;
/** Milliseconds between two reports: painting them takes time from the work, and from keys. */
const REPORT_MS = 200;

/** One thing at a time: what is begun later cancels what was begun before. */
export class Scheduler {
  readonly #clock: Clock;
  #cancelTimer: () => void = () => {};
  /** What the work under way yielded last; null where none is. */
  #reached: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Cancels whatever is still to come. Gives what the work under way yielded last; null where there was none. */
  cancel(): number | null {
    const reached = this.#reached;
    this.#cancelTimer();
    this.#reached = null;
    return reached;
  }

  /**
   * Does work to its end. Its first slice is done before this returns.
   *
   * @param progress told between slices, now and then: what the work yielded last, and the milliseconds since it began
   * @param done told what the work has returned
   */
  runInSlices<Done>(
    work: Generator<number, Done>,
    progress: (reached: number, elapsed: number) => void,
    done: (result: Done) => void,
  ): void {
    this.cancel();
    const began = this.#clock.now();
    let reported = Number.NEGATIVE_INFINITY;
    const slice = () => {
      const until = this.#clock.now() + SLICE_MS;
      let reached: number;
      do {
        const next = work.next();
        if (next.done) {
          this.#reached = null;
          done(next.value);
          return;
        }
        reached = next.value;
      } while (this.#clock.now() < until);
      this.#reached = reached;
      const now = this.#clock.now();
      this.#cancelTimer = this.#clock.later(slice);
      if (now - reported >= REPORT_MS) {
        reported = now;
        progress(reached, now - began);
      }
    };
    slice();
  }

  /** Does something once, after some milliseconds. */
  wake(work: () => void, milliseconds: number): void {
    this.cancel();
    this.#cancelTimer = this.#clock.later(work, milliseconds);
  }
}
