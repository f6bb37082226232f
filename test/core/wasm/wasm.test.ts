import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine, Machine } from '../../../src/core/execution/machine.ts';
import { WasmMachine } from '../../../src/core/execution/wasm-machine.ts';
import { type OpName, opNames, ops } from '../../../src/core/operations.ts';
import type { Instruction, Program, Run, Slot, SlotInfo, SlotKind } from '../../../src/core/program.ts';
import { type Plan, planOf } from '../../../src/core/wasm/plan/plan.ts';
import { WasmRun } from '../../../src/core/wasm/run.ts';
import { compile } from '../../../src/scenario/compile/compile.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../../support/networks.ts';

/** The bits of numbers as hexadecimal text. All NaNs are equal; 0 and −0 differ. */
function bits(values: Readonly<Float64Array> | readonly number[]): string {
  const numbers = Float64Array.from(values, (value) => (Number.isNaN(value) ? Number.NaN : value));
  return Buffer.from(numbers.buffer).toString('hex');
}

function fastOf({ wasm }: Engine): WasmRun {
  if (!wasm) throw new Error('this run is not compiled');
  return wasm;
}

const nothing: Program = { instructions: [], carries: [] };

function instruction(op: OpName, operands: readonly Slot[], result: Slot): Instruction {
  const scope = { phase: 'forward', layer: null, node: null } as const;
  const role = { kind: 'formula', formula: 'f', isPart: true } as const;
  return {
    op,
    operands,
    result,
    role,
    scope,
    group: 0,
    cell: null,
    forwardIndex: null,
    operandAddresses: null,
  };
}

const specials = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  2 ** -1022,
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1 / 3,
  -22,
  22,
  -745.2,
  709.9,
];
const random = fc.sample(fc.double(), { seed: 7, numRuns: 60 });
const near = fc.sample(fc.double({ min: -30, max: 30 }), { seed: 8, numRuns: 60 });
const numbers = [...specials, ...random, ...near];

/** The number of operands to try; of an operation of many, two. */
const countOf = (op: OpName) => {
  const { arity } = ops[op];
  return arity === 'many' ? 2 : arity;
};

/** The operands to try: of three, all special numbers with each other, and some of the others. */
function rowsFor(op: OpName): readonly (readonly number[])[] {
  if (countOf(op) === 1) return numbers.map((a) => [a, 0, 0]);
  if (countOf(op) === 2) return numbers.flatMap((a) => numbers.map((b) => [a, b, 0]));
  return [
    ...specials.flatMap((a) => specials.flatMap((b) => specials.map((c) => [a, b, c]))),
    ...near.flatMap((a) => specials.flatMap((b, at) => near.slice(at).map((c) => [a, c, b]))),
  ];
}

/** A run of one operation. Each row of operands is an example, all in one batch. */
function runOf(op: OpName, isConstant: boolean): Run {
  const rows = rowsFor(op);
  const slot = (kind: SlotKind, initial = 0): SlotInfo => ({
    kind,
    addresses: [],
    hashes: [],
    names: [],
    name: '',
    initial,
  });
  const second = isConstant ? 3 : 1;
  return {
    slots: [slot('input'), slot('input'), slot('computed'), slot('constant', -0), slot('input')],
    example: { instructions: [instruction(op, [0, second, 4].slice(0, countOf(op)), 2)], carries: [] },
    update: nothing,
    finish: nothing,
    inputs: [0, 1, 4],
    targets: [],
    parameters: [],
    updates: [],
    outputs: [],
    seeds: [],
    loss: null,
    batchLoss: null,
    masks: null,
    batchShare: null,
    data: rows.map((inputs) => ({ inputs, targets: [] })),
    order: null,
    epochs: 1,
    batch: rows.length,
    microBatch: null,
    rows: null,
  };
}

