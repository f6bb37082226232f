/** Scenarios with formulas: their results, and the error messages for wrong ones. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { opNames } from '../../src/core/operations.ts';
import { parseFormula } from '../../src/expression/formula.ts';
import { KnownValues } from '../../src/expression/known-values.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { type FormulaDocument, formulaDocuments } from '../support/formulas.ts';
import { networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import { execute, load, valuesOf } from '../support/scenario.ts';

const torch = JSON.parse(
  readFileSync(new URL('../reference/torch-formulas.json', import.meta.url), 'utf8'),
) as {
  circuit: Record<string, number>;
  attention: { shares: number[]; answer: number; loss: number; grad: number[]; query: number[] }[];
  valley: { loss: number; grad: number[]; point: number[] }[];
  convolution: { places: number[][]; pooled: number; loss: number; grad: number[][]; kernel: number[][] };
};

/** Runs a scenario. Returns a function that gives the first value with a name. */
const firstOf = (id: string) => {
  const steps = execute(load(id));
  return (name: string) => valuesOf(name, steps)[0];
};

describe('the shipped scenarios of formulas, against PyTorch', () => {
  test('circuit, to the last bit', () => {
    const run = compile(load('circuit'));
    const machine = new Machine(new Engine(run));
    machine.advance(4);
    for (const [name, value] of Object.entries(torch.circuit)) {
      const slot = run.slots.findIndex(({ names }) => names.includes(name));
      expect(machine.registers[slot], name).toBe(value);
    }
  });

  test('attention, over all its epochs', () => {
    const steps = execute(load('attention'));
    const close = (name: string, wanted: readonly number[]) => {
      const own = valuesOf(name, steps);
      expect(own.length).toBeGreaterThanOrEqual(wanted.length);
      wanted.forEach((value, epoch) => {
        expect(Math.abs((own[epoch] as number) - value), `${name}, epoch ${epoch + 1}`).toBeLessThan(1e-14);
      });
    };
    for (const index of [0, 1, 2]) {
      close(
        `share${index + 1}`,
        torch.attention.map(({ shares }) => shares[index] as number),
      );
    }
    for (const index of [0, 1]) {
      close(
        `grad(query[${index}])`,
        torch.attention.map(({ grad }) => grad[index] as number),
      );
      close(
        `query[${index}]`,
        torch.attention.map(({ query }) => query[index] as number),
      );
    }
    close(
      'answer',
      torch.attention.map(({ answer }) => answer),
    );
    close(
      'loss',
      torch.attention.map(({ loss }) => loss),
    );
  });

  test('curved-valley, over all its epochs', () => {
    const steps = execute(load('curved-valley'));
    const close = (name: string, wanted: readonly number[]) => {
      const own = valuesOf(name, steps).slice(0, 100);
      expect(own).toHaveLength(wanted.length);
      const worst = Math.max(...own.map((value, epoch) => Math.abs(value - (wanted[epoch] as number))));
      expect(worst, name).toBeLessThan(1e-11);
    };
    close(
      'loss',
      torch.valley.map(({ loss }) => loss),
    );
    for (const [index, name] of ['x', 'y'].entries()) {
      close(
        name,
        torch.valley.map(({ point }) => point[index] as number),
      );
    }
    close(
      'grad(x)',
      torch.valley.map(({ grad }) => grad[0] as number),
    );
    close(
      'grad(wall)',
      torch.valley.map(({ grad }) => grad[1] as number),
    );
  });

  test('convolution: its places, its gradients and its kernel after the update', () => {
    const own = firstOf('convolution');
    const { places, pooled, loss, grad, kernel } = torch.convolution;
    for (const row of [0, 1]) {
      for (const column of [0, 1]) {
        const at = `k[${row}][${column}]`;
        expect(own(`c${row + 1}${column + 1}`)).toBe(places[row]?.[column]);
        expect(own(`grad(${at})`)).toBe(grad[row]?.[column]);
        expect(own(at)).toBe(kernel[row]?.[column]);
      }
    }
    expect(own('pooled')).toBe(pooled);
    expect(own('loss')).toBe(loss);
  });
});

