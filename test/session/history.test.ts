import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Engine, Machine, type Patch } from '../../src/core/execution/machine.ts';
import { WasmRun } from '../../src/core/wasm/run.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { History } from '../../src/session/history/history.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';

/**
 * The registers' bits. All NaNs count as equal: JavaScript does not specify the payload of a result that is NaN, and
 * compiled and interpreted code may differ in it.
 */
function bits(registers: Readonly<Float64Array>): string {
  const numbers = Float64Array.from(registers, (value) => (Number.isNaN(value) ? Number.NaN : value));
  return Buffer.from(numbers.buffer).toString('hex');
}

function engineOf(document: Parameters<typeof scenarioOf>[0]): Engine {
  return new Engine(compile(scenarioOf(document)));
}

function freshRun(engine: Engine, position: number, patches: readonly Patch[] = []): string {
  const machine = new Machine(engine, patches);
  machine.advance(position);
  return bits(machine.registers);
}

/** Uniformly distributed: nearly all of fast-check's doubles are close to 0. */
const fractions = fc.noBias(fc.integer({ min: 0, max: 2 ** 20 })).map((value) => value / 2 ** 20);

const walks = fc.array(fc.record({ read: fc.boolean(), at: fractions }), {
  minLength: 1,
  maxLength: 12,
});

/** Checkpoint policies with small budgets, in bytes, and two minimum distances, in steps. */
const keepings = fc.record({ budget: fc.integer({ min: 0, max: 900 }), spacing: fc.constantFrom(1, 30) });

/** Seeks and reads steps along a walk and compares the registers with those of a fresh run. */
function follow(
  engine: Engine,
  history: History,
  walk: readonly { read: boolean; at: number }[],
  patches: readonly Patch[] = [],
): void {
  const { schedule } = engine;
  for (const { read, at } of walk) {
    const position = Math.round(at * schedule.total);
    if (read) {
      const { start, length } = schedule.segmentAt(position);
      const isPatched = patches.some(({ at }) => at >= start && at <= start + length);
      const registers = history.stepRegisters(position);
      if (!isPatched) expect(bits(registers)).toBe(freshRun(engine, start + length, patches));
    } else history.seek(position);
    if (!read) expect(history.position).toBe(position);
    expect(bits(history.registers)).toBe(freshRun(engine, history.position, patches));
  }
}

describe('seek', () => {
  test('from anywhere equals a fresh run, bit for bit', () => {
    const networks = fc.boolean().chain((huge) =>
      documents({
        training: true,
        dropout: true,
        optimizers: true,
        passOn: true,
        layers: 2,
        nodes: 3,
        epochs: 9,
        huge,
      }),
    );
    let odd = 0;
    fc.assert(
      fc.property(networks, walks, (document, walk) => {
        const engine = engineOf(document);
        const history = new History(engine);
        follow(engine, history, walk);
        if (history.registers.some((value) => !Number.isFinite(value))) odd += 1;
      }),
      networksTried(300),
    );
    expect(odd, 'runs that have met NaN or an infinity').toBeGreaterThan(10);
  });

  test('with compiled code equals a fresh run, with patches and with any memory budget', () => {
    const networks = fc.boolean().chain((huge) =>
      documents({
        training: true,
        dropout: true,
        optimizers: true,
        passOn: true,
        layers: 3,
        nodes: 4,
        epochs: 12,
        huge,
      }),
    );
    const edit = fc.record({
      at: fc.oneof(fractions, fc.constant(0)),
      which: fractions,
      value: fc.integer({ min: -2, max: 2 }),
    });
    const edits = fc.array(edit, { maxLength: 4 });
    let compiled = 0;
    let thinned = 0;
    fc.assert(
      fc.property(networks, walks, edits, keepings, (document, walk, made, keeping) => {
        const engine = engineOf(document);
        const { run, schedule } = engine;
        const batches = vi.spyOn(WasmRun.prototype, 'batches');
        expect(engine.wasm === null).toBe(schedule.total === 0);
        const open = [...run.parameters, ...run.inputs, ...run.targets];
        const patches = made
          .map(({ at, which, value }) => ({
            at: Math.round(at * schedule.total),
            slot: open[Math.floor(which * (open.length - 1))] as number,
            value,
          }))
          .toSorted((a, b) => a.at - b.at);
        const before = new History(engine, patches.slice(0, -1), keeping);
        follow(engine, before, walk, patches.slice(0, -1));
        const history = before.patched(patches, (patches.at(-1)?.at ?? schedule.total) - 1);
        follow(engine, history, walk, patches);
        for (const { checkpoints } of [before, history]) {
          expect(checkpoints.bytes).toBeLessThanOrEqual(keeping.budget);
          if (checkpoints.size > 0 && schedule.batches > 3 * checkpoints.size) thinned += 1;
        }
        if (batches.mock.calls.length > 0) compiled += 1;
        batches.mockRestore();
      }),
      networksTried(300),
    );
    expect(compiled, 'runs with whole batches of compiled code').toBeGreaterThan(shareOf(100));
    expect(thinned, 'histories without room for all').toBeGreaterThan(30);
  });

  test('by every single step, back and forth, equals a fresh run', () => {
    const engine = engineOf(twoLayers);
    const history = new History(engine);
    const { total } = engine.schedule;
    expect(total).toBeGreaterThan(100);
    const all = Array.from({ length: total + 1 }, (_step, position) => freshRun(engine, position));
    const there = all.map((_registers, position) => position);
    for (const position of [...there, ...there.toReversed(), ...there]) {
      history.seek(position);
      expect(bits(history.registers)).toBe(all[position]);
    }
  });

  test('refuses positions that do not exist, and does not move', () => {
    const engine = engineOf(tiny({ epochs: 3 }));
    const history = new History(engine);
    history.seek(10);
    for (const position of [-1, engine.schedule.total + 1, 1.5, Number.NaN]) {
      expect(() => history.seek(position)).toThrow(RangeError);
      expect(() => history.stepRegisters(position)).toThrow(RangeError);
    }
    expect(history.position).toBe(10);
    expect(bits(history.registers)).toBe(freshRun(engine, 10));
  });

  test('in a scenario without steps stays at position 0', () => {
    const history = new History(
      engineOf(`
      title: Nothing to compute
      inputs: [x]
      layers: [{ name: output, nodes: { y: { from: x } } }]
      data: [{ inputs: [3] }]`),
    );
    history.seek(0);
    expect([...history.stepRegisters(0)]).toEqual([3]);
    expect(() => history.seek(1)).toThrow(RangeError);
  });
});

