/** All examples of a batch taken at once, as rows: batch norm against NumPy, the same as a batch where rows do not meet. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currentState } from '../../src/analysis/metrics.ts';
import { elementName, indexesOf } from '../../src/expression/arrays/terms.ts';
import { traceTable } from '../../src/print/trace.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { shapeOf } from '../../src/scenario/reading/written-values.ts';
import { Session } from '../../src/session/session.ts';
import { stepText } from '../../src/view/words/words.ts';
import { besideShipped, type Executed, execute, parse } from '../support/scenario.ts';
import '../support/seed.ts';

interface Figures {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly runs: readonly {
    readonly batch: number;
    readonly losses: readonly number[];
    readonly first: Readonly<Record<string, readonly number[]>>;
    readonly last: Readonly<Record<string, readonly number[]>>;
  }[];
}

const figures: Figures = JSON.parse(
  readFileSync(new URL('../reference/together.json', import.meta.url), 'utf8'),
);

const addresses = Object.entries(figures.parameters).flatMap(([key, value]) =>
  indexesOf(shapeOf(value)).map((indexes) => elementName(key, indexes)),
);

const examples = figures.inputs.map((x, row) => ({ inputs: [x], target: figures.targets[row] }));

const textOf = (training: object, more: object = {}) =>
  JSON.stringify({
    title: 'Batch norm',
    inputs: ['x'],
    use: ['normalization'],
    parameters: figures.parameters,
    formulas: { n: 'batch_norm(x @ W, gain, shift)', y: 'tanh(n) @ V' },
    data: examples,
    loss: 'softmax_cross_entropy',
    optimizer: { kind: 'sgd', learning_rate: 0.5 },
    training: { together: true, ...training },
    ...more,
  });

const resultsOf = (steps: readonly Executed[], name: string) =>
  steps.filter((step) => step.name === name).map(({ result }) => result);

test.each(figures.runs)('batch norm in batches of $batch: losses, gradients and weights of NumPy', (run) => {
  const { batch, losses, first, last } = run;
  const epochs = (losses.length * batch) / examples.length;
  const steps = execute(parse(textOf({ batch, epochs })));
  const found = resultsOf(steps, 'loss');
  expect(found).toHaveLength(losses.length);
  for (const [index, value] of losses.entries()) expect(found[index]).toBeCloseTo(value, 8);
  const [gradients, weights] = [Object.values(first).flat(), Object.values(last).flat()];
  for (const [place, address] of addresses.entries()) {
    // A gradient that needs no step of its own has another name.
    const gradient = resultsOf(steps, `grad(${address})`)[0];
    if (gradient !== undefined) expect(gradient, address).toBeCloseTo(gradients[place] as number, 9);
    expect(resultsOf(steps, address).at(-1), address).toBeCloseTo(weights[place] as number, 8);
  }
});

test('where no formula mixes rows, it is a batch: with the mean and with the sum, whatever the loss', () => {
  const kinds = ['squared_error', 'mean_squared_error', 'softmax_cross_entropy', 'huber'];
  const all = fc.record({
    loss: fc.constantFrom(...kinds),
    batch: fc.constantFrom(2, 3, 6),
    reduction: fc.constantFrom('mean', 'sum'),
  });
  fc.assert(
    fc.property(all, ({ loss, batch, reduction }) => {
      const more = { loss, reduction, formulas: { y: 'tanh(x @ W * gain + shift) @ V' } };
      const [rows, single] = [
        { batch, epochs: 2 },
        { batch, epochs: 2, together: false },
      ].map((training) => execute(parse(textOf(training, more)))) as [Executed[], Executed[]];
      const losses = resultsOf(single, 'batch.loss').filter((_loss, index) => (index + 1) % batch === 0);
      const found = resultsOf(rows, 'loss');
      expect(found).toHaveLength(losses.length);
      for (const [index, value] of losses.entries()) expect(found[index]).toBeCloseTo(value, 11);
      for (const address of addresses)
        expect(resultsOf(rows, address).at(-1)).toBeCloseTo(resultsOf(single, address).at(-1) as number, 11);
    }),
    { numRuns: 8 },
  );
});

test.each([1, 3])('metrics count each example of those that are taken together: %i of them', (batch) => {
  const text = textOf(
    { batch, ...(batch === 1 ? { together: undefined } : {}) },
    { use: undefined, formulas: { y: 'tanh(x @ W) @ V' } },
  );
  const { trained } = currentState(new Session(parse(text)));
  expect(trained?.examples).toBe(examples.length);
});

test('a loss that is a formula sees the rows, and targets can be inputs', () => {
  const data = [1, 2, 3, 4].map((value) => ({ inputs: [value, value * value] }));
  const base = { title: 't', inputs: ['x', 't'], parameters: { w: 0.5 }, data };
  const formulas = { y: 'w * x', loss: 'mean((y - t) ** 2) + var(y)' };
  const training = { batch: 2, together: true };
  const steps = execute(parse(JSON.stringify({ ...base, formulas, training })));
  // (0.5 − 1)², (1 − 4)² and var(0.5, 1); then (1.5 − 9)², (2 − 16)² and the same variance.
  expect(resultsOf(steps, 'loss')).toEqual([4.625 + 0.0625, 126.125 + 0.0625]);
});

test('the screen, the trace and the words speak of batches, not of examples', () => {
  const session = new Session(parse(textOf({ batch: 3 })));
  const names = session.frames.stack(session.total / 2 + 1).map(({ name }) => name);
  expect(names).toContain('batch 2');
  expect(names.some((name) => name.startsWith('example'))).toBe(false);
  const [heading = ''] = traceTable(session.scenario, null);
  expect(heading.split(/\s+/).slice(0, 3)).toEqual(['STEP', 'ROWS', 'PHASE']);
  const mean = execute(session.scenario).findIndex(({ name }) => name === 'loss') + 1;
  expect(stepText(session, mean).what).toMatch(/^The sum over the examples of the batch .* \(3\)\.$/);
});

describe('errors', () => {
  const said = (training: object, more: object = {}) => {
    const result = parseScenario(textOf(training, more), besideShipped);
    if (result.ok) return [];
    return result.diagnostics.map(({ path, found, fix }) => `${path}: ${found}; ${fix}`);
  };
  const layers = [{ name: 'output', nodes: { y: [1] } }];
  const without = { formulas: undefined, parameters: undefined, use: undefined };

  test.each<[string, object, object, string]>([
    ['no whole batches', { batch: 4 }, {}, 'training.batch: the number 4; write one of 2, 3, 6'],
    ['no batch', {}, {}, 'training.together: the number 1; write one of 2, 3, 6'],
    [
      'another order',
      { batch: 3, shuffle: { seed: 1 } },
      {},
      'training.shuffle: another order in every epoch; remove shuffle, or together',
    ],
    [
      'layers',
      { batch: 3 },
      { ...without, layers, inputs: ['a'] },
      'training.together: layers; remove together, or write the layers as formulas',
    ],
    [
      'a result without rows',
      { batch: 3 },
      { formulas: { y: 'sum(x @ W, axis=0) @ V' }, use: undefined },
      'formulas.y: a list of 2; leave the axis of the examples as the first one',
    ],
    [
      'a list of losses that compare outputs with targets',
      { batch: 3 },
      { loss: [{ of: 'y', kind: 'softmax_cross_entropy' }] },
      'loss[0].kind: "softmax_cross_entropy"; write the loss of all rows as a formula and list it with of alone, or leave out together: true',
    ],
    [
      'an input of another shape',
      { batch: 3 },
      { data: examples.with(4, { inputs: [[1, 2, 3]], target: [1, 0] }) },
      'data[4].inputs[0]: a list of 3; ',
    ],
    [
      'a target that is missing',
      { batch: 3 },
      { data: examples.with(1, { inputs: [[1, 2]], target: undefined }) },
      'data[1]: some with one; ',
    ],
  ])('%s', (_what, training, more, expected) => {
    expect(said(training, more)).toEqual([expected]);
  });

  test('a warning of targets is at its example in the file', () => {
    const result = parseScenario(
      textOf({ batch: 3 }, { data: examples.with(4, { inputs: [[2, 2]], target: [2, 0] }) }),
      besideShipped,
    );
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    expect(result.warnings().map(({ path }) => path)).toEqual(['data[4].target[0]']);
  });
});
