/** What compiled code writes down while it executes a Run. */
import type { WasmWriter } from '../operations/operation.ts';
import type { Instruction, Program } from '../program.ts';

/** A test of one executed instruction. */
export type Test = (code: TestWriter) => TestWriter;

/** Writes a test: it leaves an i32 on the stack, which is 0 if there is nothing to see. */
export interface TestWriter extends WasmWriter {
  /** Pushes the result of the instruction. */
  result(): this;
  /** Pops a number; pushes 1 if its size is below 2⁻⁵¹¹ and not 0, otherwise 0. Products of others have all their digits. */
  isTiny(): this;
  /** `and`, `or`: pop two comparisons; push 1 if both, or one of them, are true, otherwise 0. */
  and(): this;
  or(): this;
  /** Pops a comparison; if it is true, another test is carried out, otherwise 0 is pushed. */
  andThen(other: Test): this;
}

/** What one execution of a Program writes down: doubles, one after the other. */
export interface Recording {
  /** The instructions whose results are written, ascending. */
  readonly instructions: readonly number[];
  /**
   * The test of an instruction, null for none. With tests, the last number that is written is 0 if none has found
   * anything, and another number otherwise.
   */
  readonly test: ((instruction: Instruction, index: number) => Test | null) | null;
}

/** What the execution of a Run writes down, batch by batch: for each example of the batch, and then for its update. */
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
