/**
 * Checks all numbers printed in the chapter against the shipped scenarios. The expected numbers come from the chapter
 * or were computed by hand or with a few lines of plain Python, never with this program.
 */
import { describe, expect, test } from 'vitest';
import { type Executed, execute, load, parse, valuesOf } from '../support/scenario.ts';

function close(actual: readonly number[], expected: readonly number[], digits = 12) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index] as number, digits);
  });
}

test('transactions: hidden [5, 1], output 10 − 1 = 9, forward only', () => {
  const steps = execute(load('transactions'));
  expect(valuesOf('node_0', steps)).toEqual([5]);
  expect(valuesOf('node_1', steps)).toEqual([1]);
  expect(steps.at(-1)).toMatchObject({ name: 'output', op: 'add', values: [10, -1], result: 9 });
  expect(new Set(steps.map(({ phase }) => phase))).toEqual(new Set(['forward']));
  expect(steps).toHaveLength(9);
});

describe('target-13', () => {
  test('prediction 9, error −4', () => {
    const steps = execute(load('target-13'));
    expect(valuesOf('output', steps)).toEqual([9]);
    expect(valuesOf('error', steps)).toEqual([-4]);
  });

  test('changing only the two output weights hits 13', () => {
    const scenario = load('target-13');
    const steps = execute(scenario, 'better_output');
    expect(scenario.variants[0]?.set).toEqual({ 'output.w[0]': 3, 'output.w[1]': -2 });
    expect(valuesOf('node_0', steps)).toEqual([5]);
    expect(valuesOf('node_1', steps)).toEqual([1]);
    expect(valuesOf('output', steps)).toEqual([13]);
    expect(valuesOf('error', steps)).toEqual([0]);
  });

  test('the 32 steps in order, with names, operands and results', () => {
    const symbol: Record<string, string> = { multiply: '×', add: '+', subtract: '−' };
    // Rounded to twelve digits, because 0.01 × −48 is not exactly −0.48 in binary.
    const number = (value: number) => String(Number(value.toPrecision(12))).replace('-', '−');
    const line = ({ phase, op, operands, values, name, result }: Executed) => {
      const [names, numbers] = [operands, values.map(number)].map((parts) =>
        op === 'square' ? `${parts[0]}²` : parts.join(` ${symbol[op]} `),
      );
      return `${phase}: ${name} = ${names}: ${numbers} = ${number(result)}`;
    };
    expect(execute(load('target-13')).map(line)).toEqual([
      'forward: node_0.product[0] = children × node_0.w[0]: 2 × 1 = 2',
      'forward: node_0.product[1] = accounts × node_0.w[1]: 3 × 1 = 3',
      'forward: node_0 = node_0.product[0] + node_0.product[1]: 2 + 3 = 5',
      'forward: node_1.product[0] = children × node_1.w[0]: 2 × −1 = −2',
      'forward: node_1.product[1] = accounts × node_1.w[1]: 3 × 1 = 3',
      'forward: node_1 = node_1.product[0] + node_1.product[1]: −2 + 3 = 1',
      'forward: output.product[0] = node_0 × output.w[0]: 5 × 2 = 10',
      'forward: output.product[1] = node_1 × output.w[1]: 1 × −1 = −1',
      'forward: output = output.product[0] + output.product[1]: 10 + −1 = 9',
      'loss: error = output − target: 9 − 13 = −4',
      'loss: loss = error²: −4² = 16',
      'backward: grad(output) = 2 × error: 2 × −4 = −8',
      'backward: grad(output.w[0]) = node_0 × grad(output): 5 × −8 = −40',
      'backward: grad(output.w[1]) = node_1 × grad(output): 1 × −8 = −8',
      'backward: grad(node_0) = output.w[0] × grad(output): 2 × −8 = −16',
      'backward: grad(node_1) = output.w[1] × grad(output): −1 × −8 = 8',
      'backward: grad(node_0.w[0]) = children × grad(node_0): 2 × −16 = −32',
      'backward: grad(node_0.w[1]) = accounts × grad(node_0): 3 × −16 = −48',
      'backward: grad(node_1.w[0]) = children × grad(node_1): 2 × 8 = 16',
      'backward: grad(node_1.w[1]) = accounts × grad(node_1): 3 × 8 = 24',
      'update: delta(output.w[0]) = learning_rate × grad(output.w[0]): 0.01 × −40 = −0.4',
      'update: output.w[0] = output.w[0] − delta(output.w[0]): 2 − −0.4 = 2.4',
      'update: delta(output.w[1]) = learning_rate × grad(output.w[1]): 0.01 × −8 = −0.08',
      'update: output.w[1] = output.w[1] − delta(output.w[1]): −1 − −0.08 = −0.92',
      'update: delta(node_0.w[0]) = learning_rate × grad(node_0.w[0]): 0.01 × −32 = −0.32',
      'update: node_0.w[0] = node_0.w[0] − delta(node_0.w[0]): 1 − −0.32 = 1.32',
      'update: delta(node_0.w[1]) = learning_rate × grad(node_0.w[1]): 0.01 × −48 = −0.48',
      'update: node_0.w[1] = node_0.w[1] − delta(node_0.w[1]): 1 − −0.48 = 1.48',
      'update: delta(node_1.w[0]) = learning_rate × grad(node_1.w[0]): 0.01 × 16 = 0.16',
      'update: node_1.w[0] = node_1.w[0] − delta(node_1.w[0]): −1 − 0.16 = −1.16',
      'update: delta(node_1.w[1]) = learning_rate × grad(node_1.w[1]): 0.01 × 24 = 0.24',
      'update: node_1.w[1] = node_1.w[1] − delta(node_1.w[1]): 1 − 0.24 = 0.76',
    ]);
  });
});

