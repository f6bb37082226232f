import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine, Machine } from '../../../src/core/execution/machine.ts';
import { type Run, rowOfExample } from '../../../src/core/program.ts';
import type { Segment } from '../../../src/core/schedule.ts';
import { compile } from '../../../src/scenario/compile/compile.ts';
import type { Scenario } from '../../../src/scenario/format/scenario.ts';
import {
  addresses,
  documents,
  type NetworkDocument,
  networksTried,
  scenarioOf,
  slotNamed,
} from '../../support/networks.ts';
import { forward } from '../../support/reference.ts';

const trained = documents({ training: true, passOn: true, layers: 3, nodes: 3 });

/** Executes a run and calls `look` at the end of each segment. */
function eachSegment(run: Run, look: (machine: Machine, segment: Segment) => void): void {
  const engine = new Engine(run);
  const machine = new Machine(engine);
  while (machine.position < engine.schedule.total) {
    const segment = engine.schedule.segmentAt(machine.position + 1);
    machine.advance(segment.start + segment.length);
    look(machine, segment);
  }
}

function value(run: Run, machine: Machine, name: string): number {
  const slot = slotNamed(run, name);
  if (slot === null) throw new Error(`no ${name}`);
  return machine.registers[slot] as number;
}

/** Equal except for rounding errors in a few sums of squares. Also accepts equal infinities and NaNs. */
function expectClose(actual: number, expected: number): void {
  if (Object.is(actual, expected)) return;
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-14 * (1 + Math.abs(expected)));
}

/** The current parameters, by address. */
function parameters(run: Run, machine: Machine): Record<string, number> {
  const entries = run.parameters.map((slot) => [run.slots[slot]?.names[0], machine.registers[slot]]);
  return Object.fromEntries(entries);
}

describe('a machine', () => {
  test('gives the same as plain loops, in every epoch with the parameters of that epoch', () => {
    fc.assert(
      fc.property(trained, (document) => {
        const run = compile(scenarioOf(document));
        // The test's own network computes these activations with different formulas.
        const isExact = document.layers.every(
          ({ activation }) => !/elu$|softplus/.test(activation?.replace('relu', '') ?? ''),
        );
        eachSegment(run, (machine, { epoch, example }) => {
          if (example === null) return;
          const expected = forward(document, rowOfExample(run, epoch, example), parameters(run, machine));
          for (const [name, number] of expected.values) {
            if (isExact) expect(value(run, machine, name), name).toBe(number);
            else expectClose(value(run, machine, name), number);
          }
          if (slotNamed(run, 'loss') === null) return;
          expectClose(value(run, machine, 'loss'), expected.objective);
        });
      }),
      networksTried(100),
    );
  });

  test('has the mean or the sum of the loss over a batch, also for a short last batch and the finish', () => {
    fc.assert(
      fc.property(trained, (document) => {
        const scenario = scenarioOf(document);
        const run = compile(scenario);
        if (scenario.batch === 1 || slotNamed(run, 'batch.loss') === null) return;
        let losses: number[] = [];
        let batch = -1;
        eachSegment(run, (machine, { example, batchIndex, size }) => {
          if (batchIndex !== batch) losses = [];
          batch = batchIndex;
          if (example === null) return;
          losses.push(value(run, machine, 'loss'));
          const sum = losses.reduce((total, loss) => total + loss, 0);
          const expected = scenario.reduction === 'mean' ? sum / size : sum;
          expectClose(value(run, machine, 'batch.loss'), expected);
        });
      }),
      networksTried(100),
    );
  });

  test('subtracts learning rate × gradient from every parameter that is not frozen, and from no other', () => {
    fc.assert(
      fc.property(trained, (document) => {
        const scenario = scenarioOf(document);
        const run = compile(scenario);
        let expected = given(document, run);
        eachSegment(run, (machine, segment) => {
          expect(parameters(run, machine)).toEqual(expected);
          if (segment.program === 'update') expected = updated(scenario, run, machine);
        });
      }),
      networksTried(100),
    );
  });

  test('refuses to go beyond the end, and does not move then', () => {
    const engine = new Engine(compile(scenarioOf(fc.sample(trained, { numRuns: 1, seed: 3 })[0] as never)));
    const machine = new Machine(engine);
    machine.advance(engine.schedule.total);
    const before = machine.registers.slice();
    for (const position of [engine.schedule.total + 1, 0.5, -1, Number.NaN]) {
      expect(() => machine.advance(position)).toThrow(RangeError);
    }
    expect(machine.registers).toEqual(before);
    expect(machine.position).toBe(engine.schedule.total);
  });

  test('has nothing to do where a network only passes values on', () => {
    const run = compile(
      scenarioOf(
        '{ title: t, inputs: [x], layers: [{ name: l, nodes: { y: { from: x } } }], data: [{ inputs: [3] }] }',
      ),
    );
    const machine = new Machine(new Engine(run));
    machine.advance(0);
    expect(value(run, machine, 'y')).toBe(3);
    expect(() => machine.advance(1)).toThrow(RangeError);
  });
});

/** The parameters at the start of the run. */
function given(document: NetworkDocument, run: Run): Record<string, number> {
  const machine = new Machine(new Engine(run));
  const start = parameters(run, machine);
  expect(Object.keys(start).sort()).toEqual(addresses(document.layers).sort());
  return start;
}

/** The parameters after a step of stochastic gradient descent with the current gradients, by address. */
function updated({ optimizer, frozen, batch }: Scenario, run: Run, machine: Machine): Record<string, number> {
  const entries = Object.entries(parameters(run, machine)).map(([address, before]) => {
    const slot = slotNamed(run, `${batch > 1 ? 'batch.' : ''}grad(${address})`);
    if (slot === null || frozen.includes(address)) return [address, before];
    return [address, before - (optimizer?.learningRate as number) * (machine.registers[slot] as number)];
  });
  return Object.fromEntries(entries);
}
