import { t } from '../../../i18n/translate.ts';
import { defineOptimizer } from '../common/optimizer.ts';
import {
  directionPart,
  epsilonForms,
  rootOf,
  rootParts,
  runningMean,
  runningMeanParts,
  scaled,
  squareOf,
  squareParts,
} from '../common/parts.ts';
import { penaltyForms, penaltyKeys } from '../common/penalty.ts';
import { workedOut } from '../common/sentences.ts';

/** Tieleman & Hinton 2012, "Lecture 6.5: rmsprop". */
export const rmsprop = defineOptimizer({
  usualRate: 0.01,
  keys: {
    /** The factor of the previous mean square. */
    decay: { range: 'share', standard: 0.99, from: 'PyTorch; Keras, optax: 0.9' },
    epsilon: { range: 'positive', standard: 1e-8, from: 'PyTorch, optax; Keras: 1e-7' },
    ...penaltyKeys,
  },
  forms: { ...epsilonForms, ...penaltyForms },
  change: (writer) => {
    const mean = runningMean(writer, 'v', writer.setting('decay'), squareOf(writer));
    const root = rootOf(writer, mean);
    return {
      direction: writer.step('direction', writer.delta('direction'), 'divide', writer.gradient, root),
    };
  },
  parts: { ...squareParts, ...runningMeanParts, ...rootParts, direction: directionPart(scaled) },
  why: workedOut,
  convention: ({ epsilon_position: position }) =>
    position === 'inside'
      ? t`rmsprop: the gradient ÷ √(its mean square + epsilon)`
      : t`rmsprop: the gradient ÷ (√(its mean square) + epsilon)`,
});
