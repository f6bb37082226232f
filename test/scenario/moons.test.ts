/** The shipped scenario two-moons trains as PyTorch does, from the same file and seeds (test/reference/torch_moons.py). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type EpochRecord, epochMetrics } from '../../src/analysis/metrics.ts';
import { Session } from '../../src/session/session.ts';
import { load } from '../support/scenario.ts';

type Column = readonly number[];

/** Columns with one number for each epoch. */
const torch: {
  /** Mean of the losses of the epoch's batches, each before its update. */
  readonly training_loss: Column;
  /** Loss with the weights at the end of the epoch. */
  readonly loss: Column;
  readonly right: Column;
  /** Norm of the gradient in the epoch's last update. */
  readonly gradient_norm: Column;
  readonly test_loss: Column;
  readonly test_right: Column;
} = JSON.parse(readFileSync(new URL('../reference/torch-moons.json', import.meta.url), 'utf8'));

/** The largest relative difference of two columns, relative to the second. */
function difference(actual: Column, expected: Column): number {
  expect(actual).toHaveLength(expected.length);
  return Math.max(...expected.map((value, index) => Math.abs((actual[index] as number) / value - 1)));
}

test('two-moons: the losses and gradients of PyTorch to 1e-9, and as many correct examples after every epoch', () => {
  const session = new Session(load('two-moons'));
  const { schedule, run } = session.engine;
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
  expect(run.epochs).toBe(50);
  expect(difference(training, torch.training_loss)).toBeLessThan(1e-9);
  const epochs = [...epochMetrics(session)];
  const column = (values: (epoch: EpochRecord) => number | null | undefined) =>
    epochs.map((epoch) => values(epoch) ?? Number.NaN);
  expect(
    difference(
      column(({ trained }) => trained?.loss),
      torch.loss,
    ),
  ).toBeLessThan(1e-9);
  expect(
    difference(
      column(({ heldOut }) => heldOut?.loss),
      torch.test_loss,
    ),
  ).toBeLessThan(1e-9);
  expect(
    difference(
      column(({ gradientNorm }) => gradientNorm),
      torch.gradient_norm,
    ),
  ).toBeLessThan(1e-9);
  expect(epochs.map(({ trained }) => trained?.correct)).toEqual(torch.right);
  expect(epochs.map(({ heldOut }) => heldOut?.correct)).toEqual(torch.test_right);
});
