/** Losses computed from squared errors. */
import { t } from '../../../i18n/translate.ts';
import { defineLoss, type LossWriter, type Pair } from '../common/loss.ts';

const squared = (writer: LossWriter<never>) => (pair: Pair) => writer.squaredError(pair);

/** e², summed over the outputs. */
export const squaredError = defineLoss({
  reduction: 'sum',
  asIn: 'PyTorch `MSELoss(reduction="sum")`',
  prepare: squared,
  parts: {},
  expects: { outputs: 'anything', targets: 'anything' },
  usualFor: 'numbers',
  sentence: () => t`The loss is the squared error, added up over all outputs.`,
  convention: () => t`loss: squared_error, the sum of error² over the outputs, without the factor ½`,
});

/** ½e², summed over the outputs (Bishop, "Pattern Recognition and Machine Learning", 2006, eq. 5.11). */
export const halfSquaredError = defineLoss({
  reduction: 'sum',
  asIn: 'textbooks (Bishop 2006, equation 5.11)',
  prepare: (writer) => (pair) => writer.half(writer.squaredError(pair)),
  parts: {},
  expects: { outputs: 'anything', targets: 'anything' },
  sentence: () => t`The loss is half the squared error, added up over all outputs.`,
  convention: () => t`loss: half_squared_error, the sum of ½ × error² over the outputs`,
});

/** e², the mean over the outputs. */
export const meanSquaredError = defineLoss({
  reduction: 'mean',
  asIn: 'PyTorch `MSELoss`, Keras `MeanSquaredError`',
  prepare: squared,
  parts: {},
  expects: { outputs: 'anything', targets: 'anything' },
  sentence: () => t`The loss is the mean squared error over all outputs.`,
  convention: () => t`loss: mean_squared_error, the mean of error² over the outputs`,
  meanSentence: (total, outputs) =>
    t`The sum of the squared errors (${total}) is divided by the number of outputs (${outputs}).`,
});
