import { expect, test } from 'vitest';
import { PastBatches } from '../../src/analysis/past-batches.ts';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from '../support/networks.ts';

/** A run with one weight, at its end. Each epoch is one batch of `examples` examples. */
function longRun(epochs: number, examples = 1): Session {
  const data = Array.from({ length: examples }, () => ({ inputs: [1], target: 4 }));
  const session = new Session(
    scenarioOf({
      title: 'Long',
      inputs: ['x'],
      layers: [{ name: 'output', nodes: { y: [0] } }],
      data,
      loss: 'squared_error',
      optimizer: { kind: 'sgd', learning_rate: 0.001 },
      training: { epochs, batch: 'all' },
    }),
  );
  session.seek(session.total);
  return session;
}

test('a sample is computed once, as long as every request includes it', () => {
  const session = longRun(5000);
  const past = new PastBatches<number>();
  const taken: number[] = [];
  const sample = (before: number, most = 10) => {
    taken.length = 0;
    return [
      ...past
        .sample(session, { before, most }, (batch, machineAt) => {
          taken.push(batch);
          return machineAt(session.engine.schedule.batchStart(batch + 1)).position;
        })
        .entries(),
    ];
  };
  const end = (batch: number) => session.engine.schedule.batchStart(batch + 1);
  expect(sample(4)).toEqual([0, 1, 2, 3].map((batch) => [batch, end(batch)]));
  expect(taken).toEqual([0, 1, 2, 3]);
  sample(4);
  expect(taken).toEqual([]);
  expect(sample(6).map(([batch]) => batch)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(taken).toEqual([4, 5]);
  // At twice the distance. The batches 1, 3 and 5 are cached.
  expect(sample(10, 5).map(([batch]) => batch)).toEqual([1, 3, 5, 7, 9]);
  expect(taken).toEqual([7, 9]);
  // Samples that the last request did not include are computed again.
  sample(6);
  expect(taken).toEqual([0, 2, 4]);
  expect(sample(0)).toEqual([]);
});

test('samples outside the request are kept up to a maximum number', () => {
  const session = longRun(5000);
  const past = new PastBatches<null>(8);
  const taken: number[] = [];
  const sample = (before: number, most: number) => {
    taken.length = 0;
    past.sample(session, { before, most }, (batch) => {
      taken.push(batch);
      return null;
    });
  };
  sample(6, 10);
  sample(10, 5);
  expect(taken).toEqual([7, 9]);
  sample(6, 10);
  expect(taken).toEqual([]);
  // With these there are ten samples, more than the maximum of eight, so only those of the request are kept.
  sample(9, 10);
  expect(taken).toEqual([6, 8]);
  sample(10, 5);
  expect(taken).toEqual([9]);
});

test('samples stay within the step budget, except for the minimum number', () => {
  const session = longRun(60, 500);
  const perBatch = session.engine.schedule.batchStart(1);
  const count = (budget: { steps: number; most?: number; fewest?: number }) =>
    new PastBatches<null>().sample(session, { before: 60, most: 48, budget }, () => null).size;
  expect(count({ steps: 20 * perBatch })).toBeLessThanOrEqual(10);
  expect(count({ steps: perBatch })).toBe(0);
  expect(count({ steps: perBatch, fewest: 8 })).toBeGreaterThanOrEqual(4);
  expect(count({ steps: perBatch, fewest: 8, most: perBatch / 2 })).toBe(0);
});