describe('each operation, compiled', () => {
  const check = (op: OpName, isConstant: boolean) => {
    const run = runOf(op, isConstant);
    const found = fastOf(new Engine(run)).trace(new Float64Array(0), 0, 1);
    const expected = run.data.map(({ inputs: [a = 0, b = 0, c = 0] }) =>
      ops[op].forward(...([a, isConstant ? -0 : b, c].slice(0, countOf(op)) as [number, number])),
    );
    for (const [index, value] of expected.entries()) {
      if (!Object.is(found[index], value))
        throw new Error(`${op} of ${run.data[index]?.inputs} is ${found[index]} and not ${value}`);
    }
    expect(found).toHaveLength(expected.length);
  };

  test.each(opNames)('%s gives the same bits as its definition, for special and random numbers', (op) => {
    check(op, false);
    if (ops[op].arity !== 1) check(op, true);
  });

  test.each(['multiply', 'tanh'] as const)('without its own WebAssembly is called: %s', (op) => {
    const { wasm } = ops[op];
    Object.assign(ops[op], { wasm: null });
    try {
      check(op, false);
    } finally {
      Object.assign(ops[op], { wasm });
    }
  });
});

/** A different order of the rows in each epoch; the order of the data after the second epoch. */
function turned(rows: number, epoch: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, place) => (place + (epoch > 2 ? 0 : epoch)) % rows);
}

/**
 * Random tapes, unlike those of scenarios: with any operands, and copies to any accumulator, parameter or setting. An
 * update can read results of examples. An example reads only given values, values that last, and its own results.
 */
const tapes: fc.Arbitrary<Run> = fc.gen().map((g) => {
  const slots: SlotInfo[] = [];
  const add = (kind: SlotKind, initial = 0): Slot =>
    slots.push({ kind, addresses: [], hashes: [], names: [], name: '', initial }) - 1;
  const number = () => g(fc.constantFrom, ...specials, 0.25, -3, 1.5);
  const several = (kind: SlotKind, min: number) =>
    Array.from({ length: g(fc.integer, { min, max: 3 }) }, () =>
      add(kind, kind === 'accumulator' ? 0 : number()),
    );
  const inputs = several('input', 1);
  const targets = several('target', 0);
  const constants = several('constant', 0);
  const parameters = several('parameter', 0);
  const settings = several('setting', 0);
  const accumulators = several('accumulator', 0);
  const share = settings[0] !== undefined && g(fc.boolean) ? settings[0] : null;
  const program = (readable: Slot[], carriedTo: readonly Slot[], fewest: number): Program => {
    const instructions = Array.from({ length: g(fc.integer, { min: fewest, max: 12 }) }, () => {
      const op = g(fc.constantFrom<OpName[]>, ...opNames);
      const { arity } = ops[op];
      const length = arity === 'many' ? g(fc.integer, { min: 2, max: 4 }) : arity;
      const operands = Array.from({ length }, () => g(fc.constantFrom, ...readable));
      const result = add('computed');
      readable.push(result);
      return instruction(op, operands, result);
    });
    const carries = carriedTo.flatMap((to) => {
      const from = g(fc.constantFrom, ...readable.filter((slot) => slots[slot]?.kind !== 'input'), to);
      return from === to || g(fc.boolean) ? [] : [{ from, to }];
    });
    return { instructions, carries };
  };
  const readable = [...inputs, ...targets, ...constants, ...parameters, ...settings, ...accumulators];
  const example = program(readable, accumulators, 1);
  const update = program(readable, [...parameters, ...settings.filter((slot) => slot !== share)], 0);
  const rows = g(fc.integer, { min: 1, max: 4 });
  const list = (length: number) => Array.from({ length }, number);
  return {
    slots,
    example,
    // An update without instructions is no update, and nothing is copied after it.
    update: update.instructions.length > 0 ? update : nothing,
    finish: nothing,
    inputs,
    targets,
    parameters,
    outputs: [],
    seeds: [],
    loss: null,
    batchLoss: null,
    masks: null,
    updates: [],
    batchShare: share,
    data: Array.from({ length: rows }, () => ({
      inputs: list(inputs.length),
      targets: list(targets.length),
    })),
    order: g(fc.boolean) ? (epoch) => turned(rows, epoch) : null,
    epochs: g(fc.integer, { min: 1, max: 3 }),
    batch: g(fc.integer, { min: 1, max: 5 }),
    microBatch: null,
    rows: null,
  };
});