test('slope: prediction 11, error 5, slopes [30, 40], no update', () => {
  const steps = execute(load('slope'));
  expect(valuesOf('output', steps)).toEqual([11]);
  expect(valuesOf('error', steps)).toEqual([5]);
  expect(valuesOf('grad(output.w[0])', steps)).toEqual([30]);
  expect(valuesOf('grad(output.w[1])', steps)).toEqual([40]);
  expect(new Set(steps.map(({ phase }) => phase))).toEqual(new Set(['forward', 'loss', 'backward']));
});

test('learning-rate: weights [1, 2] become [0.7, 1.6], and the error 5 becomes 2.5', () => {
  const steps = execute(load('learning-rate'));
  close(valuesOf('output.w[0]', steps), [0.7]);
  close(valuesOf('output.w[1]', steps), [1.6]);
  close(valuesOf('error', steps), [5, 2.5]);
  expect(steps.at(-1)).toMatchObject({ name: 'loss', phase: 'loss' });
});

test('weights-matter: 9 and an error of 6, then 3 and an error of 0', () => {
  const scenario = load('weights-matter');
  const first = execute(scenario);
  expect(valuesOf('output', first)).toEqual([9]);
  expect(valuesOf('error', first)).toEqual([6]);
  expect(first.filter(({ op }) => op === 'relu').map(({ name }) => name)).toEqual([
    'node_0',
    'node_1',
    'output',
  ]);
  const second = execute(scenario, 'second_weight_0');
  expect(valuesOf('output', second)).toEqual([3]);
  expect(valuesOf('error', second)).toEqual([0]);
  expect(new Set(first.map(({ phase }) => phase))).toEqual(new Set(['forward', 'loss']));
});

test('backprop-slope: 2 × 1 × 3 = 6', () => {
  const steps = execute(load('backprop-slope'));
  expect(valuesOf('to_node.in', steps)[0]).toBeGreaterThan(0);
  expect(steps.slice(-3)).toMatchObject([
    { name: 'slope(to_node)', op: 'relu_slope', result: 1 },
    { name: 'grad(to_node.in)', values: [1, 3], result: 3 },
    { name: 'grad(to_node.w[0])', operands: ['from_node', 'grad(to_node.in)'], values: [2, 3], result: 6 },
  ]);
});

test('relu: hidden [3, 9], output −3', () => {
  const steps = execute(load('relu'));
  expect(valuesOf('node_0', steps)).toEqual([3]);
  expect(valuesOf('node_1', steps)).toEqual([9]);
  expect(valuesOf('output', steps)).toEqual([-3]);
  expect(steps.filter(({ op }) => op === 'relu').map(({ name }) => name)).toEqual(['node_0', 'node_1']);
});

