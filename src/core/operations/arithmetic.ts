/** Sums, products and differences. */
import { binds, type Derivative, minusOne, type Operation, one, type Slot } from './operation.ts';

const operand =
  (index: 0 | 1): Derivative =>
  (_emit, operands) =>
    operands[index] as Slot;

export const arithmetic = {
  multiply: {
    arity: 2,
    forward: (a, b) => a * b,
    derivatives: [operand(1), operand(0)],
    paper: {
      text: '{0} × {1}',
      binds: binds.product,
      needs: [binds.product, binds.product],
      inSum: '{0}×{1}',
    },
  },
  add: {
    arity: 2,
    forward: (a, b) => a + b,
    derivatives: [one, one],
    paper: { text: '{0} + {1}', binds: binds.sum, needs: [binds.sum, binds.product] },
  },
  subtract: {
    arity: 2,
    forward: (a, b) => a - b,
    derivatives: [one, minusOne],
    paper: { text: '{0} − {1}', binds: binds.sum, needs: [binds.sum, binds.product] },
  },
  negate: {
    arity: 1,
    forward: (x) => -x,
    derivatives: [minusOne],
    paper: { text: '−({0})', binds: binds.product, needs: [binds.product] },
  },
  // Optimizers alone use it, and nothing is differentiated through an update.
  floor: {
    arity: 1,
    forward: (x) => Math.floor(x),
    derivatives: [],
    paper: { text: 'floor({0})', binds: binds.atom, needs: [0] },
  },
} satisfies Record<string, Operation>;
