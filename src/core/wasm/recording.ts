/** What compiled code writes down while it executes a Run. */
import type { WasmWriter } from '../operations/operation.ts';
import type { Instruction, Program, Run } from '../program.ts';

/** A test of one executed instruction. */
export type Test = (code: TestWriter) => TestWriter;

/**
 * Writes a test of an instruction, or of two that are executed as a pair. It leaves what a comparison leaves: an i32, or
 * a lane, without a bit that is 1 if there is nothing to see.
 */
export interface TestWriter extends WasmWriter {
  /** Pushes the result of the instruction. */
  result(): this;
  /** Pops a number; pushes 1 if its size is below 2⁻⁵¹¹ and not 0, otherwise 0. Products of others have all their digits. */
  isTiny(): this;
  /** `and`, `or`: pop two comparisons; push 1 if both, or one of them, are true, otherwise 0. */
  and(): this;
  or(): this;
  /** Pops a comparison; pushes 1 if it and another test are true, otherwise 0. The other test may be skipped. */
  andThen(other: Test): this;
}

/** What one execution of a Program writes down: doubles, one after the other. */
export interface Recording {
  /** The instructions whose results are written, ascending. */
  readonly instructions: readonly number[];
  /**
   * Whether the last number that is written is 0 if no test has found anything, and another number otherwise. If an update
   * belongs to one example, both have that number.
   */
  readonly isTested: boolean;
}

/** The tests of each instruction. */
export type Tests = (instruction: Instruction) => readonly Test[];

/** What the execution of a Run writes down, batch by batch: for each example of the batch, and then for its update. */
export interface Recordings {
  readonly example: Recording;
  readonly update: Recording;
  readonly tests: Tests | null;
}

/** Number of doubles that one execution of the Program writes. */
export function widthOf({ instructions, isTested }: Recording): number {
  return instructions.length + Number(isTested);
}

/** Writes down the result of every instruction. */
export function everything({ example, update }: Pick<Run, 'example' | 'update'>): Recordings {
  const all = ({ instructions }: Program) => ({ instructions: [...instructions.keys()], isTested: false });
  return { example: all(example), update: all(update), tests: null };
}

/** Of a Program: writes down nothing. */
const noRecording: Recording = { instructions: [], isTested: false };

/** Writes down nothing. */
export const nothing: Recordings = { example: noRecording, update: noRecording, tests: null };
