/** Vectors and matrices in formulas: their shapes and numbers against NumPy, their gradients, and their faults. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexesOf, type Shape } from '../../src/expression/arrays/terms.ts';
import { parseFormula } from '../../src/expression/formula.ts';
import { KnownValues } from '../../src/expression/known-values.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { needsPython, python } from '../support/python.ts';
import { execute, parse, valuesOf } from '../support/scenario.ts';

const shapes: Readonly<Record<string, Shape>> = {
  s: [],
  u: [2],
  w: [3],
  A: [2, 3],
  B: [3, 2],
  R: [1, 3],
  C: [2, 1],
  T: [2, 2, 3],
};

/** Numbers that differ, and are neither small nor large. */
function numbersFor(name: string): number[] {
  const size = indexesOf(shapes[name] as Shape).length;
  return Array.from({ length: size }, (_each, index) => Math.sin(index * 1.7 + name.charCodeAt(0)) + 0.1);
}

function nested([length = 1, ...inner]: Shape, numbers: readonly number[]): unknown {
  const size = numbers.length / length;
  return Array.from({ length }, (_each, index) => {
    const own = numbers.slice(index * size, (index + 1) * size);
    return inner.length === 0 ? own[0] : nested(inner, own);
  });
}

function arrayOf(name: string): unknown {
  const numbers = numbersFor(name);
  return shapes[name]?.length === 0 ? numbers[0] : nested(shapes[name] as Shape, numbers);
}

/** A scenario with all of these values as parameters, and one formula. */
function documentOf(formula: string) {
  return {
    title: 'Arrays',
    inputs: [],
    parameters: Object.fromEntries(Object.keys(shapes).map((name) => [name, arrayOf(name)])),
    formulas: { y: formula },
    data: [{ inputs: [] }],
  };
}

/** The shape and the numbers of a formula. */
function computed(formula: string) {
  const scenario = parse(JSON.stringify(documentOf(formula)));
  const steps = execute(scenario);
  const numbers = scenario.outputs.map((name) => valuesOf(name, steps)[0] as number);
  return { shape: scenario.formulas[0]?.shape, numbers };
}

