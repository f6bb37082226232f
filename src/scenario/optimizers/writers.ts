/** The writers that optimizers, schedules, penalties and clipping emit their steps with. */
import { type Address, printAddress, type StateName } from '../../core/address.ts';
import type { OpName } from '../../core/operations.ts';
import type { Carry, Slot } from '../../core/program.ts';
import type { UpdateSource } from '../../core/step-role.ts';
import type { TapeBuilder } from '../../core/tape-builder.ts';
import type { Forms, Rate, SharedWriter, StepWriter, Updated, UpdateWriter } from './common/optimizer.ts';
import { isPenalised } from './common/penalty.ts';

/** What a scenario says of its optimizer. */
export interface OptimizerNumbers {
  /** The value of each setting of the optimizer. */
  readonly settings: Readonly<Record<string, number>>;
  /** The word of each form of the optimizer. */
  readonly forms: Forms;
  /** The number of updates that were made before the run starts. */
  readonly updatesBefore: number;
  /** What is kept from these updates, by address (`m(y.bias)`), or by state for all parameters (`m`). */
  readonly start: Readonly<Record<string, number>>;
}

/** Where an update is written to, and what it is written from. */
export interface UpdateTape {
  readonly builder: TapeBuilder;
  readonly numbers: OptimizerNumbers;
  readonly carry: Carry[];
}

class TapeStepWriter implements StepWriter<string> {
  readonly updatesBefore: number;
  readonly #tape: UpdateTape;
  readonly #source: UpdateSource;
  readonly #updated: Updated | null;

  constructor(tape: UpdateTape, source: UpdateSource, updated: Updated | null) {
    this.updatesBefore = tape.numbers.updatesBefore;
    this.#tape = tape;
    this.#source = source;
    this.#updated = updated;
  }

  constant(value: number): Slot {
    return this.#tape.builder.constant(value);
  }

  setting(key: string): number {
    return this.#tape.numbers.settings[key] as number;
  }

  form(key: string): string {
    return this.#tape.numbers.forms[key] as string;
  }

  step(part: string, address: Address, op: OpName, ...operands: Slot[]): Slot {
    const { builder } = this.#tape;
    const updated = this.#updated;
    const role = {
      kind: 'updatePart',
      source: this.#source,
      part,
      parameter: updated?.parameter ?? null,
    } as const;
    // The gradient of several values may be in one slot.
    const called = operands.map((slot) => (slot === updated?.gradient ? updated.gradientAddress : null));
    const slot = builder.emit(op, operands, role, called);
    builder.name(slot, address);
    return slot;
  }

  state(address: Address, initial: number, next: (before: Slot) => Slot): Slot {
    const { builder, carry, numbers } = this.#tape;
    const given =
      numbers.start[printAddress(address)] ??
      (address.kind === 'state' && address.part === null ? numbers.start[address.state] : undefined);
    const before = builder.slot('setting', given ?? initial);
    builder.name(before, address);
    const after = next(before);
    carry.push({ from: after, to: before });
    return after;
  }
}

export class SharedTapeWriter extends TapeStepWriter implements SharedWriter<string> {
  readonly rate: Slot;
  readonly scheduled: Slot | null;
  readonly #group: string | null;

  constructor(tape: UpdateTape, source: UpdateSource, rate: Rate) {
    super(tape, source, null);
    this.rate = rate.slot;
    this.scheduled = rate.scheduled;
    this.#group = rate.group;
  }

  rateAddress(part: string): Address {
    const group = this.#group;
    return group === null ? { kind: 'learningRate', part } : { kind: 'groupRate', group, part };
  }
}

export class ParameterWriter extends TapeStepWriter implements UpdateWriter<string> {
  readonly rate: Slot;
  readonly parameter: Slot;
  readonly gradient: Slot;
  readonly isPenalised: boolean;
  readonly #of: Address;

  /** @param gradient the gradient of the parameter, as far as it is worked out */
  constructor(tape: UpdateTape, source: UpdateSource, rate: Rate, updated: Updated, gradient: Slot) {
    super(tape, source, updated);
    this.rate = rate.slot;
    this.parameter = updated.parameter;
    this.gradient = gradient;
    this.isPenalised = isPenalised(updated.address, tape.numbers.forms);
    this.#of = updated.address;
  }

  delta(part: string): Address {
    return { kind: 'delta', of: this.#of, part };
  }

  kept(state: StateName, part?: string): Address {
    return { kind: 'state', state, of: this.#of, part: part ?? null };
  }
}
