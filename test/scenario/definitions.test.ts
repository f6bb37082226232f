/** The shipped files of definitions against NumPy, and the faults of files that a scenario uses. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { definitionPattern } from '../../src/scenario/format/definitions.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { needsPython, python } from '../support/python.ts';
import { execute, parse, valuesOf } from '../support/scenario.ts';

const files = readdirSync('scenarios/definitions');

test.each(files)('%s holds definitions, each with a use or a reason to be read', (file) => {
  const { define, ...rest } = parseYaml(readFileSync(`scenarios/definitions/${file}`, 'utf8'));
  expect(rest).toEqual({});
  for (const head of Object.keys(define)) expect(head).toMatch(definitionPattern);
});

const numbers = (length: number, from: number) =>
  Array.from({ length }, (_each, index) => Math.round(1000 * Math.sin(1.3 * index + from)) / 1000);
const rows = (count: number, width: number, from: number) =>
  Array.from({ length: count }, (_row, row) => numbers(width, from + 2.1 * row));

const given = {
  x: numbers(3, 1),
  h: numbers(2, 2),
  c: numbers(2, 3),
  W2: rows(2, 3, 0.1),
  U2: rows(2, 2, 0.2),
  b2: numbers(2, 0.3),
  W6: rows(6, 3, 0.4),
  U6: rows(6, 2, 0.5),
  b6: numbers(6, 0.6),
  W8: rows(8, 3, 0.7),
  U8: rows(8, 2, 0.8),
  b8: numbers(8, 0.9),
  image: rows(4, 4, 5),
  k2: rows(2, 2, 6),
  k3: rows(3, 3, 7),
  E: rows(4, 2, 8),
  X: rows(3, 2, 9),
};

/** A call, and the same in NumPy. */
const calls: readonly (readonly [use: string, formula: string, numpy: string])[] = [
  ['recurrent', 'rnn_cell(x, h, W2, U2, b2)', 'np.tanh(W2 @ x + U2 @ h + b2)'],
  ['recurrent', 'gru_cell(x, h, W6, U6, b6)', 'gru(x, h, W6, U6, b6)'],
  ['recurrent', 'lstm_cell(x, h, c, W8, U8, b8)', 'lstm(x, h, c, W8, U8, b8)'],
  ['convolution', 'conv1d(x, h)', 'np.correlate(x, h)'],
  ['convolution', 'conv2d(image, k2)', '(view(image, k2.shape) * k2).sum(axis=(2, 3))'],
  ['convolution', 'conv2d_padded(image, k3)', '(view(np.pad(image, 1), k3.shape) * k3).sum(axis=(2, 3))'],
  ['convolution', 'max_pool(image)', 'image.reshape(2, 2, 2, 2).max(axis=(1, 3))'],
  ['convolution', 'mean_pool(image)', 'image.reshape(2, 2, 2, 2).mean(axis=(1, 3))'],
  ['embedding', 'embed(2, E)', 'E[2]'],
  ['normalization', 'layer_norm(x, x, x)', '(x - x.mean()) / np.sqrt(x.var() + 1e-5) * x + x'],
  ['normalization', 'batch_norm(X, h, c)', '(X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 1e-5) * h + c'],
  ['normalization', 'batch_norm_with(X, h, h * h, c, c)', '(X - h) / np.sqrt(h * h + 1e-5) * c + c'],
  ['attention', 'norm_rows(X)', '((X.T - X.mean(axis=1)) / np.sqrt(X.var(axis=1) + 1e-5)).T'],
];

