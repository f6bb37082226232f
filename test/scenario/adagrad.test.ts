/** Adagrad, compared with NumPy, with a penalty and with batches. */
import { expect, test } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from '../support/networks.ts';

/**
 * Computed with NumPy 2.4.6 from the rows (x, t) of a batch, with a column of ones for the bias in x:
 * g = 2 * x.T @ (x @ p - t) / len(t) + l2 * p, v = v + g**2, p = p - 0.05 * g / (np.sqrt(v) + epsilon).
 * This is torch.optim.Adagrad, whose epsilon is 1e-10 unless it is given. The parameters after some updates.
 */
const figures: readonly (readonly [
  batch: number,
  settings: object,
  after: readonly (readonly [update: number, parameters: readonly number[]])[],
])[] = [
  [
    1,
    {},
    [
      [1, [0.3499999999986842, -0.3500000000006579, 0.1499999999986842]],
      [2, [0.3613716067801675, -0.3529144441942575, 0.12883941223966078]],
      [3, [0.33209921421392957, -0.3438150405663997, 0.11291664894812631]],
      [18, [0.38318497817584446, -0.20772142784064895, 0.12086236157126085]],
    ],
  ],
  [
    2,
    {},
    [
      [1, [0.3499999999978495, -0.35000000000139375, 0.1499999999952381]],
      [2, [0.31153269083412005, -0.3318228757194033, 0.10999999999768158]],
      [12, [0.3167208940697611, -0.17617943269800218, 0.0891615501653397]],
    ],
  ],
  [
    2,
    { l2: 0.02, epsilon: 1e-3 },
    [
      [1, [0.34997844827586205, -0.3500139024051161, 0.14995233555767398]],
      [3, [0.3370511664220676, -0.2994723734860885, 0.13212973651681006]],
      [12, [0.3162647522536759, -0.17618861939681185, 0.08888376747770592]],
    ],
  ],
  [
    3,
    { l2: 0.5 },
    [
      [2, [0.3735770755614155, -0.3160934354245087, 0.14999999999305635]],
      [6, [0.4228487280459939, -0.22669487626248777, 0.09235614912931657]],
    ],
  ],
];

test.each(figures)('NumPy trains alike: batches of %j, %j', (batch, settings, after) => {
  const session = new Session(
    scenarioOf(
      JSON.stringify({
        title: 'Adagrad',
        inputs: ['a', 'b'],
        layers: [{ name: 'output', nodes: { y: { weights: [0.3, -0.4], bias: 0.1 } } }],
        data: [
          { inputs: [1, 2], target: 1.5 },
          { inputs: [-0.5, 0.25], target: -1 },
          { inputs: [2, -1], target: 0.5 },
        ],
        loss: 'squared_error',
        optimizer: { kind: 'adagrad', learning_rate: 0.05, ...settings },
        training: { epochs: 6, batch },
      }),
    ),
  );
  // At last back to the first update: the values that the optimizer keeps must be restored.
  for (const [update, parameters] of [...after, ...after.slice(0, 1)]) {
    session.seek(session.engine.schedule.batchStart(update));
    ['y.w[0]', 'y.w[1]', 'y.bias'].forEach((address, index) => {
      const difference = (session.read(address) as number) - (parameters[index] as number);
      expect(Math.abs(difference), `${address} after update ${update}`).toBeLessThan(1e-14);
    });
  }
});
