/** Several losses: their values and gradients against NumPy, their addresses, and what is said about them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAllGradients } from '../../src/analysis/gradients/gradient-check.ts';
import { stateOf } from '../../src/analysis/metrics.ts';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { elementName, indexesOf } from '../../src/expression/arrays/terms.ts';
import { parseExpression } from '../../src/expression/condition.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { shapeOf } from '../../src/scenario/reading/written-values.ts';
import { Session } from '../../src/session/session.ts';
import { execute, parse } from '../support/scenario.ts';
import '../support/seed.ts';

interface Given {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly data: readonly object[];
}

interface Figures {
  readonly losses: Readonly<Record<string, number>>;
  readonly loss: number;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8'));
const given: Readonly<Record<string, Given>> = read('several-losses-given.json');
const figures: Readonly<Record<string, readonly Figures[]>> = read('several-losses.json');

/** The formulas and losses of each scenario whose numbers are in the file. */
const models: Readonly<Record<string, { inputs: string[]; formulas: object; loss: object[] }>> = {
  classes: {
    inputs: ['x'],
    formulas: { h: 'tanh(W @ x)', y: 'V @ h', aux: 'A @ h', size: 'a @ h' },
    loss: [
      { of: 'y', kind: 'softmax_cross_entropy' },
      { of: 'aux', kind: 'softmax_cross_entropy', target: 'y', weight: 0.3 },
      { of: 'size', kind: 'half_squared_error', weight: 0.05 },
    ],
  },
  vae: {
    inputs: ['x', 'noise'],
    formulas: {
      mu: 'M @ x',
      log_var: 'S @ x',
      z: 'mu + exp(log_var / 2) * noise',
      image: 'sigmoid(D * z + b)',
      kl: '0.5 * (mu ** 2 + exp(log_var) - log_var - 1)',
    },
    loss: [
      { of: 'image', kind: 'binary_cross_entropy', target: 'x' },
      { of: 'kl', weight: 0.25 },
    ],
  },
  distilled: {
    inputs: ['x'],
    formulas: { teacher: 'tanh(T @ x)', student: 'Z @ x' },
    loss: [
      { of: 'student', kind: 'squared_error' },
      { of: 'student', kind: 'mean_absolute_error', target: 'teacher', name: 'copy', weight: -0.5 },
    ],
  },
};

const textOf = (name: string, more: object = {}) =>
  JSON.stringify({ title: name, ...models[name], ...given[name], ...more });

/** The value of each address at the end of each example. */
function valuesAt(text: string, addresses: readonly string[]): number[][] {
  const run = compile(parse(text));
  const machine = new Machine(new Engine(run));
  const slots = addresses.map((address) => run.slots.findIndex(({ names }) => names.includes(address)));
  expect(slots, addresses.join()).not.toContain(-1);
  return run.data.map((_example, index) => {
    machine.advance((index + 1) * run.example.instructions.length);
    return slots.map((slot) => machine.registers[slot] as number);
  });
}

test.each(Object.keys(models))('%s: each loss, their sum and all gradients are those of NumPy', (name) => {
  const { parameters } = given[name] as Given;
  const names = Object.entries(parameters).flatMap(([key, value]) =>
    indexesOf(shapeOf(value)).map((indexes) => elementName(key, indexes)),
  );
  for (const [row, figure] of (figures[name] as readonly Figures[]).entries()) {
    const parts = Object.keys(figure.losses).map((part) => `loss(${part})`);
    const found = valuesAt(textOf(name), ['loss', ...parts])[row] as number[];
    for (const [place, value] of [figure.loss, ...Object.values(figure.losses)].entries())
      expect(found[place]).toBeCloseTo(value, 12);
    const gradients = valuesAt(
      textOf(name),
      names.map((each) => `grad(${each})`),
    )[row] as number[];
    for (const [place, value] of Object.values(figure.gradients).flat().entries())
      expect(gradients[place], names[place]).toBeCloseTo(value, 9);
  }
});

