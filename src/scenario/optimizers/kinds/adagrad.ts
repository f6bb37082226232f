import { t } from '../../../i18n/translate.ts';
import { defineOptimizer } from '../common/optimizer.ts';
import { directionPart, epsilonForms, rootOf, rootParts, squareOf, squareParts } from '../common/parts.ts';
import { penaltyForms, penaltyKeys } from '../common/penalty.ts';
import { addedTo, workedOut } from '../common/sentences.ts';

const slower = () =>
  t`Dividing by the root of the sum of squares makes the updates of a weight smaller, the larger its gradients were.`;

/** Duchi, Hazan & Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization". */
export const adagrad = defineOptimizer({
  usualRate: 0.1,
  keys: {
    epsilon: { range: 'positive', standard: 1e-10, from: 'PyTorch; Keras, optax: 1e-7' },
    ...penaltyKeys,
  },
  forms: { ...epsilonForms, ...penaltyForms },
  change: (writer) => {
    const square = squareOf(writer);
    const total = writer.state(writer.kept('v'), 0, (before) =>
      writer.step('total', writer.kept('v'), 'add', before, square),
    );
    const root = rootOf(writer, total);
    return {
      direction: writer.step('direction', writer.delta('direction'), 'divide', writer.gradient, root),
    };
  },
  parts: {
    ...squareParts,
    total: {
      what: addedTo,
      why: () => t`The squares of all gradients are added up. Their sum never gets smaller.`,
    },
    ...rootParts,
    root: { ...rootParts.root, why: slower },
    direction: directionPart(slower),
  },
  why: workedOut,
  convention: ({ epsilon_position: position }) =>
    position === 'inside'
      ? t`adagrad: the gradient ÷ √(the sum of its squares so far + epsilon)`
      : t`adagrad: the gradient ÷ (√(the sum of its squares so far) + epsilon)`,
});
