import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import type { Instruction, Run } from '../../src/core/program.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { documents, type NetworkDocument, networksTried, scenarioOf, squares } from '../support/networks.ts';

const transactions = (activation: string) => `
title: Bank transactions
inputs: [children, accounts]
layers:
  - { name: hidden, activation: ${activation}, nodes: { node_0: [1, 1], node_1: [-1, 1] } }
  - { name: output, nodes: { output: [2, -1] } }
data: [{ inputs: [2, 3], target: 13 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.01 }
`;

const twoByTwo = `
title: Two, two, two
inputs: [a, b]
layers:
  - { name: hidden, nodes: { h: [0.15, 0.2], k: [0.25, 0.3] } }
  - { name: output, nodes: { y: [0.4, 0.45], z: [0.5, 0.55] } }
data: [{ inputs: [0.05, 0.1], target: [0.01, 0.99] }]
loss: half_squared_error
optimizer: { kind: sgd, learning_rate: 0.5 }
`;

const shownName = (run: Run, slot: number) => run.slots[slot]?.names[0] ?? '';

/** Every step of a run as 'result = op operand operand = value'. */
function steps(source: string): string[] {
  const engine = new Engine(compile(scenarioOf(source)));
  const machine = new Machine(engine);
  return Array.from({ length: engine.schedule.total }, (_step, index) => {
    machine.advance(index + 1);
    const { op, operands, result, scope } = engine.schedule.instructionAt(index + 1);
    const numbers = operands.map((slot) => machine.registers[slot]).join(' ');
    const value = Number((machine.registers[result] as number).toPrecision(15));
    return `${scope.phase}: ${shownName(engine.run, result)} = ${op} ${numbers} = ${value}`;
  });
}

describe('the order of steps', () => {
  test('in the worked example', () => {
    expect(steps(transactions('identity'))).toEqual([
      'forward: node_0.product[0] = multiply 2 1 = 2',
      'forward: node_0.product[1] = multiply 3 1 = 3',
      'forward: node_0 = add 2 3 = 5',
      'forward: node_1.product[0] = multiply 2 -1 = -2',
      'forward: node_1.product[1] = multiply 3 1 = 3',
      'forward: node_1 = add -2 3 = 1',
      'forward: output.product[0] = multiply 5 2 = 10',
      'forward: output.product[1] = multiply 1 -1 = -1',
      'forward: output = add 10 -1 = 9',
      'loss: error = subtract 9 13 = -4',
      'loss: loss = square -4 = 16',
      'backward: grad(output) = multiply 2 -4 = -8',
      'backward: grad(output.w[0]) = multiply 5 -8 = -40',
      'backward: grad(output.w[1]) = multiply 1 -8 = -8',
      'backward: grad(node_0) = multiply 2 -8 = -16',
      'backward: grad(node_1) = multiply -1 -8 = 8',
      'backward: grad(node_0.w[0]) = multiply 2 -16 = -32',
      'backward: grad(node_0.w[1]) = multiply 3 -16 = -48',
      'backward: grad(node_1.w[0]) = multiply 2 8 = 16',
      'backward: grad(node_1.w[1]) = multiply 3 8 = 24',
      'update: delta(output.w[0]) = multiply 0.01 -40 = -0.4',
      'update: output.w[0] = subtract 2 -0.4 = 2.4',
      'update: delta(output.w[1]) = multiply 0.01 -8 = -0.08',
      'update: output.w[1] = subtract -1 -0.08 = -0.92',
      'update: delta(node_0.w[0]) = multiply 0.01 -32 = -0.32',
      'update: node_0.w[0] = subtract 1 -0.32 = 1.32',
      'update: delta(node_0.w[1]) = multiply 0.01 -48 = -0.48',
      'update: node_0.w[1] = subtract 1 -0.48 = 1.48',
      'update: delta(node_1.w[0]) = multiply 0.01 16 = 0.16',
      'update: node_1.w[0] = subtract -1 0.16 = -1.16',
      'update: delta(node_1.w[1]) = multiply 0.01 24 = 0.24',
      'update: node_1.w[1] = subtract 1 0.24 = 0.76',
    ]);
  });

  test('with an activation: its slope, then one product, before the gradients of the weights', () => {
    const all = steps(transactions('relu'));
    expect(all).toHaveLength(38);
    expect(all.slice(11, 14).map((step) => step.split(' ')[0])).toEqual(['loss:', 'loss:', 'backward:']);
    expect(all.slice(18, 22)).toEqual([
      'backward: slope(node_0) = relu_slope 5 = 1',
      'backward: grad(node_0.in) = multiply 1 -16 = -16',
      'backward: grad(node_0.w[0]) = multiply 2 -16 = -32',
      'backward: grad(node_0.w[1]) = multiply 3 -16 = -48',
    ]);
  });

  test('with two outputs: a loss term each, and a sum if a value is used by both', () => {
    const all = steps(twoByTwo);
    expect(all).toHaveLength(53);
    const names = all.filter((step) => step.startsWith('backward')).map((step) => step.split(' ')[1]);
    const inLayers = [
      'y.w[0]',
      'y.w[1]',
      'h.term[0]',
      'k.term[0]',
      'z.w[0]',
      'z.w[1]',
      'h.term[1]',
      'k.term[1]',
    ];
    expect(names.slice(4, 12)).toEqual(inLayers.map(gradient));
    expect(names.slice(0, 4)).toEqual([
      'slope(error[0].squared)',
      'grad(y)',
      'slope(error[1].squared)',
      'grad(z)',
    ]);
    expect(names.slice(12)).toEqual(['h', 'h.w[0]', 'h.w[1]', 'k', 'k.w[0]', 'k.w[1]'].map(gradient));
  });

  test('in the backward phase of layered networks follows the written rule', () => {
    const shallow = documents({ layers: 3, nodes: 3, losses: squares, softmax: false });
    fc.assert(
      fc.property(shallow, (document) => {
        const run = compile(scenarioOf(document));
        const found = run.example.instructions
          .filter(({ scope }) => scope.phase === 'backward' && scope.layer !== null)
          .map(({ result }) => run.slots[result]?.names ?? []);
        const expected = ruleFor(document);
        expect(found).toHaveLength(expected.length);
        found.forEach((names, index) => {
          expect(names).toContain(expected[index]);
        });
      }),
      networksTried(100),
    );
  });

  test('updates the parameters in the order in which their gradients finish', () => {
    fc.assert(
      fc.property(documents({ layers: 3, nodes: 3, losses: squares, softmax: false }), (document) => {
        const trained = { ...document, optimizer: { kind: 'sgd' as const, learning_rate: 0.1 } };
        const run = compile(scenarioOf(trained));
        const found = run.update.carries.map(({ to }) => shownName(run, to));
        expect(found).toEqual(parametersInOrder(document));
      }),
      networksTried(100),
    );
  });

  test('enters no frame twice', () => {
    const trained = documents({ passOn: true, training: true, losses: squares, softmax: false });
    fc.assert(
      fc.property(trained, (document) => {
        const run = compile(scenarioOf(document));
        for (const { instructions } of [run.example, run.update]) {
          const entered = frames(instructions);
          expect(new Set(entered).size, entered.join('\n')).toBe(entered.length);
        }
      }),
      networksTried(100),
    );
  });
});

