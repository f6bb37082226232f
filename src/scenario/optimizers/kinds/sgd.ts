import { t } from '../../../i18n/translate.ts';
import { defineOptimizer } from '../common/optimizer.ts';
import { penaltyForms, penaltyKeys } from '../common/penalty.ts';

/** weight − learning rate × gradient. */
export const sgd = defineOptimizer({
  usualRate: 0.05,
  keys: penaltyKeys,
  forms: penaltyForms,
  change: ({ gradient }) => ({ direction: gradient }),
  parts: {},
  why: () =>
    t`Gradient descent: the new value is the old value minus the learning rate times the gradient. The loss falls when a value moves against its slope.`,
  convention: () => t`sgd: weight − learning rate × gradient`,
});
