import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import { classTargetParts, emitClassTarget, smoothingKeys } from '../common/class-targets.ts';
import { defineLoss } from '../common/loss.ts';
import { brings, isNow } from '../common/sentences.ts';
import { softmaxOf } from '../common/softmax.ts';

const sentence = () =>
  t`The loss is the cross-entropy of the targets and the shares of softmax, added up over all outputs.`;
const logShare = () => t`The logarithm of a share is log(power) − log(sum), so no division is needed.`;

/**
 * −Σ t log p of p = softmax(z): t times log Σ exp(z) − z, summed over the outputs. The largest exponential is exactly 1,
 * so the logarithm is log1p of the others: the loss keeps its digits when it is close to 0. If the last layer has
 * computed the softmax, its values are used, and there is no second one.
 */
export const softmaxCrossEntropy = defineLoss({
  reduction: 'sum',
  asIn: 'PyTorch `CrossEntropyLoss` with class probabilities, Keras `CategoricalCrossentropy(from_logits=True)`',
  prepare: (writer) => {
    const { shifted, exps } = writer.exponentials();
    const rest = writer.part('rest', null, 'sum_minus_one', ...exps);
    const logSum = writer.part('logSum', null, 'log1p', rest);
    return (pair) => {
      const { index } = pair;
      const surprise = writer.part('surprise', index, 'subtract', logSum, shifted[index] as Slot);
      return writer.part('weighted', index, 'multiply', emitClassTarget(writer, pair), surprise);
    };
  },
  keys: smoothingKeys,
  hasClassWeights: true,
  parts: {
    ...classTargetParts,
    rest: {
      word: 'exp_rest',
      words: {
        what: () => t`All powers except the largest, which is 1, are added up.`,
        why: () =>
          t`When the network is certain, the other powers are tiny. If they were added to the 1, they would lose their digits.`,
        means: ({ result }) => t`The other powers add up to ${result.text}.`,
      },
    },
    logSum: {
      word: 'log_sum',
      words: {
        what: ({ a }) => t`The logarithm of 1 + the other powers (${a.text}) is taken.`,
        why: () =>
          t`1 + the other powers is the sum of all powers. log1p does not add first, so tiny powers keep their digits.`,
        means: isNow,
      },
    },
    surprise: {
      word: 'surprise',
      words: {
        what: ({ a, b }) => t`${b.name} (${b.text}) is subtracted from the logarithm of the sum (${a.text}).`,
        why: logShare,
        means: ({ result }) => t`The negative logarithm of the share of this output is ${result.text}.`,
      },
    },
    weighted: {
      word: null,
      words: {
        what: ({ a, b }) =>
          t`The target (${a.text}) is multiplied by the negative logarithm of the share (${b.text}).`,
        why: sentence,
        means: brings,
      },
    },
  },
  leastOutputs: {
    count: 2,
    expected: () => t`at least two outputs for softmax to compare`,
    instead: 'binary_cross_entropy_from_logits',
  },
  continues: 'softmax',
  probabilities: { word: 'softmax', of: softmaxOf },
  classes: { kind: 'largest' },
  expects: { outputs: 'logits', targets: 'shares of 1' },
  usualFor: 'classes',
  sentence,
  convention: () =>
    t`loss: cross-entropy of softmax, the sum over the outputs; softmax is taken once, in the last layer or else in the loss`,
});