/** Compares all batches, compiled with and without a trace, with a machine that executes every step. */
function expectSame(engine: Engine, fast: WasmRun = fastOf(engine)): void {
  const { run, schedule, lasting } = engine;
  const machine = new Machine(engine);
  const plain = machine.checkpoint();
  const traced = plain.slice();
  for (let batch = 0; batch < schedule.batches; batch++) {
    const [start, end] = [schedule.batchStart(batch), schedule.batchStart(batch + 1)];
    const expected: number[] = [];
    for (let step = start + 1; step <= end; step++) {
      machine.advance(step);
      expected.push(machine.registers[schedule.instructionAt(step).result] as number);
    }
    expect(bits(fast.trace(traced, batch, 1))).toBe(bits(expected));
    fast.batches(plain, batch, 1);
    if (end === schedule.total) return;
    const state = machine.checkpoint();
    // Ignore the share of a batch: it is set again at the start of each batch.
    const slots = lasting.flatMap((slot, index) => (slot === run.batchShare ? [] : [index]));
    const relevant = (all: Float64Array) => bits(slots.map((index) => all[index] as number));
    expect(relevant(plain)).toBe(relevant(state));
    expect(relevant(traced)).toBe(relevant(state));
  }
}

describe('a compiled run', () => {
  const networks = fc
    .boolean()
    .chain((huge) =>
      documents({ training: true, dropout: true, optimizers: true, passOn: true, layers: 3, nodes: 4, huge }),
    );

  test('gives the same as the machine at every step: networks', () => {
    fc.assert(
      fc.property(networks, (document) => {
        const engine = new Engine(compile(scenarioOf(document)));
        if (engine.schedule.total > 0) expectSame(engine);
      }),
      networksTried(200),
    );
  });

  test('gives the same as the machine at every step: any tape', () => {
    fc.assert(
      fc.property(tapes, (run) => expectSame(new Engine(run))),
      { ...networksTried(1000) },
    );
  });

  test('gives the same without instructions on two lanes: networks', () => {
    fc.assert(
      fc.property(networks, (document) => {
        const engine = new Engine(compile(scenarioOf(document)));
        const plain = WasmRun.of(engine.run, engine.lasting, null, false);
        if (plain) expectSame(engine, plain);
      }),
      networksTried(50),
    );
  });

  test('gives the same as the machine at every step: wide networks, most of them in pairs', () => {
    const wide = documents({
      training: true,
      dropout: true,
      optimizers: true,
      layers: 3,
      nodes: 12,
      epochs: 2,
    });
    const seen = { paired: 0, fused: 0, apart: 0 };
    fc.assert(
      fc.property(wide, (document) => {
        const { run, lasting, schedule, wasm } = new Engine(compile(scenarioOf(document)));
        if (!wasm || run.example.instructions.length > 3000) return;
        const { plans } = planOf(run, lasting, true);
        const all = Object.values(plans).flatMap(({ pairs }: Plan) => [...pairs.mate]);
        if (all.filter((mate) => mate >= 0).length > all.length / 2) seen.paired += 1;
        seen['batch' in plans ? 'fused' : 'apart'] += 1;
        expect(schedule.total).toBeGreaterThan(0);
        expectSame(new Engine(run));
      }),
      networksTried(100),
    );
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(shareOf(28));
  });

  test('gives the same for many batches at once, one by one, and one after the other in a window', () => {
    fc.assert(
      fc.property(networks, fc.nat(), (document, seed) => {
        const engine = new Engine(compile(scenarioOf(document)));
        const { schedule } = engine;
        if (schedule.total === 0) return;
        const fast = fastOf(engine);
        const state = new Machine(engine).checkpoint();
        const first = seed % schedule.batches;
        for (let batch = 0; batch < first; batch++) fast.batches(state, batch, 1);
        const rest = schedule.batches - first;
        const steps = schedule.batchStart(schedule.batches) - schedule.batchStart(first);
        const [atOnce, traced] = [state.slice(), state.slice()];
        const trace = fast.trace(traced, first, rest).slice();
        fast.batches(atOnce, first, rest);
        const parts: number[] = [];
        for (let batch = first; batch < schedule.batches; batch++) {
          const length = schedule.batchStart(batch + 1) - schedule.batchStart(batch);
          const part = fast.trace(state, batch, 1);
          expect(part).toHaveLength(length);
          parts.push(...part);
        }
        expect(trace).toHaveLength(steps);
        expect(bits(trace)).toBe(bits(parts));
        expect(bits(traced)).toBe(bits(state));
        expect(bits(atOnce)).toBe(bits(state));
      }),
      networksTried(100),
    );
  });

  test('takes large programs: attention of 50,000 instructions, in the long tests of 100,000', () => {
    const [rows, least] = process.env.EVERYTHING === undefined ? [12, 50_000] : [22, 100_000];
    const matrix = (rows: number, columns: number, from: number) =>
      Array.from({ length: rows }, (_row, i) =>
        Array.from({ length: columns }, (_cell, j) => Math.sin(from + i * columns + j) / 4),
      );
    const document = {
      title: 'Attention',
      inputs: ['X'],
      parameters: { Wq: matrix(16, 16, 1), Wk: matrix(16, 16, 2), Wv: matrix(16, 16, 3) },
      formulas: {
        A: 'softmax((X @ Wq) @ transpose(X @ Wk) / 4, axis=1)',
        loss: 'mean((A @ (X @ Wv) - X) ** 2)',
      },
      data: [{ inputs: [matrix(rows, 16, 4)] }, { inputs: [matrix(rows, 16, 5)] }],
      training: { epochs: 3, batch: 2 },
      optimizer: { kind: 'adam', learning_rate: 0.1 },
    };
    const engine = new Engine(compile(scenarioOf(JSON.stringify(document))));
    expect(engine.run.example.instructions.length).toBeGreaterThan(least);
    const { schedule, lasting, initial } = engine;
    const [plain, traced] = [0, 1].map(() => Float64Array.from(lasting, (slot) => initial[slot] as number));
    fastOf(engine).batches(plain as Float64Array, 0, 2);
    fastOf(engine).trace(traced as Float64Array, 0, 2);
    const machine = new Machine(engine);
    machine.advance(schedule.batchStart(2));
    const expected = bits(machine.checkpoint());
    expect(bits(plain as Float64Array)).toBe(expected);
    expect(bits(traced as Float64Array)).toBe(expected);
  });

  test('does not exist without steps, or with too many', () => {
    const empty = { ...runOf('add', false), example: nothing };
    expect(new Engine(empty).wasm).toBeNull();
    const one = runOf('add', false);
    const long = Array.from({ length: 200_001 }, () => instruction('add', [0, 1], 2));
    expect(new Engine({ ...one, example: { instructions: long, carries: [] } }).wasm).toBeNull();
  });
});

