/** What a step did, with names and numbers. */
import { printAddress } from '../core/address.ts';
import type { Engine } from '../core/execution/machine.ts';
import { memoize } from '../core/memo.ts';
import { type OpName, reasonNotFinite } from '../core/operations.ts';
import type { Instruction, Phase, Run, Slot } from '../core/program.ts';

/** A value and the address to show for it. */
export interface NamedValue {
  readonly name: string;
  readonly value: number;
}

/** One executed step. Epochs, batches and examples are counted from 1; an update has no example. */
export interface StepRecord {
  readonly step: number;
  readonly epoch: number;
  readonly batch: number;
  readonly example: number | null;
  readonly phase: Phase;
  readonly layer: string | null;
  readonly node: string | null;
  readonly kind: OpName;
  readonly operands: readonly NamedValue[];
  readonly result: NamedValue;
}

/** The first address of a slot, which is the one to show. For a constant it is its number. */
export function displayName(run: Run, slot: Slot): string {
  return run.slots[slot]?.name ?? '';
}

/** The address to show for the gradient of a slot alone: one slot can hold the gradients of several. */
export function gradientName(run: Run, of: Slot): string {
  return `grad(${displayName(run, of)})`;
}

/** The names to show for an instruction's operands. */
export function operandNames(run: Run, instruction: Instruction): readonly string[] {
  return instruction.operands.map((_slot, operand) => operandName(run, instruction, operand));
}

/** The name to show for one of an instruction's operands. */
export function operandName(run: Run, { operandAddresses, operands }: Instruction, operand: number): string {
  const printed = operandAddresses && printedAddresses(operandAddresses);
  return printed?.[operand] ?? displayName(run, operands[operand] as Slot);
}

/** Printed once, since a trace reads the names of each instruction at every iteration. */
const printedAddresses = memoize(
  (addresses: NonNullable<Instruction['operandAddresses']>) => addresses,
  (addresses) => addresses.map((address) => address && printAddress(address)),
);

/**
 * Step `step` as a record.
 *
 * @param registers of the step's own segment, at the step or later
 * @param segment the step's segment, if the caller has it already
 * @throws RangeError if there is no such step
 */
export function readStep(
  { run, schedule }: Engine,
  registers: Readonly<Float64Array>,
  step: number,
  segment = schedule.segmentAt(step),
): StepRecord {
  const { epoch, batch, example, program, start } = segment;
  const instruction = schedule.program(program).instructions[step - start - 1];
  if (!instruction) throw new RangeError(`no instruction at step ${step}`);
  const { op, operands, result, scope } = instruction;
  const names = operandNames(run, instruction);
  const value = (slot: Slot) => registers[slot] as number;
  return {
    step,
    epoch,
    batch,
    example,
    phase: scope.phase,
    layer: scope.layer,
    node: scope.node,
    kind: op,
    operands: operands.map((slot, index) => ({ name: names[index] as string, value: value(slot) })),
    result: { name: displayName(run, result), value: value(result) },
  };
}

/** Why the result of a step is not finite, as a clause; null if it is finite, or if it is not because of an operand. */
export function reasonOf({ kind, operands, result }: StepRecord): string | null {
  const values = operands.map(({ value }) => value);
  return reasonNotFinite(kind, values, result.value);
}
