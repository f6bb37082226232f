import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activationNames,
  derivativeOf,
  type Emitter,
  type OpName,
  opNames,
  ops,
} from '../../src/core/operations.ts';
import '../support/seed.ts';

type Row = readonly [operands: readonly number[], result: number];

const { MAX_VALUE, MIN_VALUE, NaN: NAN, POSITIVE_INFINITY: INF, NEGATIVE_INFINITY: MINUS_INF } = Number;

/**
 * Figures computed with NumPy 2.4.6 in float64, `1 / (1 + np.exp(-x))` for the sigmoid; tanh(1) and tanh(0.5)
 * agree with the OEIS (A073744) and with Abramowitz & Stegun, "Handbook of Mathematical Functions", table 4.15.
 */
const figures: Readonly<Record<OpName, readonly Row[]>> = {
  multiply: [
    [[0.1, 0.2], 0.020000000000000004],
    [[1.1, 1.1], 1.2100000000000002],
    [[0.1, 3], 0.30000000000000004],
    [[5, -8], -40],
    [[1e-200, 1e-200], 0],
    [[MIN_VALUE, 0.5], 0],
    [[1e308, 10], INF],
    [[0, -1], -0],
    [[0, INF], NAN],
    [[MINUS_INF, -2], INF],
  ],
  add: [
    [[0.1, 0.2], 0.30000000000000004],
    [[1 / 3, 3], 3.3333333333333335],
    [[10, -1], 9],
    [[-0, -0], -0],
    [[0, -0], 0],
    [[1e308, 1e308], INF],
    [[INF, MINUS_INF], NAN],
    [[1, MIN_VALUE], 1],
  ],
  subtract: [
    [[0.3, 0.1], 0.19999999999999998],
    [[0.1, 3], -2.9],
    [[9, 13], -4],
    [[0, 0], 0],
    [[-0, 0], -0],
    [[INF, INF], NAN],
    [[MINUS_INF, 1], MINUS_INF],
  ],
  square: [
    [[-4], 16],
    [[0.1], 0.010000000000000002],
    [[-1.5], 2.25],
    [[1e-170], 0],
    [[1e200], INF],
    [[-0], 0],
    [[MINUS_INF], INF],
  ],
  copy: [
    [[-2.5], -2.5],
    [[-0], -0],
    [[INF], INF],
  ],
  identity: [
    [[-2.5], -2.5],
    [[-0], -0],
    [[INF], INF],
  ],
  relu: [
    [[5], 5],
    [[-3], 0],
    [[0], 0],
    [[-0], 0],
    [[MIN_VALUE], MIN_VALUE],
    [[-MIN_VALUE], 0],
    [[INF], INF],
    [[MINUS_INF], 0],
  ],
  relu_slope: [
    [[5], 1],
    [[-3], 0],
    [[0], 0],
    [[-0], 0],
    [[MIN_VALUE], 1],
    [[INF], 1],
    [[MINUS_INF], 0],
  ],
  leaky_relu: [
    [[2.5], 2.5],
    [[-3], -0.03],
    [[-0.1], -0.001],
    [[0], 0],
    [[-1e308], -1e306],
    [[-MIN_VALUE], -0],
    [[MINUS_INF], MINUS_INF],
  ],
  leaky_relu_slope: [
    [[2.5], 1],
    [[-3], 0.01],
    [[0], 0.01],
    [[MINUS_INF], 0.01],
  ],
  sigmoid: [
    [[0], 0.5],
    [[1], 0.7310585786300049],
    [[-1], 0.2689414213699951],
    [[-0.5], 0.3775406687981454],
    [[2.5], 0.9241418199787566],
    [[10], 0.9999546021312976],
    [[-30], 9.357622968839299e-14],
    [[1e-9], 0.50000000025],
    [[-745.5], 0],
    [[MAX_VALUE], 1],
    [[INF], 1],
    [[MINUS_INF], 0],
  ],
  sigmoid_slope: [
    [[0.5], 0.25],
    [[0.25], 0.1875],
    [[0.7310585786300049], 0.19661193324148185],
    [[0.9999999999], 1.000000082640371e-10],
    [[0], 0],
    [[1], 0],
  ],
  tanh: [
    [[0], 0],
    [[-0], -0],
    [[1], 0.7615941559557649],
    [[0.5], 0.46211715726000974],
    [[-2.5], -0.9866142981514303],
    [[10], 0.9999999958776927],
    [[1e-9], 1e-9],
    [[MIN_VALUE], MIN_VALUE],
    [[-MAX_VALUE], -1],
    [[INF], 1],
  ],
  tanh_slope: [
    [[0], 1],
    [[0.25], 0.9375],
    [[-0.7615941559557649], 0.41997434161402614],
    [[0.9999999999], 2.000000165480742e-10],
    [[-1], 0],
  ],
  divide: [
    [[1, 3], 0.3333333333333333],
    [[10, -4], -2.5],
    [[1, 0], INF],
    [[0, 0], NAN],
    [[-1, 0], MINUS_INF],
    [[1e-200, 1e200], 0],
  ],
  divide_slope: [
    [[1, 3], -0.3333333333333333],
    [[0.5, -4], 0.125],
    [[0, 2], -0],
  ],
  negate: [
    [[3], -3],
    [[-0.1], 0.1],
  ],
  exp: [
    [[0], 1],
    [[1], Math.E],
    [[-1], 0.36787944117144233],
    [[0.5], 1.6487212707001282],
    [[710], INF],
    [[-746], 0],
  ],
  log: [
    [[1], 0],
    [[2], Math.LN2],
    [[0.1], -Math.LN10],
    [[0], MINUS_INF],
    [[-1], NAN],
  ],
  sqrt: [
    [[2], Math.SQRT2],
    [[0.25], 0.5],
    [[0], 0],
    [[-1], NAN],
  ],
  // Computed with 60 digits (Python's decimal) and rounded; at 0 and where both are 0, as in scipy.special.
  log1p: [
    [[1], Math.LN2],
    [[-0.5], -Math.LN2],
    [[1e-10], 9.999999999500001e-11],
    [[-1e-10], -1.00000000005e-10],
    [[1e-17], 1e-17],
    [[0.25], 0.22314355131420976],
    [[1e300], 690.7755278982137],
    [[0], 0],
    [[-0], -0],
    [[-1], MINUS_INF],
    [[-1.5], NAN],
  ],
  // The exact sum of the operands, less 1, rounded (Python's fractions).
  sum_minus_one: [
    [[1, 2.3195228302435696e-16], 2.3195228302435696e-16],
    [[4.248354255291589e-18, 1], 4.248354255291589e-18],
    [[0.5, 1, 0.25], 0.75],
    [[1, 1], 1],
    [[1, 1, 1, 0], 2],
    [[1.5e-20, 1, 5e-21, 2.5e-21], 2.25e-20],
    [[1, 0], 0],
    [[3, -2], 0],
    [[0.25, 0.5], -0.25],
    [[INF, 1], INF],
    [[INF, MINUS_INF], NAN],
  ],
  log1p_slope: [
    [[1], 0.5],
    [[-0.5], 2],
    [[1e-17], 1],
    [[0.25], 0.8],
    [[-1], INF],
  ],
  xlogy: [
    [[1, 0.5], -Math.LN2],
    [[0.25, 0.9], -0.02634012891445657],
    [[-2, 3], -2.1972245773362196],
    [[0.5, 1e-300], -345.38776394910684],
    [[1, 0.9999999999], -1.000000082790371e-10],
    [[0, 0], 0],
    [[0, 0.5], 0],
    [[0, INF], 0],
    [[2, 0], MINUS_INF],
    [[0, -1], NAN],
  ],
  xlogy_slope: [
    [[1, 0.5], 2],
    [[0.25, 0.9], 0.2777777777777778],
    [[-2, 3], -0.6666666666666666],
    [[0, 0], 0],
    [[1, 0], 0],
  ],
  xlog1py: [
    [[1, -0.5], -Math.LN2],
    [[0.25, 1e-10], 2.4999999998750002e-11],
    [[-1, -1e-17], 1e-17],
    [[0.75, -4.248354255291589e-18], -3.1862656914686917e-18],
    [[2, 7], 4.1588830833596715],
    [[0, -1], 0],
    [[2, -1], MINUS_INF],
    [[0, -2], NAN],
  ],
  xlog1py_slope: [
    [[1, -0.5], 2],
    [[0.25, 1e-10], 0.249999999975],
    [[2, 7], 0.25],
    [[0, -1], 0],
    [[1, -1], 0],
  ],
  abs: [
    [[-3], 3],
    [[0.5], 0.5],
    [[MINUS_INF], INF],
  ],
  abs_slope: [
    [[-3], -1],
    [[0.5], 1],
    [[0], 0],
  ],
  max: [
    [[1, 2], 2],
    [[-1, -2], -1],
    [[MINUS_INF, 3], 3],
  ],
  maximum: [
    [[1, 2], 2],
    [[-1, -2], -1],
    [[INF, 3], INF],
    [[0.25, 3, -1, 2], 3],
  ],
  minimum: [
    [[1, 2], 1],
    [[-1, -2], -2],
    [[MINUS_INF, 3], MINUS_INF],
    [[0.25, 3, -1, 2], -1],
  ],
  max_first: [
    [[1, 2], 2],
    [[0.25, 3, -1, 3], 3],
  ],
  // The gradients of torch.amax, torch.amin and torch.max along a dimension, with respect to the first value.
  maximum_slope: [
    [[2, 1], 1],
    [[-3, 1], 0],
    [[0.1, 0.1], 0.5],
    [[0, -0], 0.5],
    [[0.6, 0.6, 0.6], 1 / 3],
    [[0.6, 0.5, 0.6], 0.5],
    [[0.5, 0.6, 0.6], 0],
    [[0, 0, 0, 0, 0, 0, 0, 0], 0.125],
    [[INF, 1, INF], 0.5],
  ],
  minimum_slope: [
    [[2, 1], 0],
    [[-3, 1], 1],
    [[0.1, 0.1], 0.5],
    [[0.6, 0.6, 0.6], 1 / 3],
    [[0.6, 0.7, 0.6], 0.5],
    [[0.7, 0.6, 0.6], 0],
  ],
  max_first_slope: [
    [[0, 2, 1], 1],
    [[1, 2, 1], 0],
    [[0, 0.6, 0.6, 0.6], 1],
    [[2, 0.6, 0.6, 0.6], 0],
    [[1, 0.5, 0.6, 0.6], 1],
  ],
  argmax: [
    [[1, 2], 1],
    [[2, 2], 0],
    [[0.25, 3, -1, 3], 1],
    [[0, -0], 0],
    [[MINUS_INF, MINUS_INF, INF], 2],
    [[1, NAN, INF, NAN], 1],
  ],
  argmin: [
    [[1, 2], 0],
    [[2, 2], 0],
    [[0.25, -1, 3, -1], 1],
    [[-0, 0], 0],
    [[INF, MINUS_INF, MINUS_INF], 1],
    [[1, MINUS_INF, NAN, 2], 2],
  ],
  floor: [
    [[2.75], 2],
    [[-0.5], -1],
    [[3], 3],
  ],
  sin: [
    [[0], 0],
    [[1], 0.8414709848078965],
    [[-2.5], -0.5984721441039565],
  ],
  cos_slope: [
    [[1], -0.8414709848078965],
    [[-2.5], 0.5984721441039565],
  ],
  power_slope: [
    [[2, 3], 12],
    [[2.5, -1.5], -0.1517893276880822],
    [[-2, 3], 12],
    [[0, 2], 0],
    [[0, 1], 1],
    [[4, 0.5], 0.25],
    [[0, 0], 0],
  ],
  exponent_slope: [
    [[2, 3], 5.545177444479562],
    [[2.5, -1.5], 0.23180525692999798],
    [[0.5, 2], -0.17328679513998632],
    [[1, 7], 0],
    [[0, 2], 0],
    [[0, 0], 0],
    [[0, -1], MINUS_INF],
  ],
  cos: [
    [[0], 1],
    [[1], 0.5403023058681398],
    [[Math.PI], -1],
  ],
  power: [
    [[0.5, 3], 0.125],
    [[0.9, 0], 1],
    [[-2, 3], -8],
  ],
  // Computed with 300 binary digits (mpmath) and rounded, as are expm1, log2, log10 and tan.
  erf: [
    [[-2.5], -0.999593047982555],
    [[0.25], 0.27632639016823696],
    [[1], 0.8427007929497149],
    [[1e-10], 1.1283791670955126e-10],
    [[0], 0],
    [[-0], -0],
    [[6], 1],
    [[MINUS_INF], -1],
  ],
  erf_slope: [
    [[0], 2 / Math.sqrt(Math.PI)],
    [[1], 0.4151074974205947],
    [[-2.5], 0.00217828423035271],
    [[30], 0],
  ],
  expm1: [
    [[1], 1.718281828459045],
    [[-2.5], -0.9179150013761012],
    [[1e-10], 1.00000000005e-10],
    [[-0], -0],
    [[-50], -1],
    [[710], INF],
  ],
  log2: [
    [[8], 3],
    [[0.25], -2],
    [[3], 1.584962500721156],
    [[1], 0],
    [[0], MINUS_INF],
    [[-1], NAN],
  ],
  log10: [
    [[1000], 3],
    [[0.25], -0.6020599913279624],
    [[3], 0.47712125471966244],
    [[0], MINUS_INF],
    [[-1], NAN],
  ],
  tan: [
    [[-2.5], 0.7470222972386603],
    [[0.25], 0.25534192122103627],
    [[1], 1.5574077246549023],
    [[-0], -0],
    [[INF], NAN],
  ],
  tan_slope: [
    [[0.7470222972386603], 1.5580423125717253],
    [[-3], 10],
  ],
  signum: [
    [[-3], -1],
    [[0.5], 1],
    [[0], 0],
    [[MINUS_INF], -1],
  ],
  // torch.clamp and its gradients with respect to x and to both limits (PyTorch 2.13.0).
  clamp: [
    [[-2, -1, 1], -1],
    [[0.5, -1, 1], 0.5],
    [[3, -1, 1], 1],
    [[2, 3, 1], 1],
    [[5, 3, 1], 1],
    [[0, 3, 1], 1],
    [[-0, 0, 1], 0],
  ],
  clamp_slope: [
    [[-2, -1, 1], 0],
    [[-1, -1, 1], 1],
    [[0.5, -1, 1], 1],
    [[1, -1, 1], 1],
    [[3, -1, 1], 0],
    [[1, 1, 1], 1],
    [[2, 3, 1], 0],
    [[3, 3, 1], 0],
  ],
  clamp_low_slope: [
    [[-2, -1, 1], 1],
    [[-1, -1, 1], 0],
    [[3, -1, 1], 0],
    [[0, 1, 1], 0],
    [[0, 3, 1], 0],
  ],
  clamp_high_slope: [
    [[-2, -1, 1], 0],
    [[1, -1, 1], 0],
    [[3, -1, 1], 1],
    [[0, 1, 1], 0],
    [[2, 1, 1], 1],
    [[0, 3, 1], 1],
    [[2, 3, 1], 1],
    [[5, 3, 1], 1],
  ],
  // As NumPy's functions of the same names: every number but 0 is true, NaN too, and NaN is not equal to itself.
  less_than: [
    [[1, 2], 1],
    [[2, 2], 0],
    [[3, 2], 0],
    [[-0, 0], 0],
    [[MINUS_INF, INF], 1],
    [[NAN, 1], 0],
    [[1, NAN], 0],
  ],
  less_or_equal: [
    [[1, 2], 1],
    [[2, 2], 1],
    [[3, 2], 0],
    [[NAN, NAN], 0],
  ],
  greater_than: [
    [[1, 2], 0],
    [[2, 2], 0],
    [[3, 2], 1],
    [[NAN, 1], 0],
  ],
  greater_or_equal: [
    [[1, 2], 0],
    [[2, 2], 1],
    [[0, -0], 1],
    [[NAN, NAN], 0],
  ],
  equal_to: [
    [[0.1 + 0.2, 0.3], 0],
    [[0, -0], 1],
    [[INF, INF], 1],
    [[NAN, NAN], 0],
  ],
  not_equal: [
    [[0.1 + 0.2, 0.3], 1],
    [[0, -0], 0],
    [[NAN, NAN], 1],
  ],
  logical_and: [
    [[1, 1], 1],
    [[1, 0], 0],
    [[0, 1], 0],
    [[0, -0], 0],
    [[-2, 0.5], 1],
    [[NAN, 1], 1],
    [[NAN, 0], 0],
  ],
  logical_or: [
    [[1, 1], 1],
    [[1, 0], 1],
    [[0, 1], 1],
    [[0, -0], 0],
    [[0, NAN], 1],
  ],
  logical_not: [
    [[1], 0],
    [[0], 1],
    [[-0], 1],
    [[-0.5], 0],
    [[NAN], 0],
  ],
  where: [
    [[1, 2, 3], 2],
    [[0, 2, 3], 3],
    [[-0, 2, 3], 3],
    [[-0.5, 2, 3], 2],
    [[NAN, 2, 3], 2],
    [[0, NAN, 3], 3],
    [[1, 2, NAN], 2],
  ],
  where_slope: [
    [[1], 1],
    [[0], 0],
    [[-0.5], 1],
    [[NAN], 1],
  ],
  where_not_slope: [
    [[1], 0],
    [[0], 1],
    [[-0], 1],
    [[NAN], 0],
  ],
  huber: [
    [[0.5, 1], 0.125],
    [[-3, 1], 2.5],
    [[2, 0.4], 0.7200000000000001],
    [[1, 1], 0.5],
  ],
  huber_slope: [
    [[0.5, 1], 0.5],
    [[-3, 1], -1],
    [[2, 0.4], 0.4],
  ],
  elu: [
    [[2], 2],
    [[-1], -0.6321205588285577],
    [[-1e-9], -9.999999995e-10],
    [[0], 0],
    [[-40], -1],
  ],
  elu_slope: [
    [[2], 1],
    [[-1], 0.36787944117144233],
    [[0], 1],
  ],
  softplus: [
    [[0], Math.LN2],
    [[1], 1.3132616875182228],
    [[-2.5], 0.07888973429254963],
    [[800], 800],
    [[-800], 0],
  ],
  softplus_slope: [
    [[0], 0.5],
    [[1], 0.7310585786300049],
    [[-1], 0.2689414213699951],
  ],
  gelu: [
    [[0], 0],
    [[1], 0.8411919906082768],
    [[-1], -0.1588080093917233],
    [[3], 2.996362607918227],
    [[-10], -0],
  ],
  gelu_slope: [
    [[0], 0.5],
    [[1], 1.0829640838457826],
    [[-1], -0.08296408384578258],
    [[3], 1.0115841666309695],
  ],
  // x / (1 + exp(−x)) and its derivative, computed with 60 digits (Python's decimal) and rounded. As in
  // torch.nn.functional.silu, −∞ gives NaN, and so does the slope at ±∞.
  silu: [
    [[0], 0],
    [[-0], -0],
    [[1], 0.7310585786300049],
    [[-1], -0.2689414213699951],
    [[0.02], 0.010099996666799995],
    [[1e-9], 5.000000002500001e-10],
    [[2.5], 2.310354549946891],
    [[-6], -0.014835738939808645],
    [[-30], -2.8072868906517896e-12],
    [[-700], -6.90177358063184e-302],
    [[-800], -0],
    [[800], 800],
    [[1e300], 1e300],
    [[INF], INF],
    [[MINUS_INF], NAN],
  ],
  silu_slope: [
    [[0], 0.5],
    [[1], 0.9276705118714867],
    [[-1], 0.07232948812851327],
    [[0.02], 0.5099993333733311],
    [[1e-9], 0.5000000005],
    [[2.5], 1.0994011113415267],
    [[-6], -0.012326432591525513],
    [[-30], -2.713710660963134e-12],
    [[-700], -6.891913904088079e-302],
    [[-800], -0],
    [[800], 1],
    [[1e300], 1],
    [[INF], NAN],
    [[MINUS_INF], NAN],
  ],
};

