/** Emits the update of a batch: the steps shared by all parameters, then each parameter. */
import type { Carry, ParameterUpdate, Slot } from '../../core/program.ts';
import type { UpdateSource } from '../../core/step-role.ts';
import type { TapeBuilder } from '../../core/tape-builder.ts';
import { type Clip, emitClipFactor, emitClipped } from './clip.ts';
import type { Change, Shared, Updated } from './optimizer.ts';
import { type OptimizerName, optimizers } from './optimizers.ts';
import { emitPenalties, penaltyOn } from './penalty.ts';
import { emitSchedule, type RateSchedule } from './schedule.ts';
import {
  type OptimizerNumbers,
  ParameterWriter,
  type Rate,
  SharedTapeWriter,
  type UpdateTape,
} from './writers.ts';

/** The optimizer of a scenario, with its settings. */
export interface OptimizerChoice extends OptimizerNumbers {
  readonly kind: OptimizerName;
  readonly learningRate: number;
  readonly schedule: RateSchedule | null;
  readonly clip: Clip | null;
}

/** An update as it was emitted. */
interface EmittedUpdates {
  /** The slots that are copied when the update is complete. */
  readonly carries: readonly Carry[];
  /** One for each parameter. */
  readonly updates: readonly ParameterUpdate[];
}

/** The results of the steps shared by all parameters. */
interface SharedResults {
  readonly rate: Rate;
  /** Those of the optimizer. */
  readonly shared: Shared;
  /** The factor of the gradient; null if it is not clipped by its norm. */
  readonly clipFactor: Slot | null;
}

/**
 * Emits the update of a batch, parameter by parameter, each in its frame.
 *
 * Names of one parameter: `delta(p)` for a change that is subtracted, `delta(p).WORD` for the other values of its update;
 * `velocity(p)`, `m(p)` and `v(p)` for what is kept between updates, with `.WORD` for what that is computed from. For all
 * parameters together: `m.power`, `v.power` and `learning_rate.updates`, which are kept, and `m.correction`,
 * `v.correction`, `v.root`, `learning_rate.WORD`, `gradient_norm`, `clip` and `clip.WORD`.
 *
 * @param rate the learning rate of the scenario
 * @param batches the number of updates per epoch
 * @param all the parameters to update, in the order of their updates
 */
export function emitUpdates(
  builder: TapeBuilder,
  choice: OptimizerChoice,
  { rate, batches }: { readonly rate: Slot; readonly batches: number },
  all: readonly Updated[],
): EmittedUpdates {
  const tape: UpdateTape = { builder, numbers: choice, carry: [] };
  const results = emitShared(tape, choice, { rate, batches }, all);
  let last: Updated['owner'] | null = null;
  const updates = all.map((updated) => {
    if (updated.owner !== last) builder.enter({ phase: 'update', ...updated.owner });
    last = updated.owner;
    return emitUpdate(tape, choice, results, updated);
  });
  return { carries: tape.carry, updates };
}

function emitShared(
  tape: UpdateTape,
  { kind, schedule, clip }: OptimizerChoice,
  { rate, batches }: { readonly rate: Slot; readonly batches: number },
  all: readonly Updated[],
): SharedResults {
  const { builder } = tape;
  const { shared } = optimizers[kind];
  const isByNorm = clip?.kind === 'norm' && all.length > 0;
  if (schedule || shared || isByNorm) builder.enter({ phase: 'update', layer: null, node: null });
  const writer = (source: UpdateSource, by: Rate) => new SharedTapeWriter(tape, source, by);
  const given = { slot: rate, scheduled: null };
  const writerOf = (updated: Updated) => new ParameterWriter(tape, 'clip', given, updated, updated.gradient);
  const clipFactor = isByNorm ? emitClipFactor(writer('clip', given), clip, all, writerOf) : null;
  const now = schedule ? emitSchedule(writer('schedule', given), schedule, batches) : given;
  return {
    rate: now,
    shared: shared?.(writer('optimizer', now)) ?? {},
    clipFactor,
  };
}

/** Emits the update of one parameter. */
function emitUpdate(
  tape: UpdateTape,
  { kind, clip, settings, forms }: OptimizerChoice,
  { rate, shared, clipFactor }: SharedResults,
  updated: Updated,
): ParameterUpdate {
  const { builder, carry } = tape;
  const { parameter, address: of, gradient: arriving, gradientAddress } = updated;
  const writer = (source: UpdateSource, gradient: Slot) =>
    new ParameterWriter(tape, source, rate, updated, gradient);
  const clipped = clip ? emitClipped(writer('clip', arriving), clip, clipFactor) : arriving;
  const penalty = penaltyOn(of, settings, forms);
  const isPenalised = penalty.l1 !== 0 || penalty.l2 !== 0;
  const gradient = isPenalised ? emitPenalties(writer('penalty', clipped), penalty) : clipped;
  const change = optimizers[kind].change(writer('optimizer', gradient), shared);
  const isAdded = 'added' in change;
  const operands = isAdded ? [parameter, change.added] : [change.base ?? parameter, emitDelta(change)];
  const role = { kind: 'update', parameter, gradient: arriving, isAdded } as const;
  const after = builder.emit(isAdded ? 'add' : 'subtract', operands, role);
  builder.name(after, of);
  carry.push({ from: after, to: parameter });
  return { parameter, gradient: arriving, clipped, applied: gradient, ...penalty };

  /** The learning rate × the direction. */
  function emitDelta({ direction, rate: own }: Exclude<Change, { readonly added: Slot }>): Slot {
    const isPlain = direction === arriving;
    const called = isPlain ? [null, gradientAddress] : null;
    const delta = builder.emit(
      'multiply',
      [own ?? rate.slot, direction],
      { kind: 'delta', parameter, isPlain },
      called,
    );
    builder.name(delta, { kind: 'delta', of, part: null });
    return delta;
  }
}
