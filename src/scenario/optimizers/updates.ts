/** Writes a batch's update: what all parameters share, and then parameter by parameter. */
import type { Address, StateName } from '../../core/address.ts';
import type { OpName } from '../../core/operations.ts';
import type { Slot, TapeBuilder } from '../../core/program.ts';
import type { UpdateSource } from '../../core/step-role.ts';
import type { Optimizer, Shared, SharedWriter, StepWriter, Updated, UpdateWriter } from './optimizer.ts';
import { type OptimizerName, optimizers } from './optimizers.ts';
import { emitPenalty } from './penalty.ts';
import { emitSchedule, type RateSchedule } from './schedule.ts';

/** An optimiser as a scenario asks for it. */
export interface OptimizerChoice {
  readonly kind: OptimizerName;
  readonly learningRate: number;
  /** A number for each key of the optimiser. */
  readonly settings: Readonly<Record<string, number>>;
  readonly schedule: RateSchedule | null;
}

/**
 * Emits a batch's update, parameter by parameter.
 *
 * Names: `delta(p)`, what is subtracted, and `delta(p).WORD` for what it is made from; what is kept from update to
 * update is `velocity(p)`, `m(p)`, `v(p)`, and of all parameters together `m.power`, `v.power`,
 * `learning_rate.updates`.
 */
export class UpdateCompiler {
  /** What is taken over when the update is complete. */
  readonly carry: { from: Slot; to: Slot }[] = [];
  readonly #builder: TapeBuilder;
  readonly #optimizer: Optimizer;
  readonly #settings: Readonly<Record<string, number>>;
  readonly #rate: { readonly slot: Slot; readonly address: Address };
  readonly #shared: Shared;

  /** Emits what all parameters share. @param batches the updates of an epoch */
  constructor(builder: TapeBuilder, choice: OptimizerChoice, rate: Slot, batches: number) {
    this.#builder = builder;
    this.#optimizer = optimizers[choice.kind];
    this.#settings = choice.settings;
    const { schedule } = choice;
    const { shared } = this.#optimizer;
    if (schedule || shared) builder.enter({ phase: 'update', layer: null, node: null });
    this.#rate = {
      slot: schedule ? emitSchedule(this.#writer('schedule', null), rate, schedule, batches) : rate,
      address: { kind: 'learningRate', part: schedule ? 'now' : null },
    };
    const withRate: SharedWriter<string> = { ...this.#writer('optimizer', null), rate: this.#rate.slot };
    this.#shared = shared?.(withRate) ?? {};
  }

  /** Emits the update of one parameter. */
  emit(updated: Updated): void {
    const builder = this.#builder;
    const { parameter, address: of, gradient: arriving, gradientAddress } = updated;
    const factor = this.#settings.l2 ?? 0;
    const gradient = factor === 0 ? arriving : emitPenalty(builder, updated, factor);
    const writer: UpdateWriter<string> = {
      ...this.#writer('optimizer', parameter),
      parameter,
      gradient,
      delta: (part) => ({ kind: 'delta', of, part }),
      kept: (state: StateName, part) => ({ kind: 'state', state, of, part: part ?? null }),
    };
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

  #writer(source: UpdateSource, parameter: Slot | null): StepWriter<string> {
    const builder = this.#builder;
    return {
      constant: (value) => builder.constant(value),
      setting: (key) => this.#settings[key] as number,
      step: (part: string, address: Address, op: OpName, ...operands: Slot[]) => {
        const slot = builder.emit(op, operands, { kind: 'updatePart', source, part, parameter });
        builder.name(slot, address);
        return slot;
      },
      state: (address, initial, next) => {
        const before = builder.slot('setting', initial);
        builder.name(before, address);
        const after = next(before);
        this.carry.push({ from: after, to: before });
        return after;
      },
    };
  }
}
