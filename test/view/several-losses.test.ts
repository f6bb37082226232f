/** Screens of scenarios with several losses, micro-batches and joined examples: at any step, in every picture. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { load, parse } from '../support/scenario.ts';
import { looks, sceneAfter, screenAt, shares, sizes } from '../support/screens.ts';
import '../support/seed.ts';

/** A wide network, drawn as bars, with a loss on its hidden layer. */
const wide = (training: object) =>
  JSON.stringify({
    title: 'Wide',
    inputs: ['a', 'b'],
    layers: [
      { name: 'hidden', activation: 'tanh', size: 20, init: { kind: 'xavier', seed: 1 } },
      { name: 'output', size: 12, init: { kind: 'xavier', seed: 2 } },
    ],
    data: [1, 2, 3].map((row) => ({
      inputs: [row, -row / 2],
      target: {
        output: Array.from({ length: 12 }, (_each, index) => Number(index === row)),
        hidden: Array.from({ length: 20 }, (_each, index) => index / 20 - row / 4),
      },
    })),
    loss: [
      { of: 'output', kind: 'softmax_cross_entropy' },
      { of: 'hidden', kind: 'mean_squared_error', weight: 0.5 },
    ],
    optimizer: { kind: 'adam', learning_rate: 0.1 },
    training,
  });

const joined = JSON.stringify({
  title: 'Joined',
  inputs: ['x'],
  parameters: {
    W: [
      [0.5, -1],
      [1, 0.25],
    ],
    v: [0.4, -0.2],
  },
  formulas: { h: 'tanh(x @ W - mean(x @ W, axis=0))', y: 'h @ v' },
  data: [1, 2, 3, 4].map((row) => ({ inputs: [[row, -row / 2]], target: row / 3 })),
  loss: 'squared_error',
  optimizer: { kind: 'sgd', learning_rate: 0.1 },
  training: { epochs: 2, batch: 2, together: true },
});

const layered = JSON.stringify({
  title: 'Layers',
  inputs: ['a', 'b'],
  layers: [
    { name: 'hidden', activation: 'tanh', nodes: { h0: [0.5, -0.4], h1: [0.3, 0.8] } },
    { name: 'output', nodes: { y: { weights: [1, -1], bias: 0.1 } } },
  ],
  data: [1, 2, 3, 4].map((row) => ({ inputs: [row, -row / 2], target: { y: row, h1: row / 4 } })),
  loss: [
    { of: 'y', kind: 'squared_error' },
    { of: 'h1', kind: 'binary_cross_entropy_from_logits', weight: 0.5 },
  ],
  optimizer: { kind: 'sgd', learning_rate: 0.01 },
  training: { epochs: 2, batch: 1, accumulate: 2 },
});

const scenarios: readonly Scenario[] = [
  load('vae'),
  parse(wide({ epochs: 2 })),
  parse(wide({ batch: 1, accumulate: 2 })),
  parse(joined),
  parse(layered),
];

test('are whole, whatever the step, the size and the picture', () => {
  fc.assert(
    fc.property(fc.constantFrom(...scenarios), shares, sizes, looks, (scenario, share, size, look) => {
      const scene = sceneAfter(scenario);
      const lines = screenAt(scene, Math.floor(share * scene.session.total), size, look);
      expect(lines).toHaveLength(size.rows);
    }),
    { numRuns: 12 },
  );
});

test('the bars of a wide network have the targets of its outputs, and no place for a loss of other nodes', () => {
  const scene = sceneAfter(parse(wide({ epochs: 1 })));
  const { instructions } = scene.session.engine.run.example;
  const size = { columns: 130, rows: 40 };
  const steps = [...instructions.keys()].filter((index) => {
    const [address] = scene.session.engine.run.slots[instructions[index]?.result ?? -1]?.addresses ?? [];
    return address?.kind === 'ofLoss';
  });
  const texts = steps
    .filter((_step, index) => index % 12 === 0)
    .map((step) =>
      screenAt(scene, step + 1, size, { picture: 'network' })
        .map(plainText)
        .join('\n'),
    );
  expect(texts.length).toBeGreaterThan(6);
  for (const text of texts) expect(text).toContain('target');
});

test('show each loss and their sum in the box of the loss, and what they are computed from', () => {
  const scene = sceneAfter(parse(layered));
  const size = { columns: 190, rows: 50 };
  const { example } = scene.session.engine.run;
  const text = screenAt(scene, example.instructions.length, size).map(plainText).join('\n');
  for (const word of ['loss(y)', 'loss(h1)', 'target(y)', 'target(h1)', 'micro-batch 1'])
    expect(text).toContain(word);
});