/** The operations whose result is whether something is true. */
const isCondition = (name: OpName) => /^(?:less|greater|equal|not|logical)_/.test(name);

function ownRow(name: OpName, operands: readonly number[]): number {
  const [a = 0, b = a, ...rest] = operands;
  return ops[name].forward(a, b, ...rest);
}

describe('forward rules', () => {
  test.each(opNames)('%s gives the known values', (name) => {
    for (const [operands, result] of figures[name]) {
      const { arity } = ops[name];
      if (arity === 'many') expect(operands.length).toBeGreaterThan(1);
      else expect(operands).toHaveLength(arity);
      const actual = ownRow(name, operands);
      // exp, tanh and others are not always rounded correctly; all other operations are exact to the last bit.
      if (
        /sigmoid$|tanh$|exp|log|elu|silu|softplus|sin|cos|tan|erf|power_/.test(name) &&
        result !== 0 &&
        Number.isFinite(result)
      ) {
        const most = name.startsWith('gelu') ? 8 : 1;
        expect(Math.abs(actual - result) / Math.abs(result)).toBeLessThanOrEqual(most * Number.EPSILON);
      } else expect(actual, `${name} ${operands}`).toBe(result);
    }
  });

  // What conditions, choices and places give for NaN is in the figures above.
  test.each(
    opNames.filter((name) => !name.startsWith('where') && !isCondition(name) && !name.startsWith('arg')),
  )('%s of NaN is NaN', (name) => {
    const { arity } = ops[name];
    expect(ownRow(name, [NAN, 1, 3])).toBe(NAN);
    if (arity !== 1) expect(ownRow(name, [1, NAN, 3])).toBe(NAN);
    if (arity === 'many' || arity === 3) expect(ownRow(name, [1, 3, NAN])).toBe(NAN);
  });

  test('can underflow to 0: products, quotients and powers of e', () => {
    expect(opNames.filter((name) => ops[name].traits?.underflows !== undefined)).toEqual([
      'multiply',
      'square',
      'divide',
      'divide_slope',
      'exp',
      'log1p_slope',
      'xlogy',
      'xlogy_slope',
      'xlog1py',
      'xlog1py_slope',
      'erf_slope',
      'leaky_relu',
      'sigmoid',
      'sigmoid_slope',
      'elu_slope',
      'softplus',
      'softplus_slope',
      'silu',
      'silu_slope',
    ]);
  });

  test('but not for the logarithm of 1', () => {
    const { underflows } = ops.xlogy.traits ?? {};
    const isLost = (x: number, y: number) => typeof underflows === 'function' && underflows(x, y);
    expect([isLost(0.5, 1), isLost(1e-300, 0.9999999999)]).toEqual([false, true]);
  });

  test('but not where a slope crosses 0', () => {
    const { underflows } = ops.silu_slope.traits ?? {};
    const isLost = (x: number) => typeof underflows === 'function' && underflows(x, x);
    expect([-800, -1.278464542761074].map((x) => [ownRow('silu_slope', [x]), isLost(x)])).toEqual([
      [-0, true],
      [0, false],
    ]);
  });
});