/** `h.w[0]` → `grad(h.w[0])`, `h.term[1]` → `grad(h).term[1]`. */
function gradient(name: string): string {
  const [, base, suffix] = /^(.*?)(\.(?:term|sum)\[\d+\])?$/.exec(name) ?? [];
  return `grad(${base})${suffix ?? ''}`;
}

/** The frames in the order in which they are entered, without instructions outside layers and nodes. */
function frames(instructions: readonly Instruction[]): string[] {
  const scopes = instructions
    .map(({ scope }) => scope)
    .filter(({ layer, node }) => layer !== null || node !== null);
  const names = scopes.map(({ phase, layer, node }) => `${phase} ${layer} ${node}`);
  return names.filter((name, index) => name !== names[index - 1]);
}

interface Node {
  readonly name: string;
  readonly sources: readonly string[];
  readonly activated: boolean;
  readonly ownBias: boolean;
  /** The address of the bias shared by its layer. */
  readonly sharedBias: string | null;
}

/** The nodes of a layered network, from the last layer to the first, inside a layer from first to last. */
function backwardNodes({ inputs, layers }: NetworkDocument): Node[] {
  let sources: readonly string[] = inputs;
  const byLayer = layers.map(({ name: layer, activation, bias, nodes }) => {
    const arriving = sources;
    sources = Object.keys(nodes);
    return Object.entries(nodes).map(([name, node]) => ({
      name,
      sources: arriving,
      activated: activation !== undefined && activation !== 'identity',
      ownBias: 'bias' in node && node.bias !== undefined,
      sharedBias: bias === undefined ? null : `layer(${layer}).bias`,
    }));
  });
  return byLayer.reverse().flat();
}

/** The names of the results inside nodes in the backward phase, one per step, as the ordering rule requires. */
function ruleFor(document: NetworkDocument): string[] {
  const nodes = backwardNodes(document);
  const isInput = (name: string) => document.inputs.includes(name);
  const arrived = new Map<string, number>();
  const uses = (value: string) =>
    nodes.filter(({ sources, sharedBias }) => sources.includes(value) || sharedBias === value).length;
  const sums = (value: string) =>
    Array.from({ length: uses(value) - 1 }, (_sum, index) => `grad(${value}).sum[${index + 1}]`);
  /** Counts one more gradient term of a value. Returns the term's name, or the gradient's if it is the only term. */
  const term = (value: string) => {
    const position = arrived.get(value) ?? 0;
    arrived.set(value, position + 1);
    return uses(value) === 1 ? `grad(${value})` : `grad(${value}).term[${position}]`;
  };
  const isLast = (value: string) => arrived.get(value) === uses(value);
  return nodes.flatMap(({ name, sources, activated, sharedBias }) => {
    const own = uses(name) > 1 ? sums(name) : [];
    const slope = activated ? [`slope(${name})`, `grad(${name}.in)`] : [];
    const weights = sources.map((_source, index) => `grad(${name}.w[${index}])`);
    // The gradient of a bias is that of the sum, because a factor 1 needs no step.
    if (sharedBias) term(sharedBias);
    const bias = sharedBias && isLast(sharedBias) ? sums(sharedBias) : [];
    const wanted = sources.filter((source) => !isInput(source) || document.input_gradients);
    const operands = wanted.flatMap((source) => {
      const written = term(source);
      return isInput(source) && isLast(source) ? [written, ...sums(source)] : [written];
    });
    return [...own, ...slope, ...weights, ...bias, ...operands];
  });
}

/** Parameters in the order in which their gradients are finished: by node, a shared bias after its last node. */
function parametersInOrder(document: NetworkDocument): string[] {
  const nodes = backwardNodes(document);
  return nodes.flatMap(({ name, sources, ownBias, sharedBias }, index) => {
    const weights = sources.map((_source, weight) => `${name}.w[${weight}]`);
    const lastOfLayer = nodes[index + 1]?.sharedBias !== sharedBias;
    const shared = sharedBias && lastOfLayer ? [sharedBias] : [];
    return [...weights, ...(ownBias ? [`${name}.bias`] : []), ...shared];
  });
}
