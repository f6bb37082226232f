/** An index of a tape: which instruction writes a slot, what is copied into it, which parameter it belongs to. */
import { type Address, AddressMap } from './address.ts';
import { memoize } from './memo.ts';
import type { Instruction, Program, Run, Slot } from './program.ts';

/** An instruction of a Run. The finish has none of its own: it executes the first part of the example's Program. */
export interface InstructionRef {
  readonly program: 'example' | 'update';
  readonly index: number;
}

/** A copy into a register after a Program has run: the source slot, and the Program. */
export interface Carried {
  readonly from: Slot;
  readonly by: InstructionRef['program'];
}

const NONE = -1;

export class TapeIndex {
  readonly #run: Run;
  /** By slot: twice the index of the instruction that writes it, plus 1 in the update's Program; −1 if none does. */
  readonly #writers: Int32Array;
  readonly #carried = new Map<Slot, Carried>();
  #byAddress: AddressMap<Slot> | null = null;
  #parameters: Int32Array | null = null;
  #gradients: ReadonlyMap<Slot, readonly Slot[]> | null = null;
  #batchGradients: ReadonlyMap<Slot, readonly Slot[]> | null = null;
  #valueGradients: ReadonlyMap<Slot, readonly Slot[]> | null = null;
  /** Undefined until it was looked for. */
  #firstGradient: number | null | undefined;

  constructor(run: Run) {
    this.#run = run;
    this.#writers = new Int32Array(run.slots.length).fill(NONE);
    const note = (program: InstructionRef['program'], { instructions, carries }: Program) => {
      const place = program === 'update' ? 1 : 0;
      for (let index = 0; index < instructions.length; index++)
        this.#writers[(instructions[index] as Instruction).result] = 2 * index + place;
      for (const { from, to } of carries) this.#carried.set(to, { from, by: program });
    };
    note('example', run.example);
    note('update', run.update);
  }

  /** The instruction that writes a slot; null if no instruction does. */
  writerOf(slot: Slot): InstructionRef | null {
    const writer = this.#writers[slot] ?? NONE;
    return writer === NONE ? null : { program: writer % 2 === 1 ? 'update' : 'example', index: writer >> 1 };
  }

  /** Whether an instruction writes the slot. */
  isWritten(slot: Slot): boolean {
    return (this.#writers[slot] ?? NONE) !== NONE;
  }

  /** The index of the instruction in a Program that writes a slot; null if that Program does not write it. */
  writerIn(program: InstructionRef['program'], slot: Slot): number | null {
    const writer = this.writerOf(slot);
    return writer?.program === program ? writer.index : null;
  }

  /** The copy into a slot after a Program has run; null if there is none. */
  carriedInto(slot: Slot): Carried | null {
    return this.#carried.get(slot) ?? null;
  }

  /** The last instruction in an instruction's frame that is not dropout; null if there is none. */
  lastOfFrame({ group, scope }: Instruction): Instruction | null {
    const { instructions } = this.#run.example;
    return (
      instructions.findLast(
        (each) => each.group === group && each.scope.phase === scope.phase && each.role.kind !== 'dropout',
      ) ?? null
    );
  }

  /**
   * The parameter that a slot belongs to, if the slot is the parameter before or after its update, its gradient, the
   * sum of its gradient over a batch, or the change that an update subtracts. Null for all other slots.
   */
  parameterOf(slot: Slot): Slot | null {
    this.#parameters ??= this.#findParameters();
    const parameter = this.#parameters[slot] ?? NONE;
    return parameter === NONE ? null : parameter;
  }

  /** The slots that hold the gradient of a parameter for one example. */
  gradientsOf(parameter: Slot): readonly Slot[] {
    this.#gradients ??= this.#findGradients('gradient', this.#parameterNames());
    return this.#gradients.get(parameter) ?? [];
  }

  /**
   * The computed gradient of the loss for a parameter: of a batch if it is summed, else of an example. What the
   * optimizer applies can be another one (`ParameterUpdate.applied`).
   */
  lossGradient(parameter: Slot): Slot | null {
    const gradients = this.gradientsOf(parameter);
    this.#batchGradients ??= this.#findGradients('batchGradient', this.#parameterNames());
    const sums = this.#batchGradients.get(parameter) ?? [];
    return [...sums, ...gradients].find((slot) => this.isWritten(slot)) ?? null;
  }

  /** Whether an example computes the gradient of a parameter. */
  get hasGradients(): boolean {
    // Most runs update their parameters by these, and then not all slots have to be looked at.
    const { updates, slots } = this.#run;
    const isComputed = (slot: Slot) =>
      this.writerOf(slot)?.program === 'example' &&
      slots[slot]?.addresses.some(({ kind }) => kind === 'gradient');
    return updates.some(({ gradient }) => isComputed(gradient)) || this.firstGradient !== null;
  }

  /** The index in an example's Program of the first instruction that computes a parameter's gradient; null without. */
  get firstGradient(): number | null {
    if (this.#firstGradient === undefined) this.#firstGradient = this.#findFirstGradient();
    return this.#firstGradient;
  }

  #findFirstGradient(): number | null {
    const known = this.#parameterNames();
    const isOfParameter = (address: Address) =>
      address.kind === 'gradient' && known.get(address.of) !== undefined;
    const first = this.#run.example.instructions.findIndex(
      ({ result }) => this.#run.slots[result]?.addresses.some(isOfParameter) ?? false,
    );
    return first < 0 ? null : first;
  }