test('a neuron with a sigmoid has the gradients that the notes of CS231n print', () => {
  // https://cs231n.github.io/optimization-2/, "Sigmoid example": numbers rounded to two digits.
  const steps = execute(
    scenarioOf(`
      title: neuron
      inputs: [x0, x1]
      parameters: { w: [2, -3, -3] }
      formulas:
        dot: w[0]*x0 + w[1]*x1 + w[2]
        f: 1 / (1 + exp(-dot))
      data: [{ inputs: [-1, -2] }]
      output_gradient: 1
      input_gradients: true`),
  );
  const rounded = (name: string) => Math.round((valuesOf(name, steps)[0] as number) * 100) / 100;
  expect([rounded('dot'), rounded('f')]).toEqual([1, 0.73]);
  expect(['x0', 'x1', 'w[0]', 'w[1]'].map((name) => rounded(`grad(${name})`))).toEqual([
    0.39, -0.59, -0.2, -0.39,
  ]);
  // w[2] is only added, so its gradient is that of the sum.
  expect(rounded('grad(dot)')).toBe(0.2);
});

describe('a formula', () => {
  const names = ['x', 'y', 'w'];
  const read = (text: string) => {
    const known = new KnownValues();
    for (const name of names) known.add(name, name === 'w' ? [1] : []);
    const parsed = parseFormula(text, known);
    return parsed.ok ? parsed.terms.cells[0] : parsed.fault;
  };
  const x = { name: 'x' };
  const y = { name: 'y' };

  test.each([
    ['x - y - 1', 'x − y − 1'],
    ['x * y / 2', 'x × y ÷ 2'],
    ['x ^ 2', 'x ** 2'],
    ['x + y * w[0]', 'x + (y * w [ 0 ])'],
    ['x ** y ** 3', 'x ** (y ** 3)'],
  ])('%s is %s', (one, other) => {
    expect(read(one)).toEqual(read(other));
  });

  test('is computed from left to right, products before sums, powers before both', () => {
    const minus = (a: object, b: object) => ({ op: 'subtract', operands: [a, b] });
    expect(read('x - y - 1')).toEqual(minus(minus(x, y), { number: 1 }));
    expect(read('x - (y - 1)')).toEqual(minus(x, minus(y, { number: 1 })));
    expect(read('2 * x ^ 2')).toEqual({
      op: 'multiply',
      operands: [{ number: 2 }, { op: 'square', operands: [x] }],
    });
    expect(read('max(x, y, 3)')).toEqual({
      op: 'maximum',
      operands: [x, y, { number: 3 }],
    });
    expect(read('-x + -2')).toEqual({
      op: 'add',
      operands: [{ op: 'negate', operands: [x] }, { number: -2 }],
    });
  });

  test.each([
    ['x +', 3, 'a value', true],
    ['x + z', 4, 'an input, a parameter or an earlier formula', false],
    ['relu x', 5, '"(" after relu', false],
    ['x < y < 1', 6, '&& or brackets between two comparisons', false],
    ['!x < y', 3, 'brackets that show what ! applies to', false],
    ['x & y', 2, 'an operator', false],
    ['where(x, y)', 10, 'an operator or ","', false],
    ['clip(x, 0, 1, y)', 12, 'an operator or ")"', false],
    ['-x ^ 2', 3, 'brackets that show what the sign applies to', false],
    ['rleu(x)', 0, 'a function, an input, a parameter or an earlier formula', false],
    ['x(y)', 0, 'a function, an input, a parameter or an earlier formula', false],
    ['exp(x, y)', 5, 'an operator or ")"', false],
    ['xlogy(x)', 7, 'an operator or ","', false],
    ['xlogy(x, y, 3)', 10, 'an operator or ")"', false],
    ['max(x, y', 8, '")"', true],
    ['nan', 0, 'an input, a parameter or an earlier formula', false],
  ])('%s is not a formula', (text, at, expected, isIncomplete) => {
    expect(read(text)).toMatchObject({ at, expected, isIncomplete });
  });
});

