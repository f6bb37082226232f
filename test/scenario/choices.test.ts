/** Conditions, choices and limits in formulas: their gradients, words and NumPy code. */
import { describe, expect, test } from 'vitest';
import { numpyText } from '../../src/numpy/listing.ts';
import { Session } from '../../src/session/session.ts';
import { stepText } from '../../src/view/words/words.ts';
import { scenarioOf } from '../support/networks.ts';
import { execute, valuesOf } from '../support/scenario.ts';

type Numbers = Readonly<Record<string, number>>;

const source = (formula: string, inputs: Numbers) =>
  JSON.stringify({
    title: 'A choice',
    inputs: Object.keys(inputs),
    formulas: { y: formula },
    data: [{ inputs: Object.values(inputs) }],
    output_gradient: 1,
    input_gradients: true,
  });

/** The value of a formula, and the gradients of its inputs; undefined where no gradient comes back. */
function computed(formula: string, inputs: Numbers) {
  const steps = execute(scenarioOf(source(formula, inputs)));
  const gradients = Object.keys(inputs).map((name) => valuesOf(`grad(${name})`, steps)[0]);
  return [valuesOf('y', steps)[0], ...gradients];
}

// Computed with PyTorch 2.13.0 in float64: torch.where, torch.clamp, torch.sign, torch.erf and `x ** p`.
test.each<[string, Numbers, (number | undefined)[]]>([
  ['where(x > 0, x * a, b)', { x: 2, a: 3, b: 5 }, [6, 3, 2, 0]],
  ['where(x > 0, x * a, b)', { x: -2, a: 3, b: 5 }, [5, 0, -0, 1]],
  ['where(x >= 0, x ** 2, -x)', { x: 0 }, [0, -0]],
  ['where(x < 1 and x != 0, sqrt(x), a)', { x: 0.25, a: 3 }, [0.5, 1, 0]],
  // The slope of the side that is not chosen counts as well: 0 × infinity is not a number.
  ['where(x > 0, sqrt(x), 0)', { x: 0 }, [0, Number.NaN]],
  ['clip(x, a, b)', { x: -2, a: -1, b: 1 }, [-1, 0, 1, 0]],
  ['clip(x, a, b)', { x: -1, a: -1, b: 1 }, [-1, 1, 0, 0]],
  ['clip(x, a, b)', { x: 1, a: -1, b: 1 }, [1, 1, 0, 0]],
  ['clip(x, a, b)', { x: 2, a: 3, b: 1 }, [1, 0, 0, 1]],
  ['clamp(x, 0, 1) * a', { x: 2.5, a: 3 }, [3, 0, 1]],
  ['sign(x) * x', { x: -3 }, [3, -1]],
  ['sign(x) * a', { x: -3, a: 2 }, [-2, undefined, -1]],
  ['0.5 * x * (1 + erf(x / sqrt(2)))', { x: 1 }, [0.8413447460685429, 1.0833154705876864]],
  ['x ** p', { x: 0, p: 2.5 }, [0, 0, 0]],
  ['pow(x, p)', { x: 2, p: 3 }, [8, 12, 5.545177444479562]],
  ['(x > 0) * a', { x: 2, a: 3 }, [3, undefined, 1]],
])('%s of %j is, and has the gradients, %j', (formula, inputs, expected) => {
  const found = computed(formula, inputs);
  expect(found).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) {
    if (value === undefined || Number.isNaN(value)) expect(found[index]).toBe(value);
    else expect(found[index]).toBeCloseTo(value, 14);
  }
});

test('a formula that is only a condition has no gradients, and trains nothing', () => {
  const steps = execute(
    scenarioOf(
      '{ title: t, inputs: [x], parameters: { w: 2, u: 1 }, formulas: { loss: "(w > x) + u" }, data: [{ inputs: [1] }], optimizer: { kind: sgd, learning_rate: 0.5 } }',
    ),
  );
  expect([valuesOf('loss', steps), valuesOf('grad(w)', steps), valuesOf('grad(u)', steps)]).toEqual([
    [2],
    [],
    [1],
  ]);
  expect([valuesOf('w', steps), valuesOf('u', steps)]).toEqual([[], [0.5]]);
  expect(computed('x > 0', { x: 1 })).toEqual([1, undefined]);
});

