import { defineLoss } from './loss.ts';

/** ½e² up to δ, δ(|e| − ½δ) beyond, the mean over the outputs. */
export const huber = defineLoss({
  reduction: 'mean',
  prepare: (writer) => (pair) => {
    const error = writer.error(pair);
    return writer.part('huber', pair.index, 'huber', error, writer.constant(writer.option('huber_delta')));
  },
  parts: { huber: { word: null } },
  options: ['huber_delta'],
});
