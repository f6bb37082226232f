/** Emits the update of a batch: the steps shared by all parameters, then each parameter. */
import type { Address, StateName } from '../../core/address.ts';
import type { OpName } from '../../core/operations.ts';
import type { Slot, TapeBuilder } from '../../core/program.ts';
import type { UpdateSource } from '../../core/step-role.ts';
import type { Optimizer, Shared, SharedWriter, StepWriter, Updated, UpdateWriter } from './optimizer.ts';
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
  readonly carry: { from: Slot; to: Slot }[] = [];
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
