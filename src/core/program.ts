/**
 * The tape. A Program (a Wengert list) is an ordered list of Instructions over numbered Slots. A Run holds its
 * Programs, how often they are executed, the data and the initial parameters.
 */
import type { Address } from './address.ts';
import type { DropoutMasks } from './dropout.ts';
import type { OpName, Slot } from './operations.ts';
import type { StepRole } from './step-role.ts';

export type { Slot } from './operations.ts';

/** The phases of an iteration, in their order. */
export type Phase = 'forward' | 'loss' | 'backward' | 'update';

/** The frames that are recorded on the tape. Epoch, batch and example come from the Schedule. */
export interface Scope {
  readonly phase: Phase;
  readonly layer: string | null;
  readonly node: string | null;
  /** The lengths of the axes of the array that the frame computes; left out if it computes no array. */
  readonly shape?: readonly number[];
}

/** One scalar operation. */
export interface Instruction {
  readonly op: OpName;
  readonly operands: readonly Slot[];
  readonly result: Slot;
  /** The purpose of the instruction. */
  readonly role: StepRole;
  readonly scope: Scope;
  /** Number of the frame: instructions with the same number belong to the same frame of the same phase. */
  readonly group: number;
  /**
   * The place in the frame's array, from 0, of the number that is computed; in the backward phase of the one that is
   * differentiated. Null outside of arrays.
   */
  readonly cell: number | null;
  /** In the backward phase: index of the forward instruction that this one differentiates; otherwise null. */
  readonly forwardIndex: number | null;
  /** Addresses to show for the operands; null, of one or of all: the first address of the slot. */
  readonly operandAddresses: readonly (Address | null)[] | null;
}

/** The kind of value in a slot. It also determines what writes the slot. */
export type SlotKind =
  | 'constant'
  | 'input'
  | 'target'
  /** A dropout mask: drawn when the example is loaded. */
  | 'mask'
  | 'parameter'
  | 'setting'
  /** The gradient of an output, where there is no loss: given, and a start of the way back. */
  | 'outputGradient'
  /** A value that is kept from batch to batch: a formula of the update gives the next one. */
  | 'kept'
  /** A statistic of the data, computed before the run. No instruction reads or writes it. */
  | 'statistic'
  | 'accumulator'
  | 'computed';

/** The static information about a slot. */
export interface SlotInfo {
  readonly kind: SlotKind;
  /** The slot's addresses, the preferred one first; a constant has none. */
  readonly addresses: readonly Address[];
  /** A hash of each of the addresses; see `hashOfAddress`. */
  readonly hashes: readonly number[];
  /** The printed addresses. A constant has its number as its only name. */
  readonly names: readonly string[];
  /** The first of the names, which is the one to show; empty if there are none. */
  readonly name: string;
  /** The value at the start of a run. */
  readonly initial: number;
}

/** A register that is copied to another after a Program has run (new weight → weight). */
export interface Carry {
  readonly from: Slot;
  readonly to: Slot;
}

/** A tape: its instructions, and what is copied after it has run. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly carries: readonly Carry[];
}

/** One example: a value for each input slot and each target slot. */
export interface Example {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/** How the updates change one parameter. */
export interface ParameterUpdate {
  readonly parameter: Slot;
  /** The gradient of the loss: of a batch, or of an example that has its own update. */
  readonly gradient: Slot;
  /** The gradient after clipping. Without clipping it is `gradient`. */
  readonly clipped: Slot;
  /** The gradient that the optimizer follows: clipped, and with the penalties. Without both it is `gradient`. */
  readonly applied: Slot;
  /** The penalty l1 × |parameter| + ½ × l2 × parameter² is added to the loss. 0 if there is none. */
  readonly l1: number;
  readonly l2: number;
}

/** A whole run: one Program for each example, one for each batch's update, and how often each is executed. */
export interface Run {
  readonly slots: readonly SlotInfo[];
  readonly example: Program;
  readonly update: Program;
  /** Runs after the last update: forward and loss phases once more for each example. */
  readonly finish: Program;
  readonly inputs: readonly Slot[];
  readonly targets: readonly Slot[];
  readonly parameters: readonly Slot[];
  /** One for each parameter that updates change, in the order of the updates. */
  readonly updates: readonly ParameterUpdate[];
  /** The outputs of the network or of the formulas. */
  readonly outputs: readonly Slot[];
  /** The given gradients of the outputs, if the scenario has no loss; otherwise empty. */
  readonly seeds: readonly Slot[];
  /** The loss of an example, and its sum or mean over a batch of several examples; null if there is none. */
  readonly loss: Slot | null;
  readonly batchLoss: Slot | null;
  /** The dropout masks; null without dropout. */
  readonly masks: DropoutMasks | null;
  /** Holds 1 ÷ (examples in this batch) if the loss is a mean over the batch; otherwise null. */
  readonly batchShare: Slot | null;
  readonly data: readonly Example[];
  /**
   * The order of the examples in an epoch (from 1): the row of the data (from 0) at each position. After the last
   * epoch it is the order of the data. Null if all epochs use the order of the data.
   */
  readonly order: ((epoch: number) => Int32Array) | null;
  readonly epochs: number;
  /** The examples of a batch, that is, between two updates. The last batch of an epoch may have fewer. */
  readonly batch: number;
  /** The examples of each of the micro-batches of a batch; null if a batch is not divided. */
  readonly microBatch: number | null;
  /** How many examples of the data file are the rows of one example; null if each is one. */
  readonly rows: number | null;
}

/** The row of the data (from 0) that is the example at position `example` (from 1) of an epoch (from 1). */
export function rowOfExample({ order }: Run, epoch: number, example: number): number {
  return order === null ? example - 1 : (order(epoch)[example - 1] as number);
}

/** Writes numbers into the registers of these slots: an example's inputs, targets or masks. */
export function writeSlots(
  registers: Float64Array,
  slots: readonly Slot[],
  numbers: readonly number[] | Readonly<Float64Array>,
): void {
  for (let index = 0; index < slots.length; index++) {
    registers[slots[index] as Slot] = numbers[index] as number;
  }
}