/** A network with a short last batch, a mean, a shared bias and a finish. */
const twoLayers = `
title: Two layers
inputs: [a, b]
layers:
  - { name: hidden, activation: relu, bias: 0.1, nodes: { h: [1, -1], k: [0.5, 2] } }
  - { name: output, nodes: { y: { weights: [1, -2], bias: 0.3 } } }
data: [{ inputs: [2, 3], target: 1 }, { inputs: [-1, 2], target: 0 }, { inputs: [1, 1], target: -1 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { epochs: 4, batch: 2, finish: loss }
`;

/** One weight that approaches its best value over many epochs. */
function tiny(training: { epochs: number; batch?: number; finish?: string }): string {
  return JSON.stringify({
    title: 'One weight',
    inputs: ['x'],
    layers: [{ name: 'output', activation: 'tanh', nodes: { y: [0.9] } }],
    data: [
      { inputs: [1], target: 0.3 },
      { inputs: [0.7], target: 0.2 },
      { inputs: [-0.4], target: -0.1 },
    ],
    loss: 'squared_error',
    optimizer: { kind: 'sgd', learning_rate: 0.001 },
    training,
  });
}

describe('checkpoints in long runs', () => {
  const runs = [
    { epochs: 10_000, isCompiled: true },
    { epochs: 10_000, isCompiled: false },
    { epochs: 15_000, batch: 2, finish: 'loss', isCompiled: true },
    { epochs: 15_000, batch: 2, finish: 'loss', isCompiled: false },
    // Run lengths around 1250, the number of checkpoints of 2 doubles that fit in the budget.
    { epochs: 416, isCompiled: true },
    { epochs: 417, isCompiled: true },
    { epochs: 1250, batch: 3, isCompiled: true },
    { epochs: 1251, batch: 3, isCompiled: true },
  ];

  test.each(runs)(
    'are thinned, and every seek still equals a fresh run: %o',
    ({ isCompiled, ...training }) => {
      const engine = engineOf(tiny(training));
      const { total, batches } = engine.schedule;
      const places = fc.sample(fractions, { seed: 5, numRuns: 200 });
      const positions = [...places.map((fraction) => Math.round(fraction * total)), 0, 1, total - 1, total];
      const machine = new Machine(engine);
      const fresh = new Map<number, string>();
      for (const position of positions.toSorted((a, b) => a - b)) {
        machine.advance(position);
        fresh.set(position, bits(machine.registers));
      }
      const budget = 20_000;
      const history = new History(engine, [], { budget, spacing: 1 });
      if (isCompiled) expect(engine.wasm).not.toBeNull();
      for (const [index, position] of positions.entries()) {
        const before = bits(history.registers);
        const { start, length } = engine.schedule.segmentAt(total - position);
        if (index % 3 === 0)
          expect(history.stepRegisters(start + length)).toHaveLength(machine.registers.length);
        expect(bits(history.registers)).toBe(before);
        history.seek(position);
        expect(bits(history.registers)).toBe(fresh.get(position));
        expect(history.checkpoints.bytes).toBeLessThanOrEqual(budget);
      }
      const most = Math.floor(budget / (8 * engine.lasting.length));
      expect(history.checkpoints.size).toBeGreaterThanOrEqual(Math.min(batches - 1, Math.floor(most / 2)));
    },
  );

  test.each([true, false])(
    'make a step back as short near the end as anywhere, compiled: %s',
    (isCompiled) => {
      const engine = engineOf(tiny({ epochs: 10_000 }));
      const { total } = engine.schedule;
      // A checkpoint has two doubles, the weight and the learning rate, so 500 checkpoints fit.
      const history = new History(engine, [], { budget: 8000, spacing: 1 });
      if (isCompiled) expect(engine.wasm).not.toBeNull();
      history.seek(total);
      expect(history.checkpoints.size).toBeGreaterThanOrEqual(250);
      for (const target of [total - 1, total >> 1, total >> 2]) {
        expect(history.seeksFrom(target)).toBeLessThanOrEqual(target);
        history.seek(target);
        history.seek(0);
        expect(target - history.seeksFrom(target)).toBeLessThan((3 * total) / 250);
      }
    },
  );
});
