import { t } from '../../../i18n/translate.ts';
import { defineLoss } from '../common/loss.ts';

const sentence = () => t`The loss is the mean absolute error over all outputs.`;

/** |e|, the mean over the outputs. */
export const meanAbsoluteError = defineLoss({
  reduction: 'mean',
  asIn: 'PyTorch `L1Loss`, Keras `MeanAbsoluteError`',
  prepare: (writer) => (pair) => writer.part('absolute', pair.index, 'abs', writer.error(pair)),
  parts: {
    absolute: {
      word: null,
      words: {
        what: ({ a }) => t`The absolute value of the error (${a.text}) is taken.`,
        why: sentence,
        means: ({ result }) =>
          t`Too high and too low count the same, by the size of the error: ${result.text}.`,
      },
    },
  },
  expects: { outputs: 'anything', targets: 'anything' },
  sentence,
  convention: () => t`loss: mean_absolute_error, the mean of |error| over the outputs`,
});