test.each([
  ['x & y', 'write && or and'],
  ['x | y', 'write || or or'],
  ['x = 3', 'write == to compare'],
  ['x % 2', 'a formula has + - * / **, comparisons and functions, but no remainder'],
  ['x > 0 ? x : 0', 'write where(condition, a, b)'],
  ['0 < x < 1', 'write a < b && b < c'],
  ['2x + 1', 'write * for a product'],
  ['x (x + 1)', 'write * for a product'],
  ['v1[2] * x', 'the shape is a list of 2'],
  ['x[0] * y', 'remove the index'],
  ['ReLU(x)', 'did you mean "relu"?'],
  ['x²', 'write x ** 2'],
])('%s gets a fix', (formula, fix) => {
  const source = `title: t\ninputs: [x, y]\nparameters: { w: [1], v1: [1, 2] }\nformulas: { f: "${formula}" }\ndata: [{ inputs: [1, 2] }]\n`;
  expect(complaints(source)).toHaveLength(1);
  expect(complaints(source)[0]).toContain(`; ${fix}`);
});

/** The error messages for a scenario, one per line: location, path, expected, found, fix. */
function complaints(source: string): string[] {
  const result = parseScenario(source);
  if (result.ok) return [];
  return result.diagnostics.map(
    ({ line, column, path, expected, found, fix }) =>
      `${line}:${column} ${path}: expected ${expected}, found ${found}; ${fix}`,
  );
}

describe('a wrong scenario of formulas', () => {
  test('reports all problems, each at its location', () => {
    const source = `title: wrong
inputs: [x, nan]
parameters: { w: [[1, 2], [3]], x: 1 }
formulas:
  q: "x + yy"
  p: f * 2
  r: r + 1
  f: q *
  g: 3
data: [{ inputs: [1, 2] }]
`;
    expect(complaints(source)).toEqual([
      '2:13 inputs[1]: expected a name for an input that is not a reserved word, found "nan"; in conditions, nan is a number: choose another name, for example nan_1',
      '3:27 parameters.w[1]: expected as many numbers as in the first row (2), found 1; add 1 more',
      '3:33 parameters.x: expected a different name for every input and node, found "x" again (it is already an input); rename one of the two',
      '5:11 formulas.q: expected an input, a parameter or an earlier formula, found "yy"; try x, nan, w',
      '6:6 formulas.p: expected an earlier formula, found "f", which is defined later; move p below f',
      '7:6 formulas.r: expected an earlier formula, found "r" itself; give the result another name',
      '8:9 formulas.f: expected a value, found the end of the text; ',
      '9:6 formulas.g: expected a formula, for example x * y, found the number 3; write a formula, for example x * y',
    ]);
  });

  test.each([
    [
      'layers: [{ name: l, nodes: { y: [1] } }]\nformulas: { f: x }',
      'expected layers, or formulas, found both',
    ],
    ['', 'expected layers, or formulas, found nothing'],
    ['layres: []', 'unknown key "layres"; did you mean "layers"?'],
    ['formulas: {}', 'expected at least one formula, found nothing'],
    ['formulas: { f: "3" }', 'expected a formula: a value, or an operation, found "3"'],
    [
      'parameters: { w: 1 }\nlayers: [{ name: l, nodes: { y: [1] } }]',
      'expected formulas that use them, found none',
    ],
    ['parameters: { w: wide }\nformulas: { f: w }', 'expected a number, or a list of numbers'],
    ['formulas: { f: x * x }\nnotes: [{ at: "f.part[0]", text: a }]', 'expected an address of this scenario'],
    ['formulas: { f: x }\nfrozen: [v]', 'expected the address of a weight or a bias'],
    ['formulas: { f: x, g: x }\nloss: squared_error', 'expected a target for each output (f, g)'],
  ])('%s', (text, complaint) => {
    const found = complaints(`title: t\ninputs: [x]\n${text}\ndata: [{ inputs: [1] }]\n`);
    expect(found.join('\n')).toContain(complaint);
    expect(found).toHaveLength(1);
  });

  const own = 'parameters: { w: 1 }\nformulas: { e: x - w, loss: e ^ 2 }';
  test.each([
    ['', []],
    ['optimizer: { kind: sgd, learning_rate: 0.1 }\ntraining: { finish: loss }', []],
    [
      'loss: squared_error',
      ['expected one loss, found the formula "loss" as well', 'expected a target for each output'],
    ],
    ['output_gradient: 1', ['expected one loss, found the formula "loss" as well']],
  ])('its own loss together with %s', (text, expected) => {
    const found = complaints(
      `title: t\ninputs: [x]\n${own}\n${text}\ndata: [{ inputs: [1] }, { inputs: [2] }]\n`,
    );
    for (const each of expected) expect(found.join('\n')).toContain(each);
    expect(found.length === 0).toBe(expected.length === 0);
  });

  test('must not use the loss, and an input must not be named loss', () => {
    const source = (formulas: string, input = 'x') =>
      complaints(`title: t\ninputs: [${input}]\nformulas: ${formulas}\ndata: [{ inputs: [1] }]\n`).join('\n');
    expect(source('{ loss: x ^ 2, f: loss * 2 }')).toContain(
      '3:29 formulas.f: expected a formula that does not use the loss: nothing may be computed from it, found "loss * 2"',
    );
    expect(source('{ f: loss ^ 2 }', 'loss')).toContain(
      'expected a name for an input that is not a reserved word',
    );
  });

  test('can have no inputs, unlike a scenario of layers', () => {
    const rest = 'title: t\ninputs: []\ndata: [{ inputs: [] }]\n';
    expect(complaints(`${rest}parameters: { x: 1 }\nformulas: { f: x ^ 2 }`)).toEqual([]);
    expect(complaints(`${rest}layers: [{ name: l, nodes: { y: [1] } }]`)).toEqual([
      '2:9 inputs: expected at least 1 value, found an empty list; add at least one',
    ]);
  });
});