const layered = (loss: object[], more: object = {}) =>
  JSON.stringify({
    title: 'Layers',
    inputs: ['a', 'b'],
    layers: [
      { name: 'hidden', activation: 'tanh', nodes: { h0: [0.5, -0.4], h1: [0.3, 0.8] } },
      { name: 'code', activation: 'sigmoid', nodes: { c0: [0.7, -0.2], c1: [-0.5, 0.9] } },
      { name: 'output', nodes: { y: { weights: [1, -1], bias: 0.1 } } },
    ],
    data: [
      { inputs: [1, 2], target: { y: 1, code: [1, 0] } },
      { inputs: [-1, 0.5], target: { y: -0.5, code: [0, 1] } },
      { inputs: [-1, 0.9], target: { y: -0.7, code: [1, 1] } },
    ],
    loss,
    ...more,
  });

const three = [
  { of: 'y', kind: 'squared_error' },
  { of: 'code', kind: 'binary_cross_entropy', weight: 0.3 },
  { of: 'hidden', kind: 'mean_squared_error', target: 'code', weight: 0.1 },
];

function* checksOf(text: string) {
  const session = new Session(parse(text));
  session.seek(session.engine.schedule.batchStart(1));
  const work = checkAllGradients(session);
  let next = work.next();
  while (!next.done) next = work.next();
  yield* next.value.checks;
}

test('gradients of layers agree with central differences, whatever the losses, weights and batches', () => {
  const kinds = fc.constantFrom('squared_error', 'mean_squared_error', 'half_squared_error', 'huber');
  const weight = fc.integer({ min: -12, max: 12 }).map((size) => size / 4);
  const loss = fc.record({ of: fc.constantFrom('y', 'code', 'hidden', 'h1', 'c0'), kind: kinds, weight });
  const list = fc.uniqueArray(loss, { minLength: 2, maxLength: 4, selector: ({ of }) => of });
  const sizes: Readonly<Record<string, number>> = { y: 1, code: 2, hidden: 2, h1: 1, c0: 1 };
  fc.assert(
    fc.property(list, fc.constantFrom(1, 2, 'all'), (losses, batch) => {
      const target = (row: number) =>
        Object.fromEntries(
          losses.map(({ of }) => [of, Array.from({ length: sizes[of] ?? 0 }, (_each, at) => at - 0.4 * row)]),
        );
      const data = [0, 1, 2].map((row) => ({ inputs: [row - 1, 0.5 * row], target: target(row) }));
      const text = layered(losses, { data, training: { batch } });
      const checks = [...checksOf(text)];
      expect(checks.length).toBeGreaterThan(0);
      for (const { gradient, verdict } of checks) expect(verdict, gradient).toBe('agrees');
    }),
    { numRuns: 12 },
  );
});

test('each loss, its targets, errors and weight have addresses', () => {
  const run = compile(parse(layered(three)));
  const names = run.slots.flatMap((slot) => (slot.kind === 'constant' ? [] : slot.names));
  expect(names).toEqual(
    expect.arrayContaining([
      ...['target(y)', 'target(code)[0]', 'target(code)[1]', 'error(y)', 'error(hidden)[1]'],
      ...['loss(y)', 'loss(code).term[1]', 'loss(code).weight', 'loss(code).weighted', 'loss(hidden)'],
      ...['loss.sum[1]', 'loss'],
    ]),
  );
  expect(parseExpression('loss(code) > 0.5 and target(code)[1] == 0', names)).toMatchObject({ ok: true });
  expect(run.slots[run.loss as number]?.name).toBe('loss');
});

test('a list of one loss computes what the loss alone does', () => {
  const one = execute(parse(layered([{ of: 'y', kind: 'huber', huber_delta: 0.5 }])));
  const data = [
    { inputs: [1, 2], target: 1 },
    { inputs: [-1, 0.5], target: -0.5 },
    { inputs: [-1, 0.9], target: -0.7 },
  ];
  const alone = execute(parse(layered([], { loss: 'huber', huber_delta: 0.5, data })));
  expect(one.map(({ op, result }) => [op, result])).toEqual(alone.map(({ op, result }) => [op, result]));
});

test('a list of one value that is the loss computes what a formula called loss does', () => {
  const base = { title: 't', inputs: ['x'], parameters: { w: 2 }, data: [{ inputs: [3] }] };
  const steps = (more: object) =>
    execute(parse(JSON.stringify({ ...base, ...more }))).map(({ op, result }) => [op, result]);
  const listed = steps({ formulas: { cost: '(w * x - 1) ** 2' }, loss: [{ of: 'cost' }] });
  expect(listed).toEqual(steps({ formulas: { loss: '(w * x - 1) ** 2' } }));
});

