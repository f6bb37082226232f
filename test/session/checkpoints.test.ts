import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Checkpoints, defaultCheckpointPolicy } from '../../src/session/history/checkpoints.ts';
import '../support/seed.ts';

const WIDTH = 3;

/** The numbers of a batch's checkpoint in these tests. */
const stateOf = (batch: number) => Float64Array.of(batch, -batch, 1 / batch);

/** Whether a checkpoint has the numbers of its batch; there may be none. */
const isStateOf = (found: ReturnType<Checkpoints['upTo']>) =>
  found === null || stateOf(found.batch).every((value, index) => value === found.state[index]);

/** Offers a checkpoint at every batch up to `last`, as a run does. */
function passed(checkpoints: Checkpoints, last: number): Checkpoints {
  for (let batch = checkpoints.after(0); batch <= last; batch = checkpoints.after(batch)) {
    checkpoints.keep(batch, () => stateOf(batch));
  }
  return checkpoints;
}

/** The expected stride: the smallest power of two with which all checkpoints fit. */
function strideFor(last: number, room: number, least: number): number {
  let stride = least;
  while (Math.floor(last / stride) > room) stride *= 2;
  return stride;
}

describe('checkpoints', () => {
  const runs = fc.record({
    last: fc.noBias(fc.integer({ min: 0, max: 3000 })),
    room: fc.noBias(fc.integer({ min: 1, max: 40 })),
    perBatch: fc.integer({ min: 1, max: 50 }),
    spacing: fc.integer({ min: 1, max: 200 }),
  });

  test('are evenly spaced, at every n-th batch, within the memory budget', () => {
    fc.assert(
      fc.property(runs, fc.nat(), ({ last, room, perBatch, spacing }, odd) => {
        const budget = room * WIDTH * 8 + (odd % (WIDTH * 8));
        const checkpoints = passed(new Checkpoints(WIDTH, perBatch, { budget, spacing }), last);
        let least = 1;
        while (least * perBatch < spacing) least *= 2;
        const stride = strideFor(last, room, least);
        expect(checkpoints.size).toBe(Math.floor(last / stride));
        expect(checkpoints.bytes).toBeLessThanOrEqual(budget);
        for (let batch = 0; batch <= last; batch++) {
          const at = batch - (batch % stride);
          const found = checkpoints.upTo(batch);
          if ((found?.batch ?? 0) !== at || !isStateOf(found)) expect({ batch, found }).toBeNull();
        }
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  test('can be copied up to a batch, and the copy is independent', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: -1, max: 3500 }), ({ last, room, perBatch, spacing }, upTo) => {
        const keeping = { budget: room * WIDTH * 8, spacing };
        const first = passed(new Checkpoints(WIDTH, perBatch, keeping), last);
        const before = first.size;
        const second = new Checkpoints(WIDTH, perBatch, keeping);
        second.takeOver(first, upTo);
        expect(second.upTo(last)?.batch ?? 0).toBe(first.upTo(Math.min(last, Math.max(0, upTo)))?.batch ?? 0);
        expect(passed(second, last).size).toBe(before);
        second.upTo(last)?.state.fill(7);
        for (let batch = 1; batch <= last; batch++) {
          const found = first.upTo(batch);
          if (!isStateOf(found)) expect({ batch, found }).toBeNull();
        }
      }),
      { numRuns: 100, seed: 12 },
    );
  });

  test('are none if the budget is too small for one', () => {
    const checkpoints = passed(new Checkpoints(WIDTH, 1, { budget: WIDTH * 8 - 1, spacing: 1 }), 100);
    expect({ size: checkpoints.size, bytes: checkpoints.bytes }).toEqual({ size: 0, bytes: 0 });
    expect(checkpoints.upTo(100)).toBeNull();
  });

  test('take no memory before they are made, and stay within the default budget', () => {
    const checkpoints = new Checkpoints(1000, 100_000, defaultCheckpointPolicy);
    expect(checkpoints.bytes).toBe(0);
    passed(checkpoints, 10_000);
    expect(checkpoints.bytes).toBeLessThanOrEqual(defaultCheckpointPolicy.budget);
    expect(checkpoints.bytes).toBeGreaterThan(defaultCheckpointPolicy.budget / 3);
  });
});
