import { defineLoss } from './loss.ts';

/** |e|, the mean over the outputs. */
export const meanAbsoluteError = defineLoss({
  reduction: 'mean',
  prepare: (writer) => (pair) => writer.part('absolute', pair.index, 'abs', writer.error(pair)),
  parts: { absolute: { word: null } },
});
