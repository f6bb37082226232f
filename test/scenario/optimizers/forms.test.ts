/** The forms of optimizers, clipping, penalties and a start in the middle, compared with published definitions. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { currentState } from '../../../src/analysis/metrics.ts';
import { Session } from '../../../src/session/session.ts';
import { stepText } from '../../../src/view/words/words.ts';
import { scenarioOf } from '../../support/networks.ts';
import { expectClose, parameters, trainedOn, valuesAfter } from '../../support/training.ts';

interface Trained {
  readonly optimizer: object;
  readonly batch: number;
  /** The parameters after each update. */
  readonly values: readonly (readonly number[])[];
  /** The norm of the gradient in each update, if it is clipped by its norm. */
  readonly norms: readonly number[] | null;
  /** The norm of the gradient that each update follows, where the definition was asked for it. */
  readonly followed: readonly number[] | null;
}

/** Written by test/reference/optimizer_forms.py, which names the document of each definition. */
const published: readonly Trained[] = JSON.parse(
  readFileSync(new URL('../../reference/optimizer-forms.json', import.meta.url), 'utf8'),
);

test.each(published)('$optimizer in batches of $batch', ({ optimizer, batch, values, norms, followed }) => {
  const session = trainedOn(optimizer, batch);
  values.forEach((expected, index) => {
    expectClose(valuesAfter(session, index + 1, parameters), expected, `update ${index + 1}`);
    if (followed)
      expectClose([currentState(session).gradientNorm ?? 0], [followed[index] as number], 'followed');
    if (norms) expectClose([session.read('gradient_norm') as number], [norms[index] as number], 'norm');
  });
  expect(session.position).toBe(session.total);
});

/** One weight on one example, and the weight after each update. */
const weights = (first: number, target: number, optimizer: object) => {
  const session = new Session(
    scenarioOf(
      JSON.stringify({
        title: 'One weight',
        inputs: ['x'],
        layers: [{ name: 'output', nodes: { y: [first] } }],
        data: [{ inputs: [1], target }],
        loss: 'half_squared_error',
        optimizer,
        training: { epochs: 3 },
      }),
    ),
  );
  return [1, 2, 3].flatMap((update) => valuesAfter(session, update, ['y.w[0]']));
};

const falling = { learning_rate: 0.1, momentum: 0.9, schedule: { kind: 'step', every: 1, factor: 0.1 } };

test.each([
  ['momentum', undefined, [0.9, 0.882, 0.879498]],
  ['momentum', 'keras', [0.9, 0.801, 0.711099]],
  ['nesterov', undefined, [0.81, 0.78651, 0.783630531]],
  ['nesterov', 'keras', [0.81, 0.7136100000000001, 0.6327931410000001]],
])('%s while the learning rate falls, form %s', (kind, form, expected) => {
  expectClose(weights(1, 0, { kind, form, ...falling }), expected, kind);
});

test.each([
  [undefined, [0.495, 0.4900707219772179, 0.4852182208276584]],
  ['hat', [0.49969346569968287, 0.49926616085016723, 0.4987489674300966]],
  ['inside', [0.49698488655422235, 0.4940136045085969, 0.49108748818116305]],
])('adam with an epsilon that counts, position %s', (position, expected) => {
  const optimizer = { kind: 'adam', learning_rate: 0.01, epsilon: 0.1, epsilon_position: position };
  expectClose(weights(0.5, 0.4, optimizer), expected, 'adam');
});

test('a run that starts with what an earlier run has kept continues it', () => {
  const optimizer = {
    kind: 'adam',
    epsilon_position: 'hat',
    schedule: { kind: 'step', every: 1, factor: 0.5 },
  };
  const whole = trainedOn(optimizer, 1);
  const kept = parameters.flatMap((address) => [`m(${address})`, `v(${address})`]);
  const values = valuesAfter(whole, 3, [...parameters, ...kept]);
  const start = Object.fromEntries(
    kept.map((address, index) => [address, values[parameters.length + index]]),
  );
  const later = trainedOn({ ...optimizer, start: { ...start, updates: 3 } }, 1);
  const { scenario } = later;
  const continued = new Session({
    ...scenario,
    layers: scenario.layers.map((layer) => ({
      ...layer,
      nodes: layer.nodes.map((node) => ({ ...node, weights: values.slice(0, 2), bias: values[2] as number })),
    })),
  });
  for (const update of [1, 5, 15]) {
    expectClose(
      valuesAfter(continued, update, parameters),
      valuesAfter(whole, update + 3, parameters),
      `update ${update}`,
    );
  }
});

test('with the velocity of Keras, the words say what is added', () => {
  const session = trainedOn({ kind: 'momentum', form: 'keras' }, 1, 1);
  const { example } = session.engine.run;
  const first = example.instructions.length + 1;
  const texts = [0, 1, 2, 3].map((index) => stepText(session, first + index));
  expect(texts.map(({ what }) => what)).toEqual([
    'grad(y.w[0]) (−3.8) is multiplied by the learning rate (0.05).',
    'velocity(y.w[0]) (0) is multiplied by 0.9.',
    'velocity(y.w[0]).added (−0.19) is subtracted from velocity(y.w[0]).kept (0).',
    'The change (0.19) is added to y.w[0] (0.3).',
  ]);
  expect(texts[3]?.means).toBe('y.w[0] moves from 0.3 to 0.49, against its slope.');
});

test('the new value of a weight that decays is told from its old value', () => {
  const session = trainedOn({ kind: 'adamw', weight_decay: 0.5 }, 1, 1);
  const { example, update } = session.engine.run;
  const index = update.instructions.findIndex(({ role }) => role.kind === 'update');
  const { what, means } = stepText(session, example.instructions.length + index + 1);
  expect(what).toBe('The change (−0.05) is subtracted from delta(y.w[0]).shrunk (0.2925).');
  expect(means).toBe('y.w[0] moves from 0.3 to 0.3425, against its slope.');
});

test('the metrics have the loss with both penalties, of the weights alone', () => {
  const session = trainedOn({ kind: 'sgd', l1: 0.3, l2: 0.2, penalty_on: 'weights' }, 3);
  const [a = 0, b = 0] = valuesAfter(session, 4, parameters);
  const { trained, penalisedLoss } = currentState(session);
  const penalty = 0.3 * (Math.abs(a) + Math.abs(b)) + 0.1 * (a ** 2 + b ** 2);
  expectClose([penalisedLoss ?? 0], [(trained?.loss ?? 0) + penalty], 'penalised loss');
});

test('a gradient has the name of its parameter in every step, also if other values have the same gradient', () => {
  const session = new Session(
    scenarioOf(`
      title: t
      inputs: [x]
      parameters: { a: 1, b: 2 }
      formulas: { q: a + b, y: q * x }
      data: [{ inputs: [3] }]
      output_gradient: 1
      optimizer: { kind: momentum, form: keras, learning_rate: 0.1, l2: 0.5, clip: { norm: 1 } }`),
  );
  const { example, update } = session.engine.run;
  const gradients = update.instructions.flatMap((_each, index) => {
    const { operands } = session.step(example.instructions.length + index + 1);
    return operands.flatMap(({ name }) => (name.startsWith('grad(') ? [name] : []));
  });
  expect(gradients).toEqual(['grad(a)', 'grad(b)', 'grad(a)', 'grad(b)']);
});