test('relu-function: relu(3) = 3, relu(−3) = 0, and nothing else', () => {
  expect(execute(load('relu-function'))).toMatchObject([
    { op: 'relu', operands: ['x'], values: [3], name: 'y', result: 3 },
    { op: 'relu', operands: ['x'], values: [-3], name: 'y', result: 0 },
  ]);
});

test('gradient-descent: the distance to 4 shrinks to 0.8 of itself in each of 8 epochs', () => {
  const steps = execute(load('gradient-descent'));
  close(valuesOf('y.w[0]', steps), [0.8, 1.44, 1.952, 2.3616, 2.68928, 2.951424, 3.1611392, 3.32891136]);
  close(
    valuesOf('loss', steps),
    [
      16, 10.24, 6.5536, 4.194304, 2.68435456, 1.7179869184, 1.099511627776, 0.70368744177664,
      0.4503599627370496,
    ],
  );
});

describe('back-propagation', () => {
  test('the loss falls: 16, 0.030, 0.0004 …', () => {
    const losses = valuesOf('loss', execute(load('back-propagation')));
    expect(losses[0]).toBe(16);
    expect(losses[1]?.toFixed(3)).toBe('0.030');
    expect(losses[2]?.toFixed(4)).toBe('0.0004');
    close(losses, [16, 0.02985984, 4.229127257259596e-4, 6.858726112652535e-6, 1.0949460841868554e-7], 14);
  });

  test('each slope of the first epoch is a product of the three factors', () => {
    const steps = execute(load('back-propagation')).filter(({ epoch }) => epoch === 1);
    // Incoming value × slope of the activation × slope of the loss with respect to the node's output.
    const slopes: Record<string, number> = {
      'grad(output.w[0])': 5 * 1 * -8,
      'grad(output.w[1])': 1 * 1 * -8,
      'grad(node_0.w[0])': 2 * 1 * (2 * -8),
      'grad(node_0.w[1])': 3 * 1 * (2 * -8),
      'grad(node_1.w[0])': 2 * 1 * (-1 * -8),
      'grad(node_1.w[1])': 3 * 1 * (-1 * -8),
    };
    for (const [name, slope] of Object.entries(slopes)) expect(valuesOf(name, steps)).toEqual([slope]);
  });

  test('at 0.01 it overshoots: 16, 16.23, 30.2, 16.4, 26.1', () => {
    const losses = valuesOf('loss', execute(load('back-propagation'), 'overshoot'));
    const places = [0, 2, 1, 1, 1];
    expect(losses.map((loss, index) => loss.toFixed(places[index]))).toEqual([
      '16',
      '16.23',
      '30.2',
      '16.4',
      '26.1',
    ]);
  });
});

describe('the number of steps', () => {
  const data = 'data: [{ inputs: [2, 3], target: TARGET }]';
  const optimizer = 'optimizer: { kind: sgd, learning_rate: 0.01 }';

  test('38 with ReLU on the hidden nodes, the loss at 12 and 13', () => {
    const steps = execute(
      parse(`
title: ReLU
inputs: [children, accounts]
layers:
  - { name: hidden, activation: relu, nodes: { node_0: [1, 1], node_1: [-1, 1] } }
  - { name: output, nodes: { output: [2, -1] } }
${data.replace('TARGET', '13')}
loss: squared_error
${optimizer}`),
    );
    expect(steps).toHaveLength(38);
    expect(steps.flatMap(({ phase }, index) => (phase === 'loss' ? [index + 1] : []))).toEqual([12, 13]);
  });

  test('53 in a 2-2-2 network with half of the squared error', () => {
    const steps = execute(
      parse(`
title: Two outputs
inputs: [a, b]
layers:
  - { name: hidden, nodes: { h1: [0.1, 0.2], h2: [0.3, 0.4] } }
  - { name: output, nodes: { o1: [0.5, 0.6], o2: [0.7, 0.8] } }
${data.replace('TARGET', '[0.01, 0.99]')}
loss: half_squared_error
${optimizer}`),
    );
    expect(steps).toHaveLength(53);
    const first = steps.filter(({ node, phase }) => phase === 'backward' && node === 'o1').slice(0, 2);
    expect(first).toMatchObject([
      { op: 'multiply', operands: ['2', 'error[0]'] },
      { op: 'multiply', name: 'grad(o1)' },
    ]);
    expect(first[1]?.values).toContain(0.5);
  });
});
