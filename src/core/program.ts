/**
 * The tape. A Program (a Wengert list) is an ordered list of Instructions over numbered Slots. A Run holds its
 * Programs, how often they are executed, the data and the initial parameters.
 */
import { type Address, isSameAddress, printAddress } from './address.ts';
import type { DropoutMasks } from './dropout.ts';
import { type OpName, ops, type Slot } from './operations.ts';
import type { StepRole } from './step-role.ts';

export type { Slot } from './operations.ts';

export type Phase = 'forward' | 'loss' | 'backward' | 'update';

/** The frames that are recorded on the tape. Epoch, batch and example come from the Schedule. */
export interface Scope {
  readonly phase: Phase;
  readonly layer: string | null;
  readonly node: string | null;
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
  /** In the backward phase: index of the forward instruction that this one differentiates; otherwise null. */
  readonly forwardIndex: number | null;
  /** Addresses to show for the operands; null: the first address of each slot. */
  readonly operandAddresses: readonly Address[] | null;
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
  /** A statistic of the data, computed before the run. No instruction reads or writes it. */
  | 'statistic'
  | 'accumulator'
  | 'computed';

/** The static information about a slot. */
export interface SlotInfo {
  readonly kind: SlotKind;
  /** The slot's addresses, the preferred one first; a constant has none. */
  readonly addresses: readonly Address[];
  /** The printed addresses. A constant has its number as its only name. */
  readonly names: readonly string[];
  /** The value at the start of a run. */
  readonly initial: number;
}

/** A tape: its instructions, and the registers that are copied after it has run (new weight → weight). */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly carries: readonly { readonly from: Slot; readonly to: Slot }[];
}

/** One example: a value for each input slot and each target slot. */
export interface Example {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
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
  readonly batch: number;
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

/** A slot whose names are printed when they are first read: opening a scenario needs few of them at once. */
class NamedSlot implements SlotInfo {
  readonly kind: SlotKind;
  readonly addresses: readonly Address[];
  readonly initial: number;
  #names: readonly string[] | null = null;

  constructor(kind: SlotKind, addresses: readonly Address[], initial: number) {
    this.kind = kind;
    this.addresses = addresses;
    this.initial = initial;
  }

  get names(): readonly string[] {
    this.#names ??= this.kind === 'constant' ? [String(this.initial)] : this.addresses.map(printAddress);
    return this.#names;
  }
}

/** One of a slot's names. */
export interface Naming {
  readonly address: Address;
  readonly rank: number;
}

/**
 * Collects slots and instructions. Names have ranks: if a slot has several names, the one with the lowest rank is
 * shown, and of equal ranks the one given first.
 */
export class TapeBuilder {
  readonly instructions: Instruction[] = [];
  readonly #slots: { kind: SlotKind; namings: Naming[]; initial: number }[] = [];
  readonly #constants = new Map<string, Slot>();
  #scope: Scope = { phase: 'forward', layer: null, node: null };
  #group = -1;
  #of: number | null = null;

  /** Opens a frame for the instructions that follow. Returns its group number. */
  enter(scope: Scope): number {
    this.#scope = scope;
    this.#group += 1;
    return this.#group;
  }

  /** Sets the forward instruction that the following instructions differentiate. */
  setForwardIndex(of: number | null): void {
    this.#of = of;
  }

  slot(kind: SlotKind, initial = 0): Slot {
    this.#slots.push({ kind, namings: [], initial });
    return this.#slots.length - 1;
  }

  constant(value: number): Slot {
    // 0 and −0 give different products, but String() prints both as "0".
    const key = Object.is(value, -0) ? '-0' : String(value);
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const slot = this.slot('constant', value);
    this.#constants.set(key, slot);
    return slot;
  }

  /**
   * Emits one instruction.
   *
   * @param called addresses to show for the operands; null: the first address of each slot
   * @returns the slot of its result
   * @throws RangeError if the number of operands is wrong
   */
  emit(
    op: OpName,
    operands: readonly Slot[],
    role: StepRole,
    called: readonly Address[] | null = null,
  ): Slot {
    const { arity } = ops[op];
    if (operands.length !== arity)
      throw new RangeError(`${op} takes ${arity} operands, not ${operands.length}`);
    const result = this.slot('computed');
    this.instructions.push({
      op,
      operands,
      result,
      role,
      scope: this.#scope,
      group: this.#group,
      forwardIndex: this.#of,
      operandAddresses: called,
    });
    return result;
  }

  /** Adds a name to a slot. Constants are not named: their only name is their number. */
  name(slot: Slot, address: Address, rank = 0): void {
    const info = this.#at(slot);
    if (info.kind === 'constant') return;
    if (!info.namings.some((known) => isSameAddress(known.address, address)))
      info.namings.push({ address, rank });
  }

  /** A copy of the names so far, so that callers can name the same slot while they iterate. */
  namings(slot: Slot): readonly Naming[] {
    return [...this.#at(slot).namings];
  }

  isConstant(slot: Slot, value?: number): boolean {
    const info = this.#at(slot);
    return info.kind === 'constant' && (value === undefined || Object.is(info.initial, value));
  }

  valueOf(slot: Slot): number {
    return this.#at(slot).initial;
  }

  /** The finished slot table, with the names of each slot sorted by rank. */
  slots(): SlotInfo[] {
    return this.#slots.map(({ kind, namings, initial }) => {
      if (namings.length > 1) namings.sort((a, b) => a.rank - b.rank);
      return new NamedSlot(
        kind,
        namings.map(({ address }) => address),
        initial,
      );
    });
  }

  #at(slot: Slot) {
    const info = this.#slots[slot];
    if (!info) throw new RangeError(`no slot ${slot}`);
    return info;
  }
}
