/** Work over time: long work in slices, so that keys are read and the screen is painted between them; playing. */

export interface Clock {
  /** Milliseconds, from any beginning. */
  now(): number;
  /** Calls back when keys have had their turn, or after some milliseconds. Gives a way to call it off. */
  later(work: () => void, milliseconds?: number): () => void;
}

/** Milliseconds of work between two turns of everything else. */
const SLICE_MS = 4;
/** Milliseconds between two reports: painting them takes time from the work, and from keys. */
const REPORT_MS = 200;

export class Pace {
  readonly #clock: Clock;
  #callOff: () => void = () => {};
  #reached = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What the work yielded last. */
  get reached(): number {
    return this.#reached;
  }

  /** Calls off whatever is still to come. */
  stop(): void {
    this.#callOff();
  }

  /**
   * Does work to its end.
   *
   * @param progress told between slices, now and then: what the work yielded last, and the milliseconds since it began
   * @param done told what the work has returned
   */
  drive<Done>(
    work: Generator<number, Done>,
    progress: (reached: number, elapsed: number) => void,
    done: (result: Done) => void,
  ): void {
    const began = this.#clock.now();
    let reported = Number.NEGATIVE_INFINITY;
    const slice = () => {
      const until = this.#clock.now() + SLICE_MS;
      do {
        const next = work.next();
        if (next.done) {
          done(next.value);
          return;
        }
        this.#reached = next.value;
      } while (this.#clock.now() < until);
      const now = this.#clock.now();
      if (now - reported >= REPORT_MS) {
        progress(this.#reached, now - began);
        reported = now;
      }
      this.#callOff = this.#clock.later(slice);
    };
    slice();
  }

  /**
   * Does something at once, and again and again until it says false.
   *
   * @param pause milliseconds until the next time
   */
  repeat(work: () => boolean, pause: () => number): void {
    const beat = () => {
      if (work()) this.#callOff = this.#clock.later(beat, pause());
    };
    beat();
  }
}
