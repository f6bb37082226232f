/** The losses: how each is written on the tape in scalar steps. */
import type { Slot, TapeBuilder } from '../../core/program.ts';
import { emitExponentials } from './softmax.ts';

/** What a loss is written with. */
interface Writing {
  readonly builder: TapeBuilder;
  readonly outputs: readonly { readonly slot: Slot; readonly name: string }[];
  readonly targets: readonly Slot[];
  /** Where the loss of Huber goes over into a straight line. */
  readonly delta: number;
}

/** The value of one output and its target. */
interface Pair {
  readonly output: Slot;
  readonly target: Slot;
  readonly index: number;
}

/** How a loss is put together. */
interface Loss {
  /** Emits what is wanted of all outputs before the terms; gives how an output's term is emitted. */
  readonly terms: (writing: Writing) => (pair: Pair) => Slot;
  /** A factor on the sum of the terms, from the number of outputs. */
  readonly sumFactor: (outputs: number) => number;
}

const once = () => 1;
const mean = (outputs: number) => 1 / outputs;

const table = {
  /** e², summed over the outputs. */
  squared_error: { terms: (writing) => squaredError(writing, 1), sumFactor: once },
  /** ½e², summed over the outputs (Bishop, "Pattern Recognition and Machine Learning", 2006, eq. 5.11). */
  half_squared_error: { terms: (writing) => squaredError(writing, 0.5), sumFactor: once },
  /** e², the mean over the outputs. */
  mean_squared_error: { terms: (writing) => squaredError(writing, 1), sumFactor: mean },
  /** |e|, the mean over the outputs. */
  mean_absolute_error: {
    terms: (writing) => (pair) => writing.builder.apply('abs', emitError(writing, pair)),
    sumFactor: mean,
  },
  /** ½e² up to δ, δ(|e| − ½δ) beyond, the mean over the outputs. */
  huber: {
    terms: (writing) => (pair) => {
      const error = emitError(writing, pair);
      return writing.builder.apply('huber', error, writing.builder.constant(writing.delta));
    },
    sumFactor: mean,
  },
  /** −(t log p + (1 − t) log(1 − p)) of outputs p that are probabilities, the mean over the outputs. */
  binary_cross_entropy: { terms: binaryCrossEntropy, sumFactor: mean },
  /** The same of p = sigmoid(z): softplus(z) − t z, which does not overflow; the mean over the outputs. */
  binary_cross_entropy_from_logits: { terms: binaryCrossEntropyFromLogits, sumFactor: mean },
  /** −Σ t log p of p = softmax(z): t times log Σ exp(z) − z, summed over the outputs. */
  softmax_cross_entropy: { terms: softmaxCrossEntropy, sumFactor: once },
} satisfies Record<string, Loss>;

export type LossName = keyof typeof table;

/** The formula of this name is the loss. */
export const OWN_LOSS = 'loss';

export const lossNames = Object.keys(table) as LossName[];

/**
 * Emits the loss phase for one example and returns the slot of `loss`.
 *
 * Names: `error[i]`, `error[i].squared`, `loss.term[i]`, `loss.sum[i]`, `loss`, and `loss.WORD[i]` for what else a
 * term is made from; with one output also `error` and `error.squared`.
 *
 * @param delta where the loss of Huber goes over into a straight line
 */
export function emitLoss(
  builder: TapeBuilder,
  loss: LossName,
  outputs: Writing['outputs'],
  targets: readonly Slot[],
  delta: number,
): Slot {
  const { terms: prepare, sumFactor }: Loss = table[loss];
  const single = outputs.length === 1;
  const emitTerm = prepare({ builder, outputs, targets, delta });
  const terms = outputs.map(({ slot, name }, index) => {
    builder.enter({ phase: 'loss', layer: null, node: name });
    const term = emitTerm({ output: slot, target: targets[index] as Slot, index });
    builder.name(term, `loss.term[${index}]`, ranks.term);
    return term;
  });
  const factor = sumFactor(outputs.length);
  if (!single || factor !== 1) builder.enter({ phase: 'loss', layer: null, node: null });
  let sum = terms[0] as Slot;
  terms.slice(1).forEach((term, index) => {
    sum = builder.apply('add', sum, term);
    builder.name(sum, `loss.sum[${index + 1}]`, ranks.sum);
  });
  const total = scaled(builder, sum, factor);
  builder.name(total, 'loss', ranks.loss);
  return total;
}

const ranks = { loss: 0, error: 1, squared: 2, part: 2, sum: 3, term: 4 };

/** Names what belongs to one output; where there is one alone, without its number as well. */
function nameError({ builder, outputs }: Writing, slot: Slot, index: number, suffix: string, rank: number) {
  if (outputs.length === 1) builder.name(slot, `error${suffix}`, rank);
  builder.name(slot, `error[${index}]${suffix}`, rank);
}

function emitError(writing: Writing, { output, target, index }: Pair): Slot {
  const error = writing.builder.apply('subtract', output, target);
  nameError(writing, error, index, '', ranks.error);
  return error;
}

function squaredError(writing: Writing, factor: number): (pair: Pair) => Slot {
  return (pair) => {
    const squared = writing.builder.apply('square', emitError(writing, pair));
    nameError(writing, squared, pair.index, '.squared', ranks.squared);
    return scaled(writing.builder, squared, factor);
  };
}

function binaryCrossEntropy({ builder }: Writing): (pair: Pair) => Slot {
  const one = builder.constant(1);
  return ({ output, target, index }) => {
    const part = (word: string, slot: Slot) => partOf(builder, word, index, slot);
    const log = part('log', builder.apply('log', output));
    const hit = part('hit', builder.apply('multiply', target, log));
    const rest = part('rest', builder.apply('subtract', one, output));
    const logRest = part('log_rest', builder.apply('log', rest));
    const other = part('other', builder.apply('subtract', one, target));
    const miss = part('miss', builder.apply('multiply', other, logRest));
    return builder.apply('negate', part('likelihood', builder.apply('add', hit, miss)));
  };
}

function binaryCrossEntropyFromLogits({ builder }: Writing): (pair: Pair) => Slot {
  return ({ output, target, index }) => {
    const softplus = partOf(builder, 'softplus', index, builder.apply('softplus', output));
    const pull = partOf(builder, 'pull', index, builder.apply('multiply', target, output));
    return builder.apply('subtract', softplus, pull);
  };
}

function softmaxCrossEntropy({ builder, outputs }: Writing): (pair: Pair) => Slot {
  builder.enter({ phase: 'loss', layer: null, node: null });
  const { shifted, total } = emitExponentials(
    builder,
    outputs.map(({ slot }) => slot),
    { all: (what) => `loss.${what}`, each: (index, what) => `loss.${what}[${index}]` },
  );
  const logSum = builder.apply('log', total);
  builder.name(logSum, 'loss.log_sum', ranks.part);
  return ({ target, index }) => {
    const surprise = builder.apply('subtract', logSum, shifted[index] as Slot);
    return builder.apply('multiply', target, partOf(builder, 'surprise', index, surprise));
  };
}

function partOf(builder: TapeBuilder, word: string, index: number, slot: Slot): Slot {
  builder.name(slot, `loss.${word}[${index}]`, ranks.part);
  return slot;
}

function scaled(builder: TapeBuilder, slot: Slot, factor: number): Slot {
  return factor === 1 ? slot : builder.apply('multiply', builder.constant(factor), slot);
}
