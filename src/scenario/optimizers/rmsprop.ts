import { t } from '../../i18n/translate.ts';
import { defineOptimizer } from './optimizer.ts';
import {
  directionPart,
  rootOf,
  rootParts,
  runningMean,
  runningMeanParts,
  scaled,
  squareOf,
  squareParts,
} from './parts.ts';
import { l2 } from './penalty.ts';
import { workedOut } from './sentences.ts';

/** Tieleman & Hinton 2012, "Lecture 6.5: rmsprop". */
export const rmsprop = defineOptimizer({
  keys: {
    /** The factor of the previous mean square. */
    decay: { range: 'share', standard: 0.99 },
    epsilon: { range: 'positive', standard: 1e-8 },
    l2,
  },
  direction: (writer) => {
    const mean = runningMean(writer, 'v', writer.setting('decay'), squareOf(writer));
    const root = rootOf(writer, mean);
    return writer.step('direction', writer.delta('direction'), 'divide', writer.gradient, root);
  },
  parts: { ...squareParts, ...runningMeanParts, ...rootParts, direction: directionPart(scaled) },
  why: workedOut,
  convention: () => t`rmsprop: the gradient ÷ the root of its mean square`,
});
