import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Engine, Machine } from '../../src/core/machine.ts';
import { History } from '../../src/debugger/history.ts';
import { compile } from '../../src/scenario/compile.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';

/** So many checkpoints a history promises to hold at the most. */
const BOUND = 512;

/**
 * The registers' bits. NaN is one value, whatever its payload: the language does not say which one an
 * operation gives, and compiled code may differ from interpreted code in it.
 */
function bits(registers: Readonly<Float64Array>): string {
  const numbers = Float64Array.from(registers, (value) => (Number.isNaN(value) ? Number.NaN : value));
  return Buffer.from(numbers.buffer).toString('hex');
}

function engineOf(document: Parameters<typeof scenarioOf>[0]): Engine {
  return new Engine(compile(scenarioOf(document)));
}

function freshRun(engine: Engine, position: number): string {
  const machine = new Machine(engine);
  machine.advance(position);
  return bits(machine.registers);
}

/** Evenly spread: fast-check's doubles are nearly all close to 0. */
const fractions = fc.noBias(fc.integer({ min: 0, max: 2 ** 20 })).map((value) => value / 2 ** 20);

const walks = fc.array(fc.record({ read: fc.boolean(), at: fractions }), {
  minLength: 1,
  maxLength: 12,
});

/** Seeks and reads along a walk, and compares each with a fresh run. */
function follow(engine: Engine, history: History, walk: readonly { read: boolean; at: number }[]): void {
  const { schedule } = engine;
  for (const { read, at } of walk) {
    const position = Math.round(at * schedule.total);
    if (read) {
      const { start, length } = schedule.segmentAt(position);
      expect(bits(history.stepRegisters(position))).toBe(freshRun(engine, start + length));
    } else history.seek(position);
    if (!read) expect(history.position).toBe(position);
    expect(bits(history.registers)).toBe(freshRun(engine, history.position));
  }
}

describe('seek', () => {
  test('from anywhere equals a fresh run, bit for bit', () => {
    const networks = fc
      .boolean()
      .chain((huge) => documents({ training: true, passOn: true, layers: 2, nodes: 3, epochs: 9, huge }));
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

  test('refuses what is not a step, and stays where it is', () => {
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

  test('in a scenario without a step stays at its one position', () => {
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

/** Short last batches, a mean, a shared bias and a finish. */
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

/** One weight that comes nearer to its best value for a long time. */
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
    { epochs: 10_000 },
    { epochs: 15_000, batch: 2, finish: 'loss' },
    { epochs: 171 },
    { epochs: 172 },
  ];

  test.each(runs)('are thinned, and every seek still equals a fresh run: %o', (training) => {
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
    const history = new History(engine);
    for (const [index, position] of positions.entries()) {
      const before = bits(history.registers);
      const { start, length } = engine.schedule.segmentAt(total - position);
      if (index % 3 === 0)
        expect(history.stepRegisters(start + length)).toHaveLength(machine.registers.length);
      expect(bits(history.registers)).toBe(before);
      history.seek(position);
      expect(bits(history.registers)).toBe(fresh.get(position));
      expect(history.checkpoints).toBeLessThanOrEqual(BOUND);
    }
    expect(history.checkpoints).toBeGreaterThanOrEqual(Math.min(batches - 1, BOUND / 2));
  });

  test('make a step back as short near the end of a run as anywhere', () => {
    const engine = engineOf(tiny({ epochs: 10_000 }));
    const { total } = engine.schedule;
    const history = new History(engine);
    history.seek(total);
    const restart = vi.spyOn(Machine.prototype, 'restart');
    history.seek(total - 1);
    history.stepRegisters(total >> 1);
    history.seek(total >> 2);
    const from = restart.mock.calls.map(([position]) => position);
    restart.mockRestore();
    expect(from).toHaveLength(3);
    [total - 1, total >> 1, total >> 2].forEach((target, index) => {
      expect(target - (from[index] as number)).toBeLessThan((3 * total) / (BOUND / 2));
    });
  });
});
