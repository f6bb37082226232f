import { t } from '../../../i18n/translate.ts';
import { defineLoss } from '../common/loss.ts';
import { brings, isNow } from '../common/sentences.ts';

const sentence = () =>
  t`The loss is the cross-entropy of the probability and the target, averaged over all outputs; 0 × log(0) counts as 0.`;
const chooses = () => t`The target says which of the two classes is right.`;
const costs = () =>
  t`A probability near 1 costs almost nothing; the closer it is to 0, the more it costs. The logarithm measures this.`;

/** For a class that the target counts on and whose probability is 0. */
const infinite = () =>
  t`The target counts on a class with the probability 0, whose logarithm is infinite: so is the loss. A loss that is computed from logits stays finite.`;

/**
 * −(t log p + (1 − t) log(1 − p)) of outputs p that are probabilities, the mean over the outputs. A class that the
 * target leaves out adds 0, also where its logarithm is −∞. log(1 − p) is taken as log1p(−p), which keeps the digits of
 * a small p.
 */
export const binaryCrossEntropy = defineLoss({
  reduction: 'mean',
  asIn: 'PyTorch `BCELoss`, which cuts log at −100; Keras `BinaryCrossentropy`, which cuts probabilities at 1e-7',
  prepare: (writer) => {
    const [zero, one] = [writer.constant(0), writer.constant(1)];
    return ({ output, target, index }) => {
      const hit = writer.part('hit', index, 'xlogy', target, output);
      const other = writer.part('other', index, 'subtract', one, target);
      const opposite = writer.part('opposite', index, 'negate', output);
      const miss = writer.part('miss', index, 'xlog1py', other, opposite);
      const likelihood = writer.part('likelihood', index, 'add', hit, miss);
      // Not `negate`, which makes −0 of 0.
      return writer.part('negated', index, 'subtract', zero, likelihood);
    };
  },
  parts: {
    hit: {
      word: 'hit',
      words: {
        what: ({ a, b }) =>
          t`The target (${a.text}) is multiplied by the logarithm of the probability (${b.text}).`,
        why: costs,
        means: isNow,
        infinite,
      },
    },
    other: {
      word: 'other',
      words: {
        what: ({ b }) => t`The target (${b.text}) is subtracted from 1.`,
        why: chooses,
        means: isNow,
      },
    },
    opposite: {
      word: 'opposite',
      words: {
        what: ({ a }) => t`The sign of the probability (${a.text}) is flipped.`,
        why: () => t`1 − probability is the probability of the other class; log1p adds the 1.`,
        means: isNow,
      },
    },
    miss: {
      word: 'miss',
      words: {
        what: ({ a, b, number }) =>
          t`The rest of the target (${a.text}) is multiplied by the logarithm of the other probability, 1 − ${number(Math.abs(b.value))}.`,
        why: chooses,
        means: isNow,
        infinite,
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
        what: ({ b }) => t`${b.name} (${b.text}) is subtracted from 0, which flips its sign.`,
        why: () =>
          t`Logarithms of probabilities are never positive, and a loss should be something to make small.`,
        means: brings,
      },
    },
  },
  classes: { kind: 'above', output: 0.5 },
  expects: { outputs: 'probabilities', targets: 'probabilities' },
  usualFor: 'bits',
  sentence,
  convention: () =>
    t`loss: binary_cross_entropy of probabilities, the mean over the outputs; 0 × log(0) counts as 0, and log(0) has the slope 0`,
});
