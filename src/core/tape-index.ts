/** What is looked up on a tape again and again: who writes a slot, what it takes over, whose parameter it is. */
import { type Address, printAddress } from './address.ts';
import { memoize } from './memo.ts';
import type { Instruction, Program, Run, Slot } from './program.ts';

/** An instruction of a Run. The finish executes the beginning of the example's Program: it has none of its own. */
export interface InstructionRef {
  readonly program: 'example' | 'update';
  readonly index: number;
}

/** A register that takes over another's value when its Program has run. */
export interface Carried {
  readonly from: Slot;
  readonly by: InstructionRef['program'];
}

const NONE = -1;

export class TapeIndex {
  readonly #run: Run;
  readonly #writers = new Map<Slot, InstructionRef>();
  readonly #carried = new Map<Slot, Carried>();
  #parameters: Int32Array | null = null;
  #gradients: ReadonlyMap<Slot, readonly Slot[]> | null = null;

  constructor(run: Run) {
    this.#run = run;
    const note = (program: InstructionRef['program'], { instructions, carry }: Program) => {
      for (const [index, { result }] of instructions.entries()) this.#writers.set(result, { program, index });
      for (const { from, to } of carry) this.#carried.set(to, { from, by: program });
    };
    note('example', run.example);
    note('update', run.update);
  }

  /** The instruction that writes a slot, or null where none does: its value is given. */
  writerOf(slot: Slot): InstructionRef | null {
    return this.#writers.get(slot) ?? null;
  }

  /** The index of the instruction that writes a slot in a Program; null where none of it does. */
  writerIn(program: InstructionRef['program'], slot: Slot): number | null {
    const writer = this.#writers.get(slot);
    return writer?.program === program ? writer.index : null;
  }

  /** What a slot takes over when a Program has run, or null where it takes over nothing. */
  carriedInto(slot: Slot): Carried | null {
    return this.#carried.get(slot) ?? null;
  }

  /** The last instruction of a node's frame that computes its value before dropout. */
  lastOfFrame({ group, scope }: Instruction): Instruction | null {
    const { instructions } = this.#run.example;
    return (
      instructions.findLast(
        (each) => each.group === group && each.scope.phase === scope.phase && each.role.kind !== 'dropout',
      ) ?? null
    );
  }

  /**
   * The parameter that a slot belongs to: it is the parameter before or after its update, its gradient, the sum of
   * that over a batch, or what an update subtracts. Null for all else.
   */
  parameterOf(slot: Slot): Slot | null {
    this.#parameters ??= this.#findParameters();
    const parameter = this.#parameters[slot] ?? NONE;
    return parameter === NONE ? null : parameter;
  }

  /** The slots that hold the gradient of a parameter: that of one example. */
  gradientsOf(parameter: Slot): readonly Slot[] {
    this.#gradients ??= this.#findGradients();
    return this.#gradients.get(parameter) ?? [];
  }

  #parameterNames(): ReadonlyMap<string, Slot> {
    return new Map(this.#run.parameters.map((slot) => [this.#run.slots[slot]?.names[0] ?? '', slot]));
  }

  #findParameters(): Int32Array {
    const known = this.#parameterNames();
    const parameters = new Int32Array(this.#run.slots.length).fill(NONE);
    for (const [slot, { addresses }] of this.#run.slots.entries()) {
      for (const address of addresses) {
        const parameter = known.get(printAddress(subjectOf(address)));
        if (parameter === undefined) continue;
        parameters[slot] = parameter;
        break;
      }
    }
    return parameters;
  }

  #findGradients(): Map<Slot, Slot[]> {
    const known = this.#parameterNames();
    const gradients = new Map<Slot, Slot[]>();
    for (const [slot, { addresses }] of this.#run.slots.entries()) {
      for (const address of addresses) {
        const parameter = address.kind === 'gradient' ? known.get(printAddress(address.of)) : undefined;
        if (parameter === undefined) continue;
        gradients.set(parameter, [...(gradients.get(parameter) ?? []), slot]);
      }
    }
    return gradients;
  }
}

/** What a gradient is taken by, or an update changes; else the address itself. */
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
