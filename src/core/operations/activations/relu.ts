/** The rectified linear unit, and the leaky one. */
import { binds, type Operation, type Slot } from '../operation.ts';

/** The slope of a leaky ReLU left of zero (Maas et al. 2013, "Rectifier nonlinearities improve neural network acoustic models"). */
export const LEAK = 0.01;

export const relu = {
  relu: {
    arity: 1,
    forward: (x) => Math.max(x, 0),
    derivatives: [(emit, [x]) => emit.apply('relu_slope', x as Slot)],
    paper: { text: 'relu({0})', binds: binds.atom, needs: [0] },
    activation: { slope: 'relu_slope' },
  },
  relu_slope: {
    arity: 1,
    // relu′(0) = 0 by convention.
    forward: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : 0),
    derivatives: [],
    paper: { text: 'relu′({0})', binds: binds.atom, needs: [0] },
  },
  leaky_relu: {
    arity: 1,
    forward: (x) => (x > 0 ? x : LEAK * x),
    derivatives: [(emit, [x]) => emit.apply('leaky_relu_slope', x as Slot)],
    paper: { text: 'leaky_relu({0})', binds: binds.atom, needs: [0] },
    activation: { slope: 'leaky_relu_slope' },
  },
  leaky_relu_slope: {
    arity: 1,
    forward: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : LEAK),
    derivatives: [],
    paper: { text: 'leaky_relu′({0})', binds: binds.atom, needs: [0] },
  },
} satisfies Record<string, Operation>;
