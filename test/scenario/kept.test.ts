/** Values that are kept from batch to batch: running statistics against NumPy, on every way through a run. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { Engine, Machine, type Patch } from '../../src/core/execution/machine.ts';
import { linkedStep } from '../../src/explain/counterpart.ts';
import { numpyText } from '../../src/numpy/listing.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { valuesPane } from '../../src/view/panes/values.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../src/view/scene/view-options.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { conventionOf } from '../../src/view/words/conventions.ts';
import { stepText } from '../../src/view/words/words.ts';
import { besideShipped, execute, parse } from '../support/scenario.ts';
import '../support/seed.ts';

interface Figures {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  readonly W: readonly (readonly number[])[];
  readonly runs: readonly {
    readonly batch: number;
    readonly accumulate: number;
    readonly epochs: number;
    readonly means: readonly (readonly number[])[];
    readonly evaluated: readonly (readonly (readonly number[])[])[];
    readonly mean: readonly number[];
    readonly variance: readonly number[];
    readonly count: number;
    readonly W: readonly (readonly number[])[];
  }[];
}

const figures: Figures = JSON.parse(readFileSync(new URL('../reference/kept.json', import.meta.url), 'utf8'));
const [first] = figures.runs as [Figures['runs'][0]];

const keep = (batch: number) => ({
  mu: { start: [0, 0], next: '0.9 * mu + 0.1 * mean(a, axis=0)' },
  sigma: { start: [1, 1], next: `running(sigma, var(a, axis=0) * ${batch} / ${batch - 1}, 0.1)` },
  count: { start: 0, next: 'count + 1' },
});

const documentOf = (training: { batch: number; [key: string]: unknown }, more: object = {}) => ({
  title: 't',
  inputs: ['x', 't'],
  parameters: { W: figures.W },
  use: ['normalization'],
  keep: keep(training.batch),
  formulas: {
    a: 'x @ W',
    evaluated: 'batch_norm_with(a, mu, sigma, 1, 0)',
    loss: 'mean((a - t) ** 2)',
  },
  data: figures.inputs.map((x, row) => ({ inputs: [x, figures.targets[row]] })),
  optimizer: { kind: 'sgd', learning_rate: 0.1 },
  training: { together: true, ...training },
  ...more,
});

const scenarioOf = (...all: Parameters<typeof documentOf>) => parse(JSON.stringify(documentOf(...all)));

const bits = (values: Readonly<Float64Array>) => Buffer.from(values.slice().buffer).toString('hex');

test.each(figures.runs)(
  'batches of $batch × $accumulate: the statistics, outputs and weights of NumPy',
  (run) => {
    const { batch, accumulate, epochs, means, evaluated } = run;
    const scenario = scenarioOf({ batch, accumulate, epochs });
    const steps = execute(scenario);
    const resultsOf = (name: string) =>
      steps.filter((step) => step.name === name).map(({ result }) => result);
    for (const column of [0, 1]) {
      const found = resultsOf(`mu[${column}]`);
      expect(found).toHaveLength(means.length);
      for (const [index, each] of means.entries())
        expect(found[index]).toBeCloseTo(each[column] as number, 11);
    }
    for (const row of [0, batch - 1]) {
      const found = resultsOf(`evaluated[${row}][1]`);
      expect(found).toHaveLength(evaluated.length);
      for (const [index, each] of evaluated.entries())
        expect(found[index]).toBeCloseTo(each[row]?.[1] as number, 10);
    }
    const session = new Session(scenario);
    session.seek(session.total);
    const read = (name: string) => session.read(name);
    expect([0, 1].map((index) => read(`sigma[${index}]`))).toEqual(
      run.variance.map((value) => expect.closeTo(value, 11)),
    );
    expect(read('count')).toBe(run.count);
    expect(read('W[1][0]')).toBeCloseTo(run.W[1]?.[0] as number, 11);
  },
);

test('compiled batches, checkpoints and edits have the bits of a plain run', () => {
  const engines = [
    scenarioOf({ batch: 3, epochs: 5 }),
    scenarioOf({ batch: 3, accumulate: 2, epochs: 5 }),
    scenarioOf({ batch: 6, epochs: 4 }, { optimizer: undefined }),
  ].map((scenario) => [scenario, new Engine(compile(scenario))] as const);
  for (const [, engine] of engines) {
    const machine = new Machine(engine);
    const start = machine.checkpoint();
    const batches = engine.schedule.batches - 1;
    engine.wasm?.batches(start, 0, batches);
    machine.advance(engine.schedule.batchStart(batches));
    expect(bits(start)).toBe(bits(machine.checkpoint()));
  }
  const place = fc.integer({ min: 0, max: 1000 });
  const edits = fc.array(fc.tuple(place, fc.constantFrom('mu[0]', 'sigma[1]', 'count'), fc.integer()), {
    minLength: 1,
    maxLength: 4,
  });
  let forks = 0;
  fc.assert(
    fc.property(fc.constantFrom(...engines), edits, fc.array(place), ([scenario, engine], all, walk) => {
      const session = new Session(scenario);
      const at = (part: number) => Math.floor((part / 1000) * session.total);
      for (const [part, address, value] of all) {
        session.seek(at(part));
        session.set(address, value);
      }
      if (session.timelines.all.length > 1) forks += 1;
      const patches = session.timeline.edits.map(({ at: position, address, value }): Patch => {
        session.seek(position);
        return { at: position, slot: session.values.resolve(address, position) as number, value };
      });
      for (const position of [...walk.map(at), session.total]) {
        session.seek(position);
        const plain = new Machine(engine, patches);
        plain.advance(position);
        expect(bits(session.registers as Float64Array)).toBe(bits(plain.registers));
      }
    }),
    { numRuns: 25 },
  );
  expect(forks).toBeGreaterThan(3);
});

test('a value that is set by hand goes on from there', () => {
  const session = new Session(scenarioOf({ batch: 6, epochs: 3 }));
  const { schedule } = session.engine;
  session.seek(schedule.batchStart(2) + 1);
  session.set('count', 10);
  session.seek(session.total);
  // Six updates, of which two came before the edit.
  expect(session.read('count')).toBe(14);
});

test.each(['forward', 'loss', 'backward'])('without updates, and when it stops after %s', (stop) => {
  for (const more of [{ optimizer: undefined }, { stop_after: stop }]) {
    const scenario = scenarioOf({ batch: 3, epochs: 1 }, { ...more, parameters: { W: figures.W } });
    const session = new Session(scenario);
    session.seek(session.total);
    expect(session.read('count')).toBe(4);
    expect(session.read('mu[0]')).toBeCloseTo(meansWithoutTraining(), 12);
  }
});

/** The running mean of the first column if the weights stay as they are. */
function meansWithoutTraining(): number {
  const column = figures.inputs.map(([a = 0, b = 0]) => a * 0.5 + b);
  const meanOf = (from: number) => column.slice(from, from + 3).reduce((sum, each) => sum + each, 0) / 3;
  return [0, 3, 6, 9].reduce((mean, from) => 0.9 * mean + 0.1 * meanOf(from), 0);
}

