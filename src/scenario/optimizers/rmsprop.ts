import { defineOptimizer, l2, rootOf, runningMean } from './optimizer.ts';

/** Tieleman & Hinton 2012, "Lecture 6.5: rmsprop". */
export const rmsprop = defineOptimizer<'square' | 'kept' | 'added' | 'mean' | 'root' | 'safe' | 'direction'>({
  keys: {
    /** How much of the mean square is kept. */
    decay: { range: 'share', standard: 0.99 },
    epsilon: { range: 'positive', standard: 1e-8 },
    l2,
  },
  direction: (writer) => {
    const square = writer.step('square', writer.kept('v', 'square'), 'square', writer.gradient);
    const mean = runningMean(writer, 'v', writer.setting('decay'), square);
    const root = rootOf(writer, mean);
    return writer.step('direction', writer.delta('direction'), 'divide', writer.gradient, root);
  },
});
