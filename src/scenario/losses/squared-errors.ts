/** The losses that are made from squares of errors. */
import { defineLoss, type LossWriter, type Pair } from './loss.ts';

const squared = (writer: LossWriter<never>) => (pair: Pair) => writer.squaredError(pair);

/** e², summed over the outputs. */
export const squaredError = defineLoss({ reduction: 'sum', prepare: squared, parts: {} });

/** ½e², summed over the outputs (Bishop, "Pattern Recognition and Machine Learning", 2006, eq. 5.11). */
export const halfSquaredError = defineLoss({
  reduction: 'sum',
  prepare: (writer) => (pair) => writer.half(writer.squaredError(pair)),
  parts: {},
});

/** e², the mean over the outputs. */
export const meanSquaredError = defineLoss({ reduction: 'mean', prepare: squared, parts: {} });
