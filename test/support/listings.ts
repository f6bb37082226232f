/** Scenarios whose NumPy listings need more than one line per layer, or names other than those of the layers. */
import { scenarioOf } from './networks.ts';

const train = 'loss: squared_error\noptimizer: { kind: sgd, learning_rate: 0.1 }';

const documents: Readonly<Record<string, string>> = {
  'layers called like something else': `
title: t
inputs: [x, np]
layers:
  - { name: lambda, activation: relu, bias: 0.5, nodes: { print: [1, 2], range: [0.5, -1] } }
  - { name: np, activation: tanh, nodes: { data: { weights: [1, 0.5], bias: 0.1 }, share: { weights: [-1, 0.25], bias: 0.2 } } }
  - { name: x, activation: sigmoid, nodes: { len: [1, 2], epoch: [0.25, 1] } }
  - { name: x_in, nodes: { a: [1, 2], b: [0.5, 1] } }
  - { name: grad_x, nodes: { c: [1, 2], d: [0.5, 1] } }
  - { name: print, nodes: { e: [1, 2], f: [0.5, 1] } }
  - { name: __debug__, nodes: { g: [1, 2], h: [0.5, 1] } }
  - { name: loss, nodes: { output: [1, 2] } }
data: [{ inputs: [2, 3], target: 13 }, { inputs: [1, -3], target: 3 }]
${train}
input_gradients: true`,
  'layers called like what the random helpers use': `
title: t
inputs: [x, np]
layers:
  - { name: bits, activation: relu, bias: 0.5, nodes: { a: [1, 2], b: [0.5, -1] } }
  - { name: gamma, activation: tanh, nodes: { c: [1, 0.5], d: [-1, 0.25] }, dropout: { rate: 0.5, seed: 3 } }
  - { name: int, nodes: { e: [1, 2], f: [0.25, 1] } }
  - { name: list, nodes: { g: [1, 2], h: [0.5, 1] } }
  - { name: enumerate, nodes: { i: [1, 2], j: [0.5, 1] } }
  - { name: mixed, nodes: { y: [1, 2] } }
data: [{ inputs: [2, 3], target: 13 }, { inputs: [1, -3], target: 3 }, { inputs: [0, 1], target: 1 }]
${train}
training: { epochs: 2, shuffle: { seed: 1 } }`,
  'outputs that are inputs, or the same node twice': `
title: t
inputs: [a, b]
layers:
  - { name: hidden, nodes: { h: [1, 2], i: { from: b } } }
  - { name: output, nodes: { y: { from: h }, z: { from: h }, k: [0.5, 0.25], u: { from: a } } }
data: [{ inputs: [2, 3], target: [1, 2, 3, 4] }]
${train}
input_gradients: true`,
  'gradients from beyond that meet others': `
title: t
inputs: [a]
layers:
  - { name: hidden, nodes: { h: [1.5] } }
  - { name: output, nodes: { y: { from: h }, k: [0.5], z: { from: a } } }
data: [{ inputs: [2] }, { inputs: [3] }, { inputs: [5] }]
output_gradient: [1, 2, 3]
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { batch: 2, epochs: 2 }
input_gradients: true`,
  'nodes that nothing takes': `
title: t
inputs: [a, b]
layers:
  - { name: first, activation: relu, bias: 1, nodes: { f: [1, 2], g: [3, 4] } }
  - { name: second, activation: leaky_relu, nodes: { h: { from: f }, i: { from: f } } }
  - { name: third, nodes: { y: [1, 2] } }
data: [{ inputs: [2, 3], target: 1 }, { inputs: [2, -3], target: 2 }]
${train}
training: { epochs: 2, batch: all, finish: loss }`,
  'nodes that nothing takes, once': `
title: t
inputs: [a, b]
layers:
  - { name: first, nodes: { f: [1, 2], g: [3, 4] } }
  - { name: second, activation: tanh, nodes: { h: { from: f }, i: { from: f } } }
data: [{ inputs: [0.2, 0.3], target: [1, 2] }]
loss: squared_error`,
  'a bias that nobody uses, and parameters that stay': `
title: t
inputs: [a]
layers:
  - { name: hidden, bias: 2, nodes: { h: [1], i: [2] } }
  - { name: pass, bias: 3, activation: tanh, nodes: { j: { from: h }, k: { from: i } } }
  - { name: output, nodes: { y: { weights: [1, 2], bias: 0.5 }, z: { weights: [3, 4], bias: -0.5 } } }
data: [{ inputs: [0.25], target: [1, 2] }]
loss: mean_squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
frozen: ['layer(hidden).bias', 'y.bias', 'z.w[0]', 'h.w[0]', 'i.w[0]']
training: { epochs: 3 }`,
  'equal values, and logarithms of 0': `
title: t
inputs: [a, b, c, d, p]
formulas:
  first: max(a, b, c)
  second: min(d, c, a, b)
  third: max_first(d, b, c - b, a)
  fourth: max(a, d) + min(d, b)
  fifth: xlogy(p, p + 1 - d) + xlog1py(p, -d) + log1p(p)
  sixth: 2 ** -argmax(a, b, d) * c + argmin([b, d, c]) ** -1 * p
  sum: first + 2 * second + 3 * third + 4 * fourth + 5 * fifth + 6 * min(sixth, 2)
data:
  - { inputs: [0.6, 0.6, 0.6, 0.6, 0] }
  - { inputs: [0.6, 0.5, 0.6, 0.6, 0.25] }
  - { inputs: [1, 2, 2, 1, 0] }
output_gradient: 1
input_gradients: true`,
  'several losses of formulas, some of them with the targets of others': `
title: t
inputs: [x]
parameters: { W: [[0.5, -0.4], [0.3, 0.8], [-0.6, 0.2]], V: [[1, -1, 0.5], [0.2, 0.4, -0.3]], a: [0.4, -0.2, 0.7] }
formulas:
  h: tanh(W @ x)
  y: V @ h
  loss_y: a @ h
  near: sum((h - 0.5) ** 2)
data:
  - { inputs: [[1, 2]], target: { y: [1, 0], loss_y: 0.5 } }
  - { inputs: [[-1, 0.5]], target: { y: [0, 1], loss_y: -0.5 } }
loss:
  - { of: y, kind: softmax_cross_entropy }
  - { of: y, kind: huber, name: y_log, weight: 0.5 }
  - { of: loss_y, kind: half_squared_error, weight: 0.25 }
  - { of: near, weight: 0.125 }
optimizer: { kind: adam, learning_rate: 0.1 }
training: { epochs: 2 }`,
  'several losses of layers, one with values for targets': `
title: t
inputs: [a, b]
layers:
  - { name: hidden, activation: tanh, nodes: { h0: [0.5, -0.4], h1: [0.3, 0.8] } }
  - { name: code, activation: sigmoid, nodes: { c0: [0.7, -0.2], c1: [-0.5, 0.9] } }
  - { name: output, nodes: { y: { weights: [1, -1], bias: 0.1 }, z: { weights: [2, 1], bias: 0.5 } } }
data:
  - { inputs: [1, 2], target: { output: [1, 0.5], c1: 1 } }
  - { inputs: [-1, 0.5], target: { output: [-0.5, 2], c1: 0 } }
  - { inputs: [-1, 0.9], target: { output: [-0.7, 0], c1: 1 } }
loss:
  - { of: output, kind: mean_squared_error }
  - { of: c1, kind: binary_cross_entropy, weight: 0.3 }
  - { of: hidden, kind: squared_error, target: code, weight: 0.1 }
optimizer: { kind: momentum, learning_rate: 0.1 }
training: { epochs: 2, batch: 2, finish: loss }`,
  'gradients of two batches, added up': `
title: t
inputs: [a]
layers: [{ name: output, nodes: { y: { weights: [0.5], bias: 0.1 } } }]
data: [{ inputs: [1], target: 2 }, { inputs: [-1], target: 0.5 }, { inputs: [3], target: 1 }, { inputs: [2], target: 0 }, { inputs: [0.5], target: 1 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { epochs: 2, batch: 2, accumulate: 2, finish: loss, shuffle: { seed: 1 } }`,
  'examples that are taken together': `
title: t
inputs: [a, x]
parameters: { W: [[0.5, -1, 0.3], [1, 0.25, -0.6]], v: [0.4, -0.2, 0.7] }
formulas:
  h: x @ W
  n: (h - mean(h, axis=0)) / (1 + std(h, axis=0))
  y: tanh(n) @ v + a
data:
  - { inputs: [0.5, [1, 2]], target: 1 }
  - { inputs: [0.25, [3, -1]], target: 0.5 }
  - { inputs: [-1, [0, 0.5]], target: -1 }
  - { inputs: [2, [-1, 1]], target: 2 }
loss: huber
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { epochs: 2, batch: 2, together: true, finish: loss }`,
  'one loss that is a value': `
title: t
inputs: [x]
parameters: { w: 0.5 }
formulas: { cost: (w * x - 1) ** 2 }
data: [{ inputs: [3] }, { inputs: [-2] }]
loss: [{ of: cost }]
optimizer: { kind: sgd, learning_rate: 0.1 }`,
  'probabilities of 0 and 1': `
title: t
inputs: [a, b]
layers:
  - { name: p, activation: sigmoid, nodes: { q: [40, 0], r: [0, 40] } }
data: [{ inputs: [1, -20], target: [1, 0] }, { inputs: [0.5, 0.25], target: [0.25, 1] }]
loss: binary_cross_entropy
optimizer: { kind: sgd, learning_rate: 0.1 }`,
  logits: `
title: t
inputs: [a, b]
layers: [{ name: z, nodes: { q: [40, 0], r: [0, 40] } }]
data: [{ inputs: [1, -20], target: [1, 0] }, { inputs: [0.5, 0.25], target: [0.25, 1] }]
loss: binary_cross_entropy_from_logits
optimizer: { kind: sgd, learning_rate: 0.1 }`,
  // So many that np.sum would add them in another order.
  'twelve classes': `
title: t
inputs: [a, b]
layers: [{ name: z, size: 12, init: { kind: xavier, seed: 4 } }]
data:
  - { inputs: [1, -2], target: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }
  - { inputs: [30, 50], target: [0, 0, 0.25, 0, 0, 0.75, 0, 0, 0, 0, 0, 0] }
  - { inputs: [0, 0], target: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] }
loss: softmax_cross_entropy
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { epochs: 2 }`,
  'twelve shares': `
title: t
inputs: [a, b]
layers: [{ name: z, size: 12, activation: softmax, init: { kind: xavier, seed: 5 } }]
data:
  - { inputs: [1, -2], target: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }
  - { inputs: [30, 50], target: [0, 0, 0.25, 0, 0, 0.75, 0, 0, 0, 0, 0, 0] }
loss: softmax_cross_entropy
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { batch: all, epochs: 2 }`,
  'a wide layer in a short last batch': `
title: t
inputs: [a, b, c, d]
layers:
  - { name: wide, activation: sigmoid, nodes: { p: [1, -2, 0.5, 1], q: [0.5, 1, -1, 0.25], r: [1, 1, 1, -1] } }
  - { name: output, nodes: { y: [1, 2, -1] } }
data:
  - { inputs: [1, 2, 3, 4], target: 1 }
  - { inputs: [0.5, 1e-7, -3, 1e22], target: 0 }
  - { inputs: [-0.0, 1, 1, 1], target: 2 }
loss: half_squared_error
reduction: sum
optimizer: { kind: sgd, learning_rate: 0.01 }
training: { batch: 2, epochs: 2, finish: loss }`,
  'kept values': `
title: t
inputs: [x]
parameters: { w: [[0.5, -1], [1, 0.25]] }
define: { "running(old, new)": 0.9 * old + 0.1 * new }
keep:
  average: { start: [0, 0], next: "running(average, mean(a, axis=0) * 2)" }
  print: { start: [1, 1], next: average * average + print / 2 }
  count: { start: 0, next: count + 1 }
  last: { start: 3, next: loss }
  both: { start: [[1, 2], [3, 4]], next: w - both }
formulas:
  a: x @ w
  loss: mean((a - average) ** 2) + last * 0.1
data: [{ inputs: [[1, 2]] }, { inputs: [[3, -1]] }, { inputs: [[0, 0.5]] }, { inputs: [[1, 1]] }]
optimizer: { kind: adam, learning_rate: 0.1 }
training: { epochs: 2, batch: 2, together: true, finish: loss }`,
};

export const oddScenarios = Object.entries(documents).map(([name, text]) => ({
  name,
  scenario: scenarioOf(text),
}));
