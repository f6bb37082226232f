/**
 * Executes the Program of an example for many examples at once, one instruction for all of them after the other. The
 * results are those of `Engine.execute`, bit for bit, in a fraction of its time: the loop over the examples has only
 * the arithmetic in it.
 */
import { ops } from '../operations.ts';
import type { Instruction, Run, Slot } from '../program.ts';

/** Examples that are executed together: their registers fit in the second-level cache of a processor. */
const BLOCK = 64;

type Column = Float64Array;

/**
 * The values of one slot for examples that differ only in some of their slots. It yields after every few examples, so
 * that it can be done in parts.
 *
 * @param registers those of the example that all others are like; they do not change
 * @param given the values of the slots in which they differ, one for each example; all of one length
 * @param wanted a slot that the instructions before `end` write, or one of those given
 * @param end index of the first instruction that is not executed
 */
export function* executeForMany(
  run: Run,
  registers: Readonly<Float64Array>,
  given: ReadonlyMap<Slot, Column>,
  wanted: Slot,
  end: number,
): Generator<void, Float64Array> {
  const count = [...given.values()][0]?.length ?? 0;
  const result = new Float64Array(count);
  const instructions = leadingTo(run.example.instructions.slice(0, end), wanted);
  const columns = columnsFor(instructions, registers, [...given.keys(), wanted]);
  for (let from = 0; from < count; from += BLOCK) {
    const length = Math.min(BLOCK, count - from);
    for (const [slot, values] of given) (columns[slot] as Column).set(values.subarray(from, from + length));
    for (const instruction of instructions) executeColumn(instruction, columns, length);
    result.set((columns[wanted] as Column).subarray(0, length), from);
    yield;
  }
  return result;
}

/** The instructions that a slot depends on, in their order. */
function leadingTo(instructions: readonly Instruction[], wanted: Slot): Instruction[] {
  const leads = new Set([wanted]);
  const found = instructions.toReversed().filter(({ operands, result }) => {
    if (leads.has(result)) for (const slot of operands) leads.add(slot);
    return leads.has(result);
  });
  return found.reverse();
}

/** A column for each slot that is read or written, filled with the register of the slot. */
function columnsFor(
  instructions: readonly Instruction[],
  registers: Readonly<Float64Array>,
  others: readonly Slot[],
): readonly (Column | undefined)[] {
  const columns: (Column | undefined)[] = new Array(registers.length);
  for (const slot of [...others, ...instructions.flatMap(({ operands, result }) => [...operands, result])])
    columns[slot] ??= new Float64Array(BLOCK).fill(registers[slot] as number);
  return columns;
}

function executeColumn(
  { op, operands, result }: Instruction,
  columns: readonly (Column | undefined)[],
  length: number,
): void {
  const out = columns[result] as Column;
  const a = columns[operands[0] as Slot] as Column;
  const b = columns[(operands[1] ?? operands[0]) as Slot] as Column;
  // A call for each number takes longer than a sum or a product, of which networks mostly consist.
  if (op === 'multiply') {
    for (let at = 0; at < length; at++) out[at] = (a[at] as number) * (b[at] as number);
  } else if (op === 'add') {
    for (let at = 0; at < length; at++) out[at] = (a[at] as number) + (b[at] as number);
  } else if (operands.length <= 2) {
    const rule = ops[op].forward as (x: number, y: number) => number;
    for (let at = 0; at < length; at++) out[at] = rule(a[at] as number, b[at] as number);
  } else {
    const rule = ops[op].forward as (...values: number[]) => number;
    const read = operands.map((slot) => columns[slot] as Column);
    for (let at = 0; at < length; at++) out[at] = rule(...read.map((column) => column[at] as number));
  }
}
