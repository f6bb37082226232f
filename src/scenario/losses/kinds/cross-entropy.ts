/** Losses of probabilities of classes: the cross-entropy and the Kullback-Leibler divergence. */
import { t } from '../../../i18n/translate.ts';
import { classTargetParts, emitClassTarget, smoothingKeys } from '../common/class-targets.ts';
import { defineLoss, type Loss } from '../common/loss.ts';
import { brings, isNow } from '../common/sentences.ts';

const entropy = () =>
  t`The loss is the cross-entropy of the targets and the probabilities, added up over all outputs; 0 × log(0) counts as 0.`;
const costs = () =>
  t`A probability near 1 costs almost nothing; the closer it is to 0, the more it costs. The logarithm measures this.`;

/** For a class that the target counts on and whose probability is 0. */
const infinite = () =>
  t`The target counts on a class with the probability 0, whose logarithm is infinite: so is the loss. A loss that is computed from logits stays finite.`;

const leastOutputs: Loss['leastOutputs'] = {
  count: 2,
  expected: () => t`at least two outputs, one for each class`,
  instead: 'binary_cross_entropy',
};

/** −Σ t log p of outputs p that are probabilities. A class that the target leaves out adds 0. */
export const crossEntropy = defineLoss({
  reduction: 'sum',
  asIn: 'PyTorch `NLLLoss` of log p; Keras `CategoricalCrossentropy`, which cuts probabilities at 1e-7',
  prepare: (writer) => {
    const zero = writer.constant(0);
    return (pair) => {
      const { output, index } = pair;
      const hit = writer.part('hit', index, 'xlogy', emitClassTarget(writer, pair), output);
      // Not `negate`, which makes −0 of 0.
      return writer.part('negated', index, 'subtract', zero, hit);
    };
  },
  keys: smoothingKeys,
  hasClassWeights: true,
  parts: {
    ...classTargetParts,
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
  leastOutputs,
  classes: { kind: 'largest' },
  expects: { outputs: 'shares', targets: 'shares of 1' },
  sentence: entropy,
  convention: () =>
    t`loss: cross-entropy of probabilities, the sum over the outputs; 0 × log(0) counts as 0, and log(0) has the slope 0`,
});

const divergence = () =>
  t`The loss is the Kullback-Leibler divergence of the probabilities from the targets, added up over all outputs; 0 × log(0) counts as 0.`;

/** Σ t (log t − log p): the cross-entropy without the entropy of the targets, so that it is 0 where p is t. */
export const klDivergence = defineLoss({
  reduction: 'sum',
  asIn: 'PyTorch `KLDivLoss(reduction="batchmean")` of log p, Keras `KLDivergence`',
  prepare:
    (writer) =>
    ({ output, target, index }) => {
      const own = writer.part('own', index, 'xlogy', target, target);
      const hit = writer.part('hit', index, 'xlogy', target, output);
      return writer.part('apart', index, 'subtract', own, hit);
    },
  parts: {
    own: {
      word: 'own',
      words: {
        what: ({ a }) => t`The target (${a.text}) is multiplied by its own logarithm.`,
        why: () => t`This is what the target would cost if the probabilities were the targets.`,
        means: isNow,
      },
    },
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
    apart: {
      word: null,
      words: {
        what: ({ a, b }) => t`${b.name} (${b.text}) is subtracted from ${a.name} (${a.text}).`,
        why: divergence,
        means: brings,
      },
    },
  },
  leastOutputs,
  classes: { kind: 'largest' },
  expects: { outputs: 'shares', targets: 'shares of 1' },
  sentence: divergence,
  convention: () =>
    t`loss: kl_divergence, the sum of target × (log(target) − log(probability)) over the outputs; 0 × log(0) counts as 0`,
});