describe('the largest and the smallest of several values', () => {
  /** The gradients of the inputs, in their order. */
  function gradients(formula: string, inputs: Readonly<Record<string, number>>): number[] {
    const names = Object.keys(inputs);
    const source = {
      title: 'The largest',
      inputs: names,
      formulas: { y: formula },
      data: [{ inputs: Object.values(inputs) }],
      output_gradient: 1,
      input_gradients: true,
    };
    const steps = execute(scenarioOf(JSON.stringify(source)));
    return names.map((name) => valuesOf(`grad(${name})`, steps)[0] as number);
  }
  const equal = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_value, index) => [`x${index}`, 0]));

  // amax of PyTorch, reduce_max of TensorFlow and jnp.max give equal values equal shares; max pooling the first all.
  test.each([
    ['max(a, b, c)', { a: 0.6, b: 0.6, c: 0.6 }, [1 / 3, 1 / 3, 1 / 3]],
    ['max(c, b, a)', { a: 0.6, b: 0.6, c: 0.6 }, [1 / 3, 1 / 3, 1 / 3]],
    ['max(b, c, a)', { a: 0.6, b: 0.5, c: 0.6 }, [0.5, 0, 0.5]],
    ['max(c, a, b)', { a: 0.6, b: 0.7, c: 0.6 }, [0, 1, 0]],
    ['min(c, b, a)', { a: 0.6, b: 0.7, c: 0.6 }, [0.5, 0, 0.5]],
    ['max(x0, x1, x2, x3)', equal(4), [0.25, 0.25, 0.25, 0.25]],
    [`max(${Object.keys(equal(8)).join(', ')})`, equal(8), Array(8).fill(0.125)],
    // A number counts as a value, and so does a value that is written twice.
    ['max(a, 0, b)', { a: 0, b: -1 }, [0.5, 0]],
    ['max(a, a, b)', { a: 2, b: 2 }, [1 / 3 + 1 / 3, 1 / 3]],
    ['max(a) * b', { a: 3, b: 2 }, [2, 3]],
    ['max_first(a, b, c)', { a: 0.6, b: 0.6, c: 0.6 }, [1, 0, 0]],
    ['max_first(c, b, a)', { a: 0.6, b: 0.6, c: 0.5 }, [0, 1, 0]],
  ])('%s of %j has the gradients %j', (formula, inputs, expected) => {
    expect(gradients(formula, inputs)).toEqual(expected);
  });

  test('is one step', () => {
    const source =
      'title: t\ninputs: [a, b, c]\nformulas: { y: "max(a, b, c)" }\ndata: [{ inputs: [1, 3, 2] }]';
    const steps = execute(scenarioOf(source));
    expect(steps.map(({ op, operands, result }) => [op, operands, result])).toEqual([
      ['maximum', ['a', 'b', 'c'], 3],
    ]);
  });
});