test('compiled batches have the same bits as step by step', () => {
  const training = { epochs: 40, batch: 2 };
  const optimizer = { kind: 'adam', learning_rate: 0.05 };
  const run = compile(parse(layered(three, { training, optimizer })));
  const engine = new Engine(run);
  const [machine, compiled] = [new Machine(engine), new Machine(engine)];
  for (let step = 1; step <= engine.schedule.total; step++) machine.advance(step);
  compiled.advance(engine.schedule.total);
  expect(run.parameters.map((slot) => compiled.registers[slot])).toEqual(
    run.parameters.map((slot) => machine.registers[slot]),
  );
});

test('accuracy is that of the first loss with targets', () => {
  const session = new Session(parse(textOf('classes')));
  session.seek(session.total);
  const found = stateOf(session, Float64Array.from(session.registers));
  const [first, second] = figures.classes as readonly Figures[];
  const mean = ((first?.loss ?? 0) + (second?.loss ?? 0)) / 2;
  expect(found.trained?.loss).toBeCloseTo(mean, 12);
  expect(session.scenario.outputs).toEqual(['y[0]', 'y[1]']);
  // y is (−1.35, 0.38) for a target of the first class, and in the second row the right one is the larger.
  expect(found.trained?.correct).toBe(1);
});

describe('errors', () => {
  const first = (loss: object[], more: object = {}) => {
    const result = parseScenario(layered(loss, more));
    if (result.ok) return 'none';
    const [{ path, expected, found, fix } = { path: [], expected: '', found: '', fix: '' }] =
      result.diagnostics;
    return `${path}: ${expected}; ${found}; ${fix}`;
  };
  const y = { of: 'y', kind: 'squared_error' };
  const code = { of: 'code', kind: 'squared_error' };

  test.each<[string, object[], object, string]>([
    ['unknown value', [y, { of: 'cod', kind: 'huber' }], {}, 'did you mean "code"?'],
    ['unknown loss', [y, { of: 'code', kind: 'hubber' }], {}, 'did you mean "huber"?'],
    ['same name', [y, y], {}, 'a different name for every loss'],
    ['no kind', [y, { of: 'code' }], {}, 'a single value, because without a kind it is itself the loss'],
    [
      'no kind but a target',
      [y, { of: 'h0', target: 'code' }],
      {},
      'a kind: the loss that compares h0 with code',
    ],
    [
      'setting of another loss',
      [y, { ...code, huber_delta: 2 }],
      {},
      'write kind: huber, or remove huber_delta',
    ],
    ['setting beside the list', [y, code], { huber_delta: 2 }, 'write it in one of the losses'],
    ['class weights', [y, { ...code, class_weights: [1, 2] }], {}, 'a loss with classes'],
    ['too few outputs', [{ ...y, kind: 'softmax_cross_entropy' }], {}, 'write kind: '],
    [
      'targets of another length',
      [y, { ...code, target: 'y' }],
      {},
      '2 targets, one for each output (c0, c1)',
    ],
    [
      'no target with this name',
      [y, code],
      { data: [{ inputs: [1, 2], target: { y: 1, cod: [1, 2] } }] },
      'did you mean "code"?',
    ],
    [
      'a target is missing',
      [y, code],
      { data: [{ inputs: [1, 2], target: { y: 1 } }] },
      'a target for each of y, code, by its name; "y"; write target: { y: …, code: … }',
    ],
    [
      'targets without names',
      [y, code],
      { data: [{ inputs: [1, 2], target: [1, 2, 3] }] },
      'write target: { y: …, code: … }',
    ],
  ])('%s', (_what, loss, more, expected) => {
    expect(first(loss, more)).toContain(expected);
  });

  test('one loss takes no named targets', () => {
    const text = layered([], { loss: 'squared_error' });
    const result = parseScenario(text);
    expect(result.ok ? '' : result.diagnostics[0]?.expected).toBe(
      'targets without names, because there is one loss',
    );
  });
});
