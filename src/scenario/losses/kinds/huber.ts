import { t } from '../../../i18n/translate.ts';
import { defineLoss } from '../common/loss.ts';
import { brings } from '../common/sentences.ts';

const sentence = () =>
  t`The loss is half the squared error for small errors and a straight line for large ones, averaged over all outputs.`;

/** ½e² up to δ, δ(|e| − ½δ) beyond, the mean over the outputs. */
export const huber = defineLoss({
  reduction: 'mean',
  asIn: 'PyTorch `HuberLoss`, Keras `Huber`',
  prepare: (writer) => (pair) => {
    const error = writer.error(pair);
    return writer.part('huber', pair.index, 'huber', error, writer.constant(writer.setting('huber_delta')));
  },
  parts: {
    huber: {
      word: null,
      words: {
        what: ({ a, b }) =>
          t`The error (${a.text}) counts as half its square up to the limit ${b.text}, and as a straight line beyond.`,
        why: sentence,
        means: brings,
      },
    },
  },
  keys: {
    /** δ, the size of the error above which the loss is linear. */
    huber_delta: { range: 'positive', standard: 1, from: 'PyTorch, Keras' },
  },
  expects: { outputs: 'anything', targets: 'anything' },
  sentence,
  convention: () =>
    t`loss: huber, the mean over the outputs: ½ × error² up to δ, δ × (|error| − ½ × δ) beyond`,
});
