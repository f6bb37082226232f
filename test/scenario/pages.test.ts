/** Worked examples of the size of a page, written with arrays, definitions and repetitions. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { elementName, indexesOf } from '../../src/expression/arrays/terms.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { shapeOf } from '../../src/scenario/reading/written-values.ts';
import { needsPython, python } from '../support/python.ts';
import { execute, load, parse, sourceOf, valuesOf } from '../support/scenario.ts';

const pages = [
  ...[
    'rnn',
    'lstm',
    'gru',
    'self-attention',
    'two-heads',
    'transformer',
    'layer-norm',
    'cnn',
    'convolution-1d',
  ],
];

/** What NumPy computes for each page. */
function theirs(): Record<string, { outputs: number[]; loss: number; gradients: Record<string, number[]> }> {
  const given = pages.map((name) => {
    const { parameters, data } = parseYaml(sourceOf(name));
    return [name, { parameters, input: data[0].inputs[0], target: [data[0].target].flat() }];
  });
  const script = fileURLToPath(new URL('pages.py', import.meta.url));
  const input = JSON.stringify(Object.fromEntries(given));
  const { stdout, stderr } = spawnSync(python as string, [script], { input, encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

describe.skipIf(python === null)(`the pages are equal to NumPy${needsPython}`, () => {
  const expected = python === null ? {} : theirs();

  test.each(pages)('%s: outputs, loss and gradients', (name) => {
    const { outputs, loss, gradients } = expected[name] as ReturnType<typeof theirs>[string];
    const scenario = load(name);
    const steps = execute(scenario);
    const { slots } = compile(scenario);
    // A gradient that needs no step of its own is another name of the one that it is equal to.
    const first = (address: string) => {
      const [shown = address] = slots.find(({ names }) => names.includes(address))?.names ?? [];
      return valuesOf(shown, steps)[0] as number;
    };
    expect(scenario.outputs).toHaveLength(outputs.length);
    for (const [index, output] of scenario.outputs.entries())
      expect(first(output)).toBeCloseTo(outputs[index] as number, 12);
    expect(first('loss')).toBeCloseTo(loss, 12);
    const { parameters } = parseYaml(sourceOf(name));
    for (const [key, value] of Object.entries(parameters)) {
      const all = indexesOf(shapeOf(value)).map((indexes) => elementName(key, indexes));
      for (const [place, address] of all.entries())
        expect(first(`grad(${address})`), address).toBeCloseTo(gradients[key]?.[place] as number, 7);
    }
  });
});

test('the LSTM has the published numbers', () => {
  // A. Gomez, "Backpropogating an LSTM: A Numerical Example", 2016: five digits after the point.
  const steps = execute(load('lstm'));
  const rounded = (name: string) => Number((valuesOf(name, steps)[0] as number).toFixed(5));
  const published = {
    'cell[0].h': 0.53631,
    'cell[1].h': 0.77198,
    'cell[1].c': 1.51763,
    'grad(cell[1].z[0])': -0.01938,
    'grad(cell[1].z[1])': -0.00112,
    'grad(cell[1].z[2])': -0.00631,
    'grad(cell[1].z[3])': -0.05538,
  };
  expect(Object.fromEntries(Object.keys(published).map((name) => [name, rounded(name)]))).toEqual(published);
});

test.skipIf(python === null)('skip-gram and batch norm have losses and gradients of NumPy', () => {
  const script = `
import json, numpy as np
s = lambda x: 1 / (1 + np.exp(-x))
E = np.array([[0.1, -0.2], [0.4, 0.3], [-0.5, 0.2], [0.2, 0.6]])
O = np.array([[0.3, 0.1], [-0.2, 0.5], [0.6, -0.4], [0.1, 0.2]])
skip = lambda: -np.log(s(E[1] @ O[3])) - np.log(s(-(O[[0, 2]] @ E[1]))).sum()
batches = np.array([[[1, 2], [3, -1], [0, 0.5]], [[2, 1], [-1, 1.5], [1, -2]]])
X = batches[0]
W = np.array([[0.5, -1], [1, 0.25]])
gain, shift = np.ones(2), np.zeros(2)
def norm():
    a = X @ W
    n = (a - a.mean(axis=0)) / np.sqrt(a.var(axis=0) + 0.00001) * gain + shift
    return (np.maximum(n, 0) ** 2).mean()
def slopes(f, A):
    found = []
    for i in np.ndindex(A.shape):
        kept = A[i]
        A[i] = kept + 1e-6
        above = f()
        A[i] = kept - 1e-6
        found.append((above - f()) / 2e-6)
        A[i] = kept
    return found
out = [skip(), slopes(skip, E), slopes(skip, O), norm(), slopes(norm, W)]
mean, variance = np.zeros(2), np.ones(2)
for batch in [*batches, *batches]:
    X = batch
    a = X @ W
    mean = 0.9 * mean + 0.1 * a.mean(axis=0)
    variance = 0.9 * variance + 0.1 * a.var(axis=0, ddof=1)
    found = [np.reshape(slopes(norm, A), A.shape) for A in (W, gain, shift)]
    for A, slope in zip((W, gain, shift), found):
        A -= 0.1 * slope
evaluated = (batches @ W - mean) / np.sqrt(variance + 0.00001) * gain + shift
print(json.dumps([*out, [*mean, *variance], evaluated.ravel().tolist()]))`;
  const { stdout, stderr } = spawnSync(python as string, ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const [skip, ofE, ofO, norm, ofW, kept, evaluated] = JSON.parse(stdout);
  const compare = (name: string, loss: number, parameters: Readonly<Record<string, readonly number[]>>) => {
    const steps = execute(load(name));
    expect(valuesOf('loss', steps)[0]).toBeCloseTo(loss, 12);
    for (const [key, slopes] of Object.entries(parameters))
      for (const [place, slope] of slopes.entries()) {
        const address = `grad(${key}[${Math.floor(place / 2)}][${place % 2}])`;
        expect(valuesOf(address, steps)[0], `${name} ${address}`).toBeCloseTo(slope, 7);
      }
  };
  compare('skip-gram', skip, { E: ofE, O: ofO });
  compare('batch-norm', norm, { W: ofW });
  const steps = execute(load('batch-norm'));
  const close = (all: readonly number[]) => all.map((each) => expect.closeTo(each, 7));
  const last = ['running_mean[0]', 'running_mean[1]', 'running_variance[0]', 'running_variance[1]'];
  expect(last.map((name) => valuesOf(name, steps).at(-1))).toEqual(close(kept));
  // After training, both batches once more.
  const places = ['[0][0]', '[0][1]', '[1][0]', '[1][1]', '[2][0]', '[2][1]'];
  const found = places.map((place) => valuesOf(`evaluated${place}`, steps).slice(-2));
  expect([0, 1].flatMap((batch) => found.map((each) => each[batch]))).toEqual(close(evaluated));
});

test('a turn of a repetition and a call are frames', () => {
  const { formulas } = load('lstm');
  expect(formulas.map(({ name, frame }) => `${name} ${frame}`).slice(0, 3)).toEqual([
    'cell[0].z cell[0]',
    'cell[0].a cell[0]',
    'cell[0].i cell[0]',
  ]);
  expect(load('layer-norm').formulas.map(({ name, frame }) => [name, frame])).toEqual([
    ['a', null],
    ['n.centred', 'n'],
    ['n.spread', 'n'],
    ['n', 'n'],
    ['y', null],
  ]);
});

const source = (define: string, formulas: string) =>
  `title: t\ninputs: [x, y]\nparameters: { w: [1, 2] }\ndefine:\n${define}\nformulas:\n${formulas}\ndata: [{ inputs: [[1, 2], 3] }]\n`;

test('a definition is computed for its operands, however it is called', () => {
  const scenario = parse(
    source(
      '  half(v): v / 2\n  scaled(v, by): { a: half(v), b: a * by }',
      '  p: scaled(x, y)\n  q: scaled(x + w, 2) + scaled(w, y) + half(y)\n  loss: sum(p * q)',
    ),
  );
  const steps = execute(scenario);
  const first = (address: string) => valuesOf(address, steps)[0];
  expect(scenario.formulas.map(({ name }) => name)).toEqual([
    ...['p.a', 'p', 'q.scaled.v', 'q.scaled.a', 'q.scaled'],
    ...['q.scaled_2.a', 'q.scaled_2', 'q.half', 'q', 'loss'],
  ]);
  expect([first('p[0]'), first('p[1]'), first('q[0]'), first('q[1]')]).toEqual([
    1.5,
    3,
    2 + 1.5 + 1.5,
    4 + 3 + 1.5,
  ]);
  expect(first('loss')).toBe(1.5 * 5 + 3 * 8.5);
});

test('a repetition computes the same as its formulas written out', () => {
  const repeated = parse(
    source(
      '  f(a): a',
      '  r: { repeat: { over: x, as: t, carry: { s: y } }, s: "tanh(s * t + w[0])" }\n  z: r.s[-1] * r.s[0]',
    ),
  );
  const written = parse(
    source('  f(a): a', '  s0: tanh(y * x[0] + w[0])\n  s1: tanh(s0 * x[1] + w[0])\n  z: s1 * s0'),
  );
  expect(valuesOf('z', execute(repeated))).toEqual(valuesOf('z', execute(written)));
  const times = parse(source('  f(a): a', '  r: { repeat: { times: 3, carry: { s: y } }, s: s / 2 }'));
  expect(times.outputs).toEqual(['r[2].s']);
  expect(valuesOf('r[2].s', execute(times))).toEqual([3 / 8]);
});

test.each([
  [
    '  f(a): a + x',
    '  z: f(y)',
    '5:13 define.f(a): expected an input, a parameter or an earlier formula, found "x"',
  ],
  [
    '  f(a): { b: a @ a }',
    '  z: f(y)',
    '5:16 define.f(a).b: expected lists or matrices on both sides of @, found a single value @ a single value',
  ],
  [
    '  f(a): f(a)',
    '  z: f(y)',
    '5:9 define.f(a): expected a function, an input, a parameter or an earlier formula, found "f"',
  ],
  ['  f(a): a', '  z: f(y, y)', '7:9 formulas.z: expected an operator or ")", found ","'],
  [
    '  f: a',
    '  z: f(y)',
    '5:3 define.f: expected a name with its parameters, for example head(x, w), found the name "f"',
  ],
  [
    '  f(a): a',
    '  z: { repeat: { over: y }, s: y }',
    '7:24 formulas.z.repeat.over: expected a list, or a matrix whose rows are taken, found a single value',
  ],
  [
    '  f(a): a',
    '  z: { repeat: { over: q }, s: y }',
    '7:24 formulas.z.repeat.over: expected a list, or a matrix whose rows are taken, found "q"',
  ],
  [
    '  f(a): a',
    '  z: { repeat: {}, s: y }',
    '7:16 formulas.z.repeat: expected a list to go over, or from 1 to 1,000 times, found neither',
  ],
  [
    '  f(a): a',
    '  z: { repeat: { times: 2, carry: { h: 0 } }, s: y }',
    '7:40 formulas.z.repeat.carry.h: expected the name of one of the repeated formulas, found "h"',
  ],
  [
    '  f(a): a',
    '  z: { repeat: { times: 2, carry: { s: 0 } }, s: s + x }',
    '7:50 formulas.z.s: expected the same shape as at the start, a single value, found a list of 2',
  ],
  [
    '  f(a): a',
    '  z: { repeat: { times: 2 }, s: y + }',
    '7:36 formulas.z.s: expected a value, found the end of the text',
  ],
])('definitions %s and formulas %s: %s', (define, formulas, message) => {
  const result = parseScenario(source(define, formulas));
  const found = result.ok
    ? []
    : result.diagnostics.map(
        ({ line, column, path, expected, found }) =>
          `${line}:${column} ${path}: expected ${expected}, found ${found}`,
      );
  expect(found).toContain(message);
});
