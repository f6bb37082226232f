import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { differentiate } from '../../src/core/gradients/differentiate.ts';
import { activationNames } from '../../src/core/operations.ts';
import { type Run, rowOfExample } from '../../src/core/program.ts';
import { TapeBuilder } from '../../src/core/tape-builder.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import {
  addresses,
  documents,
  type NetworkDocument,
  networksTried,
  scenarioOf,
  slotNamed,
  squares,
} from '../support/networks.ts';
import { type Forward, forward } from '../support/reference.ts';

const STEP = 2 ** -7;
const RELATIVE = 1e-6;
/** Bound of the difference quotient's rounding error: tens of operations, each off by half a unit in the last place. */
const ROUNDING = (128 * Number.EPSILON) / STEP;

/** Counts of comparisons over all runs. The last test checks that enough of them were sharp. */
const seen = { compared: 0, sharp: 0, kinks: 0, features: new Set<string>() };

describe('gradients', () => {
  test('agree with central differences, alone and over a batch', () => {
    const training = fc
      .boolean()
      .chain((wanted) => documents({ passOn: true, training: wanted, losses: squares }));
    fc.assert(
      fc.property(training, (document) => {
        const scenario = scenarioOf(document);
        const { loss, batch, reduction, lastPhase } = scenario;
        if (lastPhase === 'forward' || lastPhase === 'loss') return;
        let telling = false;
        const run = compile(scenario);
        const machine = new Machine(new Engine(run));
        machine.advance(batch * run.example.instructions.length);
        const share = loss !== null && reduction === 'mean' ? batch : 1;
        const examples = Array.from({ length: batch }, (_example, index) => rowOfExample(run, 1, index + 1));
        for (const address of addresses(document.layers)) {
          const name = batch > 1 ? `batch.grad(${address})` : `grad(${address})`;
          telling = compare(document, address, read(run, machine, name), examples, share) || telling;
        }
        // The gradient of an input belongs to the last example of the batch.
        for (const input of document.input_gradients ? document.inputs : []) {
          const gradient = read(run, machine, `grad(${input})`);
          telling = compare(document, input, gradient, examples.slice(-1), share) || telling;
        }
        if (telling) note(document);
      }),
      networksTried(300),
    );
  });

  test('were compared for every activation, loss and kind of bias, mostly within the relative bound', () => {
    expect([...seen.features].sort()).toEqual(
      [
        ...activationNames,
        ...squares,
        ...[
          'softmax',
          'no bias',
          'own bias',
          'shared bias',
          'passed on',
          'output gradient',
          'input gradients',
          'batch',
        ],
      ].sort(),
    );
    expect(seen.sharp / seen.compared).toBeGreaterThan(0.8);
    expect(seen.kinks / (seen.kinks + seen.compared)).toBeLessThan(0.2);
  });
});

describe('gradients of a value that is also an output', () => {
  const steps = (nodes: string) => {
    const run = compile(
      scenarioOf(`
        title: Passed on
        inputs: [x]
        layers: [{ name: output, nodes: ${nodes} }]
        data: [{ inputs: [3] }]
        output_gradient: [5, 7]
        input_gradients: true`),
    );
    const machine = new Machine(new Engine(run));
    machine.advance(run.example.instructions.length);
    const values = (...names: string[]) =>
      names.map((name) => {
        expect(run.slots.filter((slot) => slot.names.includes(name))).toHaveLength(1);
        return read(run, machine, name);
      });
    return { values, phases: run.example.instructions.map(({ scope }) => scope.phase) };
  };

  test('are the given gradient, added after the terms from inside the network', () => {
    const { values, phases } = steps('{ y: { from: x }, z: [2] }');
    expect(values('grad(y)', 'grad(z)', 'grad(z.w[0])')).toEqual([5, 7, 21]);
    expect(values('grad(x).term[0]', 'grad(x).term[1]', 'grad(x)')).toEqual([14, 5, 19]);
    expect(phases).toEqual(['forward', 'backward', 'backward', 'backward']);
  });

  test('are summed if the value is two outputs', () => {
    const { values, phases } = steps('{ y: { from: x }, z: { from: x } }');
    expect(values('grad(y)', 'grad(z)', 'grad(x)')).toEqual([5, 7, 12]);
    expect(phases).toEqual(['backward']);
  });
});

