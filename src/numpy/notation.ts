/** Operations and numbers as NumPy has them: the same text for one number and for an array of them. */
import { LEAK } from '../core/operations/activations/relu.ts';
import type { OpName } from '../core/operations.ts';

/** How strongly a text binds. */
export const binding = { sum: 1, product: 2, power: 3, atom: 4 } as const;

interface Notation {
  /** With {0} and {1} for the operands. */
  readonly text: string;
  readonly binds: number;
  /** How strongly each operand has to bind to stand there without parentheses. */
  readonly needs: readonly number[];
}

const { sum, product, power, atom } = binding;

const root = 'np.sqrt(2 / np.pi)';
const bend = `np.tanh(${root} * ({0} + 0.044715 * {0} * {0} * {0}))`;

/** Sums and products are computed left to right, so what stands on the right has to bind more strongly. */
export const notations: Readonly<Record<OpName, Notation>> = {
  multiply: { text: '{0} * {1}', binds: product, needs: [product, power] },
  add: { text: '{0} + {1}', binds: sum, needs: [sum, product] },
  subtract: { text: '{0} - {1}', binds: sum, needs: [sum, product] },
  square: { text: '{0}**2', binds: power, needs: [atom] },
  divide: { text: '{0} / {1}', binds: product, needs: [product, power] },
  divide_slope: { text: '-({0} / {1})', binds: sum, needs: [product, power] },
  negate: { text: '-({0})', binds: sum, needs: [0] },
  exp: { text: 'np.exp({0})', binds: atom, needs: [0] },
  log: { text: 'np.log({0})', binds: atom, needs: [0] },
  sqrt: { text: 'np.sqrt({0})', binds: atom, needs: [0] },
  abs: { text: 'np.abs({0})', binds: atom, needs: [0] },
  abs_slope: { text: 'np.sign({0})', binds: atom, needs: [0] },
  max: { text: 'np.maximum({0}, {1})', binds: atom, needs: [0, 0] },
  maximum: { text: 'np.maximum({0}, {1})', binds: atom, needs: [0, 0] },
  minimum: { text: 'np.minimum({0}, {1})', binds: atom, needs: [0, 0] },
  greater: { text: 'np.heaviside({0} - {1}, 0.5)', binds: atom, needs: [sum, product] },
  floor: { text: 'np.floor({0})', binds: atom, needs: [0] },
  sin: { text: 'np.sin({0})', binds: atom, needs: [0] },
  cos: { text: 'np.cos({0})', binds: atom, needs: [0] },
  power: { text: 'np.power({0}, {1})', binds: atom, needs: [0, 0] },
  cos_slope: { text: '-np.sin({0})', binds: sum, needs: [0] },
  power_slope: {
    text: 'np.where({1} == 0, 0.0, {1} * np.power({0}, {1} - 1))',
    binds: atom,
    needs: [0, power],
  },
  exponent_slope: {
    text: 'np.where(({0} == 0) & ({1} >= 0), 0.0, np.power({0}, {1}) * np.log({0}))',
    binds: atom,
    needs: [sum, sum],
  },
  huber: {
    text: 'np.where(np.abs({0}) <= {1}, 0.5 * {0} * {0}, {1} * (np.abs({0}) - 0.5 * {1}))',
    binds: atom,
    needs: [power, power],
  },
  huber_slope: { text: 'np.clip({0}, -{1}, {1})', binds: atom, needs: [0, atom] },
  identity: { text: '{0}', binds: atom, needs: [atom] },
  relu: { text: 'np.maximum({0}, 0)', binds: atom, needs: [0] },
  // 1 right of zero, 0 left of it and at 0, NaN of NaN.
  relu_slope: { text: 'np.heaviside({0}, 0)', binds: atom, needs: [0] },
  leaky_relu: { text: `np.maximum({0}, ${LEAK} * {0})`, binds: atom, needs: [power] },
  leaky_relu_slope: { text: `np.maximum(np.heaviside({0}, 0), ${LEAK})`, binds: atom, needs: [0] },
  sigmoid: { text: '1 / (1 + np.exp(-{0}))', binds: product, needs: [atom] },
  sigmoid_slope: { text: '{0} * (1 - {0})', binds: product, needs: [power] },
  tanh: { text: 'np.tanh({0})', binds: atom, needs: [0] },
  tanh_slope: { text: '1 - {0}**2', binds: sum, needs: [atom] },
  elu: { text: 'np.where({0} > 0, {0}, np.expm1({0}))', binds: atom, needs: [sum] },
  elu_slope: { text: 'np.where({0} > 0, 1, np.exp({0}))', binds: atom, needs: [sum] },
  softplus: { text: 'np.maximum({0}, 0) + np.log1p(np.exp(-np.abs({0})))', binds: sum, needs: [0] },
  softplus_slope: { text: '1 / (1 + np.exp(-{0}))', binds: product, needs: [atom] },
  gelu: { text: `0.5 * {0} * (1 + ${bend})`, binds: product, needs: [power] },
  gelu_slope: {
    text: `0.5 * (1 + ${bend}) + 0.5 * {0} * (1 - ${bend}**2) * (${root} * (1 + 0.134145 * {0} * {0}))`,
    binds: sum,
    needs: [power],
  },
};

/** A number for an array: always a float, and the same double. */
export function literal(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A constant of the tape, as short as it is in a formula: `2`, `0.5`, `1 / 3`. */
export function constantText(value: number): { readonly text: string; readonly binds: number } {
  const inverse = Math.round(1 / value);
  const text = String(value);
  return text.length > 6 && 1 / inverse === value
    ? { text: `1 / ${inverse}`, binds: product }
    : { text, binds: value < 0 ? sum : atom };
}
