/** Gradients that are accumulated over several batches before an update. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import type { Run } from '../../src/core/program.ts';
import { microBatchOf } from '../../src/core/schedule.ts';
import { stackTrace } from '../../src/dap/stack.ts';
import { numpyText } from '../../src/numpy/listing.ts';
import { traceTable } from '../../src/print/trace.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Frames, type Level } from '../../src/session/frames.ts';
import { slotFilterForFrame } from '../../src/session/selection.ts';
import { Session } from '../../src/session/session.ts';
import { parse } from '../support/scenario.ts';
import '../support/seed.ts';

interface Figures {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly number[];
  readonly runs: readonly {
    readonly examples: number;
    readonly batch: number;
    readonly accumulate: number;
    readonly epochs: number;
    readonly weights: readonly (readonly number[])[];
  }[];
}

const figures: Figures = JSON.parse(
  readFileSync(new URL('../reference/accumulation.json', import.meta.url), 'utf8'),
);

const textOf = (examples: number, training: object, more: object = {}) =>
  JSON.stringify({
    title: 'Accumulated gradients',
    inputs: ['a', 'b'],
    layers: [{ name: 'output', nodes: { y: { weights: [0.5, -0.25], bias: 0.1 } } }],
    data: figures.inputs.slice(0, examples).map((inputs, row) => ({ inputs, target: figures.targets[row] })),
    loss: 'squared_error',
    optimizer: { kind: 'momentum', learning_rate: 0.05 },
    training,
    ...more,
  });

const runOf = (text: string) => compile(parse(text));

/** A value that lasts, right after an update. */
function updated({ update }: Run, { registers }: Machine, slot: number): number | undefined {
  return registers[update.carries.find(({ to }) => to === slot)?.from ?? slot];
}

test.each(figures.runs)(
  '$examples examples, batches of $batch, $accumulate accumulated: the weights are those of NumPy',
  ({ examples, batch, accumulate, epochs, weights }) => {
    const run = runOf(textOf(examples, { epochs, batch, accumulate }));
    const engine = new Engine(run);
    const machine = new Machine(engine);
    for (const [epoch, expected] of weights.entries()) {
      machine.advance(engine.schedule.epochStart(epoch + 2));
      for (const [place, value] of expected.entries())
        expect(updated(run, machine, run.parameters[place] as number)).toBeCloseTo(value, 13);
    }
  },
);

test('an update is, bit for bit, that of one batch of all its examples, step by step and compiled', () => {
  const pairs = fc.record({
    examples: fc.integer({ min: 3, max: 8 }),
    batch: fc.integer({ min: 1, max: 3 }),
    accumulate: fc.integer({ min: 2, max: 5 }),
    reduction: fc.constantFrom('mean', 'sum'),
  });
  fc.assert(
    fc.property(pairs, ({ examples, batch, accumulate, reduction }) => {
      fc.pre(batch < examples);
      const epochs = 4;
      const optimizer = { kind: 'adam', learning_rate: 0.05 };
      const more = { reduction, optimizer };
      const parts = new Engine(runOf(textOf(examples, { epochs, batch, accumulate }, more)));
      const whole = new Engine(runOf(textOf(examples, { epochs, batch: batch * accumulate }, more)));
      expect(parts.schedule.total).toBe(whole.schedule.total);
      const [one, other] = [new Machine(parts), new Machine(whole)];
      one.advance(parts.schedule.total);
      other.advance(whole.schedule.total);
      expect(one.registers).toEqual(other.registers);
      const state = Float64Array.from(parts.lasting, (slot) => parts.initial[slot] as number);
      parts.wasm?.batches(state, 0, parts.schedule.batches);
      expect(parts.wasm).not.toBeNull();
      expect([...state]).toEqual(parts.lasting.map((slot) => updated(parts.run, one, slot)));
    }),
    { numRuns: 40 },
  );
});

