/** The shipped scenario two-moons trains as PyTorch does, from the same file and seeds (test/reference/torch_moons.py). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { metricsOf } from '../../src/debugger/metrics.ts';
import { Session } from '../../src/debugger/session.ts';
import { load } from './support.ts';

type Column = readonly number[];

/** Each with a number for every epoch. */
const torch: {
  /** The mean of the losses as the epoch's batches find them. */
  readonly training_loss: Column;
  /** With the weights that the epoch leaves. */
  readonly loss: Column;
  readonly right: Column;
  readonly test_loss: Column;
  readonly test_right: Column;
} = JSON.parse(readFileSync(new URL('../reference/torch-moons.json', import.meta.url), 'utf8'));

/** The largest difference of two columns, relative to the second. */
function difference(actual: Column, expected: Column): number {
  expect(actual).toHaveLength(expected.length);
  return Math.max(...expected.map((value, index) => Math.abs((actual[index] as number) / value - 1)));
}

test('two-moons: the loss curves of PyTorch to 1e-9, and as many right after every epoch', () => {
  const session = new Session(load('two-moons'));
  const { scenario, engine } = session;
  const { schedule, run } = engine;
  const training = torch.training_loss.map((_loss, index) => {
    let sum = 0;
    let position = schedule.epochStart(index + 1);
    while (position < schedule.epochStart(index + 2)) {
      const { example, start, length } = schedule.segmentAt(position + 1);
      position = start + length;
      session.seek(position);
      if (example !== null) sum += session.read('loss') as number;
    }
    return sum / run.data.length;
  });
  expect(run.epochs).toBe(40);
  expect(difference(training, torch.training_loss)).toBeLessThan(1e-9);
  for (const [rows, losses, right] of [
    [scenario.data, torch.loss, torch.right],
    [scenario.test, torch.test_loss, torch.test_right],
  ] as const) {
    const found = losses.map((_loss, index) => {
      session.seek(schedule.epochStart(index + 2));
      return metricsOf(session, rows);
    });
    expect(
      difference(
        found.map((each) => each?.loss as number),
        losses,
      ),
    ).toBeLessThan(1e-9);
    expect(found.map((each) => each?.right)).toEqual(right);
  }
});