/** A formula, and the same in NumPy. */
const same: readonly (readonly [formula: string, numpy: string])[] = [
  ['A @ w', 'A @ w'],
  ['u @ A', 'u @ A'],
  ['w @ w', 'w @ w'],
  ['A @ B', 'A @ B'],
  ['dot(u, u)', 'u @ u'],
  ['outer(u, w)', 'np.outer(u, w)'],
  ['A + s', 'A + s'],
  ['A * w', 'A * w'],
  ['A − C', 'A - C'],
  ['C / (2 + R)', 'C / (2 + R)'],
  ['R * C', 'R * C'],
  ['T + A', 'T + A'],
  ['-A', '-A'],
  ['A ** 2', 'A ** 2'],
  ['(A * A + 1) ^ w', '(A * A + 1) ** w'],
  ['tanh(A) + relu(w)', 'np.tanh(A) + np.maximum(w, 0)'],
  ['exp(A).T', 'np.exp(A).T'],
  ['transpose(T)', 'T.transpose()'],
  ['A.T @ A', 'A.T @ A'],
  ['sum(A)', 'A.sum()'],
  ['sum(A, axis=0)', 'A.sum(axis=0)'],
  ['sum(A, axis=-1)', 'A.sum(axis=-1)'],
  ['mean(T, axis=1)', 'T.mean(axis=1)'],
  ['max(A)', 'A.max()'],
  ['max(A, axis=1)', 'A.max(axis=1)'],
  ['min(T, axis=2)', 'T.min(axis=2)'],
  ['max(A, w, 0.2)', 'np.maximum(np.maximum(A, w), 0.2)'],
  ['max(s, 0.5)', 'np.maximum(s, 0.5)'],
  ['argmax(w)', 'np.argmax(w)'],
  ['argmax(A)', 'np.argmax(A)'],
  ['argmax(A, axis=1) * u', 'np.argmax(A, axis=1) * u'],
  ['argmax(T, axis=-2)', 'np.argmax(T, axis=-2)'],
  ['argmax(C, axis=1) + 0 * u', 'np.argmax(C, axis=1)'],
  ['argmax(A >= 0, axis=0)', 'np.argmax(A >= 0, axis=0)'],
  ['argmax(A, w, 0.2)', 'np.argmax([A, A * 0 + w, A * 0 + 0.2], 0)'],
  ['2 ** -argmin(A, axis=1)', '2.0 ** -np.argmin(A, axis=1)'],
  ['argmin(T, axis=0)', 'np.argmin(T, axis=0)'],
  ['var(A, axis=0)', 'A.var(axis=0)'],
  ['std(w)', 'w.std()'],
  ['norm(A)', 'np.linalg.norm(A)'],
  ['norm(A, axis=1)', 'np.linalg.norm(A, axis=1)'],
  ['softmax(w)', 'np.exp(w) / np.exp(w).sum()'],
  ['softmax(A)', 'np.exp(A) / np.exp(A).sum(axis=1, keepdims=True)'],
  ['softmax(A, axis=0)', 'np.exp(A) / np.exp(A).sum(axis=0, keepdims=True)'],
  ['log_softmax(A)', 'A - np.log(np.exp(A).sum(axis=1, keepdims=True))'],
  ['A[0]', 'A[0]'],
  ['A[1, 2] * A[1][0]', 'A[1, 2] * A[1][0]'],
  ['A[-1]', 'A[-1]'],
  ['A[:, 1]', 'A[:, 1]'],
  ['w[1:]', 'w[1:]'],
  ['w[::-1]', 'w[::-1]'],
  ['T[0, :, ::2]', 'T[0, :, ::2]'],
  ['w[-2:9]', 'w[-2:9]'],
  ['(A + 1)[:, 0]', '(A + 1)[:, 0]'],
  ['concat(u, w)', 'np.concatenate([u, w])'],
  ['concat(A, C, axis=1)', 'np.concatenate([A, C], axis=1)'],
  ['concat(A, R)', 'np.concatenate([A, R])'],
  ['concat(T, T, axis=1)', 'np.concatenate([T, T], axis=1)'],
  ['[s, 2, s * 3]', 'np.array([s, 2, s * 3])'],
  ['[w, A[0] + 1]', 'np.array([w, A[0] + 1])'],
  ['flatten(A.T)', 'A.T.flatten()'],
  ['reshape(T, 3, 4)', 'T.reshape(3, 4)'],
  ['reshape(A, 6)[4] + A', 'A.reshape(6)[4] + A'],
  ['2 ** A @ w + s', '2 ** A @ w + s'],
  ['windows(A, 2, 2)', 'np.lib.stride_tricks.sliding_window_view(A, (2, 2))'],
  ['windows(w, 2)', 'np.lib.stride_tricks.sliding_window_view(w, 2)'],
  ['windows(pad(A, 1), 2, 2, 2)', 'np.lib.stride_tricks.sliding_window_view(np.pad(A, 1), (2, 2))[::2, ::2]'],
  ['pad(w, 2)', 'np.pad(w, 2)'],
  ['w * size(A) + size(A, axis=1)', 'w * A.size + A.shape[1]'],
  ['one_hot(2, 4) * s', 'np.eye(4)[2] * s'],
  ['one_hot([1, 0], 3) @ B', 'np.eye(3)[[1, 0]] @ B'],
  ['-A @ w', '-A @ w'],
];

