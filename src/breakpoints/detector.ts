/**
 * How the stops of a run are found. A stop is a position: a number of executed steps, and the last of them is the
 * step that is meant.
 *
 * A machine executes whole stretches, and what happened inside is found afterwards: in one segment every
 * instruction writes a slot of its own, so the registers after a stretch tell of every step in it, but for what
 * was there before and has been overwritten, which is kept.
 */
import type { Program, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type { Session } from '../session/session.ts';

export type Registers = Readonly<Float64Array>;

/** Finds the stops of one breakpoint in stretches that follow one another. */
export interface Detector {
  /** Whether it has to have seen the whole epoch before to be right. */
  readonly looksBack: boolean;
  /** Whether it judges values, and so what an edit makes of them; else operations, as they were done. */
  readonly seesEdits: boolean;
  /** Forgets all; the next stretch begins at `position`. */
  start(position: number, registers: Registers): void;
  /** A stretch of `segment` is about to be executed: the place to keep what it will overwrite. */
  enter(segment: Segment, registers: Registers): void;
  /**
   * Looks at the steps of the segment after `from` and up to `to`, which have been executed.
   *
   * @param isLast whether the last stop is wanted, and all that matters later is to be noted; else the first
   * @returns the stop as a step of the segment, counted from 1; 0 where there is none
   */
  scan(from: number, to: number, registers: Registers, isLast: boolean): number;
  /** Whether to stop at `position`, where something has been edited: for those that see edits, in place of a scan. */
  edited(position: number, registers: Registers): boolean;
  /** Why it has stopped, as a sentence without its full stop. */
  say(session: Session, position: number): string;
}

const programNumber = { example: 0, update: 1, finish: 2 };

/** What is made once for all segments that are alike. */
export class PerSegment<Made> {
  readonly #made: (Made | undefined)[] = [];
  readonly #make: (segment: Segment) => Made;

  constructor(make: (segment: Segment) => Made) {
    this.#make = make;
  }

  /**
   * Segments of one program are alike, but that in the first ones not everything has had a value yet, and that
   * with the first example of a batch its sums begin anew.
   */
  of(segment: Segment): Made {
    const { program, start, batchIndex, example, firstExample } = segment;
    const age = start === 0 ? 0 : batchIndex === 0 ? 1 : 2;
    const key = (programNumber[program] * 3 + age) * 2 + Number(example === firstExample);
    let made = this.#made[key];
    if (made === undefined) {
      made = this.#make(segment);
      this.#made[key] = made;
    }
    return made;
  }
}

/** The index of the first element above `bound` in an ascending list. */
export function firstAbove(ascending: Int32Array, bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The steps of a program, counted from 1, that write one of the slots. */
export function stepsWriting({ instructions }: Program, slots: ReadonlySet<Slot>): number[] {
  return instructions.flatMap(({ result }, index) => (slots.has(result) ? [index + 1] : []));
}
