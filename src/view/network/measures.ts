/** What the widths of a drawing are found from: the numbers that a scenario begins with. */
import { type Address, printAddress } from '../../core/address.ts';
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
  const inputs = new Map(scenario.inputs.map((name, index) => [name, index]));
  const starts = new Map(fixedParameters(scene).map((name) => [name, initial(name) ?? 0]));
  /** The numbers that an input has in the examples, or that a fixed parameter is; null for others. */
  const numbersOf = (name: string): readonly number[] | null => {
    const index = inputs.get(name);
    if (index !== undefined) return examples.map((example) => example.inputs[index] as number);
    const start = starts.get(name);
    return start === undefined ? null : [start];
  };
  const isSmall = (each: number) => Number.isInteger(each) && Math.abs(each) < SMALL;
  const isOnce = run.epochs === 1 && (run.batch >= run.data.length || run.updates.length === 0);
  const isExact = scenario.layers.every(
    ({ activation }) => activation === NO_ACTIVATION || isWholeForWhole(activation),
  );
  const widths = new Map<string, number>();
  const weights: (number | null)[] = [];
  return {
    isWhole:
      isOnce &&
      isExact &&
      scenario.formulas.length === 0 &&
      [...starts.values()].every(isSmall) &&
      examples.every((example) => example.inputs.every(isSmall) && example.targets.every(isSmall)) &&
      run.parameters.every((slot) => isSmall(run.slots[slot]?.initial ?? 0)),
    isUpdated: run.updates.length > 0,
    given(name, digits) {
      const key = `${name} ${digits}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      const numbers = numbersOf(name);
      if (numbers === null) return null;
      const width = Math.max(...numbers.map((each) => formatNumber(each, digits).length));
      widths.set(key, width);
      return width;
    },
    weight(edge) {
      const address = network.edges[edge]?.weight ?? null;
      if (address !== null) weights[edge] ??= initial(printAddress(address));
      return weights[edge] ?? null;
    },
    hasGradient: (name) => session.values.slotsOf(printAddress(gradientOf(name))).length > 0,
    lossWords: lossRows(scene).map(({ word }) => word),
  };
}

const gradientOf = (name: string): Address => ({ kind: 'gradient', of: { kind: 'value', name } });

/** The names of the parameters of formulas that no update changes. */
function fixedParameters({ session, engine }: Scene): string[] {
  const { parameters } = session.scenario;
  if (parameters.length === 0) return [];
  const updated = new Set(engine.run.updates.map(({ parameter }) => parameter));
  const names = parameters.map(({ name }) => name);
  return names.filter((name) => !session.values.slotsOf(name).some((slot) => updated.has(slot)));
}

/** Whether an activation makes no fractions of some whole numbers, so that it needs no more digits than its sum. */
function isWholeForWhole(activation: ActivationName | 'softmax'): boolean {
  if (activation === 'softmax') return false;
  return [-2, -1, 1, 2].every((sum) => Number.isInteger(ops[activation].forward(sum, 0)));
}