/** An emitter that evaluates the operations of a derivative rule immediately. */
class Values implements Emitter {
  readonly #values: number[] = [];

  constant(value: number): number {
    return this.#values.push(value) - 1;
  }

  apply(op: string, ...operands: number[]): number {
    return this.constant(
      ownRow(
        op as OpName,
        operands.map((slot) => this.at(slot)),
      ),
    );
  }

  at(slot: number): number {
    return this.#values[slot] as number;
  }
}

/** ∂op/∂operand by the operation's derivative rule. @param by number of the operand */
function derivative(name: OpName, operands: readonly number[], by: number): number {
  const values = new Values();
  const slots = operands.map((value) => values.constant(value));
  const result = values.apply(name, ...slots);
  const rule = derivativeOf(name, by);
  if (!rule) throw new Error(`${name} has no derivative by operand ${by}`);
  return values.at(rule(values, slots, result, by));
}

describe('derivative rules', () => {
  const points = [-7.5, -2, -0.7, -0.03, 0.03, 0.4, 1, 3.25, 9];
  const step = 2 ** -10;
  const differentiable = opNames.filter((name) => ops[name].derivatives.length > 0);
  /** The operations that give NaN for negative operands. */
  const positiveAlone: readonly OpName[] = ['log', 'log2', 'log10', 'log1p', 'sqrt', 'power'];
  /** Those that do for a negative second operand. */
  const positiveSecond: readonly OpName[] = ['xlogy', 'xlog1py'];

  test.each(differentiable)('%s agrees with central differences', (name) => {
    const { arity, derivatives } = ops[name];
    // huber has no derivative with respect to its second operand, which is a constant of the loss.
    const isOne = name === 'huber' || arity === 'many';
    expect(derivatives).toHaveLength(isOne ? 1 : arity);
    const [firsts, seconds] = positiveAlone.includes(name)
      ? [points.filter((a) => a > 0.1), name === 'power' ? [-1.5, 0.4, 2, 3] : []]
      : name === 'huber'
        ? [points, [0.5, 2.5]]
        : positiveSecond.includes(name)
          ? [points, points.filter((b) => b > 0.1)]
          : [points, points.filter((b) => name !== 'divide' || Math.abs(b) > 0.1)];
    const hasEdge = arity === 'many';
    const pairs = firsts.flatMap((a) => seconds.filter((b) => !hasEdge || a !== b).map((b) => [a, b]));
    const places =
      arity === 1
        ? firsts.map((a) => [a])
        : arity === 3
          ? pairs.filter(([a, b]) => a !== b).flatMap(([a = 0, b = 0]) => [-3.5, 1.5].map((c) => [a, b, c]))
          : pairs;
    for (const place of places) {
      place.forEach((_value, by) => {
        if (!derivativeOf(name, by)) return;
        const quotient = (width: number) => {
          const moved = (offset: number) => place.with(by, (place[by] as number) + offset);
          return (ownRow(name, moved(width)) - ownRow(name, moved(-width))) / (2 * width);
        };
        const expected = (4 * quotient(step / 2) - quotient(step)) / 3;
        const size = Math.max(1, Math.abs(ownRow(name, place)));
        const bound = 1e-10 * size * (['divide', 'power'].includes(name) ? 1e3 : 1);
        expect(Math.abs(derivative(name, place, by) - expected), `${name} at ${place}`).toBeLessThan(bound);
      });
    }
  });

  test('exist for every operation except slopes, conditions, max, places, floor and the sign', () => {
    const slopes = opNames.filter((name) => !differentiable.includes(name));
    const others = (name: OpName) =>
      isCondition(name) || ['max', 'argmax', 'argmin', 'floor', 'signum'].includes(name);
    expect(slopes).toEqual(opNames.filter((name) => name.endsWith('_slope') || others(name)));
    expect(activationNames).toEqual([
      'identity',
      'relu',
      'leaky_relu',
      'sigmoid',
      'tanh',
      'elu',
      'softplus',
      'gelu',
      'silu',
    ]);
  });

  test('take the slope of a ReLU at 0 from its left', () => {
    expect(derivative('relu', [0], 0)).toBe(0);
    expect(derivative('relu', [-0], 0)).toBe(0);
    expect(derivative('leaky_relu', [0], 0)).toBe(0.01);
  });

  test('give each of k equal operands of a maximum the slope 1/k, as in PyTorch, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2, maxLength: 8 }), (values) => {
        for (const [name, kept] of [
          ['maximum', Math.max(...values)],
          ['minimum', Math.min(...values)],
        ] as const) {
          const equal = values.filter((value) => value === kept).length;
          const slopes = values.map((_value, by) => derivative(name, values, by));
          expect(slopes).toEqual(values.map((value) => (value === kept ? 1 / equal : 0)));
        }
      }),
    );
  });

  test('give the first of the equal operands of max_first the whole slope', () => {
    const slopes = (values: readonly number[]) =>
      values.map((_value, by) => derivative('max_first', values, by));
    expect(slopes([0.6, 0.6, 0.6])).toEqual([1, 0, 0]);
    expect(slopes([0.5, 0.7, 0.6, 0.7])).toEqual([0, 1, 0, 0]);
  });

  test('keep infinities and NaN after an overflow', () => {
    expect(derivative('sigmoid', [1000], 0)).toBe(0);
    expect(derivative('tanh', [-1000], 0)).toBe(0);
    expect(derivative('square', [1e308], 0)).toBe(INF);
    for (const name of activationNames) {
      if (name !== 'identity') expect(derivative(name, [NAN], 0), name).toBe(NAN);
    }
  });
});
