/**
 * The op table: every scalar operation that a tape can hold, with its forward rule and its local
 * derivatives side by side. Adding an operation is adding one row.
 *
 * Doubles (IEEE 754 binary64) in, doubles out; no row ever throws.
 */
/** Where one value lives: an index into the register file. */
export type Slot = number;

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
  /**
   * ∂result/∂operand, one rule an operand. Without any, the result counts as a constant: nothing is ever
   * differentiated through the row.
   */
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

/** √(2/π), of the approximation of the GELU. */
const GELU_SCALE = Math.sqrt(2 / Math.PI);
const GELU_CUBE = 0.044715;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const geluBend = (x: number) => Math.tanh(GELU_SCALE * (x + GELU_CUBE * x * x * x));

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
  divide: {
    arity: 2,
    notation: '{0} ÷ {1}',
    precedence: 2,
    forward: (a, b) => a / b,
    derivatives: [
      (emit, [, b]) => emit.apply('divide', emit.constant(1), b as Slot),
      (emit, [, b], quotient) => emit.apply('divide_slope', quotient, b as Slot),
    ],
  },
  // ∂(a ÷ b)/∂b = −(a ÷ b) ÷ b, taken from the quotient.
  divide_slope: {
    arity: 2,
    notation: '−({0} ÷ {1})',
    precedence: 2,
    forward: (quotient, b) => -(quotient / b),
    derivatives: [],
  },
  negate: {
    arity: 1,
    notation: '−({0})',
    precedence: 2,
    forward: (x) => -x,
    derivatives: [minusOne],
  },
  exp: {
    arity: 1,
    notation: 'exp({0})',
    precedence: 4,
    forward: (x) => Math.exp(x),
    derivatives: [(_emit, _operands, y) => y],
  },
  log: {
    arity: 1,
    notation: 'log({0})',
    precedence: 4,
    forward: (x) => Math.log(x),
    derivatives: [(emit, [x]) => emit.apply('divide', emit.constant(1), x as Slot)],
  },
  sqrt: {
    arity: 1,
    notation: 'sqrt({0})',
    precedence: 4,
    forward: (x) => Math.sqrt(x),
    derivatives: [(emit, _operands, y) => emit.apply('divide', emit.constant(0.5), y)],
  },
  abs: {
    arity: 1,
    notation: 'abs({0})',
    precedence: 4,
    forward: (x) => Math.abs(x),
    derivatives: [(emit, [x]) => emit.apply('abs_slope', x as Slot)],
  },
  abs_slope: {
    arity: 1,
    notation: 'sign({0})',
    precedence: 4,
    // sign(0) = 0 by convention.
    forward: (x) => Math.sign(x),
    derivatives: [],
  },
  // Softmax and its loss take the largest away from all: what they give does not depend on it.
  max: {
    arity: 2,
    notation: 'max({0}, {1})',
    precedence: 4,
    forward: (a, b) => Math.max(a, b),
    derivatives: [],
  },
  // What formulas call max and min. Of two equals each gets half, as in PyTorch (torch.maximum) and JAX.
  maximum: {
    arity: 2,
    notation: 'max({0}, {1})',
    precedence: 4,
    forward: (a, b) => Math.max(a, b),
    derivatives: [
      (emit, [a, b]) => emit.apply('greater', a as Slot, b as Slot),
      (emit, [a, b]) => emit.apply('greater', b as Slot, a as Slot),
    ],
  },
  minimum: {
    arity: 2,
    notation: 'min({0}, {1})',
    precedence: 4,
    forward: (a, b) => Math.min(a, b),
    derivatives: [
      (emit, [a, b]) => emit.apply('greater', b as Slot, a as Slot),
      (emit, [a, b]) => emit.apply('greater', a as Slot, b as Slot),
    ],
  },
  /** 1 where the first is greater, 0 where the second is (the bracket of Iverson), ½ for equals. */
  greater: {
    arity: 2,
    notation: '[{0} > {1}]',
    precedence: 4,
    forward: (a, b) => (a > b ? 1 : a < b ? 0 : a === b ? 0.5 : Number.NaN),
    derivatives: [],
  },
  // What an optimiser needs for its learning rate: nothing is differentiated through an update.
  floor: {
    arity: 1,
    notation: 'floor({0})',
    precedence: 4,
    forward: (x) => Math.floor(x),
    derivatives: [],
  },
  sin: {
    arity: 1,
    notation: 'sin({0})',
    precedence: 4,
    forward: (x) => Math.sin(x),
    derivatives: [(emit, [x]) => emit.apply('cos', x as Slot)],
  },
  cos: {
    arity: 1,
    notation: 'cos({0})',
    precedence: 4,
    forward: (x) => Math.cos(x),
    derivatives: [(emit, [x]) => emit.apply('cos_slope', x as Slot)],
  },
  cos_slope: {
    arity: 1,
    notation: '−sin({0})',
    precedence: 2,
    forward: (x) => -Math.sin(x),
    derivatives: [],
  },
  power: {
    arity: 2,
    notation: 'power({0}, {1})',
    precedence: 4,
    forward: (a, b) => a ** b,
    derivatives: [
      (emit, [a, b]) => emit.apply('power_slope', a as Slot, b as Slot),
      (emit, [a, b]) => emit.apply('exponent_slope', a as Slot, b as Slot),
    ],
  },
  /** ∂aᵇ/∂a = b aᵇ⁻¹, and 0 for b = 0 whatever a is. */
  power_slope: {
    arity: 2,
    notation: '{1}×power({0}, {1} − 1)',
    precedence: 2,
    forward: (a, b) => (Number.isNaN(a) ? a : b === 0 ? 0 : b * a ** (b - 1)),
    derivatives: [],
  },
  /** ∂aᵇ/∂b = aᵇ log a, and 0 for a = 0 where b is not negative, as in PyTorch. */
  exponent_slope: {
    arity: 2,
    notation: 'power({0}, {1})×log({0})',
    precedence: 2,
    forward: (a, b) => (a === 0 && b >= 0 ? 0 : a ** b * Math.log(a)),
    derivatives: [],
  },
  /** Half a square up to δ, a straight line beyond (Huber 1964, "Robust estimation of a location parameter"). */
  huber: {
    arity: 2,
    notation: 'huber({0}, {1})',
    precedence: 4,
    forward: (x, delta) => {
      const size = Math.abs(x);
      return size <= delta ? 0.5 * x * x : delta * (size - 0.5 * delta);
    },
    derivatives: [(emit, [x, delta]) => emit.apply('huber_slope', x as Slot, delta as Slot)],
  },
  huber_slope: {
    arity: 2,
    notation: 'huber′({0}, {1})',
    precedence: 4,
    forward: (x, delta) => Math.max(-delta, Math.min(x, delta)),
    derivatives: [],
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
    forward: sigmoid,
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
  /** Clevert, Unterthiner & Hochreiter 2016, "Fast and accurate deep network learning by ELUs", with α = 1. */
  elu: {
    arity: 1,
    notation: 'elu({0})',
    precedence: 4,
    forward: (x) => (x > 0 ? x : Math.expm1(x)),
    derivatives: [(emit, [x]) => emit.apply('elu_slope', x as Slot)],
    activation: true,
  },
  elu_slope: {
    arity: 1,
    notation: 'elu′({0})',
    precedence: 4,
    forward: (x) => (x > 0 ? 1 : Math.exp(x)),
    derivatives: [],
  },
  softplus: {
    arity: 1,
    notation: 'softplus({0})',
    precedence: 4,
    // log(1 + exp(x)), so that exp does not overflow.
    forward: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    derivatives: [(emit, [x]) => emit.apply('softplus_slope', x as Slot)],
    activation: true,
  },
  softplus_slope: {
    arity: 1,
    notation: 'softplus′({0})',
    precedence: 4,
    forward: sigmoid,
    derivatives: [],
  },
  /**
   * The approximation with tanh of Hendrycks & Gimpel 2016, "Gaussian error linear units": the exact function
   * has an error function in it.
   */
  gelu: {
    arity: 1,
    notation: 'gelu({0})',
    precedence: 4,
    forward: (x) => 0.5 * x * (1 + geluBend(x)),
    derivatives: [(emit, [x]) => emit.apply('gelu_slope', x as Slot)],
    activation: true,
  },
  gelu_slope: {
    arity: 1,
    notation: 'gelu′({0})',
    precedence: 4,
    forward: (x) => {
      const bend = geluBend(x);
      const inner = GELU_SCALE * (1 + 3 * GELU_CUBE * x * x);
      return 0.5 * (1 + bend) + 0.5 * x * (1 - bend * bend) * inner;
    },
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
