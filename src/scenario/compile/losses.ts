/** Emits the loss phase of an example: one loss, or several and their weighted sum. */
import { inLoss } from '../../core/address.ts';
import type { Example, Slot } from '../../core/program.ts';
import { isLastLayer, type Scenario } from '../format/scenario.ts';
import type { Exponentials } from '../losses/common/softmax.ts';
import { type TargetKind, targetKindOf } from '../losses/common/targets.ts';
import { emitLoss } from '../losses/emit-loss.ts';
import { losses as kinds } from '../losses/losses.ts';
import type { ScenarioLoss } from '../losses/scenario-losses.ts';
import type { Given } from './given.ts';

/** What is computed before the loss phase. */
export interface Computed {
  /** The values of inputs, nodes, parameters and formulas, by name. */
  readonly values: ReadonlyMap<string, Slot>;
  readonly targets: readonly Slot[];
  /** The softmax of the last layer; null if it has another activation. */
  readonly softmax: Exponentials | null;
}

/** Emits all losses, at least one. Returns the slot of their weighted sum, which is called `loss`. */
export function emitLosses(given: Given, scenario: Scenario, computed: Computed): Slot {
  const { losses, rows } = scenario;
  // Of examples that are taken together it is the same for all losses.
  const shared = rows === null ? null : kindOfTargets(scenario, losses[0] as ScenarioLoss);
  const each = losses.map((loss) => emitOne(given, scenario, loss, shared, computed));
  const [first] = losses;
  if (first?.name === null) return each[0] as Slot;
  return emitTotal(given, scenario, each);
}

function emitOne(
  given: Given,
  scenario: Scenario,
  loss: ScenarioLoss,
  targetKind: TargetKind | null,
  computed: Computed,
): Slot {
  const { name, kind, of, settings, classWeights } = loss;
  const { values, targets } = computed;
  const slotOf = (value: string) => values.get(value) as Slot;
  if (kind === null) {
    const slot = slotOf(of[0] as string);
    given.builder.name(slot, inLoss(name, { kind: 'loss' }), 1);
    return slot;
  }
  const outputs = of.map((value) => ({ name: value, slot: slotOf(value) }));
  const compared = loss.targets.map((target) =>
    typeof target === 'number' ? (targets[target] as Slot) : slotOf(target),
  );
  return emitLoss(given.builder, kind, outputs, compared, {
    name,
    settings,
    targets: targetKind ?? kindOfTargets(scenario, loss),
    classWeights,
    softmax: kinds[kind].continues === undefined || !isLastLayer(scenario, of) ? null : computed.softmax,
  });
}

function kindOfTargets(scenario: Scenario, loss: ScenarioLoss): TargetKind {
  return targetKindOf(ownExamples(scenario, loss));
}

/**
 * The examples with the targets of one loss; of examples that are taken together, each by itself. What the network
 * computes is no number that is known before.
 */
export function ownExamples({ data, test, rows, losses }: Scenario, loss: ScenarioLoss): Example[] {
  const places = (rows === null ? [loss] : losses).map(({ targets }) =>
    targets.map((target) => (typeof target === 'number' ? target : Number.NaN)),
  );
  return [...data, ...test].flatMap(({ inputs, targets: all }) =>
    places.map((own) => ({ inputs, targets: own.map((place) => all[place] ?? Number.NaN) })),
  );
}

/**
 * Multiplies each loss by its weight, if that is not 1, and adds them from left to right. If they are those of examples
 * that are taken together, the loss is their mean.
 */
function emitTotal(given: Given, { losses, rows, reduction }: Scenario, each: readonly Slot[]): Slot {
  const { builder } = given;
  builder.enter({ phase: 'loss', layer: null, node: null });
  const terms = losses.map(({ name, weight }, index) => {
    const loss = each[index] as Slot;
    if (weight === 1 || name === null) return loss;
    const factor = given.slot(
      'setting',
      inLoss(name, { kind: 'lossPart', part: 'weight', index: null }),
      weight,
    );
    const term = builder.emit('multiply', [factor, loss], { kind: 'lossWeighted' });
    builder.name(term, inLoss(name, { kind: 'lossPart', part: 'weighted', index: null }));
    return term;
  });
  const all = terms.length;
  const sum = terms.slice(1).reduce((sum, term, index) => {
    const next = builder.emit('add', [sum, term], { kind: 'lossTotal', count: index + 2, all });
    builder.name(next, { kind: 'lossPart', part: 'sum', index: index + 1 }, 1);
    return next;
  }, terms[0] as Slot);
  const kind = losses[0]?.kind ?? null;
  const isMean = rows !== null && reduction === 'mean' && kind !== null;
  const role = { kind: 'lossMean', loss: kind ?? '', over: 'examples', size: all } as const;
  const total = isMean ? builder.emit('multiply', [builder.constant(1 / all), sum], role) : sum;
  builder.name(total, { kind: 'loss' });
  return total;
}
