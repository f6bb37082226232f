/**
 * How a run finds its stops. A stop is a position, that is, a number of executed steps; the last of them is the step
 * that the run stops at.
 *
 * A machine executes a range of steps at once, and the detectors examine it afterwards. In a segment every
 * instruction writes a slot of its own, so the registers at the end of the range hold the result of every step in it.
 * Earlier values that the range overwrites are saved before it is executed.
 */
import type { Program, Slot } from '../../core/program.ts';
import type { Schedule, Segment } from '../../core/schedule.ts';
import type { Tests } from '../../core/wasm/recording.ts';
import type { Session } from '../../session/session.ts';

export type Registers = Readonly<Float64Array>;

/** What has to be examined before the first step that may be a stop: from the start of the previous one on. */
export type LookBack = 'nothing' | 'batch' | 'epoch';

/** Finds the stops of one breakpoint in consecutive ranges of steps. */
export interface Detector {
  readonly looksBack: LookBack;
  /** Whether it tests values, and so reacts to edits. Otherwise it tests operations, as they were executed. */
  readonly reactsToEdits: boolean;
  /** The slots that it reads in `enter` and `scan`, unless it has `tests`. */
  readonly reads: Iterable<Slot>;
  /**
   * Tests of single instructions, of which one finds something in every batch that has a stop: other batches need not be
   * examined. Null: it examines all, and keeps in mind what it has seen.
   */
  readonly tests: Tests | null;
  /**
   * Whether it has to see a value of one of the slots that it reads. Batches without such a value need not be examined.
   * Undefined: it has to see all.
   */
  readonly concerns?: ((value: number) => boolean) | undefined;
  /**
   * Whether it has to see a segment. It has seen all before it that it had to. If nothing is said, it has to see all.
   */
  wants?(segment: Segment): boolean;
  /**
   * The furthest position, at most `to`, up to which the schedule alone shows that no step after `from` is a stop.
   *
   * @param isHere whether the detector is ready for the steps after `from`, as it is if nothing else is said
   */
  quietUntil?(schedule: Schedule, from: number, to: number, isHere?: boolean): number;
  /** Called if batches have been executed in which no test has found anything. */
  skip?(): void;
  /** Resets the detector; the next range starts at `position`. */
  start(position: number, registers: Registers): void;
  /** Called before a range of `segment` is executed: saves the values that the range will overwrite. */
  enter(segment: Segment, registers: Registers): void;
  /**
   * Examines the steps of the segment after `from` and up to and including `to`, which have been executed, up to the
   * first stop. The next range starts there.
   *
   * @returns the stop as a step of the segment, counted from 1; 0 if there is none
   */
  scan(from: number, to: number, registers: Registers): number;
  /**
   * Whether to stop at `position`, where there is an edit. Called instead of `scan` if the detector reacts to edits.
   */
  edited(position: number, registers: Registers): boolean;
  /** Why it has stopped there, as a sentence without a full stop. */
  describeStop(session: Session, position: number): string;
}

const programNumber = { example: 0, update: 1, finish: 2 };

/** Caches one value for all segments that are alike. */
export class PerSegment<Made> {
  readonly #made: (Made | undefined)[] = [];
  readonly #make: (segment: Segment) => Made;

  constructor(make: (segment: Segment) => Made) {
    this.#make = make;
  }

  /**
   * The value for a segment. Segments of the same program are alike, with two exceptions: in the first segments some
   * slots have no value yet, and the first example of a batch resets the batch's sums.
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

/** The index of the first element greater than `bound` in an ascending list; the list's length if there is none. */
function firstAbove(ascending: Int32Array, bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The first of the ascending `steps` after `from` and up to and including `to` that is a stop; 0 if there is none.
 *
 * @param isStop tests a step, given by its index in `steps`; called for each in order, up to the first stop
 */
export function firstStop(
  steps: Int32Array,
  from: number,
  to: number,
  isStop: (index: number) => boolean,
): number {
  for (let index = firstAbove(steps, from); index < steps.length; index++) {
    const step = steps[index] as number;
    if (step > to) return 0;
    if (isStop(index)) return step;
  }
  return 0;
}

/** The steps of a program, counted from 1, that write one of the slots. */
export function stepsWriting({ instructions }: Program, slots: ReadonlySet<Slot>): number[] {
  return instructions.flatMap(({ result }, index) => (slots.has(result) ? [index + 1] : []));
}
