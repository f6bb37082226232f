/** Emits the update of a batch: the steps shared by all parameters, then each parameter. */
import type { Carry, ParameterUpdate, Slot } from '../../core/program.ts';
import type { UpdateSource } from '../../core/step-role.ts';
import type { TapeBuilder } from '../../core/tape-builder.ts';
import { type Clip, emitClipFactor, emitClipped } from './common/clip.ts';
import type { Change, Rate, Shared, Updated } from './common/optimizer.ts';
import { emitPenalties, penaltyOn } from './common/penalty.ts';
import { emitSchedule, emitScheduled, type RateSchedule } from './common/schedule.ts';
import { type OptimizerName, optimizers } from './optimizers.ts';
import { type OptimizerNumbers, ParameterWriter, SharedTapeWriter, type UpdateTape } from './writers.ts';

/** The optimizer of a scenario, with its settings. */
export interface OptimizerChoice extends OptimizerNumbers {
  readonly kind: OptimizerName;
  readonly learningRate: number;
  /** The learning rates of some parameters, by what the scenario calls these. */
  readonly rates: Readonly<Record<string, number>>;
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
  /** For the parameters with the learning rate of the scenario, and for each group with one of its own. */
  readonly of: (group: string | null) => OfRate;
  /** The factor of the gradient; null if it is not clipped by its norm. */
  readonly clipFactor: Slot | null;
}

/** The results shared by all parameters with one learning rate. */
interface OfRate {
  readonly rate: Rate;
  /** Those of the optimizer. */
  readonly shared: Shared;
}

/** The learning rates before the schedule, and the number of updates per epoch. */
interface Given {
  /** The learning rate of the scenario. */
  readonly rate: Slot;
  /** Those of the groups that have their own. */
  readonly rates: ReadonlyMap<string, Slot>;
  readonly batches: number;
}

/**
 * Emits the update of a batch, parameter by parameter, each in its frame.
 *
 * Names of one parameter: `delta(p)` for a change that is subtracted, `delta(p).WORD` for the other values of its update;
 * `velocity(p)`, `m(p)` and `v(p)` for what is kept between updates, with `.WORD` for what that is computed from. For all
 * parameters together: `m.power`, `v.power` and `learning_rate.updates`, which are kept, and `m.correction`,
 * `v.correction`, `v.root`, `learning_rate.WORD`, `gradient_norm`, `clip` and `clip.WORD`; for those of a group with its
 * own learning rate, `learning_rate(GROUP).WORD`.
 *
 * @param all the parameters to update, in the order of their updates
 */
export function emitUpdates(
  builder: TapeBuilder,
  choice: OptimizerChoice,
  given: Given,
  all: readonly Updated[],
): EmittedUpdates {
  const tape: UpdateTape = { builder, numbers: choice, carry: [] };
  const results = emitShared(tape, choice, given, all);
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
  { rate, rates, batches }: Given,
  all: readonly Updated[],
): SharedResults {
  const { builder } = tape;
  const { shared, ofRate } = optimizers[kind];
  const isByNorm = clip?.kind === 'norm' && all.length > 0;
  if (schedule || shared || ofRate || isByNorm) builder.enter({ phase: 'update', layer: null, node: null });
  const writer = (source: UpdateSource, by: Rate) => new SharedTapeWriter(tape, source, by);
  const given = { slot: rate, group: null, scheduled: null };
  const writerOf = (updated: Updated) => new ParameterWriter(tape, 'clip', given, updated, updated.gradient);
  const clipFactor = isByNorm ? emitClipFactor(writer('clip', given), clip, all, writerOf) : null;
  const now = schedule ? emitSchedule(writer('schedule', given), schedule, batches) : given;
  const groups = [...rates].map(([group, slot]) => {
    const own = { slot, group, scheduled: now.scheduled };
    return [group, now.scheduled === null ? own : emitScheduled(writer('schedule', own), own)] as const;
  });
  const forAll = shared?.(writer('optimizer', now)) ?? {};
  const of = (by: Rate): OfRate => ({
    rate: by,
    shared: { ...forAll, ...ofRate?.(writer('optimizer', by), forAll) },
  });
  const ofAll = of(now);
  const ofGroups = new Map(groups.map(([group, by]) => [group, of(by)]));
  return { of: (group) => ofGroups.get(group ?? '') ?? ofAll, clipFactor };
}

/** Emits the update of one parameter. */
function emitUpdate(
  tape: UpdateTape,
  { kind, clip, settings, forms }: OptimizerChoice,
  { of: resultsOf, clipFactor }: SharedResults,
  updated: Updated,
): ParameterUpdate {
  const { builder, carry } = tape;
  const { rate, shared } = resultsOf(updated.group);
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
  function emitDelta({ direction, base, rate: own }: Exclude<Change, { readonly added: Slot }>): Slot {
    const isPlain = direction === arriving;
    const called = isPlain ? [null, gradientAddress] : null;
    const delta = builder.emit(
      'multiply',
      [own ?? rate.slot, direction],
      { kind: 'delta', parameter, isPlain, isApart: base !== undefined },
      called,
    );
    builder.name(delta, { kind: 'delta', of, part: null });
    return delta;
  }
}
