/** Runs long work in slices of 4 ms, so that keys and painting are not delayed; wakes after a time. */

export interface Clock {
  /** Current time, in milliseconds from an arbitrary origin. */
  now(): number;
  /**
   * Calls `work` after pending keys are handled, or after `milliseconds`.
   *
   * @returns a function that cancels the call
   */
  later(work: () => void, milliseconds?: number): () => void;
}

/** Length of a slice, in milliseconds. */
const SLICE_MS = 4;
/** Milliseconds between two reports of progress. Painting a report delays the work and the keys. */
const REPORT_MS = 200;

/** Does as much of some work as can be done until a time. @returns the result of its last part */
export function workUntil<Yielded, Done>(
  work: Generator<Yielded, Done>,
  now: () => number,
  until: number,
): IteratorResult<Yielded, Done> {
  for (;;) {
    const next = work.next();
    if (next.done || now() >= until) return next;
  }
}

/** Runs one thing at a time. Starting work or a timer cancels the one before. */
export class Scheduler {
  readonly #clock: Clock;
  #cancelTimer: () => void = () => {};
  /** The last value that the running work yielded; null if no work is running. */
  #reached: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Cancels the running work or the timer.
   *
   * @returns the last value that the work yielded; null if no work was running
   */
  cancel(): number | null {
    const reached = this.#reached;
    this.#cancelTimer();
    this.#reached = null;
    return reached;
  }

  /**
   * Runs work to its end, in slices. The first slice is run before this returns.
   *
   * @param progress called between slices, at most every 200 ms: the last yielded value, and the milliseconds since
   *   the start
   * @param done called with the return value of the work
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
      const next = workUntil(work, () => this.#clock.now(), this.#clock.now() + SLICE_MS);
      if (next.done) {
        this.#reached = null;
        done(next.value);
        return;
      }
      const reached = next.value;
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

  /** Calls `work` once, after `milliseconds`. */
  wake(work: () => void, milliseconds: number): void {
    this.cancel();
    this.#cancelTimer = this.#clock.later(work, milliseconds);
  }
}