describe('conditions', () => {
  test.each([
    ['x > 1 and a > 1 or b', 'where(x > 1 && a > 1, 1, b)'],
    ['not (x < 1)', '!(x < 1)'],
    ['x ≥ a', 'x >= a'],
    ['x ≠ a', 'not (x == a)'],
    ['(x < a) == (a < b)', 'where(x < a, a < b, not (a < b))'],
    ['!x', 'x == 0'],
  ])('%s is %s', (one, other) => {
    for (const x of [0, 1, 2]) {
      for (const [a, b] of [
        [1, 0],
        [2, 1],
        [3, 5],
      ] as const) {
        const inputs = { x, a, b: Math.min(b, 1) };
        const [value] = computed(one, inputs);
        expect(value).toBe(computed(other, inputs)[0]);
      }
    }
  });
});

describe('the words for a step', () => {
  const words = (formula: string, inputs: Numbers, step: number) => {
    const { what, means } = stepText(new Session(scenarioOf(source(formula, inputs))), step);
    return [what, means];
  };

  test.each<[string, Numbers, number, string, string]>([
    [
      'where(x > 0, a, 2)',
      { x: 1, a: 3 },
      1,
      'This tests whether x (1) is greater than 0.',
      'x is greater than 0, so the result is 1. 1 is used in the rest of y.',
    ],
    [
      'where(x > 0, a, 2)',
      { x: 1, a: 3 },
      2,
      'y.part[0] (1) is the condition that chooses between a (3) and 2.',
      'The condition is true (1), so a is chosen. y is 3.',
    ],
    [
      'where(x, a, 2)',
      { x: 0, a: 3 },
      1,
      'x (0) is the condition that chooses between a (3) and 2.',
      'The condition is not true (0), so 2 is chosen. y is 2.',
    ],
    [
      'clip(x, 0, 1)',
      { x: 3 },
      1,
      'x (3) is limited to the range from 0 to 1.',
      'x is greater than the upper limit, so it becomes 1. y is 1.',
    ],
    [
      'clip(x, 0, 1)',
      { x: 1 },
      1,
      'x (1) is limited to the range from 0 to 1.',
      'x is within the limits, so it stays as it is. y is 1.',
    ],
    [
      'x and a',
      { x: 1, a: 0 },
      1,
      'This tests whether x (1) and a (0) are both true.',
      'x and a are not both true, so the result is 0. y is 0.',
    ],
  ])('%s of %j, step %d', (formula, inputs, step, what, means) => {
    expect(words(formula, inputs, step)).toEqual([what, means]);
  });

  test('say that a limit itself has slope 1', () => {
    const [, means] = words('2 * clip(x, 0, 1)', { x: 1 }, 4);
    expect(means).toBe('x is exactly at a limit: there the slope is taken as 1.');
  });
});

test('the NumPy code of a choice', () => {
  const text = numpyText(scenarioOf(source('where(x > 0 and not a, erf(x), clip(a, 0, 1))', { x: 1, a: 2 })));
  expect(text).toContain('import numpy as np\nimport math\nerf = np.vectorize(math.erf)\n');
  expect(text).toContain(
    'y = np.where(np.logical_and(x > 0, np.logical_not(a)), erf(x), np.clip(a, 0, 1))\n',
  );
  expect(text).toContain('np.where(np.logical_and(x > 0, np.logical_not(a)), 1.0, 0.0)');
  const held = numpyText(
    scenarioOf(
      '{ title: t, inputs: [x], formulas: { c: x > 0, y: "where(c, x, 2)" }, data: [{ inputs: [1] }] }',
    ),
  );
  expect(held).toContain('c = 1.0 * (x > 0)\n');
  expect(held).toContain('y = np.where(c, x, 2)\n');
});
