/** What the widths of a drawing are found from: the numbers that a scenario begins with. */
import { printAddress } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import { type ActivationName, ops } from '../../core/operations.ts';
import type { Measures } from '../diagram/sizes.ts';
import type { Scene } from '../scene/scene.ts';
import { formatNumber } from '../terminal/format.ts';
import { lossRows } from './loss-rows.ts';

/** At most this many examples are looked at. */
const MOST_EXAMPLES = 500;
/** Whole numbers from here on are not small. */
const SMALL = 1000;

export const measuresOf = memoize((scene: Scene) => scene, measured);

function measured(scene: Scene): Measures {
  const { session, network, engine } = scene;
  const { run } = engine;
  const { scenario } = session;
  const examples = run.data.slice(0, MOST_EXAMPLES);
  const initial = (name: string) => {
    const [slot] = session.values.slotsOf(name);
    return slot === undefined ? null : (run.slots[slot]?.initial ?? null);
  };
  const updated = new Set(run.updates.flatMap(({ parameter }) => run.slots[parameter]?.names ?? []));
  const fixed = scenario.parameters.filter(({ name }) => !updated.has(name));
  const starts = new Map<string, readonly number[]>([
    ...scenario.inputs.map(
      (name, index) => [name, examples.map(({ inputs }) => inputs[index] as number)] as const,
    ),
    ...fixed.map(({ name }) => [name, [initial(name) ?? 0]] as const),
  ]);
  const weights = network.edges.map(({ weight }) => (weight === null ? null : initial(printAddress(weight))));
  const numbers = [
    ...[...starts.values()].flat(),
    ...examples.flatMap(({ targets }) => targets),
    ...run.parameters.map((slot) => run.slots[slot]?.initial ?? 0),
  ];
  const isOnce = run.epochs === 1 && (run.batch >= run.data.length || run.updates.length === 0);
  const isExact = scenario.layers.every(
    ({ activation }) => activation === NO_ACTIVATION || isWholeForWhole(activation),
  );
  const widths = new Map<string, number>();
  return {
    isWhole:
      isOnce &&
      isExact &&
      scenario.formulas.length === 0 &&
      numbers.every((each) => Number.isInteger(each) && Math.abs(each) < SMALL),
    isUpdated: run.updates.length > 0,
    given(name, digits) {
      const values = starts.get(name);
      if (!values) return null;
      const key = `${name} ${digits}`;
      const known = widths.get(key) ?? Math.max(...values.map((each) => formatNumber(each, digits).length));
      widths.set(key, known);
      return known;
    },
    weight: (edge) => weights[edge] ?? null,
    lossWords: lossRows(scene).map(({ word }) => word),
  };
}

/** Whether an activation makes no fractions of some whole numbers, so that it needs no more digits than its sum. */
function isWholeForWhole(activation: ActivationName | 'softmax'): boolean {
  if (activation === 'softmax') return false;
  return [-2, -1, 1, 2].every((sum) => Number.isInteger(ops[activation].forward(sum, 0)));
}
