/** Names of values: those that are also functions, constants or parts of addresses, and those that are reserved. */
import { describe, expect, test } from 'vitest';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { printAddress } from '../../src/core/address.ts';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { parseExpression } from '../../src/expression/condition.ts';
import { functionNames } from '../../src/expression/formula-syntax.ts';
import { NumpyListing } from '../../src/numpy/listing.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { optimizerNames } from '../../src/scenario/optimizers/optimizers.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from '../support/networks.ts';
import { execute, valuesOf } from '../support/scenario.ts';
import { complaintsOf, readTableDocument } from '../support/tables.ts';

/** All names here are also functions, the words before brackets in addresses, or constants. */
const document = (optimizer: string) => `
title: Names
inputs: [grad, m, batch]
parameters: { exp: 0.5, v: [1.5, 2], slope: 1, e: 3, log: [[0.25]] }
formulas:
  max: exp(exp * grad) + v[0] * m + slope + e * batch
  delta: max(max, v[1], pi) * log[0][0]
  velocity: delta - m
  layer: velocity ** 2
  loss: layer + abs(grad)
data: [{ inputs: [0.3, 1, 2] }, { inputs: [-2, 0.5, 1] }]
optimizer: { kind: ${optimizer}, learning_rate: 0.1 }
training: { epochs: 2, batch: 2 }
input_gradients: true`;

describe('values that are called like functions and parts of addresses', () => {
  test('are computed with', () => {
    const steps = execute(scenarioOf(document('adam')));
    const [max, delta] = ['max', 'delta'].map((name) => valuesOf(name, steps)[0]);
    const expected = Math.exp(0.15) + 1.5 + 1 + 6;
    expect(max).toBeCloseTo(expected, 14);
    expect(delta).toBeCloseTo(0.25 * expected, 14);
  });

  test.each(optimizerNames)('have addresses that differ from all others, with %s', (optimizer) => {
    const { slots } = compile(scenarioOf(document(optimizer)));
    const meanings = new Map<string, Set<string>>();
    for (const address of slots.flatMap(({ addresses }) => addresses)) {
      const name = printAddress(address);
      meanings.set(name, (meanings.get(name) ?? new Set()).add(JSON.stringify(address)));
    }
    for (const name of ['grad', 'm', 'batch', 'exp', 'slope', 'e', 'max', 'delta', 'velocity', 'layer'])
      expect(meanings.has(name), name).toBe(true);
    expect([...meanings].filter(([, all]) => all.size > 1)).toEqual([]);
  });

  test('are read in conditions, and so are the addresses and functions of the same name', () => {
    const scenario = scenarioOf(document('adam'));
    const session = new Session(scenario);
    const { names } = session.values;
    const engine = new Engine(compile(scenario));
    const machine = new Machine(engine);
    machine.advance(engine.schedule.total);
    const { slots } = engine.run;
    const value = (text: string) => {
      const parsed = parseExpression(text, names);
      if (!parsed.ok) return parsed.fault.expected;
      return parsed.expression.evaluate(
        (address) => machine.registers[slots.findIndex((slot) => slot.names.includes(address))] ?? null,
      );
    };
    for (const text of [
      'm',
      'm(v[0])',
      'grad(grad)',
      'slope(delta.part[0])[1]',
      'batch.loss',
      'm.correction',
    ])
      expect(parseExpression(text, names), text).toMatchObject({
        ok: true,
        expression: { addresses: [text] },
      });
    expect(value('exp(exp) + max(max, m, 0)')).toBe(
      Math.exp(value('exp') as number) + Math.max(value('max') as number, value('m') as number, 0),
    );
    expect(value('log[0][0] > 0 and e < 3')).toBe(1);
    expect(value('log(e) == 0')).toBe(0);
    expect(value('sqrt')).toBe('"(" after sqrt');
    for (const text of ['m > 1', 'layer', 'change velocity', 'delta if exp(exp) > 1', 'batch > 1'])
      expect(parseBreakpoint(text, session).ok, text).toBe(true);
  });

  test('have variables in NumPy', () => {
    const scenario = scenarioOf(document('sgd'));
    const text = new NumpyListing(scenario, compile(scenario)).lines.join('\n');
    expect(text).toContain('max = np.exp(exp * grad) + v[0] * m + slope + e * batch_value');
  });

  test('can be called like any function', () => {
    for (const name of functionNames.filter((each) => each !== 'clip')) {
      const source = `{ title: t, inputs: [${name}], formulas: { f: "2 * ${name} + abs(${name})" }, data: [{ inputs: [-3] }] }`;
      expect(valuesOf('f', execute(scenarioOf(source))), name).toEqual([-3]);
    }
  });
});

test('a formula that is called like a function is used only where it is not that function', () => {
  const outputs = (formulas: string) =>
    scenarioOf(`{ title: t, inputs: [x], formulas: ${formulas}, data: [{ inputs: [1] }] }`).outputs;
  expect(outputs('{ exp: x + 1, f: exp(x) }')).toEqual(['exp', 'f']);
  expect(outputs('{ exp: x + 1, f: exp (x) * exp }')).toEqual(['f']);
});

describe('the constants', () => {
  const f = (rest: string) => {
    const result = parseScenario(`{ title: t, data: [{ inputs: [2] }], ${rest} }`);
    return result.ok ? valuesOf('f', execute(result.scenario)) : complaintsOf(result, rest);
  };

  test('are numbers, unless something in the scenario is called so', () => {
    expect(f('inputs: [x], formulas: { f: pi * x }')).toEqual([2 * Math.PI]);
    expect(f('inputs: [x], formulas: { f: log(e ** x) }')).toEqual([2]);
    expect(f('inputs: [e], formulas: { f: e * 3 }')).toEqual([6]);
    expect(f('inputs: [x], parameters: { pi: 3 }, formulas: { f: pi * x }')).toEqual([6]);
    expect(f('inputs: [x], formulas: { pi: x + 1, f: pi * x }')).toEqual([6]);
  });

  test.each([
    ['formulas: { f: e * x, e: x + 1 }', 'found "e", which is defined later'],
    ['formulas: { f: "pi[0] * x" }', 'expected an input, a parameter or an earlier formula, found "pi[0]"'],
  ])('are not taken for something else: %s', (rest, complaint) => {
    expect(String(f(`inputs: [x], ${rest}`))).toContain(complaint);
  });
});

describe('reserved names', () => {
  test.each([
    ['target', 'in addresses, target is a value of the run itself'],
    ['clip', 'in addresses, clip is a value of the run itself'],
    ['nan', 'in conditions, nan is a number'],
    ['Infinity', 'in conditions, Infinity is a number'],
    ['not', 'in conditions and formulas, not is an operator'],
  ])('%s: %s', (name, why) => {
    const source = `{ title: t, inputs: [${name}], formulas: { f: "1 * ${name}" }, data: [{ inputs: [2] }] }`;
    const [complaint = ''] = complaintsOf(parseScenario(source), source);
    expect(complaint).toContain('expected a name for an input that is not a reserved word');
    expect(complaint).toContain(`${why}: choose another name, for example ${name}_1`);
  });

  test('of categories whose address is that of another value', () => {
    const source = `{ title: t, inputs: [m], parameters: { w: [1, 2] }, formulas: { y: "w[0] * m.power + w[1] * m.other" }, data: { csv: a.csv, target: y, categories: { m: [power, other] } }, loss: squared_error }`;
    const found = complaintsOf(readTableDocument(source, 'm,y\npower,1\nother,2\n'), source);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('in addresses, m.power is a value of the run itself');
  });
});
