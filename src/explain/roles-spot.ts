/** What roles are read off: an instruction where it stands, with its neighbours. */
import type { OpName } from '../core/operations.ts';
import type { Instruction, Run, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type { Counted } from './role.ts';
import type { Surroundings } from './surroundings.ts';

/** An instruction where it stands. */
export interface Spot {
  readonly run: Run;
  readonly instructions: readonly Instruction[];
  readonly index: number;
  readonly instruction: Instruction;
  readonly segment: Segment;
  readonly around: Surroundings;
}

export function isAccumulation({ run, instruction }: Spot): boolean {
  return run.slots[instruction.operands[0] as Slot]?.role === 'accumulator';
}

/** How many examples of its batch have had their turn. */
export function examplesOf({ segment: { example, firstExample, size } }: Spot): Counted {
  return { count: (example as number) - firstExample + 1, all: size };
}

/** `h` of `grad(h)`. */
export function insideOf(name: string, word: string): string {
  return name.slice(word.length + 1, -1);
}

export function unexpected(op: OpName, where: string): never {
  throw new RangeError(`${op} has no role in ${where}`);
}
