import { describe, expect, test } from 'vitest';
import { activationNames, type Emitter, type OpName, opNames, ops } from '../../src/core/ops.ts';

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
};

const ownRow = (name: OpName, operands: readonly number[]) =>
  ops[name].forward(operands[0] as number, operands[1] ?? (operands[0] as number));

describe('forward rules', () => {
  test.each(opNames)('%s gives the known figures', (name) => {
    for (const [operands, result] of figures[name]) {
      expect(operands).toHaveLength(ops[name].arity);
      const actual = ownRow(name, operands);
      // exp and tanh are not rounded correctly everywhere; all else is exact to the last bit.
      if (/sigmoid$|tanh$/.test(name) && result !== 0) {
        expect(Math.abs(actual - result) / Math.abs(result)).toBeLessThanOrEqual(Number.EPSILON);
      } else expect(actual, `${name} ${operands}`).toBe(result);
    }
  });

  test.each(opNames)('%s of NaN is NaN', (name) => {
    expect(ownRow(name, [NAN, 1])).toBe(NAN);
    if (ops[name].arity === 2) expect(ownRow(name, [1, NAN])).toBe(NAN);
  });
});

/** Evaluates what a derivative rule emits: a tape that computes at once. */
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

/** ∂op/∂operand by the table's rule. */
function derivative(name: OpName, operands: readonly number[], by: number): number {
  const values = new Values();
  const slots = operands.map((value) => values.constant(value));
  const result = values.apply(name, ...slots);
  const rule = ops[name].derivatives[by];
  if (!rule) throw new Error(`${name} has no derivative by operand ${by}`);
  return values.at(rule(values, slots, result));
}

describe('derivative rules', () => {
  const points = [-7.5, -2, -0.7, -0.03, 0.03, 0.4, 1, 3.25, 9];
  const step = 2 ** -10;
  const differentiable = opNames.filter((name) => ops[name].derivatives.length > 0);

  test.each(differentiable)('%s agrees with central differences', (name) => {
    const { arity, derivatives } = ops[name];
    expect(derivatives).toHaveLength(arity);
    const places = points.flatMap((a) => (arity === 1 ? [[a]] : points.map((b) => [a, b])));
    for (const place of places) {
      place.forEach((_operand, by) => {
        const quotient = (width: number) => {
          const moved = (offset: number) => place.with(by, (place[by] as number) + offset);
          return (ownRow(name, moved(width)) - ownRow(name, moved(-width))) / (2 * width);
        };
        const expected = (4 * quotient(step / 2) - quotient(step)) / 3;
        expect(Math.abs(derivative(name, place, by) - expected), `${name} at ${place}`).toBeLessThan(1e-10);
      });
    }
  });

  test('are there for every operation but the slopes, and every slope is one', () => {
    const slopes = opNames.filter((name) => !differentiable.includes(name));
    expect(slopes).toEqual(opNames.filter((name) => name.endsWith('_slope')));
    expect(activationNames).toEqual(['identity', 'relu', 'leaky_relu', 'sigmoid', 'tanh']);
  });

  test('take the slope of a ReLU at 0 from its left', () => {
    expect(derivative('relu', [0], 0)).toBe(0);
    expect(derivative('relu', [-0], 0)).toBe(0);
    expect(derivative('leaky_relu', [0], 0)).toBe(0.01);
  });

  test('keep what has overflowed visible', () => {
    expect(derivative('sigmoid', [1000], 0)).toBe(0);
    expect(derivative('tanh', [-1000], 0)).toBe(0);
    expect(derivative('square', [1e308], 0)).toBe(INF);
    for (const name of activationNames) {
      if (name !== 'identity') expect(derivative(name, [NAN], 0), name).toBe(NAN);
    }
  });
});
