import { t } from '../../../i18n/translate.ts';
import { defineOptimizer } from '../common/optimizer.ts';
import {
  directionPart,
  epsilonInside,
  nextMean,
  rootParts,
  runningMean,
  runningMeanParts,
  squareOf,
  squareParts,
} from '../common/parts.ts';
import { penaltyForms, penaltyKeys } from '../common/penalty.ts';
import { workedOut } from '../common/sentences.ts';

const unit = () =>
  t`The usual size of the changes divided by the usual size of the gradients takes the place of a learning rate.`;

/** Zeiler 2012, "ADADELTA: an adaptive learning rate method". The learning rate of the paper is 1. */
export const adadelta = defineOptimizer({
  usualRate: 1,
  keys: {
    /** The factor of both previous mean squares. */
    decay: { range: 'share', standard: 0.9, from: 'PyTorch, optax; Keras: 0.95' },
    epsilon: { range: 'positive', standard: 1e-6, from: 'PyTorch, optax; Keras: 1e-7' },
    ...penaltyKeys,
  },
  forms: penaltyForms,
  change: (writer) => {
    const keep = writer.setting('decay');
    const square = runningMean(writer, 'v', keep, squareOf(writer));
    let direction = writer.gradient;
    writer.state(writer.kept('v_delta'), 0, (before) => {
      const change = epsilonInside(writer, 'v_delta', before);
      const root = epsilonInside(writer, 'v', square);
      const ratio = writer.step('ratio', writer.delta('ratio'), 'divide', change, root);
      direction = writer.step('direction', writer.delta('direction'), 'multiply', ratio, writer.gradient);
      const changed = writer.step('changed', writer.kept('v_delta', 'square'), 'square', direction);
      return nextMean(writer, 'v_delta', keep, before, changed);
    });
    return { direction };
  },
  parts: {
    ...squareParts,
    ...runningMeanParts,
    safeSquare: rootParts.safeSquare,
    root: { ...rootParts.root, why: unit },
    ratio: { what: ({ a, b }) => t`${a.name} (${a.text}) is divided by ${b.name} (${b.text}).`, why: unit },
    direction: directionPart(unit),
    changed: { what: ({ a }) => t`The direction (${a.text}) is squared.`, why: unit },
  },
  why: workedOut,
  convention: () =>
    t`adadelta: the gradient × √(mean square of the directions so far + epsilon) ÷ √(its mean square + epsilon)`,
});
