import type { StepSentences } from '../../../core/operations/step-facts.ts';
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import { defineLoss, type LossWriter } from '../common/loss.ts';
import { isNow } from '../common/sentences.ts';

const sentence = () => t`The loss is 1 − the cosine of the angle between the outputs and the targets.`;
const lengths = () => t`The cosine is the dot product divided by both lengths, so only the directions count.`;

/** What is added to both sums of squares, so that a vector of zeros does not divide by 0. */
const EPSILON = 1e-12;

type Which = 'output' | 'target';
type SquarePart = `${Which}${'Square' | 'Squares' | 'Safe'}`;

/** The words of `squaresOf`. */
const squared: StepSentences = {
  what: ({ a }) => t`${a.name} (${a.text}) is squared.`,
  why: lengths,
  means: isNow,
};
const added: StepSentences = {
  what: ({ a, b }) => t`${b.name} (${b.text}) is added to ${a.name} (${a.text}).`,
  why: lengths,
  means: isNow,
};
const safe: StepSentences = {
  what: ({ a, b }) => t`${b.text} is added to ${a.name} (${a.text}).`,
  why: () => t`This avoids a division by 0.`,
  means: isNow,
};

/** Emits the sum of the squares of all outputs or all targets, and adds epsilon to it. */
function squaresOf(writer: LossWriter<SquarePart>, which: Which): Slot {
  const squares = writer.pairs.map((pair) =>
    writer.part(`${which}Square`, pair.index, 'square', pair[which]),
  );
  const total = writer.total(`${which}Squares`, squares);
  return writer.part(`${which}Safe`, null, 'add', total, writer.constant(EPSILON));
}

/** 1 − y · t ÷ √(y · y × t · t). */
export const cosineDistance = defineLoss<SquarePart | 'both' | 'length' | 'product' | 'cosine' | 'distance'>({
  reduction: 'sum',
  asIn: 'PyTorch `CosineEmbeddingLoss` for pairs that belong together, which adds 1e-12 to both sums of squares; Keras `CosineSimilarity` is −cosine',
  prepare: (writer) => {
    const ofOutputs = squaresOf(writer, 'output');
    const ofTargets = squaresOf(writer, 'target');
    const both = writer.part('both', null, 'multiply', ofOutputs, ofTargets);
    const length = writer.part('length', null, 'sqrt', both);
    return ({ output, target, index }) => {
      const product = writer.part('product', index, 'multiply', target, output);
      return writer.part('cosine', index, 'divide', product, length);
    };
  },
  finish: (writer, total) => writer.part('distance', null, 'subtract', writer.constant(1), total),
  parts: {
    outputSquare: { word: 'output_square', words: squared },
    outputSquares: { word: 'output_squares', words: added },
    outputSafe: { word: 'output_safe', words: safe },
    targetSquare: { word: 'target_square', words: squared },
    targetSquares: { word: 'target_squares', words: added },
    targetSafe: { word: 'target_safe', words: safe },
    both: {
      word: 'both',
      words: {
        what: ({ a, b }) => t`${a.name} (${a.text}) is multiplied by ${b.name} (${b.text}).`,
        why: lengths,
        means: isNow,
      },
    },
    length: {
      word: 'length',
      words: { what: ({ a }) => t`The square root of ${a.text} is taken.`, why: lengths, means: isNow },
    },
    product: {
      word: 'product',
      words: {
        what: ({ a, b }) => t`The output (${b.text}) is multiplied by its target (${a.text}).`,
        why: () => t`The dot product is the sum of these products.`,
        means: isNow,
      },
    },
    cosine: {
      word: null,
      words: {
        what: ({ a, b }) => t`${a.name} (${a.text}) is divided by ${b.name} (${b.text}).`,
        why: lengths,
        means: ({ result }) => t`This output adds ${result.text} to the cosine.`,
      },
    },
    distance: {
      word: 'distance',
      words: {
        what: ({ b }) => t`The cosine (${b.text}) is subtracted from 1.`,
        why: sentence,
        means: ({ result }) =>
          t`The loss is ${result.text}: 0 for the same direction, 2 for the opposite one.`,
      },
    },
  },
  leastOutputs: {
    count: 2,
    expected: () => t`at least two outputs, which are a vector`,
    instead: 'mean_squared_error',
  },
  expects: { outputs: 'anything', targets: 'anything' },
  sentence,
  convention: () =>
    t`loss: cosine_distance, 1 − outputs · targets ÷ √((outputs² + 1e-12) × (targets² + 1e-12))`,
});