  /** For every value that has a gradient for one example, parameters included: the slots that hold it. */
  get valueGradients(): ReadonlyMap<Slot, readonly Slot[]> {
    this.#valueGradients ??= this.#findGradients('gradient', this.#valueNames());
    return this.#valueGradients;
  }

  #parameterNames(): AddressMap<Slot> {
    if (this.#byAddress === null) {
      this.#byAddress = new AddressMap();
      for (const slot of this.#run.parameters) {
        const [address] = this.#run.slots[slot]?.addresses ?? [];
        if (address) this.#byAddress.set(address, slot);
      }
    }
    return this.#byAddress;
  }

  #findParameters(): Int32Array {
    const known = this.#parameterNames();
    const parameters = new Int32Array(this.#run.slots.length).fill(NONE);
    for (const [slot, { addresses }] of this.#run.slots.entries()) {
      for (const address of addresses) {
        const parameter = known.get(subjectOf(address));
        if (parameter === undefined) continue;
        parameters[slot] = parameter;
        break;
      }
    }
    return parameters;
  }

  /** The values that are given, and those that an example computes, by all their names. */
  #valueNames(): AddressMap<Slot> {
    const values = new AddressMap<Slot>();
    for (const [slot, { kind, addresses }] of this.#run.slots.entries())
      if (kind !== 'accumulator' && this.writerOf(slot)?.program !== 'update')
        for (const address of addresses) values.set(address, slot);
    return values;
  }

  /** @param known the values whose gradients are wanted */
  #findGradients(kind: 'gradient' | 'batchGradient', known: AddressMap<Slot>): Map<Slot, readonly Slot[]> {
    const gradients = new Map<Slot, readonly Slot[]>();
    for (const [slot, { addresses }] of this.#run.slots.entries()) {
      for (const address of addresses) {
        const of = address.kind === kind ? known.get(address.of) : undefined;
        if (of === undefined) continue;
        const found = gradients.get(of) ?? [];
        if (!found.includes(slot)) gradients.set(of, [...found, slot]);
      }
    }
    return gradients;
  }
}

/** The address that a gradient is taken with respect to, or that an update changes; otherwise the address itself. */
function subjectOf(address: Address): Address {
  switch (address.kind) {
    case 'gradient':
    case 'batchGradient':
      return address.of;
    case 'delta':
      return address.part === null ? address.of : address;
    default:
      return address;
  }
}

/** The index of a Run's tape: made once. */
export const tapeIndexOf = memoize(
  (run: Run) => run,
  (run) => new TapeIndex(run),
);
