import { expect, test } from 'vitest';
import { execute, parse, valuesOf } from '../../support/scenario.ts';

const [RATE, BETA1, BETA2, EPSILON] = [0.1, 0.8, 0.9, 1e-6];

/**
 * The weights after each update as optax computes them: scale_by_adam with nesterov, where the mean of the gradients is
 * corrected for one update more, and mixed with the newest gradient.
 */
function asOptax(gradientAt: (weight: number) => number, start: number, updates: number): number[] {
  let [weight, mean, square] = [start, 0, 0];
  return Array.from({ length: updates }, (_, index) => {
    const [count, gradient] = [index + 1, gradientAt(weight)];
    mean = BETA1 * mean + (1 - BETA1) * gradient;
    square = BETA2 * square + (1 - BETA2) * gradient ** 2;
    const ahead =
      (BETA1 * mean) / (1 - BETA1 ** (count + 1)) + ((1 - BETA1) * gradient) / (1 - BETA1 ** count);
    weight -= (RATE * ahead) / (Math.sqrt(square / (1 - BETA2 ** count)) + EPSILON);
    return weight;
  });
}

const source = (more: string) => `title: t
inputs: [x]
layers: [{ name: l, nodes: { y: [0.5] } }]
data: [{ inputs: [2], target: 3 }]
loss: squared_error
training: { epochs: 6 }
optimizer: { kind: nadam, learning_rate: ${RATE}, beta1: ${BETA1}, beta2: ${BETA2}, epsilon: ${EPSILON}${more} }`;

const weights = (more: string) => valuesOf('y.w[0]', execute(parse(source(more))));

test('nadam in the form of optax has the momentum beta1 from the start', () => {
  const expected = asOptax((weight) => 2 * (2 * weight - 3) * 2, 0.5, 6);
  const found = weights(', form: optax');
  expect(found).toHaveLength(6);
  for (const [index, weight] of expected.entries()) expect(found[index]).toBeCloseTo(weight, 12);
  expect(weights('')[0]).not.toBeCloseTo(expected[0] as number, 3);
});
