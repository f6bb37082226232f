/** Variables of the listing never have a name that the listing uses itself. */
import { expect, test } from 'vitest';
import { numpyText } from '../../src/numpy/listing.ts';
import { lossPartsOf } from '../../src/numpy/variables/loss-parts.ts';
import { layerNames, valueNames } from '../../src/numpy/variables/names.ts';
import { reservedFor } from '../../src/numpy/variables/reserved.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { lossNames } from '../../src/scenario/losses/losses.ts';
import { optimizerNames } from '../../src/scenario/optimizers/optimizers.ts';
import { scenarioOf } from '../support/networks.ts';

/** A network whose own variables all have `zz` in their names. */
const network = (loss: string, optimizer: string, rest: string) =>
  scenarioOf(`
title: t
inputs: [a, b]
layers:
  - { name: zz_1, activation: softmax, nodes: { c: [1, 2], d: [0.5, 1] }, bias: 0.5 }
  - { name: zz_2, activation: tanh, nodes: { e: [1, 2], f: [0.5, 1] }, dropout: { rate: 0.5, seed: 1 } }
  - { name: zz_3, activation: sigmoid, nodes: { g: [1, 2], h: [0.5, 1] } }
data: [{ inputs: [2, 3], target: [0, 1] }, { inputs: [1, -3], target: [1, 0] }, { inputs: [1, 1], target: [1, 0] }]
loss: ${loss}
optimizer: { kind: ${optimizer}, learning_rate: 0.1 }
input_gradients: true
frozen: ["c.w[0]"]
${rest}`);

const scenarios = [
  ...lossNames.map((loss) => network(loss, 'sgd', 'training: { epochs: 2, batch: 2, finish: loss }')),
  ...optimizerNames.map((optimizer) =>
    network('squared_error', optimizer, 'training: { epochs: 2, batch: all, shuffle: { seed: 7 } }'),
  ),
];

/** The reserved names of a scenario with one loss. */
function reservedNames() {
  const run = compile(scenarios[0] as ReturnType<typeof network>);
  return reservedFor(
    run,
    [],
    lossPartsOf(run.slots, run.example.instructions, () => 'loss'),
  );
}

/** Variables of the helper functions: nothing outside them can be confused with these. */
const inside = ['state', 'other', 'last', 'draws', 'seed', 'size', '_'];

test('a layer or a value never gets a name that a listing uses', () => {
  const used = new Set(
    scenarios.flatMap((scenario) =>
      numpyText(scenario)
        .replaceAll(/#.*|"[^"]*"|import numpy/g, '')
        .match(/(?<![\w.])[A-Za-z_]\w*/g),
    ),
  );
  for (const name of ['bits', 'gamma', 'mixed', 'list', 'int', 'enumerate', 'np'])
    expect(used).toContain(name);
  const reserved = reservedNames();
  for (const name of used) {
    if (name === null || name.includes('zz') || inside.includes(name)) continue;
    expect(layerNames([name], reserved)[0]?.values, name).not.toBe(name);
    // In a scenario of formulas, inputs are not a vector.
    if (name !== 'x' && name !== 'grad_x') expect(valueNames([name], reserved)[0], name).not.toBe(name);
  }
});

test('variables inside the helpers are free for others', () => {
  const reserved = reservedNames();
  for (const name of inside) expect(layerNames([name], reserved)[0]?.values).toBe(name);
});
