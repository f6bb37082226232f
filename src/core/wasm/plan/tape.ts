/** What one compiled function has to compute: the instructions that it needs, and the values that it must store. */
import type { Carry, Instruction, Program, Slot } from '../../program.ts';

/** A result that is stored in the home of a slot: its own, or the one that it is carried to. */
export interface Store {
  readonly from: Slot;
  readonly home: Slot;
}

export interface Tape {
  /** The needed and the tested instructions, in their order. */
  readonly instructions: readonly Instruction[];
  readonly stores: readonly Store[];
  /** Further copies, to be made one after the other when all instructions have been executed. */
  readonly copies: readonly Carry[];
  /**
   * The index of the instruction that computes an operand; −1 if the instruction finds it in memory, or if it is a
   * constant. `reader`: index of the reading instruction; the number of instructions for a copy.
   */
  readonly producer: (slot: Slot, reader: number) => number;
}

/**
 * Joins Programs that are executed one after the other. Only the last one may have carries.
 *
 * @param size number of slots
 * @param isKept whether a result is stored in its own home
 * @param isTested whether an instruction is executed though nothing needs its result
 */
export function tapeOf(
  programs: readonly Program[],
  size: number,
  isKept: (slot: Slot) => boolean,
  isTested: (instruction: Instruction) => boolean,
): Tape {
  const all = programs.flatMap(({ instructions }) => instructions);
  const carries = programs.flatMap((program) => program.carries);
  const isResult = new Uint8Array(size);
  for (const { result } of all) isResult[result] = 1;
  const sources = new Set(carries.map(({ from }) => from));
  const targets = new Map<Slot, number>();
  for (const { to } of carries) targets.set(to, (targets.get(to) ?? 0) + 1);
  // A carry is a store of its own if nothing depends on when it is done.
  const isStore = ({ from, to }: Carry) =>
    isResult[from] === 1 && isResult[to] === 0 && !sources.has(to) && targets.get(to) === 1;
  const copies = carries.filter((carry) => !isStore(carry));
  const stores = [
    ...all.flatMap(({ result }) => (isKept(result) ? [{ from: result, home: result }] : [])),
    ...carries.filter(isStore).map(({ from, to }) => ({ from, home: to })),
  ];
  const isNeeded = new Uint8Array(size);
  for (const { from } of [...stores, ...copies]) isNeeded[from] = 1;
  for (const instruction of all.toReversed()) {
    const { operands, result } = instruction;
    if (isTested(instruction)) isNeeded[result] = 1;
    if (isNeeded[result] === 1) for (const slot of operands) isNeeded[slot] = 1;
  }
  const instructions = all.filter(({ result }) => isNeeded[result] === 1);
  const writer = new Int32Array(size).fill(-1);
  instructions.forEach(({ result }, index) => {
    writer[result] = index;
  });
  const producer = (slot: Slot, reader: number) => {
    const index = writer[slot] as number;
    return index < reader ? index : -1;
  };
  return { instructions, stores, copies, producer };
}
