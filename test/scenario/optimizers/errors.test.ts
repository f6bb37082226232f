/** Wrong keys of an optimizer: the message says how to write them. */
import { expect, test } from 'vitest';
import { diagnosticText } from '../../../src/diagnostics/diagnostic.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';

const source = (optimizer: string, network = 'layers: [{ name: output, nodes: { y: [1] } }]') =>
  `title: t\ninputs: [x]\n${network}\ndata: [{ inputs: [1], target: 1 }]\nloss: squared_error\noptimizer: { learning_rate: 0.1, ${optimizer} }\n`;

test.each([
  ['kind: adam, epsilon_hat: 0.1', 'epsilon_hat', 'write epsilon: 0.1, epsilon_position: hat'],
  ['kind: adam, weight_decay: 0.1', 'weight_decay', 'write l2: 0.1'],
  ['kind: sgd, nesterov: true', 'nesterov', 'write kind: nesterov'],
  ['kind: sgd, nesterov: false', 'nesterov', 'remove it'],
  ['kind: adam, nesterov: true', 'nesterov', 'remove it: adam has no velocity here'],
  ['kind: adam, momentum: 0.8', 'momentum', 'write beta1: 0.8'],
  ['kind: rmsprop, momentum: 0.8', 'momentum', 'remove it: rmsprop has no velocity here'],
  ['kind: adam, wd: 0.1', 'wd', 'did you mean "l2"?'],
  ['kind: adamw, wd: 0.1', 'wd', 'did you mean "weight_decay"?'],
  ['kind: adamw, weightDecay: 0.1', 'weightDecay', 'did you mean "weight_decay"?'],
  [
    'kind: sgd, clipnorm: 2',
    'clipnorm',
    'write clip: { norm: 2 } for the norm of all gradients together; Keras clips each variable by itself',
  ],
  ['kind: sgd, global_clipnorm: 2', 'global_clipnorm', 'write clip: { norm: 2 }'],
  ['kind: sgd, clip_norm: 2', 'clip_norm', 'write clip: { norm: 2 }'],
  ['kind: sgd, clip: { norm: 1, value: 1 }', 'clip.value', 'remove it, or try norm, epsilon'],
  ['kind: sgd, clip: 1', 'clip', 'write { norm: … }, or { value: … }'],
  ['kind: sgd, clip: { norm: 0 }', 'clip.norm', 'write, for example, norm: 0.5'],
  ['kind: sgd, form: keras', 'form', 'remove it, or try l1, l2, penalty_on'],
  ['kind: adamw, form: keras', 'form', 'try pytorch, paper'],
  ['kind: rmsprop, epsilon_position: hat', 'epsilon_position', 'try outside, inside'],
  ['kind: adam, epsilon_position: insid', 'epsilon_position', 'did you mean "inside"?'],
  ['kind: adam, start: { m: 1, mm: 2 }', 'start.mm', 'did you mean "m"?'],
  ['kind: adam, start: { "m(y.w[1])": 2 }', 'start.m(y.w[1])', 'did you mean "m(y.w[0])"?'],
  ['kind: adam, start: { v: -2 }', 'start.v', 'write 0 or more'],
  ['kind: adam, start: { updates: 1.5 }', 'start.updates', 'write 0, 1, 2 …'],
  ['kind: sgd, start: { velocity: 1 }', 'start.velocity', 'try updates'],
  ['kind: sgd, learning_rates: { outptu: 0.1 }', 'learning_rates.outptu', 'did you mean "output"?'],
  ['kind: sgd, learning_rates: { "y.w[1]": 0.1 }', 'learning_rates.y.w[1]', 'did you mean "y.w[0]"?'],
  ['kind: sgd, learning_rates: { y: fast }', 'learning_rates.y', 'write, for example, y: 0.5'],
  ['kind: lion, momentum: 0.8', 'momentum', 'write beta1: 0.8'],
  ['kind: adadelta, rho: 0.8', 'rho', 'did you mean "decay"?'],
  ['kind: adadelta, start: { v_delta: -1 }', 'start.v_delta', 'write 0 or more'],
  ['kind: sgd, schedule: { kind: cosine_restarts, T_0: 2 }', 'schedule.T_0', 'did you mean "epochs"?'],
  ['kind: sgd, schedule: { kind: warmup, epochs: 0 }', 'schedule.epochs', 'write, for example, epochs: 4'],
  [
    'kind: sgd, schedule: { kind: warmup, epochs: 1, after: { kind: cosin } }',
    'schedule.after.kind',
    'did you mean "cosine"?',
  ],
  [
    'kind: sgd, schedule: { kind: warmup, epochs: 1, after: { kind: step, every: 2 } }',
    'schedule.after.factor',
    'add factor, for example factor: 0.5',
  ],
])('%s: how to write it', (optimizer, key, fix) => {
  const text = source(optimizer);
  const result = parseScenario(text);
  const lines = result.ok
    ? []
    : result.diagnostics.map((each) => diagnosticText('s.yaml', text, each).split('\n'));
  // The key is told once, not also under the name that was meant.
  expect(lines).toHaveLength(1);
  expect(lines.map((each) => each.at(-1)?.trim())).toContain(`fix: ${fix}`);
  expect(lines.map((each) => each[0]).join()).toContain(`optimizer.${key}`);
});

test('parameters of formulas are no biases', () => {
  const text = source(
    'kind: sgd, l2: 1, penalty_on: weights',
    'parameters: { w: 1 }\nformulas: { y: w * x }',
  );
  const result = parseScenario(text);
  expect(result.ok ? [] : result.diagnostics).toMatchObject([
    { expected: 'layers, which have weights and biases', found: 'formulas', fix: 'remove it' },
  ]);
});