describe('random formulas', () => {
  const h = 2 ** -9;

  /** The objective that is differentiated: the sum of the outputs' losses, or of the outputs, over the batch. */
  function objective(document: FormulaDocument): number {
    const scenario = scenarioOf({ ...document, stop_after: document.loss ? 'loss' : 'forward' });
    const run = compile(scenario);
    const machine = new Machine(new Engine(run));
    const read = (name: string) =>
      machine.registers[
        run.slots.findIndex(({ names, kind }) => kind !== 'accumulator' && names.includes(name))
      ];
    const examples = scenario.batch;
    machine.advance(examples * run.example.instructions.length);
    const names = document.loss ? [examples > 1 ? 'batch.loss' : 'loss'] : scenario.outputs;
    return names.reduce((sum, name) => sum + (read(name) as number), 0);
  }

  /** The document with `by` added to one parameter, or to one input of the first example. */
  function moved(document: FormulaDocument, address: string, by: number): FormulaDocument {
    const copy = structuredClone(document);
    const index = Number(/\[(\d)\]/.exec(address)?.[1] ?? 0);
    if (address === 'b') copy.parameters.b = (copy.parameters.b as number) + by;
    else {
      const numbers = address.startsWith('w')
        ? (copy.parameters.w as number[])
        : (copy.data[0]?.inputs ?? []);
      const place = address.startsWith('w') ? index : copy.inputs.indexOf(address);
      numbers[place] = (numbers[place] as number) + by;
    }
    return copy;
  }

  test('have the gradients of central differences, and use every operation that formulas have', () => {
    const seen = new Set<string>();
    let [compared, sharp] = [0, 0];
    fc.assert(
      fc.property(formulaDocuments(), (document) => {
        const scenario = scenarioOf(document);
        const run = compile(scenario);
        const machine = new Machine(new Engine(run));
        machine.advance(scenario.batch * run.example.instructions.length);
        for (const { op } of run.example.instructions) seen.add(op);
        const addresses = [
          'b',
          'w[0]',
          'w[1]',
          ...(document.input_gradients && scenario.batch === 1 ? document.inputs : []),
        ];
        for (const address of addresses) {
          const name =
            scenario.batch > 1 && address.length !== 2 ? `batch.grad(${address})` : `grad(${address})`;
          const slot = run.slots.findIndex(({ names, kind }) => kind === 'computed' && names.includes(name));
          if (slot < 0) continue;
          const quotient = (width: number) =>
            (objective(moved(document, address, width)) - objective(moved(document, address, -width))) /
            (2 * width);
          // If halving the step changes the quotient, there is a kink or a sharp bend in between.
          const [wide, narrow] = [quotient(h), quotient(h / 2)];
          const expected = (4 * narrow - wide) / 3;
          const size = Math.max(1, Math.abs(expected));
          compared += 1;
          if (Math.abs(wide - narrow) > 1e-4 * size) continue;
          sharp += 1;
          const own = machine.registers[slot] as number;
          expect(Math.abs(own - expected) / size, `${name} of ${JSON.stringify(document)}`).toBeLessThan(
            1e-6,
          );
        }
      }),
      networksTried(250),
    );
    expect(compared).toBeGreaterThan(shareOf(200));
    expect(sharp / compared).toBeGreaterThan(0.8);
    const others = ['max', 'floor', 'huber', 'huber_slope', 'identity', 'sum_minus_one'];
    expect([...seen, ...others].sort()).toEqual([...opNames].sort());
  });
});