test('no gradient goes to a kept value, the finish does not change it, and a variant sets it', () => {
  const variants = { other: { set: { 'mu[1]': 5, count: -4 } } };
  const formulas = { a: 'x @ W - mu', loss: 'mean((a - t) ** 2)' };
  const scenario = scenarioOf({ batch: 3, epochs: 1, finish: 'loss' }, { formulas, variants });
  const run = compile(scenario, scenario.variants[0]);
  expect(run.slots.filter(({ name }) => /grad\((mu|sigma|count)/.test(name))).toEqual([]);
  expect(run.slots.filter(({ kind }) => kind === 'kept').map(({ initial }) => initial)).toEqual([
    0, 5, 1, 1, -4,
  ]);
  const session = new Session(scenario, scenario.variants[0]);
  session.seek(session.total);
  expect(session.read('count')).toBe(0);
  expect(scenario.outputs).toEqual(['loss']);
});

test('a formula below reads the new value of one above, and the old weights', () => {
  const more = {
    keep: { a0: { start: 1, next: 'a0 * 2' }, b0: { start: 0, next: 'a0 + W[0][0]' } },
    formulas: { loss: 'mean((x @ W - t) ** 2)' },
  };
  const session = new Session(scenarioOf({ batch: 6, epochs: 1 }, more));
  session.seek(session.engine.schedule.batchStart(1));
  expect(session.read('b0')).toBe(2.5);
  expect(session.read('W[0][0]')).not.toBe(0.5);
});

test('it is a line of the NumPy code, a frame of the update, a row of the values, and has words', () => {
  const scenario = scenarioOf({ batch: 3, epochs: first.epochs });
  const text = numpyText(scenario);
  expect(text).toContain('mu = np.array([0.0, 0.0])');
  expect(text).toMatch(/# update\n +mu = 0\.9 \* mu \+ 0\.1 \* np\.mean\(a, axis=0\)\n/);
  expect(text).toContain('print("count", count)');
  const session = new Session(scenario);
  const { instructions } = session.engine.run.example;
  const index = session.engine.run.update.instructions.findIndex(
    ({ result }) => session.engine.run.slots[result]?.name === 'mu[1]',
  );
  const step = instructions.length + index + 1;
  expect(session.frames.stack(step).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['batch 1', 'update', 'mu', '[1]']),
  );
  const { why, means } = stepText(session, step);
  expect(why).toBe(
    'A kept value is changed by a formula, not by the optimizer. The next batch starts with the new value.',
  );
  expect(means).toMatch(/^mu\[1\] is /);
  const instruction = session.engine.schedule.instructionAt(step);
  // It is not a step of the optimizer, whose last step is the last of the update.
  expect(conventionOf(scenario, instruction)).toBeNull();
  expect(linkedStep(session, step)).toEqual({
    reason: 'mu[1] belongs to a kept value: no gradient changes it.',
  });
  const last = session.engine.schedule.batchStart(1);
  expect(conventionOf(scenario, session.engine.schedule.instructionAt(last))).toMatch(/^sgd/);
  session.seek(step);
  const scene = new Scene(new Debugger(session));
  const lines = valuesPane(scene, { columns: 60, rows: 90 }, defaultViewOptions, false).lines.map(plainText);
  const at = lines.findIndex((line) => line.startsWith('kept'));
  expect(at).toBeGreaterThan(0);
  expect(lines.slice(at + 1, at + 4).map((line) => line.split(/\s+/)[0])).toEqual(['count', 'mu', 'sigma']);
});

describe('errors', () => {
  const said = (more: object) => {
    const result = parseScenario(JSON.stringify(documentOf({ batch: 3 }, more)), besideShipped);
    return result.ok ? [] : result.diagnostics.map(({ path, found, fix }) => `${path}: ${found}; ${fix}`);
  };

  test.each<[string, object, string]>([
    ['another shape', { start: 0, next: 'mean(a, axis=0)' }, 'keep.m.next: a list of 2; '],
    ['an unknown name', { start: 0, next: 'nothing + 1' }, 'keep.m.next: "nothing"; '],
    ['no formula', { start: 0 }, 'keep.m.next: nothing; '],
    ['uneven lists', { start: [[1, 2], [3]], next: 'm' }, 'keep.m.start[1]: '],
  ])('%s', (_what, m, expected) => {
    const [found = '', ...others] = said({
      keep: { m },
      formulas: { a: 'x @ W', loss: 'mean((a - t) ** 2)' },
    });
    expect(found.slice(0, expected.length)).toBe(expected);
    expect(others).toEqual([]);
  });

  test('a name that is taken, and layers', () => {
    const keptTwice = {
      keep: {
        a: {
          start: [
            [1, 1],
            [1, 1],
            [1, 1],
          ],
          next: 'a',
        },
      },
    };
    const formulas = { a: 'x @ W', loss: 'mean((a - t) ** 2)' };
    expect(said({ ...keptTwice, formulas })).toEqual([
      'formulas.a: "a" again (it is already a kept value); rename one of the two',
    ]);
    const layers = [{ name: 'output', nodes: { y: [1, 1] } }];
    const plain = { inputs: ['p', 'q'], data: [{ inputs: [1, 2] }], training: {}, optimizer: undefined };
    const none = { layers, formulas: undefined, use: undefined, parameters: undefined };
    expect(said({ ...plain, ...none })).toEqual(['keep: none; remove keep, or write the layers as formulas']);
  });
});
