/** Dropout: the masks that are drawn, and the results of a network with them. */
import { describe, expect, test } from 'vitest';
import { lossSlice } from '../../src/analysis/curves/loss-slice.ts';
import { checkGradient } from '../../src/analysis/gradients/gradient-check.ts';
import { currentState } from '../../src/analysis/metrics.ts';
import { DropoutMasks } from '../../src/core/dropout.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from '../support/networks.ts';

describe('masks', () => {
  const slots = Array.from({ length: 50 }, (_, index) => index);
  const masks = new DropoutMasks([{ slots, rate: 0.25, seed: 7 }], 100, 4);
  const drawn = (epoch: number, row: number) => [...masks.forExample(epoch, row)];

  test('are 0 as often as the rate says, otherwise the factor that keeps the mean', () => {
    const all = Array.from({ length: 400 }, (_, index) =>
      drawn(1 + (index % 4), Math.floor(index / 4)),
    ).flat();
    expect(new Set(all)).toEqual(new Set([0, 1 / 0.75]));
    const share = all.filter((mask) => mask === 0).length / all.length;
    // Tolerance: four standard deviations of the share of dropped values.
    expect(Math.abs(share - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / all.length));
  });

  test('depend only on the epoch and the row, not on the order of requests', () => {
    const first = drawn(2, 5);
    expect(drawn(3, 5)).not.toEqual(first);
    expect(drawn(2, 6)).not.toEqual(first);
    expect(drawn(2, 5)).toEqual(first);
    const other = new DropoutMasks([{ slots, rate: 0.25, seed: 8 }], 100, 4);
    expect([...other.forExample(2, 5)]).not.toEqual(first);
  });

  test('drop nothing after the last epoch', () => {
    expect(drawn(5, 3)).toEqual(Array(50).fill(1));
    expect([...masks.allOnes]).toEqual(Array(50).fill(1));
  });
});

const network = (dropout: string) => `
  title: A network
  inputs: [x, y]
  layers:
    - { name: h, size: 6, activation: tanh, init: { kind: xavier, seed: 3 }${dropout} }
    - { name: output, nodes: { z: [0.5, -0.25, 1, 0.75, -1, 0.3] } }
  data: [{ inputs: [1, 2], target: 1 }, { inputs: [-1, 0.5], target: 0 }]
  loss: squared_error
  optimizer: { kind: momentum, learning_rate: 0.05 }
  training: { epochs: 3, finish: loss }`;
const dropped = network(', dropout: { rate: 0.5, seed: 2 }');

describe('a network with dropout', () => {
  test('gives 0 for dropped nodes and twice the value for the others', () => {
    const session = new Session(scenarioOf(dropped));
    const seen = new Set<number>();
    while (session.position < session.engine.schedule.epochStart(4)) {
      session.seek(session.position + 1);
      for (let node = 0; node < 6; node++) {
        const [act, mask, value] = ['.act', '.mask', ''].map((part) => session.read(`h[${node}]${part}`));
        if (session.step(session.position).result.name !== `h[${node}]`) continue;
        expect(value).toBe((act as number) * (mask as number));
        seen.add(mask as number);
      }
    }
    expect(seen).toEqual(new Set([0, 2]));
    // After training nothing is dropped.
    session.seek(session.total);
    expect(Array.from({ length: 6 }, (_, node) => session.read(`h[${node}].mask`))).toEqual(Array(6).fill(1));
  });

  test('has the gradients of central differences', () => {
    const session = new Session(scenarioOf(dropped));
    const { run } = session.engine;
    const parameters = new Set(run.parameters.map((slot) => run.slots[slot]?.names[0]));
    let [proved, nothing] = [0, 0];
    for (let step = 1; step <= session.engine.schedule.batchStart(3); step++) {
      session.seek(step);
      const proof = checkGradient(session);
      if ('reason' in proof) continue;
      expect(proof.verdict, proof.gradient).toBe('agrees');
      if (!parameters.has(proof.address)) continue;
      proved += 1;
      nothing += Number(proof.analytic === 0);
    }
    expect(proved).toBe(3 * 24);
    expect(nothing).toBeGreaterThan(3);
    expect(nothing).toBeLessThan(60);
  });

  test('has a loss slice in which each example of a batch has its own masks', () => {
    const rows = [1, 2, 3, 4].map((x) => `{ inputs: [${x}, ${-x / 2}], target: ${x % 2} }`);
    const batches = dropped
      .replace(/data: .*/, `data: [${rows.join(', ')}]`)
      .replace('{ epochs: 3,', '{ epochs: 3, batch: all,');
    const session = new Session(scenarioOf(batches));
    const { schedule, run } = session.engine;
    for (const batch of [0, 1, 2]) {
      // At the start of the update the batch's loss is known, and the weights are those from before the update.
      session.seek(schedule.batchStart(batch + 1) - run.update.instructions.length);
      const found = lossSlice(session, null);
      expect(found?.examples).toEqual([1, 2, 3, 4]);
      expect(found?.isLossDone).toBe(true);
      expect(found?.given.y).toBe(session.read('batch.loss'));
    }
  });

  test('has metrics without dropout', () => {
    const [one, other] = [dropped, network('')].map((text) => new Session(scenarioOf(text)));
    expect(currentState(one as Session)).toEqual(currentState(other as Session));
  });

  test('lets a mask be set, until the next example', () => {
    const session = new Session(scenarioOf(dropped));
    const length = session.engine.run.example.instructions.length;
    const masks = () => Array.from({ length: 6 }, (_, node) => session.read(`h[${node}].mask`));
    const before = masks();
    const own = before.map((mask) => (mask === 0 ? 2 : 0));
    for (const [node, mask] of own.entries()) session.set(`h[${node}].mask`, mask);
    session.seek(length);
    expect(masks()).toEqual(own);
    session.seek(length + session.engine.run.update.instructions.length + 1);
    expect(masks()).not.toEqual(own);
  });

  test.each([
    ['{ rate: 1, seed: 1 }', 'a number above 0 and below 1'],
    ['{ rate: 0, seed: 1 }', 'a number above 0 and below 1'],
    ['{ rate: 0.5 }', 'a whole number, 0 or more'],
    ['{ seed: 1 }', 'a number above 0 and below 1'],
  ])('is refused as %s', (text, expected) => {
    const result = parseScenario(network(`, dropout: ${text}`));
    expect(result.ok ? [] : result.diagnostics.map((each) => each.expected)).toEqual([expected]);
  });

  test('does not go with softmax', () => {
    const result = parseScenario(dropped.replace('tanh', 'softmax'));
    expect(result.ok ? [] : result.diagnostics.map(({ path, expected }) => [path, expected])).toEqual([
      ['layers[0].dropout', 'an activation that works on single nodes, for dropout'],
    ]);
  });
});
