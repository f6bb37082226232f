/** Random scenario documents for property tests, and their conversion to a Scenario. */
import fc from 'fast-check';
import { type ActivationName, activationNames } from '../../src/core/operations.ts';
import type { Run } from '../../src/core/program.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import type { NodeDocument, ScenarioDocument } from '../../src/scenario/format/schema.ts';
import { outputExpectations } from '../../src/scenario/losses/common/expectations.ts';
import { type LossName, losses, lossNames } from '../../src/scenario/losses/losses.ts';
import { type OptimizerName, optimizerNames, optimizers } from '../../src/scenario/optimizers/optimizers.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { seed } from './seed.ts';

/** Options for random networks. A feature without an option is random, unless its comment says that it is absent. */
export interface Wanted {
  /** Layers may pass values on with `from` (absent by default). */
  readonly passOn?: boolean;
  /** Numbers so large that sums overflow to ±Infinity and NaN (absent by default). */
  readonly huge?: boolean;
  /** Maximum numbers of layers, and of nodes in a layer. */
  readonly layers?: number;
  readonly nodes?: number;
  /** Maximum number of epochs. */
  readonly epochs?: number;
  /** The losses to choose from; all by default. */
  readonly losses?: readonly LossName[];
  /** Whether layers may have softmax; true by default. */
  readonly softmax?: boolean;
  /** Dropout in some layers (absent by default). */
  readonly dropout?: boolean;
  /** Optimizers other than plain gradient descent (absent by default). */
  readonly optimizers?: boolean;
  /** Random epochs, batches, optimizer and so on. By default the network has one example and only a loss. */
  readonly training?: boolean;
}

/** A document that contains its own examples and nodes. */
export interface NetworkDocument extends Omit<ScenarioDocument, 'data' | 'layers' | 'loss'> {
  loss?: LossName;
  data: Exclude<ScenarioDocument['data'], { csv: unknown }>;
  layers: (Omit<NonNullable<ScenarioDocument['layers']>[number], 'nodes' | 'bias'> & {
    nodes: Record<string, NodeDocument>;
    bias?: number;
  })[];
}

type Generate = fc.GeneratorValue;

// No values between 0 and 0.02: the rounding errors of a difference quotient would be larger than their gradients.
const small = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.noBias(fc.integer({ min: 20, max: 1500 })).map((value) => value / 1000),
  fc.noBias(fc.integer({ min: -1500, max: -20 })).map((value) => value / 1000),
);
const huge = fc.oneof(small, fc.constantFrom(1e200, -1e200, 5e-324, 1.5e308));

/** The share of the random networks that the usual tests try. The long tests try all. */
const share = process.env.EVERYTHING === undefined ? 0.25 : 1;

/** How often a case must occur at least, if it must so often in all networks. */
export function shareOf(count: number): number {
  return Math.floor(count * share);
}

/** Options for a number of random networks, of which the usual tests try a share. */
export function networksTried(numRuns: number): ReturnType<typeof allNetworks> {
  return allNetworks(Math.ceil(numRuns * share));
}

/**
 * Options for a number of random networks, all of which are always tried, because a case is required that is rare.
 * Failures are reported without shrinking, which would take minutes.
 */
export function allNetworks(numRuns: number): { numRuns: number; endOnFailure: true; seed: number } {
  // A fixed seed, because these tests also require that certain cases occur, which random seeds do not guarantee.
  return { numRuns, endOnFailure: true, seed };
}

/** The polynomial losses, in which rounding errors stay proportional to the numbers. */
export const squares: readonly LossName[] = ['squared_error', 'half_squared_error', 'mean_squared_error'];

/** A valid scenario document with a random network. */
export function documents(wanted: Wanted = {}): fc.Arbitrary<NetworkDocument> {
  return fc.gen().map((g) => document(g, wanted));
}

/** The Scenario of a document, parsed from its text as if it came from a file. */
export function scenarioOf(source: ScenarioDocument | string): Scenario {
  const result = parseScenario(typeof source === 'string' ? source : JSON.stringify(source));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, null, 2));
  return result.scenario;
}

/** The slot with this name; for a batch's sum the one that an example writes. Null if there is none. */
export function slotNamed(run: Run, name: string): number | null {
  const slot = run.slots.findIndex(({ kind, names }) => kind !== 'accumulator' && names.includes(name));
  return slot < 0 ? null : slot;
}

