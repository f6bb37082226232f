/** Emits the update of a batch: the steps shared by all parameters, then each parameter. */
import type { Address, StateName } from '../../core/address.ts';
import type { OpName } from '../../core/operations.ts';
import type { Carry, ParameterUpdate, Slot } from '../../core/program.ts';
import type { UpdateSource } from '../../core/step-role.ts';
import type { TapeBuilder } from '../../core/tape-builder.ts';
import type { Optimizer, Shared, SharedWriter, Updated, UpdateWriter } from './optimizer.ts';
import { type OptimizerName, optimizers } from './optimizers.ts';
import { emitPenalty } from './penalty.ts';
import { emitSchedule, type RateSchedule } from './schedule.ts';

/** The optimizer of a scenario, with its settings. */
export interface OptimizerChoice {
  readonly kind: OptimizerName;
  readonly learningRate: number;
  /** The value of each setting of the optimizer. */
  readonly settings: Readonly<Record<string, number>>;
  readonly schedule: RateSchedule | null;
}

/**
 * Emits the update of a batch, parameter by parameter.
 *
 * Names: `delta(p)` for the change that is subtracted, `delta(p).WORD` for its intermediate values, `velocity(p)`,
 * `m(p)` and `v(p)` for values kept between updates, and `m.power`, `v.power` and `learning_rate.updates` for those
 * kept for all parameters together.
 */
export class UpdateCompiler {
  /** The slots that are copied when the update is complete. */
  readonly carry: Carry[] = [];
  /** The updates emitted so far. */
  readonly updates: ParameterUpdate[] = [];
  readonly #builder: TapeBuilder;
  readonly #optimizer: Optimizer;
  readonly #settings: Readonly<Record<string, number>>;
  readonly #rate: { readonly slot: Slot; readonly address: Address };
  readonly #shared: Shared;

  /**
   * Emits the steps shared by all parameters.
   *
   * @param batches the number of updates per epoch
   */
  constructor(builder: TapeBuilder, choice: OptimizerChoice, rate: Slot, batches: number) {
    this.#builder = builder;
    this.#optimizer = optimizers[choice.kind];
    this.#settings = choice.settings;
    const { schedule } = choice;
    const { shared } = this.#optimizer;
    if (schedule || shared) builder.enter({ phase: 'update', layer: null, node: null });
    const address: Address = { kind: 'learningRate', part: schedule ? 'now' : null };
    const writer = (source: UpdateSource, slot: Slot) =>
      new TapeStepWriter({ builder, settings: this.#settings, carry: this.carry }, source, null, slot);
    const now = schedule ? emitSchedule(writer('schedule', rate), rate, schedule, batches) : rate;
    this.#rate = { slot: now, address };
    this.#shared = shared?.(writer('optimizer', now)) ?? {};
  }

  /** Emits the update of one parameter. */
  emit(updated: Updated): void {
    const builder = this.#builder;
    const { parameter, address: of, gradient: arriving, gradientAddress } = updated;
    const l2 = this.#settings.l2 ?? 0;
    const gradient = l2 === 0 ? arriving : emitPenalty(builder, updated, l2);
    this.updates.push({ parameter, gradient: arriving, applied: gradient, l2 });
    const tape = { builder, settings: this.#settings, carry: this.carry };
    const writer = new ParameterWriter(tape, this.#rate.slot, updated, gradient);
    const direction = this.#optimizer.direction(writer, this.#shared);
    const shrunk = this.#optimizer.shrunk?.(writer, this.#shared) ?? parameter;
    const isPlain = direction === arriving;
    const called = isPlain ? [this.#rate.address, gradientAddress] : null;
    const operands = [this.#rate.slot, direction];
    const delta = builder.emit('multiply', operands, { kind: 'delta', parameter, isPlain }, called);
    builder.name(delta, { kind: 'delta', of, part: null });
    const after = builder.emit('subtract', [shrunk, delta], {
      kind: 'update',
      parameter,
      gradient: arriving,
    });
    builder.name(after, of);
    this.carry.push({ from: after, to: parameter });
  }
}

/** Where an update is written to, and what it is written from. */
interface UpdateTape {
  readonly builder: TapeBuilder;
  readonly settings: Readonly<Record<string, number>>;
  readonly carry: Carry[];
}

class TapeStepWriter implements SharedWriter<string> {
  readonly rate: Slot;
  readonly #tape: UpdateTape;
  readonly #source: UpdateSource;
  readonly #parameter: Slot | null;

  constructor(tape: UpdateTape, source: UpdateSource, parameter: Slot | null, rate: Slot) {
    this.rate = rate;
    this.#tape = tape;
    this.#source = source;
    this.#parameter = parameter;
  }

  constant(value: number): Slot {
    return this.#tape.builder.constant(value);
  }

  setting(key: string): number {
    return this.#tape.settings[key] as number;
  }

  step(part: string, address: Address, op: OpName, ...operands: Slot[]): Slot {
    const { builder } = this.#tape;
    const role = { kind: 'updatePart', source: this.#source, part, parameter: this.#parameter } as const;
    const slot = builder.emit(op, operands, role);
    builder.name(slot, address);
    return slot;
  }

  state(address: Address, initial: number, next: (before: Slot) => Slot): Slot {
    const { builder, carry } = this.#tape;
    const before = builder.slot('setting', initial);
    builder.name(before, address);
    const after = next(before);
    carry.push({ from: after, to: before });
    return after;
  }
}

class ParameterWriter extends TapeStepWriter implements UpdateWriter<string> {
  readonly parameter: Slot;
  readonly gradient: Slot;
  readonly #of: Address;

  /** @param gradient the gradient of the parameter, with the penalty on large weights */
  constructor(tape: UpdateTape, rate: Slot, { parameter, address }: Updated, gradient: Slot) {
    super(tape, 'optimizer', parameter, rate);
    this.parameter = parameter;
    this.gradient = gradient;
    this.#of = address;
  }

  delta(part: string): Address {
    return { kind: 'delta', of: this.#of, part };
  }

  kept(state: StateName, part?: string): Address {
    return { kind: 'state', state, of: this.#of, part: part ?? null };
  }
}
