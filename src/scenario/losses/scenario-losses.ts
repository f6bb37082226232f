/** The losses of a scenario with their defaults filled in: what each compares, with what, and how much it counts. */
import type { Setting } from './common/setting.ts';
import type { LossList } from './loss-list.ts';
import { type LossName, losses } from './losses.ts';

/** One of the losses that are added, or the only one. */
export interface ScenarioLoss {
  /** Its name in addresses; null if it is the only one. */
  readonly name: string | null;
  /** Which loss it is; null if the value is itself the loss. */
  readonly kind: LossName | null;
  /** The values that it compares: nodes, or numbers of formulas. */
  readonly of: readonly string[];
  /** What each is compared with: a number of the example's targets (its index), or a value of the network (its name). */
  readonly targets: readonly (number | string)[];
  /** What it is multiplied by in the sum. */
  readonly weight: number;
  /** The value of each of its settings. */
  readonly settings: Readonly<Record<string, number>>;
  /** A weight for each class, in the order of the values; null without such weights. */
  readonly classWeights: readonly number[] | null;
}

/** Numbers of each example that losses compare something with. */
export interface ScenarioTarget {
  /** Null if there is only one loss. */
  readonly name: string | null;
  readonly count: number;
}

/** The loss that compares the outputs with their targets; null if none does. */
export function mainLoss(all: readonly ScenarioLoss[]): ScenarioLoss | null {
  return all.find(({ kind, targets }) => kind !== null && typeof targets[0] === 'number') ?? null;
}

/** A document without errors: its loss or losses, and the settings beside it. */
interface Document {
  readonly loss?: LossName | readonly object[] | undefined;
}

/** What of an outline says which losses there are. */
interface Outlined {
  readonly losses: LossList | null;
  readonly outputs: readonly string[] | null;
}

/** The losses of a document; none without a loss, and if it is a formula. */
export function scenarioLosses(document: Document, { losses: list, outputs }: Outlined): ScenarioLoss[] {
  const { loss } = document;
  if (list === null && typeof loss === 'string') {
    const of = outputs ?? [];
    return [{ name: null, kind: loss, of, targets: [...of.keys()], weight: 1, ...givenFor(loss, document) }];
  }
  return (list?.losses ?? []).map(({ raw, name, kind, of, target }): ScenarioLoss => {
    const places = target?.kind === 'given' ? placesOf(target.name, list) : (target?.values ?? []);
    const weight = (raw.weight as number | undefined) ?? 1;
    return { name, kind, of: of ?? [], targets: places, weight, ...givenFor(kind, raw) };
  });
}

/** The targets that each example has. */
export function scenarioTargets({ loss }: Document, { losses: list, outputs }: Outlined): ScenarioTarget[] {
  if (list) return [...list.targets];
  return loss === undefined ? [] : [{ name: null, count: outputs?.length ?? 0 }];
}

/** The places of the targets with a name among all targets of an example. */
function placesOf(name: string, list: LossList | null): number[] {
  const targets = list?.targets ?? [];
  const index = targets.findIndex((each) => each.name === name);
  const before = targets.slice(0, index).reduce((sum, { count }) => sum + count, 0);
  return Array.from({ length: targets[index]?.count ?? 0 }, (_each, place) => before + place);
}

/** The settings of a loss; those that are not written have the usual values. */
function givenFor(kind: LossName | null, written: object): Pick<ScenarioLoss, 'settings' | 'classWeights'> {
  const values = written as Readonly<Record<string, unknown>>;
  const keys: Readonly<Record<string, Setting>> = kind === null ? {} : (losses[kind].keys ?? {});
  const settings = Object.entries(keys).map(([key, { standard }]) => [key, values[key] ?? standard] as const);
  return {
    settings: Object.fromEntries(settings) as Record<string, number>,
    classWeights: (values.class_weights as readonly number[] | undefined) ?? null,
  };
}
