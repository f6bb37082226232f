import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine } from '../../../src/core/execution/machine.ts';
import type { Instruction, Slot } from '../../../src/core/program.ts';
import { Neighbours } from '../../../src/core/wasm/plan/neighbours.ts';
import { type Plan, planOf, type RunPlan } from '../../../src/core/wasm/plan/plan.ts';
import { compile } from '../../../src/scenario/compile/compile.ts';
import { documents, networksTried, scenarioOf } from '../../support/networks.ts';

const networks = documents({ training: true, dropout: true, optimizers: true, passOn: true, nodes: 6 });

function plansOf({ plans }: RunPlan): Plan[] {
  return Object.values(plans);
}

/** A network of two layers of this width and one output, trained on two examples. */
function layered(width: number, batch: number) {
  const nodes = (layer: string, count: number, inputs: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_node, node) => [`${layer}${node}`, Array<number>(inputs).fill(0.5)]),
    );
  const document = {
    title: 'Layers',
    inputs: ['x'],
    layers: [
      { name: 'a', activation: 'tanh' as const, nodes: nodes('a', width, 1) },
      { name: 'b', activation: 'relu' as const, nodes: nodes('b', width, width) },
      { name: 'c', activation: 'identity' as const, nodes: nodes('c', 1, width) },
    ],
    data: [
      { inputs: [1], target: 1 },
      { inputs: [2], target: 0 },
    ],
    loss: 'half_squared_error' as const,
    optimizer: { kind: 'sgd' as const, learning_rate: 0.1 },
    training: { epochs: 1, batch },
  };
  const { run, lasting } = new Engine(compile(scenarioOf(document)));
  return planOf(run, lasting, true);
}

describe('a plan', () => {
  test('executes each needed instruction once, after what it reads and before its old values are overwritten', () => {
    fc.assert(
      fc.property(networks, fc.boolean(), (document, hasLanes) => {
        const { run, lasting } = new Engine(compile(scenarioOf(document)));
        for (const { tape, pairs, steps } of plansOf(planOf(run, lasting, hasLanes))) {
          const done = new Set<number>();
          const overwritten = new Set<Slot>();
          const stored: Slot[] = [];
          const faults: string[] = [];
          for (const step of steps) {
            if (step.kind === 'store') {
              for (const { from, home } of step.stores) {
                if (!done.has(tape.producer(from, tape.instructions.length)))
                  faults.push(`stores ${from} early`);
                overwritten.add(home);
                stored.push(home);
              }
              continue;
            }
            const mate = pairs.mate[step.index] as number;
            const both = mate < 0 ? [step.index] : [step.index, mate];
            for (const index of both) {
              if (done.has(index)) faults.push(`executes ${index} again`);
              for (const slot of (tape.instructions[index] as Instruction).operands) {
                const from = tape.producer(slot, index);
                if (from >= 0 && !done.has(from)) faults.push(`executes ${index} before ${from}`);
                if (from < 0 && overwritten.has(slot)) faults.push(`${index} reads the new ${slot}`);
              }
            }
            for (const index of both) done.add(index);
          }
          expect(faults).toEqual([]);
          expect(done.size).toBe(tape.instructions.length);
          expect(stored.toSorted()).toEqual(tape.stores.map(({ home }) => home).toSorted());
        }
      }),
      networksTried(200),
    );
  });

  test.each([1, 2])('pairs all nodes of layers with an even number of nodes, in batches of %i', (batch) => {
    for (const { tape, pairs } of plansOf(layered(6, batch))) {
      const alone = tape.instructions.filter((_instruction, index) => pairs.mate[index] === -1);
      const layers = alone.map(({ scope }) => scope.layer);
      expect(layers).not.toContain('a');
      expect(layers).not.toContain('b');
      for (const [index, mate] of pairs.mate.entries()) {
        if (mate < 0) continue;
        expect(tape.instructions[mate]?.op).toBe(tape.instructions[index]?.op);
        expect((pairs.lane[index] as number) + (pairs.lane[mate] as number)).toBe(1);
      }
    }
  });

  test('has one function for an example and its update only if batches have one example', () => {
    expect(Object.keys(layered(2, 1).plans)).toEqual(['batch']);
    expect(Object.keys(layered(2, 2).plans)).toEqual(['example', 'update']);
  });

  test('does not compute what no later batch needs', () => {
    const ops = plansOf(layered(2, 1)).flatMap(({ tape }) => tape.instructions.map(({ op }) => op));
    // The squared error itself; its slope is computed from the error.
    expect(ops).not.toContain('square');
    expect(ops).toContain('relu_slope');
  });
});

describe('neighbours', () => {
  test('each slot has at most one, and pairs come first', () => {
    const neighbours = new Neighbours();
    neighbours.join(5, 3);
    neighbours.join(5, 4);
    neighbours.join(3, 1);
    neighbours.join(2, 2);
    neighbours.join(7, 6);
    expect(neighbours.has(5, 3)).toBe(true);
    expect(neighbours.has(5, 4)).toBe(false);
    expect(neighbours.has(3, 1)).toBe(false);
    expect(neighbours.ordered([1, 2, 3, 4, 5, 6])).toEqual([5, 3, 1, 2, 4, 6]);
  });
});
