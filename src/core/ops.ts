/**
 * The op table: every scalar operation that a tape can hold, with its forward rule and its local
 * derivatives side by side. Adding an operation is adding one row.
 *
 * Doubles (IEEE 754 binary64) in, doubles out; no row ever throws.
 */
import type { Slot } from './program.ts';

/** What a derivative rule may emit on the tape: constants, and further operations (each is a step). */
export interface Emitter {
  constant(value: number): Slot;
  /** `op` is an OpName; the table that names are taken from cannot speak of its own keys. */
  apply(op: string, ...operands: Slot[]): Slot;
}

/** The local derivative of a result by one operand, as a slot: it exists already, or the rule emits it. */
export type Derivative = (emit: Emitter, operands: readonly Slot[], result: Slot) => Slot;

/** One row of the op table. */
export interface Op {
  /** How many operands it takes. */
  readonly arity: 1 | 2;
  /** How it is written, with {0} and {1} for the operands. */
  readonly notation: string;
  /** Binding strength of that notation: 1 sums, 2 products, 3 powers, 4 calls. */
  readonly precedence: 1 | 2 | 3 | 4;
  readonly forward: (a: number, b: number) => number;
  /** ∂result/∂operand, one rule an operand; none where nothing is ever differentiated through the row. */
  readonly derivatives: readonly Derivative[];
  /** For an activation function: the row that computes its slope. */
  readonly activation?: true;
}

const one: Derivative = (emit) => emit.constant(1);
const minusOne: Derivative = (emit) => emit.constant(-1);
const operand =
  (index: 0 | 1): Derivative =>
  (_emit, operands) =>
    operands[index] as Slot;

/** The slope of a leaky ReLU left of zero (Maas et al. 2013, "Rectifier nonlinearities improve neural network acoustic models"). */
export const LEAK = 0.01;

const table = {
  multiply: {
    arity: 2,
    notation: '{0} × {1}',
    precedence: 2,
    forward: (a, b) => a * b,
    derivatives: [operand(1), operand(0)],
  },
  add: {
    arity: 2,
    notation: '{0} + {1}',
    precedence: 1,
    forward: (a, b) => a + b,
    derivatives: [one, one],
  },
  subtract: {
    arity: 2,
    notation: '{0} − {1}',
    precedence: 1,
    forward: (a, b) => a - b,
    derivatives: [one, minusOne],
  },
  square: {
    arity: 1,
    notation: '{0}²',
    precedence: 3,
    forward: (x) => x * x,
    derivatives: [(emit, [x]) => emit.apply('multiply', emit.constant(2), x as Slot)],
  },
  identity: {
    arity: 1,
    notation: '{0}',
    precedence: 4,
    forward: (x) => x,
    derivatives: [one],
    activation: true,
  },
  relu: {
    arity: 1,
    notation: 'relu({0})',
    precedence: 4,
    forward: (x) => Math.max(x, 0),
    derivatives: [(emit, [x]) => emit.apply('relu_slope', x as Slot)],
    activation: true,
  },
  relu_slope: {
    arity: 1,
    notation: 'relu′({0})',
    precedence: 4,
    // relu′(0) = 0 by convention.
    forward: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : 0),
    derivatives: [],
  },
  leaky_relu: {
    arity: 1,
    notation: 'leaky_relu({0})',
    precedence: 4,
    forward: (x) => (x > 0 ? x : LEAK * x),
    derivatives: [(emit, [x]) => emit.apply('leaky_relu_slope', x as Slot)],
    activation: true,
  },
  leaky_relu_slope: {
    arity: 1,
    notation: 'leaky_relu′({0})',
    precedence: 4,
    forward: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : LEAK),
    derivatives: [],
  },
  sigmoid: {
    arity: 1,
    notation: 'sigmoid({0})',
    precedence: 4,
    forward: (x) => 1 / (1 + Math.exp(-x)),
    derivatives: [(emit, _operands, y) => emit.apply('sigmoid_slope', y)],
    activation: true,
  },
  // Both smooth slopes are taken from the activation's own result: σ′ = y(1 − y), tanh′ = 1 − y².
  sigmoid_slope: {
    arity: 1,
    notation: '{0}×(1 − {0})',
    precedence: 2,
    forward: (y) => y * (1 - y),
    derivatives: [],
  },
  tanh: {
    arity: 1,
    notation: 'tanh({0})',
    precedence: 4,
    forward: (x) => Math.tanh(x),
    derivatives: [(emit, _operands, y) => emit.apply('tanh_slope', y)],
    activation: true,
  },
  tanh_slope: {
    arity: 1,
    notation: '1 − {0}²',
    precedence: 1,
    forward: (y) => 1 - y * y,
    derivatives: [],
  },
} satisfies Record<string, Op>;

/** The name of a row. */
export type OpName = keyof typeof table;

/** The rows that a layer may name as its activation. */
export type ActivationName = {
  [Name in OpName]: (typeof table)[Name] extends { activation: true } ? Name : never;
}[OpName];

export const ops: Readonly<Record<OpName, Op>> = table;

export const opNames = Object.keys(table) as OpName[];

export const activationNames = opNames.filter((name) => ops[name].activation) as ActivationName[];