function document(g: Generate, wanted: Wanted): NetworkDocument {
  const numbers = wanted.huge ? huge : small;
  const list = (length: number) => g(fc.array, numbers, { minLength: length, maxLength: length });
  const inputs = Array.from({ length: g(fc.integer, { min: 1, max: 3 }) }, (_input, index) => `x${index}`);
  const loss: LossName = g(fc.constantFrom<LossName[]>, ...(wanted.losses ?? lossNames));
  const layers = network(g, wanted, inputs, list, loss);
  const outputs = Object.keys(layers.at(-1)?.nodes ?? {});
  const rows = wanted.training ? g(fc.integer, { min: 1, max: 5 }) : 1;
  const classes =
    losses[loss].expects.targets === 'signs or bits'
      ? g(fc.constantFrom<(readonly number[])[]>, [0, 1], [-1, 1])
      : null;
  const targets = (length: number) =>
    classes
      ? g(fc.array, fc.constantFrom(...classes), { minLength: length, maxLength: length })
      : outputExpectations[losses[loss].expects.outputs].within !== null
        ? list(length).map(Math.abs)
        : list(length);
  const data = Array.from({ length: rows }, () => ({
    inputs: list(inputs.length),
    target: targets(outputs.length),
  }));
  const base = { title: 'A random network', inputs, layers, data };
  return wanted.training
    ? { ...base, ...training(g, wanted, outputs, loss, layers) }
    : { ...base, loss, ...(g(fc.boolean) ? { input_gradients: true } : {}) };
}

function network(
  g: Generate,
  wanted: Wanted,
  inputs: readonly string[],
  list: (length: number) => number[],
  loss: LossName,
): NetworkDocument['layers'] {
  const known = [...inputs];
  let arriving = inputs.length;
  const depth = g(fc.integer, { min: 1, max: wanted.layers ?? 4 });
  return Array.from({ length: depth }, (_layer, layer) => {
    const isLast = layer === depth - 1;
    const biases = g(fc.constantFrom, 'none', 'some', 'shared');
    const least = isLast ? (losses[loss].leastOutputs?.count ?? 1) : 1;
    const size = g(fc.integer, { min: least, max: wanted.nodes ?? 5 });
    const activation = activationOf(g, wanted.softmax === false ? 1 : size, isLast ? loss : null);
    const nodes: Record<string, NodeDocument> = {};
    for (let index = 0; index < size; index++) {
      const weights = list(arriving);
      const passes = wanted.passOn && g(fc.integer, { min: 0, max: 3 }) === 0;
      const own = biases === 'some' && g(fc.boolean);
      const plain = own ? { weights, bias: list(1)[0] as number } : weights;
      nodes[`h${layer}_${index}`] = passes ? { from: g(fc.constantFrom<string[]>, ...known) } : plain;
    }
    known.push(...Object.keys(nodes));
    arriving = size;
    return {
      name: `layer_${layer}`,
      activation,
      nodes,
      ...(biases === 'shared' ? { bias: list(1)[0] as number } : {}),
      ...(wanted.dropout && activation !== 'softmax' && g(fc.boolean)
        ? { dropout: { rate: g(fc.constantFrom, 0.25, 0.5, 0.9), seed: g(fc.nat) } }
        : {}),
    };
  });
}

/** Softmax needs several nodes, and some losses need outputs that are probabilities. */
function activationOf(g: Generate, size: number, loss: LossName | null): ActivationName | 'softmax' {
  if (loss !== null && outputExpectations[losses[loss].expects.outputs].within !== null)
    return losses[loss].leastOutputs && size > 1 ? g(fc.constantFrom, 'sigmoid', 'softmax') : 'sigmoid';
  const names = size > 1 ? ([...activationNames, 'softmax'] as const) : activationNames;
  return g(fc.constantFrom<(ActivationName | 'softmax')[]>, ...names);
}

