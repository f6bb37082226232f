import { t } from '../../i18n/translate.ts';
import { defineOptimizer } from './optimizer.ts';
import { l2 } from './penalty.ts';

/** weight − learning rate × gradient. */
export const sgd = defineOptimizer({
  keys: { l2 },
  direction: ({ gradient }) => gradient,
  parts: {},
  why: () =>
    t`Gradient descent: the new value is the old value minus the learning rate times the slope. The loss falls when a value moves against its slope.`,
  convention: () => t`sgd: weight − learning rate × gradient`,
});
