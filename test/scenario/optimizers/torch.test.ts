/** Optimizers and schedules, compared with PyTorch update by update (test/reference/torch_training.py). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectClose, parameters, trainedOn, valuesAfter } from '../../support/training.ts';

interface Trained {
  readonly optimizer: Readonly<Record<string, unknown>>;
  readonly batch: number;
  readonly epochs: number;
  /** The parameters after each update, and the learning rate of each update. */
  readonly values: readonly (readonly number[])[];
  readonly rates: readonly number[];
}

const torch: Readonly<Record<'optimizers' | 'schedules' | 'groups', readonly Trained[]>> = JSON.parse(
  readFileSync(new URL('../../reference/torch-training.json', import.meta.url), 'utf8'),
);

test.each([...torch.optimizers, ...torch.schedules, ...torch.groups])(
  'PyTorch trains alike: $optimizer in batches of $batch',
  (trained) => {
    const { optimizer, batch, epochs, values, rates } = trained;
    const session = trainedOn(optimizer, batch, epochs);
    for (const [index, expected] of values.entries()) {
      expectClose(valuesAfter(session, index + 1, parameters), expected, `update ${index + 1}`);
      if ('schedule' in optimizer)
        expectClose([session.read('learning_rate.now') as number], [rates[index] as number], 'learning rate');
    }
    expect(session.position).toBe(session.total);
    // Move back past a checkpoint: the values that the optimizer keeps must be restored.
    expectClose(valuesAfter(session, 3, parameters), values[2] as number[], 'back at update 3');
  },
);

test.each(torch.optimizers.filter(({ batch }) => batch === 1))(
  '$optimizer: a run that starts with what an earlier run has kept continues it',
  ({ optimizer, values }) => {
    const first = trainedOn(optimizer, 1);
    const done = 3;
    const states = ['m', 'v', 'v_delta'].flatMap((state) => parameters.map((each) => `${state}(${each})`));
    const kept = states.filter((address) => first.read(address) !== null);
    const numbers = valuesAfter(first, done, kept);
    const start = { updates: done, ...Object.fromEntries(kept.map((key, index) => [key, numbers[index]])) };
    const later = trainedOn({ ...optimizer, start }, 1, 2, values[done - 1]);
    expectClose(valuesAfter(later, 1, parameters), values[done] as number[], 'the next update');
    expectClose(valuesAfter(later, 5, parameters), values[done + 4] as number[], 'the fifth update');
  },
);

test.each(torch.schedules)('$optimizer.schedule: a run can start in the middle of it', (trained) => {
  const { optimizer, batch, epochs, rates } = trained;
  const perEpoch = rates.length / epochs;
  for (let done = 0; done < epochs; done++) {
    const start = { start: { updates: done * perEpoch } };
    const session = trainedOn({ ...optimizer, ...start }, batch, epochs - done);
    for (let update = 1; update <= (epochs - done) * perEpoch; update++) {
      const rate = valuesAfter(session, update, ['learning_rate.now']);
      expectClose(rate, [rates[done * perEpoch + update - 1] as number], `${done} epochs, update ${update}`);
    }
  }
});

test('a cosine after a warm-up ends with the run, unless it says where', () => {
  const schedule = { kind: 'warmup', epochs: 2, after: { kind: 'cosine' } };
  expect(trainedOn({ kind: 'sgd', schedule }, 1, 10).scenario.optimizer?.schedule).toEqual({
    kind: 'warmup',
    epochs: 2,
    from: 1 / 3,
    after: { kind: 'cosine', epochs: 8 },
  });
});
