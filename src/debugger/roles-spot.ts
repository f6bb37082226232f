/** What roles are read off: an instruction where it stands, with its neighbours. */
import type { OpName } from '../core/ops.ts';
import type { Instruction, Run, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type { Counted } from './role.ts';

/** An instruction where it stands. */
export interface Spot {
  readonly run: Run;
  readonly instructions: readonly Instruction[];
  readonly index: number;
  readonly instruction: Instruction;
  readonly segment: Segment;
}

/** The instructions of the same frame, which stand in one row. */
export function groupOf({ instructions }: Spot, index: number): readonly Instruction[] {
  const { group } = instructions[index] as Instruction;
  let from = index;
  let to = index + 1;
  while (instructions[from - 1]?.group === group) from--;
  while (instructions[to]?.group === group) to++;
  return instructions.slice(from, to);
}

/** The how-manieth addition of its frame an addition is, from 1. */
export function placeAmongAdditions(spot: Spot): number {
  const additions = groupOf(spot, spot.index).filter(({ op }) => op === 'add');
  return additions.indexOf(spot.instruction) + 1;
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
