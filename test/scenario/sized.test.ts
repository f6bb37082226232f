/** Layers that are given by their size. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { parseExpression } from '../../src/expression/condition.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { initialWeights } from '../../src/scenario/format/initial-weights.ts';
import type { Init } from '../../src/scenario/format/scenario.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from '../support/networks.ts';

const document = (hidden: string, rest = '') => `
title: Sized
inputs: [x, y]
layers:
  - { name: h, ${hidden} }
  - { name: out, nodes: { p: [1, 1, 1] } }
data: [{ inputs: [1, 2], target: 3 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
${rest}
`;
const hidden = 'size: 3, activation: tanh, init: { kind: xavier, seed: 7 }';

function complaints(source: string): string[] {
  const result = parseScenario(source);
  if (result.ok) return [];
  return result.diagnostics.map((each) => {
    const lines = diagnosticText('s.yaml', source, each).split('\n');
    return `${lines[0]?.slice('s.yaml:'.length)} | ${lines.at(-1)?.trim()}`;
  });
}

describe('a layer of a size', () => {
  test('is the same as the layer written node by node with the drawn weights', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Init['kind'][]>('uniform', 'normal', 'xavier', 'he'),
        fc.nat(),
        fc.boolean(),
        (kind, seed, bias) => {
          const scale = kind === 'uniform' || kind === 'normal' ? { scale: 0.5 } : {};
          const init: Init = { kind, seed, ...scale };
          const weights = initialWeights(init, 2, 3);
          const rows = weights.map((row) => (bias ? { weights: row, bias: 0 } : row));
          const written = `activation: tanh, nodes: ${JSON.stringify({ h_0: rows[0], h_1: rows[1], h_2: rows[2] })}`;
          const sized = `size: 3, activation: tanh, bias: ${bias}, init: ${JSON.stringify(init)}`;
          const plain = compile(scenarioOf(document(written)));
          const found = compile(scenarioOf(document(sized)));
          const renamed = JSON.stringify(plain).replace(/h_(\d)/g, 'h[$1]');
          expect(JSON.stringify(found)).toBe(renamed);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('has a bias of 0 for each node, unless it has none', () => {
    const [layer] = scenarioOf(document(hidden)).layers;
    expect(layer?.nodes.map(({ name, bias }) => [name, bias])).toEqual([
      ['h[0]', 0],
      ['h[1]', 0],
      ['h[2]', 0],
    ]);
    expect(layer?.bias).toBe(null);
    expect(scenarioOf(document(`${hidden}, bias: false`)).layers[0]?.nodes[0]?.bias).toBe(null);
  });

  test('has addresses for variants, notes, frozen parameters and passed-on values', () => {
    const rest = `
variants: { other: { set: { "h[1].w[0]": 3, "h[2].bias": 1 } } }
frozen: ["h[0].w[1]"]
notes: [{ at: "grad(h[1].w[1])", text: here }]
questions: [{ at: "h[2]", ask: how much }]`;
    const source = document(hidden, rest).replace(
      '{ p: [1, 1, 1] }',
      '{ p: [1, 1, 1], q: { from: "h[1]" } }',
    );
    const scenario = scenarioOf(source.replace('target: 3', 'target: [3, 1]'));
    const session = new Session(scenario);
    session.switchVariant('other');
    expect(session.read('h[1].w[0]')).toBe(3);
    session.seek(session.total);
    expect(session.read('q')).toBe(session.read('h[1]'));
    expect(session.values.slotsOf('delta(h[0].w[1])')).toEqual([]);
  });

  test('can be used in conditions, breakpoints and edits', () => {
    const session = new Session(scenarioOf(document(hidden)));
    const { names } = session.values;
    const parsed = parseExpression('abs( grad(h[2].w [1]) ) < 100 && h[0] < 2', names);
    if (!parsed.ok) throw new Error(parsed.fault.expected);
    expect(parsed.expression.addresses).toEqual(['grad(h[2].w[1])', 'h[0]']);
    expect(parseExpression('h[3]', names)).toMatchObject({ ok: false });
    for (const [text, place] of [
      ['h[1]', 'h[1]'],
      ['h', 'h'],
      ['grad(h[1].in)', 'grad(h[1].in)'],
    ] as const) {
      const stop = parseBreakpoint(text, session);
      expect(stop).toMatchObject({ ok: true, spec: { name: place } });
    }
    session.set('h[1].w[0]', 0.25);
    session.seek(6);
    expect(session.read('h[1].product[0]')).toBe(0.25);
  });
});

describe('weights are drawn', () => {
  const draw = (kind: Init['kind'], scale?: number) =>
    initialWeights({ kind, seed: 3, ...(scale === undefined ? {} : { scale }) }, 30, 50).flat();
  const deviation = (values: readonly number[]) =>
    Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

  test.each<[Init['kind'], number | undefined, number, number]>([
    // The standard deviation of a uniform distribution from −a to a is a ÷ √3.
    ['uniform', 0.5, 0.5 / Math.sqrt(3), 0.5],
    ['normal', 0.5, 0.5, Number.POSITIVE_INFINITY],
    ['xavier', undefined, Math.sqrt(2 / 80), Math.sqrt(6 / 80)],
    ['he', undefined, Math.sqrt(2 / 30), Number.POSITIVE_INFINITY],
  ])('%s', (kind, scale, expected, largest) => {
    const weights = draw(kind, scale);
    expect(weights).toHaveLength(1500);
    expect(Math.abs(deviation(weights) / expected - 1)).toBeLessThan(0.06);
    expect(Math.abs(weights.reduce((sum, each) => sum + each, 0) / 1500)).toBeLessThan(0.1 * expected);
    expect(Math.max(...weights.map(Math.abs))).toBeLessThan(largest);
    expect(draw(kind, scale)).toEqual(weights);
  });
});

describe('problems of a layer are reported', () => {
  test.each([
    [
      'neither nodes nor a size',
      'activation: tanh',
      [
        '5:5: layers[0].nodes: expected nodes, or a size, found nothing | fix: add nodes: { node_0: [1, 1] }, or size: 16',
      ],
    ],
    [
      'both',
      'nodes: { a: [1, 1], b: [1, 1], c: [1, 1] }, size: 3, bias: true, init: { kind: he, seed: 1 }',
      [
        '5:60: layers[0].size: expected nodes, or a size, found both | fix: remove one of the two',
        '5:75: layers[0].bias: expected a number, found true (true or false) | fix: write a number, or remove it: without it there is no bias',
        '5:81: layers[0].init: expected weights, or a rule to draw them, found both | fix: remove init',
      ],
    ],
    [
      'no way to draw',
      'size: 3',
      [
        '5:5: layers[0].init: expected a rule to draw the weights, found nothing | fix: add init: { kind: xavier, seed: 1 }',
      ],
    ],
    [
      'a bias that is a number',
      `${hidden}, bias: 0.5`,
      [
        '5:82: layers[0].bias: expected true or false, found the number 0.5 | fix: remove it: each node has its own bias, which starts at 0',
      ],
    ],
    [
      'a size that is none',
      'size: 1001, init: { kind: xavier, seed: 1 }',
      [
        '5:22: layers[0].size: expected a whole number from 1 to 1000, found the number 1001 | fix: write, for example, size: 4',
      ],
    ],
    [
      'a kind that there is not, no seed',
      'size: 3, init: { kind: xaver }',
      [
        '5:31: layers[0].init.seed: expected a whole number, 0 or more, found nothing | fix: add seed, for example seed: 1',
        '5:39: layers[0].init.kind: expected one of uniform, normal, xavier, he, found the text "xaver" | fix: did you mean "xavier"?',
      ],
    ],
    [
      'no scale',
      'size: 3, init: { kind: normal, seed: 1 }',
      [
        '5:31: layers[0].init.scale: expected a scale: how large the weights are, found nothing | fix: add scale: 0.5',
      ],
    ],
    [
      'a scale too many',
      'size: 3, init: { kind: he, seed: 1, scale: 2 }',
      [
        '5:52: layers[0].init.scale: expected a kind that needs a scale, found "he" | fix: remove it: he works it out from the layer sizes',
      ],
    ],
  ])('%s', (_what, layer, expected) => {
    expect(complaints(document(layer))).toEqual(expected);
  });

  test('a name that is taken, and weights for another size', () => {
    const source = document(hidden).replace('name: h', 'name: x').replace('[1, 1, 1]', '[1, 1]');
    expect(complaints(source)).toEqual([
      '5:13: layers[0].name: expected a different name for every input and node, found "x" again (it is already an input) | fix: rename one of the two',
      '6:30: layers[1].nodes.p: expected 3 weights, one for each incoming value (x[0], x[1], x[2]), found 2 weights | fix: add 1 more',
    ]);
    expect(complaints(document(hidden).replace('name: h', 'name: loss'))[0]).toContain(
      'expected a name for the nodes of layer loss that is not a reserved word',
    );
  });

  test('an address that does not exist', () => {
    expect(complaints(document(hidden, 'frozen: ["h[3].w[0]"]\nnotes: [{ at: "h[4]", text: a }]'))).toEqual([
      '10:10: frozen[0]: expected the address of a weight or a bias, found the text "h[3].w[0]" | fix: did you mean "h[0].w[0]"?',
      '11:15: notes[0].at: expected an address of this scenario, found the text "h[4]" | fix: did you mean "h[0]"?',
    ]);
  });
});