describe(`arrays are those of NumPy${needsPython}`, () => {
  test.skipIf(python === null)('in shape and numbers', () => {
    const given = Object.keys(shapes).map((name) => `${name} = np.array(${JSON.stringify(arrayOf(name))})`);
    const script = [
      'import json, numpy as np',
      ...given,
      `each = [${same.map(([, numpy]) => numpy).join(', ')}]`,
      'print(json.dumps([[list(np.shape(y)), np.ravel(y).tolist()] for y in each]))',
    ].join('\n');
    const { stdout, stderr } = spawnSync(python as string, ['-c', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const theirs: [number[], number[]][] = JSON.parse(stdout);
    expect(theirs).toHaveLength(same.length);
    for (const [index, [shape, numbers]] of theirs.entries()) {
      const [formula = ''] = same[index] ?? [];
      const ours = computed(formula);
      expect([formula, ours.shape]).toEqual([formula, shape]);
      for (const [place, number] of numbers.entries()) {
        expect(ours.numbers[place], `${formula}, number ${place}`).toBeCloseTo(number, 12);
      }
      expect(ours.numbers).toHaveLength(numbers.length);
    }
  });
});

test.each(same.filter(([formula]) => !/^max|^min|relu/.test(formula)))(
  'the gradients of %s are its central differences',
  (formula) => {
    const total = `sum((${formula}) * (${formula} + 0.3))`;
    const document = documentOf(total);
    const source = { ...document, output_gradient: 1 };
    const steps = execute(parse(JSON.stringify(source)));
    const lossAt = (name: string, place: number, by: number) => {
      const numbers = numbersFor(name).with(place, (numbersFor(name)[place] as number) + by);
      const shape = shapes[name] as Shape;
      const value = shape.length === 0 ? numbers[0] : nested(shape, numbers);
      const changed = { ...document, parameters: { ...document.parameters, [name]: value } };
      return valuesOf('y', execute(parse(JSON.stringify(changed))))[0] as number;
    };
    const used = Object.keys(shapes).filter((name) => new RegExp(`\\b${name}\\b`).test(formula));
    const [name = ''] = used;
    const addresses = indexesOf(shapes[name] as Shape).map(
      (each) => name + each.map((index) => `[${index}]`).join(''),
    );
    const place = addresses.length - 1;
    const h = 1e-6;
    const slope = (lossAt(name, place, h) - lossAt(name, place, -h)) / (2 * h);
    const ours = valuesOf(`grad(${addresses[place]})`, steps)[0] ?? 0;
    expect(Math.abs(ours - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
  },
);

/** The first fault of a formula: its place, what was expected and found. */
function faultOf(formula: string) {
  const known = new KnownValues();
  for (const [name, shape] of Object.entries(shapes)) known.add(name, shape);
  const parsed = parseFormula(formula, known);
  return parsed.ok ? null : parsed.fault;
}

test.each([
  ['A @ u', 2, 'rows on the left that are as long as the columns on the right', '2 × 3 @ a list of 2'],
  ['s + A @ A', 6, 'rows on the left that are as long as the columns on the right', '2 × 3 @ 2 × 3'],
  ['s @ w', 2, 'lists or matrices on both sides of @', 'a single value @ a list of 3'],
  [
    's + u * w',
    6,
    'two arrays of the same shape, or a single value and an array',
    'a list of 2 and a list of 3',
  ],
  ['w[3]', 1, 'an index from 0 to 2', '3'],
  ['s[0]', 1, 'no index after a single value', '1 for a single value'],
  ['A[0, 0, 0]', 1, 'at most 2 indexes', '3 for 2 × 3'],
  ['w[x]', 2, 'an index: 0, 1, 2 …', '"x"'],
  ['w[1', 3, '"," or "]"', 'the end of the text'],
  ['w[2:1]', 1, 'a slice with at least one value', 'none of 3'],
  ['w[::0]', 1, 'a step of a slice that is not 0', '0'],
  ['sum(A, axis=2)', 0, 'an axis from 0 to 1', 'axis 2 of 2 × 3'],
  ['sum(s, axis=0)', 0, 'an array', 'a single value'],
  ['sum(A, axis=x)', 7, 'an axis, for example axis=0', '"axis"'],
  ['sum(A, axis=0 + 1)', 14, '")"', '"+"'],
  ['relu(A, axis=0)', 6, 'an operator or ")"', '","'],
  ['concat(A, w)', 0, 'arrays that differ only in the length of axis 0', '2 × 3 and a list of 3'],
  ['outer(A, w)', 0, 'two lists', '2 × 3 and a list of 3'],
  ['reshape(A, 4)', 0, 'lengths of axes whose product is 6', '2 × 3 as 4'],
  ['[u, w]', 1, 'elements of one shape', 'a list of 2 and a list of 3'],
  ['[u, ', 4, 'a value', 'the end of the text'],
  [
    'windows(A, 3, 1)',
    0,
    'a length for each axis, not larger than the array, and a step of 1 or more',
    '3 × 1 in 2 × 3',
  ],
  [
    'windows(A, s, 1)',
    0,
    'a length for each axis, not larger than the array, and a step of 1 or more',
    'NaN × 1 in 2 × 3',
  ],
  ['one_hot(s, w)', 0, 'a length: a whole number of 1 or more', 'none'],
  ['[s, s', 5, '"]"', 'the end of the text'],
])('%s is refused at its place', (formula, at, expected, found) => {
  expect(faultOf(formula)).toMatchObject({ at, expected, found });
});

test('formulas that would grow without end are refused', () => {
  const known = new KnownValues();
  known.add('x', [1000]);
  const square = parseFormula('outer(x, x) @ outer(x, x)', known);
  expect(square).toMatchObject({
    ok: false,
    fault: {
      expected: 'formulas with at most 1,000,000 operations, and arrays with at most 1,000,000 numbers',
    },
  });
});

test('any formula over arrays is read or refused, and what is read is computed', () => {
  const word = fc.constantFrom(
    ...['s', 'u', 'w', 'A', 'B', 'T', '1', '2', '(', ')', '[', ']', ',', ':', '@', '+', '*', '-', '**', '.T'],
    ...['axis=', 'sum(', 'softmax(', 'concat(', 'mean(', 'outer(', 'norm(', 'reshape(', 'exp('],
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 14 }), (words) => {
      const text = words.join(' ');
      const fault = faultOf(text);
      if (fault !== null) {
        expect(fault.at).toBeGreaterThanOrEqual(0);
        expect(fault.at).toBeLessThanOrEqual(text.length);
        expect(fault.expected).not.toBe('');
      }
    }),
    { numRuns: 3000 },
  );
});

describe('arrays in a scenario', () => {
  const source = (rest: string) => `title: t\n${rest}`;
  const messages = (text: string) => {
    const result = parseScenario(source(text));
    return result.ok
      ? []
      : result.diagnostics.map(
          ({ line, column, path, expected, found }) =>
            `${line}:${column} ${path}: expected ${expected}, found ${found}`,
        );
  };

  test('inputs have the shape of the first example', () => {
    const good = `inputs: [x, t]\nparameters: { W: [[1, 2], [3, 4]] }\nformulas: { y: W @ x + t }\ndata: [{ inputs: [[1, 2], 3], target: [1, 2] }]\nloss: squared_error`;
    const scenario = parse(source(good));
    expect(scenario.inputs).toEqual(['x[0]', 'x[1]', 't']);
    expect(scenario.outputs).toEqual(['y[0]', 'y[1]']);
    expect(['y[0]', 'y[1]', 'loss'].map((name) => valuesOf(name, execute(scenario))[0])).toEqual([
      8, 14, 193,
    ]);
  });

  test('an input can be an array of a single number', () => {
    const scenario = parse(
      source('inputs: [x]\nformulas: { y: "x[0, 0] * 2" }\ndata: [{ inputs: [[[0.5]]] }]'),
    );
    expect(valuesOf('y', execute(scenario))).toEqual([1]);
  });

  test.each([
    [
      '[{ inputs: [[1, 2]] }, { inputs: [[1]] }]',
      '4:41 data[1].inputs[0]: expected a list of 2 for x, as in the first example, found a list of 1',
    ],
    [
      '[{ inputs: [[1, 2]] }, { inputs: [3] }]',
      '4:41 data[1].inputs[0]: expected a list of 2 for x, as in the first example, found a single value',
    ],
    [
      '[{ inputs: [[1, 2], 3] }]',
      '4:18 data[0].inputs: expected 1 number, one for each input (x), found 2 numbers',
    ],
    [
      '[{ inputs: [[[1, 2], [3]]] }]',
      '4:28 data[0].inputs[0][1]: expected as many numbers as in the first row (2), found 1',
    ],
    ['[{ inputs: [[1, [2]]] }]', '4:23 data[0].inputs[0][1]: expected a number, found a list of 1'],
  ])('examples %s are refused', (data, message) => {
    expect(messages(`inputs: [x]\nformulas: { y: sum(x) }\ndata: ${data}`)).toEqual([message]);
  });

  test('a wrong shape is told with its place in the file', () => {
    expect(
      messages(
        'inputs: [x]\nparameters: { W: [[1, 2, 3]] }\nformulas: { y: W @ x }\ndata: [{ inputs: [[1, 2]] }]',
      ),
    ).toEqual([
      '4:18 formulas.y: expected rows on the left that are as long as the columns on the right, found 1 × 3 @ a list of 2',
    ]);
  });
});