describe.skipIf(python === null)(`shipped definitions are those of NumPy${needsPython}`, () => {
  test('in all numbers', () => {
    const script = [
      'import json, numpy as np',
      'view = np.lib.stride_tricks.sliding_window_view',
      's = lambda x: 1 / (1 + np.exp(-x))',
      'def gru(x, h, W, U, b):',
      '    i, g = (W @ x + b).reshape(3, -1), (U @ h).reshape(3, -1)',
      '    r, u = s(i[0] + g[0]), s(i[1] + g[1])',
      '    return (1 - u) * np.tanh(i[2] + r * g[2]) + u * h',
      'def lstm(x, h, c, W, U, b):',
      '    i, f, a, o = (W @ x + U @ h + b).reshape(4, -1)',
      '    c = s(f) * c + s(i) * np.tanh(a)',
      '    return np.array([s(o) * np.tanh(c), c])',
      ...Object.entries(given).map(([name, value]) => `${name} = np.array(${JSON.stringify(value)})`),
      `print(json.dumps([np.ravel(y).tolist() for y in [${calls.map(([, , numpy]) => numpy).join(', ')}]]))`,
    ].join('\n');
    const { stdout, stderr } = spawnSync(python as string, ['-c', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    for (const [index, theirs] of (JSON.parse(stdout) as number[][]).entries()) {
      const [use, formula] = calls[index] as (typeof calls)[number];
      const scenario = parse(
        JSON.stringify({
          title: 't',
          use: [use],
          inputs: [],
          parameters: given,
          formulas: { y: formula },
          data: [{ inputs: [] }],
        }),
      );
      const steps = execute(scenario);
      const ours = scenario.outputs.map((name) => valuesOf(name, steps)[0] as number);
      expect(ours).toHaveLength(theirs.length);
      for (const [place, number] of theirs.entries())
        expect(ours[place], `${formula}, number ${place}`).toBeCloseTo(number, 12);
    }
  });
});

const source = (use: string, formula: string) =>
  `title: t\nuse: ${use}\ninputs: [x]\nformulas: { y: "${formula}" }\ndata: [{ inputs: [[1, 2]] }]\n`;

test.each([
  [
    '[attention]',
    'norm_rows(x)',
    '4:17 formulas.y: expected operands that suit norm_rows (definitions/attention.yaml): an axis from 0 to 0, found axis 1 of a list of 2',
  ],
  [
    '[other]',
    'x',
    '2:7 use[0]: expected a file definitions/other.yaml with definitions, beside the scenario or among the shipped ones, found no such file',
  ],
  [
    '[empty]',
    'x',
    '2:7 use[0]: expected a file definitions/empty.yaml with definitions, beside the scenario or among the shipped ones, found no definitions in it',
  ],
  ['["../x"]', 'x', '2:7 use[0]: expected the name of a file of definitions, found the text "../x"'],
  ['attention', 'x', '2:6 use: expected a list, found the text "attention"'],
])('use: %s with %s is told', (use, formula, message) => {
  const result = parseScenario(source(use, formula), (file) => {
    if (file === 'definitions/empty.yaml') return { text: 'a: 1' };
    if (!file.includes('attention')) return { found: 'no such file', fix: '' };
    return { text: readFileSync(`scenarios/${file}`, 'utf8') };
  });
  const found = result.ok
    ? []
    : result.diagnostics.map(
        (each) => `${each.line}:${each.column} ${each.path}: expected ${each.expected}, found ${each.found}`,
      );
  expect(found).toContain(message);
});

test("a definition of the scenario stands for a file's one with the same name", () => {
  const text = `title: t\nuse: [recurrent]\ndefine:\n  rnn_cell(a): a * 2\ninputs: [x]\nformulas: { y: rnn_cell(x) }\ndata: [{ inputs: [3] }]\n`;
  expect(valuesOf('y', execute(parse(text)))).toEqual([6]);
});

test('an operand that has to be computed is called as its call says: commas in brackets are part of it', () => {
  const { formulas } = parse(`
title: t
inputs: [x]
define: { 'f(a, b)': a * b, g(a): 2 * a }
formulas: { y: 'f(min(x, 2) + [1, 2][0], g( g(x + 1) )) + 1' }
data: [{ inputs: [1] }]
output_gradient: 1
`);
  const texts = formulas.map(({ name, text }) => `${name} = ${text}`);
  expect(texts.filter((text) => /\.[ab] = /.test(text))).toEqual([
    'y.g.a = x + 1',
    'y.f.a = min(x, 2) + [1, 2][0]',
  ]);
});
