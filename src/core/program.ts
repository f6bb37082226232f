/**
 * The tape. A Program (a Wengert list) is an ordered list of Instructions over numbered Slots; a Run says
 * how often its Programs are executed, on what data, from which parameters.
 */
import { type Address, printAddress } from './address.ts';
import type { Masks } from './dropout.ts';
import { type OpName, ops, type Slot } from './operations.ts';
import type { StepRole } from './step-role.ts';

export type { Slot } from './operations.ts';

export type Phase = 'forward' | 'loss' | 'backward' | 'update';

/** The frames that belong to the tape itself; epoch, batch and example are added by the Schedule. */
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
  /** What it is for. */
  readonly role: StepRole;
  readonly scope: Scope;
  /** Instructions with the same number belong to one frame of one phase. */
  readonly group: number;
  /** In the backward phase: the index of the forward instruction that this one differentiates. */
  readonly of: number | null;
  /** Names to show for the operands, where the slot's first name is not the one that is meant. */
  readonly operandNames: readonly string[] | null;
}

/** What kind of value a slot holds, which is also who writes it. */
export type Role =
  | 'constant'
  | 'input'
  | 'target'
  /** What an example's values are multiplied by where there is dropout: drawn when it is loaded. */
  | 'mask'
  | 'parameter'
  | 'setting'
  /** What was found out about the data before the run: nothing reads or writes it. */
  | 'statistic'
  | 'accumulator'
  | 'computed';

/** One slot's names, best first, and what is known of it without running anything. */
export interface SlotInfo {
  readonly role: Role;
  /** What this slot is called, the address to show first; a constant has none. */
  readonly addresses: readonly Address[];
  /** The same as text. Constants have the number itself. */
  readonly names: readonly string[];
  /** The value at the start of a run, for everything that no instruction writes. */
  readonly initial: number;
}

/** A tape: its instructions, and the registers that are copied on when it has run (new weight → weight). */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly carry: readonly { readonly from: Slot; readonly to: Slot }[];
}

/** One example: a value for each input slot and each target slot. */
export interface Example {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/** A whole run: one Program an example, one a batch's update, and how often each is executed. */
export interface Run {
  readonly slots: readonly SlotInfo[];
  readonly example: Program;
  readonly update: Program;
  /** After the last update: forward and loss once more for every example. */
  readonly finish: Program;
  readonly inputs: readonly Slot[];
  readonly targets: readonly Slot[];
  readonly parameters: readonly Slot[];
  /** What comes out of the network or the formulas. */
  readonly outputs: readonly Slot[];
  /** The gradients of the outputs, where they are given and no loss is differentiated; else none. */
  readonly seeds: readonly Slot[];
  /** The loss of an example, and its sum or mean over a batch of several; null where there is none. */
  readonly loss: Slot | null;
  readonly batchLoss: Slot | null;
  /** Where there is dropout: what is drawn for each example. */
  readonly masks: Masks | null;
  /** Holds 1 ÷ (examples in this batch), where a batch's mean is taken. */
  readonly share: Slot | null;
  readonly data: readonly Example[];
  /**
   * Which row of the data stands at which place of an epoch (from 1 on), from 0; after the last epoch in their
   * own order. Null where every epoch has that.
   */
  readonly order: ((epoch: number) => Int32Array) | null;
  readonly epochs: number;
  readonly batch: number;
}

/** The row of the data, from 0, that is the example at a place (from 1) of an epoch. */
export function rowAt({ order }: Run, epoch: number, example: number): number {
  return order === null ? example - 1 : (order(epoch)[example - 1] as number);
}

/** Writes numbers into registers: the inputs, the targets or the masks of an example. */
export function give(
  registers: Float64Array,
  slots: readonly Slot[],
  numbers: readonly number[] | Readonly<Float64Array>,
): void {
  for (let index = 0; index < slots.length; index++) {
    registers[slots[index] as Slot] = numbers[index] as number;
  }
}

/** One of a slot's names. */
export interface Naming {
  readonly address: Address;
  /** The address, printed. */
  readonly name: string;
  readonly rank: number;
}

/**
 * Collects slots and instructions. Names are ranked: of several names for one slot the lowest rank is shown,
 * and of equals the one given first.
 */
export class TapeBuilder {
  readonly instructions: Instruction[] = [];
  readonly #slots: { role: Role; namings: Naming[]; initial: number }[] = [];
  readonly #constants = new Map<string, Slot>();
  #scope: Scope = { phase: 'forward', layer: null, node: null };
  #group = -1;
  #of: number | null = null;

  /** Opens a frame: the instructions that follow belong to it. Returns its group number. */
  enter(scope: Scope): number {
    this.#scope = scope;
    this.#group += 1;
    return this.#group;
  }

  /** Says which forward instruction the following ones differentiate. */
  differentiating(of: number | null): void {
    this.#of = of;
  }

  slot(role: Role, initial = 0): Slot {
    this.#slots.push({ role, namings: [], initial });
    return this.#slots.length - 1;
  }

  constant(value: number): Slot {
    // As multipliers 0 and −0 differ, and String() does not tell them apart.
    const key = Object.is(value, -0) ? '-0' : String(value);
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const slot = this.slot('constant', value);
    this.#constants.set(key, slot);
    return slot;
  }

  /**
   * Emits one instruction and gives its result's slot.
   *
   * @param called the addresses to show for the operands, where a slot's first one is not the one that is meant
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
      of: this.#of,
      operandNames: called?.map(printAddress) ?? null,
    });
    return result;
  }

  /** Gives a slot one more name. A constant keeps its number as its only name. */
  name(slot: Slot, address: Address, rank = 0): void {
    const info = this.#at(slot);
    if (info.role === 'constant') return;
    const name = printAddress(address);
    if (!info.namings.some((known) => known.name === name)) info.namings.push({ address, name, rank });
  }

  /** The names so far, as a copy: whoever goes through them may name the same slot. */
  namings(slot: Slot): readonly Naming[] {
    return [...this.#at(slot).namings];
  }

  isConstant(slot: Slot, value?: number): boolean {
    const info = this.#at(slot);
    return info.role === 'constant' && (value === undefined || Object.is(info.initial, value));
  }

  valueOf(slot: Slot): number {
    return this.#at(slot).initial;
  }

  /** The finished slot table, names in the order in which they are to be shown. */
  slots(): SlotInfo[] {
    return this.#slots.map(({ role, namings, initial }) => {
      const ranked = [...namings].sort((a, b) => a.rank - b.rank);
      return {
        role,
        initial,
        addresses: ranked.map(({ address }) => address),
        names: role === 'constant' ? [String(initial)] : ranked.map(({ name }) => name),
      };
    });
  }

  #at(slot: Slot) {
    const info = this.#slots[slot];
    if (!info) throw new RangeError(`no slot ${slot}`);
    return info;
  }
}
