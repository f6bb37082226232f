import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instruction, Program, Run } from '../../src/core/program.ts';
import { Schedule, type Segment } from '../../src/core/schedule.ts';
import '../support/seed.ts';

/** A Program with `length` instructions. Their operation does not matter to a schedule. */
function program(length: number): Program {
  const scope = { phase: 'forward', layer: null, node: null } as const;
  const role = { kind: 'formula', formula: 'f', isPart: true } as const;
  const rest = {
    operands: [0, 0],
    role,
    scope,
    group: 0,
    cell: null,
    forwardIndex: null,
    operandAddresses: null,
  };
  const instructions = Array.from(
    { length },
    (_instruction, result): Instruction => ({ op: 'add', result, ...rest }),
  );
  return { instructions, carries: [] };
}

const lengths = fc.record({
  example: fc.integer({ min: 0, max: 5 }),
  update: fc.integer({ min: 0, max: 4 }),
  finish: fc.integer({ min: 0, max: 3 }),
  epochs: fc.integer({ min: 1, max: 4 }),
  batch: fc.integer({ min: 1, max: 8 }),
  examples: fc.integer({ min: 1, max: 7 }),
});
type Lengths = typeof lengths extends fc.Arbitrary<infer T> ? T : never;

function runOf({ example, update, finish, epochs, batch, examples }: Lengths): Run {
  return {
    slots: [],
    example: program(example),
    update: program(update),
    finish: program(finish),
    inputs: [],
    targets: [],
    parameters: [],
    updates: [],
    outputs: [],
    seeds: [],
    loss: null,
    batchLoss: null,
    masks: null,
    batchShare: null,
    data: Array.from({ length: examples }, () => ({ inputs: [], targets: [] })),
    order: null,
    epochs,
    batch,
    microBatch: null,
    rows: null,
  };
}

/** All segments of a run in order, and the start of each batch. */
function listing(run: Run): { segments: Segment[]; starts: number[] } {
  const segments: Segment[] = [];
  const starts: number[] = [];
  let start = 0;
  const add = (segment: Omit<Segment, 'start' | 'length'>) => {
    const { length } = run[segment.program].instructions;
    segments.push({ ...segment, start, length });
    start += length;
  };
  for (let epoch = 1; epoch <= run.epochs; epoch++) {
    for (let first = 1, batch = 1; first <= run.data.length; first += run.batch, batch++) {
      const last = Math.min(run.data.length, first + run.batch - 1);
      const common = {
        epoch,
        batch,
        firstExample: first,
        size: last - first + 1,
        batchIndex: starts.length,
      };
      starts.push(start);
      for (let example = first; example <= last; example++) add({ ...common, program: 'example', example });
      add({ ...common, program: 'update', example: null });
    }
  }
  const common = {
    epoch: run.epochs + 1,
    batch: 1,
    firstExample: 1,
    size: run.data.length,
    batchIndex: starts.length,
  };
  starts.push(start);
  for (let example = 1; example <= run.data.length; example++) {
    add({ ...common, program: 'finish', example });
  }
  return { segments: segments.filter(({ length }) => length > 0), starts };
}

describe('a schedule', () => {
  test('agrees with a listing of all steps', () => {
    fc.assert(
      fc.property(lengths, (given) => {
        const run = runOf(given);
        const schedule = new Schedule(run);
        const { segments, starts } = listing(run);
        let step = 0;
        for (const segment of segments) {
          if (step === 0) expect(schedule.segmentAt(0)).toEqual(segment);
          for (const instruction of schedule.program(segment.program).instructions) {
            step += 1;
            expect(schedule.segmentAt(step)).toEqual(segment);
            expect(schedule.instructionAt(step)).toBe(instruction);
          }
        }
        segments.forEach((segment, index) => {
          if (index > 0) expect(schedule.next(segments[index - 1] as Segment)).toEqual(segment);
        });
        for (const { epoch } of segments) {
          const first = segments.find((each) => each.epoch === epoch);
          expect(schedule.epochStart(epoch)).toBe(first?.start);
        }
        const last = segments.at(-1);
        if (last) expect(schedule.epochStart(last.epoch + 1)).toBe(step);
        expect(schedule.total).toBe(step);
        expect(schedule.batches).toBe(starts.length - 1);
        starts.forEach((start, index) => {
          expect(schedule.batchStart(index)).toBe(start);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('has no step before the first or after the last', () => {
    fc.assert(
      fc.property(lengths, (given) => {
        const schedule = new Schedule(runOf(given));
        for (const step of [-1, schedule.total + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
          expect(() => schedule.segmentAt(step)).toThrow(RangeError);
          expect(() => schedule.instructionAt(step)).toThrow(RangeError);
          expect(() => schedule.check(step)).toThrow(RangeError);
        }
        expect(() => schedule.instructionAt(0)).toThrow(RangeError);
        schedule.segmentAt(schedule.total);
      }),
    );
  });

  test('is exact in the longest runs', () => {
    const epochs = 1_000_000_000;
    const schedule = new Schedule(
      runOf({ example: 1013, update: 7, finish: 3, epochs, batch: 3, examples: 1000 }),
    );
    const perEpoch = 1000 * 1013 + 334 * 7;
    expect(schedule.total).toBe(epochs * perEpoch + 3000);
    for (const epoch of [999_999_999, 536_870_913, 500_000_000, 3]) {
      const start = (epoch - 1) * perEpoch;
      expect(schedule.segmentAt(start)).toMatchObject({ program: 'update', epoch: epoch - 1, batch: 334 });
      expect(schedule.segmentAt(start + 1)).toMatchObject({ program: 'example', epoch, batch: 1, start });
      expect(schedule.batchStart((epoch - 1) * 334 + 1)).toBe(start + 3 * 1013 + 7);
    }
  });
});
