/**
 * Frames as stretches of steps: where the node or the phase that a step belongs to begins and ends.
 *
 * A position is a number of executed steps. A boundary is a position between two frames; the ends of the run
 * are boundaries too. All of it is arithmetic on step numbers, whatever the length of the run.
 */
import type { Instruction, Program } from '../core/program.ts';
import type { ProgramName, Schedule } from '../core/schedule.ts';

/** A node's frame holds the operations of one node; a phase's frame those of one phase of one example. */
export type Level = 'node' | 'phase';

type Offsets = readonly number[];

const keyOf: Readonly<Record<Level, (instruction: Instruction) => unknown>> = {
  node: ({ group }) => group,
  phase: ({ scope }) => scope.phase,
};

/** Offsets inside a Program at which frames begin, and its length: ascending, from 0. */
function offsetsOf({ instructions }: Program, level: Level): Offsets {
  const starts = instructions.flatMap((instruction, index) => {
    const before = instructions[index - 1];
    return before && keyOf[level](before) === keyOf[level](instruction) ? [] : [index];
  });
  return [...starts, instructions.length];
}

/** Finds the boundaries of one Run's frames. */
export class Frames {
  readonly #schedule: Schedule;
  readonly #offsets: Readonly<Record<Level, Readonly<Record<ProgramName, Offsets>>>>;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    const offsets = (level: Level) => ({
      example: offsetsOf(schedule.program('example'), level),
      update: offsetsOf(schedule.program('update'), level),
      finish: offsetsOf(schedule.program('finish'), level),
    });
    this.#offsets = { node: offsets('node'), phase: offsets('phase') };
  }

  /** The nearest boundary after `position`, or the end of the run. */
  after(position: number, level: Level): number {
    if (position >= this.#schedule.total) return this.#schedule.total;
    const { program, start } = this.#schedule.segmentAt(position + 1);
    const offset = position - start;
    const next = this.#offsets[level][program].find((boundary) => boundary > offset);
    return start + (next as number);
  }

  /** The nearest boundary before `position`, or the start of the run. */
  before(position: number, level: Level): number {
    if (position <= 0) return 0;
    const { program, start } = this.#schedule.segmentAt(position);
    const offset = position - start;
    const previous = this.#offsets[level][program].findLast((boundary) => boundary < offset);
    return start + (previous as number);
  }
}
