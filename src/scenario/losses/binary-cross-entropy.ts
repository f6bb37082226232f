import type { StepSentences } from '../../core/operations/step-facts.ts';
import { t } from '../../i18n/translate.ts';
import { defineLoss } from './loss.ts';
import { brings, isNow } from './sentences.ts';

const sentence = () =>
  t`The loss is the cross-entropy of the probability and the target, averaged over all outputs.`;
const chooses = () => t`The target says which of the two classes is right.`;

const log: StepSentences = {
  what: ({ a }) => t`The logarithm of the probability (${a.text}) is taken.`,
  why: () =>
    t`A probability near 1 costs almost nothing; the closer it is to 0, the more it costs. The logarithm measures this.`,
  means: isNow,
};

/** −(t log p + (1 − t) log(1 − p)) of outputs p that are probabilities, the mean over the outputs. */
export const binaryCrossEntropy = defineLoss({
  reduction: 'mean',
  asIn: 'PyTorch `BCELoss`, Keras `BinaryCrossentropy`',
  prepare: (writer) => {
    const one = writer.constant(1);
    return ({ output, target, index }) => {
      const log = writer.part('log', index, 'log', output);
      const hit = writer.part('hit', index, 'multiply', target, log);
      const rest = writer.part('rest', index, 'subtract', one, output);
      const logRest = writer.part('logRest', index, 'log', rest);
      const other = writer.part('other', index, 'subtract', one, target);
      const miss = writer.part('miss', index, 'multiply', other, logRest);
      const likelihood = writer.part('likelihood', index, 'add', hit, miss);
      return writer.part('negated', index, 'negate', likelihood);
    };
  },
  parts: {
    log: { word: 'log', words: log },
    hit: {
      word: 'hit',
      words: {
        what: ({ a, b }) => t`The target (${a.text}) is multiplied by the logarithm (${b.text}).`,
        why: chooses,
        means: isNow,
      },
    },
    rest: {
      word: 'rest',
      words: {
        what: ({ b }) => t`The probability (${b.text}) is subtracted from 1.`,
        why: () => t`The rest is the probability of the other class.`,
        means: isNow,
      },
    },
    logRest: { word: 'log_rest', words: log },
    other: {
      word: 'other',
      words: {
        what: ({ b }) => t`The target (${b.text}) is subtracted from 1.`,
        why: chooses,
        means: isNow,
      },
    },
    miss: {
      word: 'miss',
      words: {
        what: ({ a, b }) =>
          t`The rest of the target (${a.text}) is multiplied by the logarithm for the other class (${b.text}).`,
        why: chooses,
        means: isNow,
      },
    },
    likelihood: {
      word: 'likelihood',
      words: {
        what: ({ a, b }) => t`The parts of the two classes, ${a.text} and ${b.text}, are added.`,
        why: sentence,
        means: isNow,
      },
    },
    negated: {
      word: null,
      words: {
        what: ({ a }) => t`The sign of ${a.name} (${a.text}) is flipped.`,
        why: () =>
          t`Logarithms of probabilities are never positive, and a loss should be something to make small.`,
        means: brings,
      },
    },
  },
  classes: { kind: 'above', output: 0.5 },
  expects: { outputs: 'probabilities', targets: 'probabilities' },
  sentence,
  convention: () => t`loss: binary_cross_entropy of probabilities, the mean over the outputs`,
});
