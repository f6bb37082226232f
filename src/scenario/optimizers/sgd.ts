import { defineOptimizer, l2 } from './optimizer.ts';

/** weight − learning rate × gradient. */
export const sgd = defineOptimizer({ keys: { l2 }, direction: ({ gradient }) => gradient });
