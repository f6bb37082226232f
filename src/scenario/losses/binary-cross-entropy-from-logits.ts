import { defineLoss } from './loss.ts';

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
  parts: { softplus: { word: 'softplus' }, pull: { word: 'pull' }, logitTerm: { word: null } },
});