function training(
  g: Generate,
  wanted: Wanted,
  outputs: readonly string[],
  loss: LossName,
  layers: NetworkDocument['layers'],
): Omit<Partial<NetworkDocument>, 'data' | 'layers'> {
  const ending = g(fc.constantFrom, 'forward', 'loss', 'backward', 'beyond', 'update', 'update', 'update');
  const schedule = {
    epochs: g(fc.integer, { min: 1, max: wanted.epochs ?? 4 }),
    batch: g(fc.constantFrom<(number | 'all')[]>, 1, 2, 3, 7, 'all'),
    ...(g(fc.integer, { min: 0, max: 3 }) === 0 ? { shuffle: { seed: g(fc.nat) } } : {}),
  };
  const rest: Omit<Partial<NetworkDocument>, 'data' | 'layers'> = {
    reduction: g(fc.constantFrom, 'mean', 'sum'),
    input_gradients: g(fc.boolean),
    frozen: addresses(layers).filter(() => g(fc.integer, { min: 0, max: 4 }) === 0),
  };
  const rate = { learning_rate: g(fc.constantFrom, 0.01, 0.1, 0.5), ...ownRates(g, wanted, layers) };
  const optimizer = wanted.optimizers ? { ...anyOptimizer(g), ...rate } : { kind: 'sgd' as const, ...rate };
  if (ending === 'forward') return { ...rest, training: schedule };
  if (ending === 'beyond') {
    const gradient = outputs.map(() => g(fc.integer, { min: -3, max: 3 }));
    return { ...rest, output_gradient: gradient, optimizer, training: schedule };
  }
  const finish = g(fc.boolean) ? { finish: 'loss' as const } : {};
  const withLoss = { ...rest, loss, training: { ...schedule, ...finish } };
  return ending === 'update' ? { ...withLoss, optimizer } : { ...withLoss, stop_after: ending };
}

/** Sometimes a layer and a parameter have learning rates of their own. */
function ownRates(g: Generate, wanted: Wanted, layers: NetworkDocument['layers']): object {
  const weighted = layers.findLast((each) => addresses([each]).length > 0);
  if (!wanted.optimizers || weighted === undefined || g(fc.nat, 3) > 0) return {};
  const layer = `layer(${weighted.name})`;
  const parameter = addresses([weighted])[0] as string;
  return { learning_rates: g(fc.boolean) ? { [layer]: 0.2 } : { [parameter]: 0.3, [layer]: 0.05 } };
}

function anyOptimizer(g: Generate) {
  const kind = g(fc.constantFrom<OptimizerName[]>, ...optimizerNames);
  const { keys, forms } = optimizers[kind];
  const penalties = ['l1', 'l2'].filter((key) => key in keys && g(fc.boolean)).map((key) => [key, 0.1]);
  const words = Object.entries(forms).map(([key, form]) => [key, g(fc.constantFrom, ...Object.keys(form))]);
  const clips = [
    {},
    {},
    { clip: { norm: 0.5 } },
    { clip: { norm: 2, epsilon: 0 } },
    { clip: { value: 0.25 } },
  ];
  const start = g(fc.integer, { min: 0, max: 3 }) === 0 ? { start: { updates: 2 } } : {};
  const schedules = [
    {},
    { schedule: { kind: 'step' as const, every: 1, factor: 0.5 } },
    { schedule: { kind: 'cosine' as const } },
    { schedule: { kind: 'cosine_restarts' as const, epochs: 1, times: g(fc.constantFrom, 1, 2) } },
    {
      schedule: {
        kind: 'warmup' as const,
        epochs: 2,
        from: g(fc.constantFrom, 0, 0.25),
        ...g(
          fc.constantFrom<object[]>,
          {},
          { after: { kind: 'step', every: 2, factor: 0.5 } },
          { after: { kind: 'cosine' } },
          { after: { kind: 'cosine_restarts', epochs: 1, times: 2 } },
        ),
      },
    },
  ];
  return {
    kind,
    ...Object.fromEntries([...penalties, ...words]),
    ...clips[g(fc.nat, 4)],
    ...start,
    ...g(fc.constantFrom<object[]>, ...schedules),
  };
}

/** The addresses of all weights and biases, in the order of the document. */
export function addresses(layers: NetworkDocument['layers']): string[] {
  return layers.flatMap(({ name, bias, nodes }) => {
    const own = Object.entries(nodes).flatMap(([node, value]) => {
      if ('from' in value) return [];
      const weights = Array.isArray(value) ? value : value.weights;
      const named = weights.map((_weight: number, index: number) => `${node}.w[${index}]`);
      return Array.isArray(value) || value.bias === undefined ? named : [...named, `${node}.bias`];
    });
    return bias === undefined ? own : [...own, `layer(${name}).bias`];
  });
}
