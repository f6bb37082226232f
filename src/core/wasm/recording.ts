/** What compiled code writes down while it executes a Run. */
import type { WasmWriter } from '../operations/operation.ts';
import type { Instruction, Program } from '../program.ts';

/** A test of one executed instruction. */
export type Test = (code: TestWriter) => TestWriter;

/** Writes the test: it leaves a double on the stack, which is 0 if there is nothing to see, and above 0 or NaN otherwise. */
export interface TestWriter extends WasmWriter {
  /** Pushes the result of the instruction. */
  result(): this;
}

/** What one execution of a Program writes down: doubles, one after the other. */
export interface Recording {
  /** The instructions whose results are written, ascending. */
  readonly instructions: readonly number[];
  /**
   * The test of an instruction, null for none. If there is a test in the recording, the sum of all tests is written as
   * the last number.
   */
  readonly test: ((instruction: Instruction, index: number) => Test | null) | null;
}

/** What the execution of a Run writes down. */
export interface Recordings {
  readonly example: Recording;
  readonly update: Recording;
}

/** Number of doubles that one execution of the Program writes. */
export function widthOf({ instructions, test }: Recording): number {
  return instructions.length + (test === null ? 0 : 1);
}

/** Writes down the result of every instruction. */
export function everything({ instructions }: Program): Recording {
  return { instructions: [...instructions.keys()], test: null };
}

/** Writes down nothing. */
export const nothing: Recording = { instructions: [], test: null };
