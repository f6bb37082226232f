/** Checks, before anything is made of it, that the tape of a scenario fits into memory. */
import type { Address } from '../../core/address.ts';
import { TapeBuilder } from '../../core/tape-builder.ts';
import type { Problem } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import { LARGEST_LAYER } from '../format/scenario.ts';
import { optimizerSchema } from '../format/schema.ts';
import { LOSS_FORMULA } from '../losses/losses.ts';
import { emitUpdates, type OptimizerChoice } from '../optimizers/updates.ts';
import { inputSources } from '../reading/input-sources.ts';
import { readOutline } from '../reading/outline.ts';
import { toOptimizer } from '../reading/to-optimizer.ts';
import { listOf } from '../reading/written-values.ts';
import { isMapping, type Mapping } from '../yaml/mapping.ts';

/** What an operation of a large tape takes, with its slot, while a run is computed and searched. */
const BYTES_PER_OPERATION = 600;

/** The operations of a weight: its product and an addition; its gradient, and that of its input with an addition. */
const WEIGHT = { forward: 2, backward: 3 };
/** The operations of an operator of a formula: itself; the gradients of its operands, and an addition. */
const OPERATOR = { forward: 1, backward: 3 };

/** What a scenario would take. */
interface Size {
  /** The weights and biases, or the parameters of formulas. */
  readonly parameters: number;
  readonly operations: number;
}

/**
 * Counts the operations of a scenario from the sizes in its document, which may have errors, and compares them with the
 * memory. Nothing of the size of the network is made for it.
 *
 * @param memory how many bytes the tape may take
 * @returns the problem, or null if the scenario fits
 */
export function checkSize(raw: Mapping, memory: number): Problem | null {
  const most = Math.floor(memory / BYTES_PER_OPERATION);
  const rates = ratesOf(raw);
  const found = sizeOf(raw, rates, LARGEST_LAYER);
  if (found.operations <= most) return null;
  const expected = t`at most ${most} operations for an example and its update: more do not fit into memory`;
  if (!Array.isArray(raw.layers)) {
    const words = t`formulas with about ${found.operations} operations`;
    return { path: ['formulas'], at: 'key', expected, found: words, fix: t`write fewer or shorter formulas` };
  }
  const size = largestSize(raw, rates, most);
  return {
    path: ['layers', firstTooLarge(raw, rates, most)],
    expected,
    found: t`${found.parameters} weights and biases, which take about ${found.operations} operations`,
    fix:
      size === 0
        ? t`write fewer or smaller layers`
        : t`write smaller layers, for example none above ${`size: ${size}`}`,
  };
}

/** How many operations there are for each weight or operator of a formula, and for each parameter. */
interface Rates {
  readonly each: number;
  readonly parameter: number;
}

function ratesOf(raw: Mapping): Rates {
  const { loss, formulas, output_gradient: given, stop_after: stop, training } = raw;
  const hasOwnLoss = isMapping(formulas) && Object.hasOwn(formulas, LOSS_FORMULA);
  const isBackward =
    (loss !== undefined || hasOwnLoss || given !== undefined) && stop !== 'forward' && stop !== 'loss';
  const each = isMapping(formulas) ? OPERATOR : WEIGHT;
  if (!isBackward) return { each: each.forward, parameter: 0 };
  const isBatched =
    isMapping(training) &&
    [training.batch, training.accumulate].some((each) => each !== undefined && each !== 1);
  const optimizer = stop === undefined ? optimizerSchema.safeParse(raw.optimizer) : null;
  const choice = optimizer?.success ? toOptimizer({ optimizer: optimizer.data }) : null;
  return {
    each: each.forward + each.backward,
    parameter: Number(isBatched) + (choice ? updateOperations(choice) : 0),
  };
}

/** The operations of the update of one more parameter. */
function updateOperations(choice: OptimizerChoice): number {
  const of = (count: number): number => {
    const builder = new TapeBuilder();
    const owner = { layer: null, node: null };
    const updated = Array.from({ length: count }, (_each, index) => {
      const address: Address = { kind: 'nodeItem', node: 'n', part: 'w', index };
      const [parameter, gradient] = [builder.slot('parameter'), builder.slot('computed')];
      return {
        parameter,
        address,
        owner,
        gradient,
        gradientAddress: { kind: 'gradient', of: address } as const,
        group: null,
      };
    });
    emitUpdates(builder, choice, { rate: builder.slot('setting'), rates: new Map(), batches: 1 }, updated);
    return builder.instructions.length;
  };
  return of(2) - of(1);
}

/** @param most the size above which layers given by their size are counted as if they had this size */
function sizeOf(raw: Mapping, rates: Rates, most: number): Size {
  if (!Array.isArray(raw.layers)) return sizeOfFormulas(raw, rates);
  let parameters = 0;
  for (const count of parameterCounts(raw, most)) parameters += count;
  return { parameters, operations: parameters * (rates.each + rates.parameter) };
}

/** The number of weights and biases of each layer. */
function* parameterCounts(raw: Mapping, most: number): Generator<number> {
  let incoming = inputSources(listOf(raw.inputs).map(String), raw.data).length;
  for (const layer of listOf(raw.layers)) {
    const { nodes, size, bias } = isMapping(layer) ? layer : {};
    const written = isMapping(nodes) ? Object.values(nodes) : null;
    const isSize = Number.isInteger(size) && Number(size) >= 1 && Number(size) <= LARGEST_LAYER;
    const count = written?.length ?? (isSize ? Math.min(Number(size), most) : 0);
    const biases = written === null && bias === false ? 0 : count;
    const weights = written
      ? written.reduce((sum: number, node) => sum + weightsOf(node), 0)
      : count * incoming;
    yield weights + biases;
    incoming = count;
  }
}

function weightsOf(node: unknown): number {
  return listOf(isMapping(node) ? node.weights : node).length;
}

function sizeOfFormulas(raw: Mapping, rates: Rates): Size {
  const {
    operations,
    parameters: { length: parameters },
  } = readOutline(raw);
  return { parameters, operations: operations * rates.each + parameters * rates.parameter };
}

/** The largest common limit of the sizes with which the network fits; 0 if there is none. */
function largestSize(raw: Mapping, rates: Rates, most: number): number {
  let [fits, fails] = [0, LARGEST_LAYER + 1];
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    if (sizeOf(raw, rates, middle).operations <= most) fits = middle;
    else fails = middle;
  }
  return fits;
}

/** The layer with which the network no longer fits. */
function firstTooLarge(raw: Mapping, rates: Rates, most: number): number {
  let parameters = 0;
  let layer = 0;
  for (const count of parameterCounts(raw, LARGEST_LAYER)) {
    parameters += count;
    if (parameters * (rates.each + rates.parameter) > most) return layer;
    layer += 1;
  }
  return 0;
}
