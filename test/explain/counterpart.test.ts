import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LinkedStep, linkedStep } from '../../src/explain/counterpart.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';

const steps = (session: Session, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => linkedStep(session, from + index));
const stepOf = (found: LinkedStep) => ('step' in found ? found.step : null);

describe('by hand', () => {
  const session = new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));

  test('from the forward phase to the gradients', () => {
    expect(steps(session, 1, 11).map(stepOf)).toEqual([
      // A product links to its weight's gradient. A sum passes its gradient on, so it links to its node's first
      // gradient.
      ...[17, 18, 17],
      ...[19, 20, 19],
      ...[13, 14, 13],
      // The square's derivative is 2 × error; the error's own is 1 and has no step.
      ...[12, 12],
    ]);
  });

  test('and from the gradients back', () => {
    expect(steps(session, 12, 20).map(stepOf)).toEqual([11, 7, 8, 7, 8, 1, 2, 4, 5]);
  });

  test('from an update to the gradient that it follows', () => {
    expect(steps(session, 21, 32).map(stepOf)).toEqual([13, 13, 14, 14, 17, 17, 18, 18, 19, 19, 20, 20]);
    expect(() => linkedStep(session, 33)).toThrow(RangeError);
    expect(() => linkedStep(session, 0)).toThrow(RangeError);
  });

  test('without a linked step it says why', () => {
    const forward = new Session(scenarioOf(readFileSync('scenarios/transactions.yaml', 'utf8')));
    expect(linkedStep(forward, 1)).toEqual({ reason: 'This scenario has no backward phase.' });
    const beyond = new Session(
      scenarioOf(`
        title: A bias whose gradient is given
        inputs: [x]
        layers: [{ name: l, nodes: { y: { weights: [2], bias: 1 } } }]
        data: [{ inputs: [3] }]
        output_gradient: 5
        optimizer: { kind: sgd, learning_rate: 0.1 }`),
    );
    expect(steps(beyond, 1, beyond.total).map(stepOf)).toEqual([3, 3, 1, 3, 3, null, null]);
    expect(linkedStep(beyond, 6)).toEqual({
      reason: 'delta(y.bias) comes from a gradient that is given, not computed.',
    });
  });

  test('in a batch, through the sum over it; after the last update there is none', () => {
    const batch = new Session(
      scenarioOf(`
        title: A batch
        inputs: [x]
        layers: [{ name: l, nodes: { y: [2] } }]
        data: [{ inputs: [3], target: 1 }, { inputs: [1], target: 2 }]
        loss: squared_error
        reduction: sum
        optimizer: { kind: sgd, learning_rate: 0.1 }
        training: { batch: all, finish: loss }`),
    );
    // Steps: y, error, loss, batch.loss | 2 × error, grad(w), batch.grad(w), for two examples; delta, new weight; y …
    const example = (start: number) => [6, 5, 5, null, 3, 1, 1].map((step) => step && start + step);
    expect(steps(batch, 1, 7).map(stepOf)).toEqual(example(0));
    expect(steps(batch, 8, 14).map(stepOf)).toEqual(example(7));
    expect(steps(batch, 15, 16).map(stepOf)).toEqual([14, 14]);
    const reason = 'There is no backward phase after the last update.';
    expect(steps(batch, 17, batch.total)).toEqual(Array.from({ length: 8 }, () => ({ reason })));
  });
});

test('a gradient leads to the value it is taken for, and from there to the first gradient of that value', () => {
  let compared = 0;
  fc.assert(
    fc.property(documents({ training: true, layers: 3, nodes: 3, epochs: 2 }), (document) => {
      const session = new Session(scenarioOf(document));
      const { schedule } = session.engine;
      for (let step = 1; step <= Math.min(session.total, 500); step++) {
        const { forwardIndex, scope } = schedule.instructionAt(step);
        const there = stepOf(linkedStep(session, step));
        if (there !== null && scope.phase !== 'update')
          expect(schedule.segmentAt(there)).toEqual(schedule.segmentAt(step));
        if (scope.phase === 'backward' && forwardIndex !== null) {
          compared += 1;
          expect(schedule.instructionAt(there as number)).toBe(
            session.engine.run.example.instructions[forwardIndex],
          );
          const back = stepOf(linkedStep(session, there as number)) as number;
          expect(back).toBeLessThanOrEqual(step);
          expect(schedule.instructionAt(back).forwardIndex).toBe(forwardIndex);
          expect(stepOf(linkedStep(session, back))).toBe(there);
        }
        if (scope.phase === 'forward' && there !== null) {
          const { scope: other } = schedule.instructionAt(there);
          expect(other).toEqual({ ...scope, phase: 'backward' });
        }
        if (scope.phase === 'update' && there !== null) {
          const [, name] = /^(?:delta\()?(.*?)\)?$/.exec(session.step(step).result.name) as RegExpExecArray;
          const { result } = schedule.instructionAt(there);
          const names = session.engine.run.slots[result]?.names ?? [];
          expect(names.some((each) => /^(batch\.)?grad/.test(each) && each.includes(name as string))).toBe(
            true,
          );
        }
      }
    }),
    networksTried(100),
  );
  expect(compared).toBeGreaterThan(500);
});