describe('frames', () => {
  const text = textOf(7, { epochs: 2, batch: 2, accumulate: 2 });

  test('of micro-batches follow one another, and have as many examples as the file says', () => {
    const { schedule } = new Engine(runOf(text));
    const frames = new Frames(schedule);
    const sizes: number[] = [];
    for (let at = 0; at < schedule.total; ) {
      const segment = schedule.segmentAt(at + 1);
      const end = frames.after(at, 'micro-batch');
      expect(frames.before(end, 'micro-batch')).toBe(at);
      sizes.push(microBatchOf(schedule, segment) === null ? 0 : (end - at) / segment.length);
      at = end;
    }
    // 0 stands for an update.
    const epoch = [2, 2, 0, 2, 1, 0];
    expect(sizes).toEqual([...epoch, ...epoch]);
  });

  test('stand in the stack between the batch and the example', () => {
    const session = new Session(parse(text));
    const { example, update } = session.engine.run;
    const names = (step: number) => session.frames.stack(step).map(({ name }) => name);
    expect(names(2 * example.instructions.length + 1)).toEqual(
      expect.arrayContaining(['epoch 1', 'batch 1', 'micro-batch 2', 'example 3']),
    );
    const inUpdate = 4 * example.instructions.length + update.instructions.length;
    expect(names(inUpdate).some((name) => name.startsWith('micro-batch'))).toBe(false);
    const plain = new Session(parse(textOf(7, { batch: 4 })));
    expect(plain.frames.stack(1).map(({ level }) => level)).not.toContain('micro-batch');
  });

  test('around a phase have all values', () => {
    const session = new Session(parse(text));
    const { engine } = session;
    const slots = [...engine.run.slots.keys()];
    const kept = (level: Level) => slots.filter(slotFilterForFrame(engine, 3, level)).length;
    const around: Level[] = ['example', 'micro-batch', 'batch', 'epoch', 'run'];
    expect(around.map(kept)).toEqual(around.map(() => slots.length));
    expect(kept('phase')).toBeLessThan(slots.length);
  });

  test('have their level once in the stack of an editor', () => {
    const debug = new Debugger(new Session(parse(text)));
    debug.seek(2 * debug.session.engine.run.example.instructions.length + 1);
    const at = {
      listing: 'code.py',
      file: 'scenario.yaml',
      places: [],
      firstLine: 1,
      firstColumn: 1,
    } as const;
    const { stackFrames } = stackTrace({ debug, ...at }, {});
    const names = stackFrames.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['run', 'epoch 1', 'micro-batch 2', 'phase forward']));
    for (const name of names) expect(name).not.toMatch(/^(\S+) \1 /);
  });
});

test('the trace has the number of the micro-batch in its batch', () => {
  const [heading = '', ...lines] = traceTable(parse(textOf(7, { batch: 2, accumulate: 2 })), null);
  const column = heading.split(/\s+/).indexOf('MICRO');
  const numbers = lines.map((line) => line.trim().split(/\s+/)[column]);
  expect(numbers.filter((number, index) => number !== numbers[index - 1])).toEqual([
    '1',
    '2',
    '-',
    '1',
    '2',
    '-',
  ]);
});

test('the NumPy code has a loop over the micro-batches of a batch', () => {
  const lines = numpyText(parse(textOf(7, { batch: 2, accumulate: 2 }))).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'for start in range(0, len(data), 4):',
      '    batch = data[start:start + 4]',
      '    share = 1 / len(batch)',
      '    for micro_start in range(0, len(batch), 2):',
      '        micro_batch = batch[micro_start:micro_start + 2]',
      '        for x, target in micro_batch:',
    ]),
  );
});

test('there is nothing to accumulate in one batch', () => {
  const result = parseScenario(textOf(7, { batch: 'all', accumulate: 2 }));
  expect(result.ok ? [] : result.diagnostics).toMatchObject([
    { path: 'training.accumulate', found: 'one batch', fix: 'write a smaller batch, or remove accumulate' },
  ]);
});