describe('a WasmMachine', () => {
  const large = fc
    .boolean()
    .chain((huge) =>
      documents({ training: true, dropout: true, optimizers: true, passOn: true, layers: 4, nodes: 7, huge }),
    );

  test('has the same registers as the plain machine, at every position', () => {
    const stops = fc.array(fc.noBias(fc.integer({ min: 0, max: 1000 })), { maxLength: 8 });
    let compiled = 0;
    fc.assert(
      fc.property(large, stops, (document, list) => {
        const engine = new Engine(compile(scenarioOf(document)));
        const { total } = engine.schedule;
        if (engine.wasm && engine.run.example.instructions.length >= 100) compiled += 1;
        const patch = { at: Math.floor(total / 2), slot: engine.run.inputs[0] as Slot, value: 0.5 };
        const patches = [{ ...patch, at: 0 }, patch];
        const [plain, fast] = [new Machine(engine, patches), new WasmMachine(engine, patches)];
        for (const stop of [...list.toSorted((a, b) => a - b), 1000]) {
          const position = Math.round((stop / 1000) * total);
          plain.advance(position);
          fast.advance(position);
          expect(fast.position).toBe(plain.position);
          expect(bits(fast.registers)).toBe(bits(plain.registers));
        }
      }),
      networksTried(150),
    );
    expect(compiled, 'networks with long segments').toBeGreaterThan(shareOf(60));
  });
});
