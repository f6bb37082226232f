import type { Slot } from '../../core/program.ts';
import { defineLoss } from './loss.ts';

/** −Σ t log p of p = softmax(z): t times log Σ exp(z) − z, summed over the outputs. */
export const softmaxCrossEntropy = defineLoss({
  reduction: 'sum',
  prepare: (writer) => {
    const { shifted, total } = writer.exponentials();
    const logSum = writer.part('logSum', null, 'log', total);
    return ({ target, index }) => {
      const surprise = writer.part('surprise', index, 'subtract', logSum, shifted[index] as Slot);
      return writer.part('weighted', index, 'multiply', target, surprise);
    };
  },
  parts: { logSum: { word: 'log_sum' }, surprise: { word: 'surprise' }, weighted: { word: null } },
  leastOutputs: { count: 2, instead: 'binary_cross_entropy_from_logits' },
});