test('the gradient of x × x is x + x if there is no other factor', () => {
  const builder = new TapeBuilder();
  const x = builder.slot('input');
  builder.name(x, { kind: 'value', name: 'x' });
  const y = builder.emit('multiply', [x, x], { kind: 'formula', formula: 'y', isPart: false });
  const roots = [{ slot: y, seed: builder.constant(1) }];
  const gradients = differentiate(builder, [...builder.instructions], roots, [x], () => false);
  const gradient = gradients[0]?.gradient;
  expect(builder.instructions.at(-1)).toMatchObject({
    op: 'add',
    operands: [x, x],
    result: gradient,
  });
  expect(builder.namings(gradient as number)).toContainEqual({
    address: { kind: 'gradient', of: { kind: 'value', name: 'x' } },
    rank: 0,
    isPassedOn: false,
  });
});

/** A gradient; 0 if the loss does not depend on the value. */
function read(run: Run, machine: Machine, name: string): number {
  const slot = slotNamed(run, name);
  return slot === null ? 0 : (machine.registers[slot] as number);
}

/** Compares one gradient. Returns whether the comparison was sharp and the gradient not 0. */
function compare(
  document: NetworkDocument,
  address: string,
  gradient: number,
  examples: readonly number[],
  share: number,
): boolean {
  let expected = 0;
  let floor = 0;
  for (const example of examples) {
    const found = difference(document, address, example);
    if (found === null) {
      seen.kinks += 1;
      return false;
    }
    expected += found.slope / share;
    floor += found.uncertainty / share;
  }
  const bound = RELATIVE * Math.abs(gradient);
  seen.compared += 1;
  if (bound > floor || gradient === expected) seen.sharp += 1;
  const message = `${address}: ${gradient} by the tape, ${expected} by differences`;
  expect(Math.abs(gradient - expected), message).toBeLessThanOrEqual(bound + floor);
  return bound > floor;
}

/** The objective's slope by central differences, extrapolated twice (Richardson); null near a kink. */
function difference(document: NetworkDocument, address: string, example: number) {
  const centre = givenNumber(document, address, example);
  const at = (offset: number) => forward(document, example, { [address]: centre + offset });
  const middle = at(0);
  const pairs = [STEP, STEP / 2, STEP / 4].map((step) => [at(-step), at(step)] as const);
  if (nearKink(middle, pairs.flat())) return null;
  const [wide, half, narrow] = pairs.map(
    ([below, above], index) => (above.objective - below.objective) / (2 * STEP * 2 ** -index),
  ) as [number, number, number];
  const coarse = (4 * half - wide) / 3;
  const fine = (4 * narrow - half) / 3;
  const slope = (16 * fine - coarse) / 15;
  return { slope, uncertainty: Math.abs(slope - fine) + ROUNDING * middle.scale };
}

/** Whether a sum before an activation with a kink crossed zero between the points, or may have. */
function nearKink(middle: Forward, points: readonly Forward[]): boolean {
  return middle.beforeBends.some((value, index) => {
    const others = points.map(({ beforeBends }) => beforeBends[index] as number);
    const moved = Math.max(...others.map((other) => Math.abs(other - value)));
    return (
      moved > 0 && (moved >= Math.abs(value) || others.some((other) => Math.sign(other) !== Math.sign(value)))
    );
  });
}

/** The number that the document gives to an input, a weight or a bias. */
function givenNumber({ inputs, data, layers }: NetworkDocument, address: string, example: number): number {
  const input = inputs.indexOf(address);
  if (input >= 0) return data[example]?.inputs[input] as number;
  const [, shared, node, weight] = /^(?:layer\((\w+)\)|(\w+))\.(?:w\[(\d+)\]|bias)$/.exec(address) ?? [];
  if (shared) return layers.find(({ name }) => name === shared)?.bias as number;
  const found = layers.flatMap(({ nodes }) => Object.entries(nodes)).find(([name]) => name === node)?.[1];
  if (!found || 'from' in found) throw new Error(`no node has ${address}`);
  if (weight === undefined) return Array.isArray(found) ? Number.NaN : (found.bias as number);
  return (Array.isArray(found) ? found : found.weights)[Number(weight)] as number;
}

/** Records the features that this document uses. */
function note({ layers, loss, input_gradients: inputs, training }: NetworkDocument): void {
  const add = (feature: string, is: boolean) => is && seen.features.add(feature);
  for (const { activation, bias, nodes } of layers) {
    const own = Object.values(nodes).some((node) => 'bias' in node && node.bias !== undefined);
    seen.features.add(activation ?? 'identity');
    add('shared bias', bias !== undefined);
    add('own bias', own);
    add('no bias', bias === undefined && !own);
    add(
      'passed on',
      Object.values(nodes).some((node) => 'from' in node),
    );
  }
  seen.features.add(loss ?? 'output gradient');
  add('input gradients', inputs === true);
  add('batch', training?.batch !== undefined && training.batch !== 1);
}
