import { t } from '../../i18n/translate.ts';
import { defineLoss } from './loss.ts';
import { brings, isNow } from './sentences.ts';

const sentence = () =>
  t`The loss is the cross-entropy of the target and the sigmoid of the output, averaged over all outputs.`;
const logits = () =>
  t`softplus(output) − target × output is the cross-entropy of sigmoid(output), and it does not overflow.`;

/**
 * Binary cross-entropy of p = sigmoid(z): softplus(z) − t z, which does not overflow; the mean over the outputs.
 */
export const binaryCrossEntropyFromLogits = defineLoss({
  reduction: 'mean',
  prepare:
    (writer) =>
    ({ output, target, index }) => {
      const softplus = writer.part('softplus', index, 'softplus', output);
      const pull = writer.part('pull', index, 'multiply', target, output);
      return writer.part('logitTerm', index, 'subtract', softplus, pull);
    },
  parts: {
    softplus: {
      word: 'softplus',
      words: {
        what: ({ a }) => t`softplus is applied to the output (${a.text}).`,
        why: logits,
        means: isNow,
      },
    },
    pull: {
      word: 'pull',
      words: {
        what: ({ a, b }) => t`The target (${a.text}) is multiplied by the output (${b.text}).`,
        why: logits,
        means: isNow,
      },
    },
    logitTerm: {
      word: null,
      words: {
        what: ({ a, b }) =>
          t`That product (${b.text}) is subtracted from the softplus of the output (${a.text}).`,
        why: sentence,
        means: brings,
      },
    },
  },
  classes: { kind: 'above', output: 0 },
  sentence,
  convention: () => t`loss: binary_cross_entropy of sigmoid(output), the mean over the outputs`,
});
