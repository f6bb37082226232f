import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/analysis/gradient-check.ts';
import { rowOfExample } from '../../src/core/program.ts';
import { Session } from '../../src/session/session.ts';
import { addresses, documents, networksTried, scenarioOf, squares } from '../support/networks.ts';
import { forward } from '../support/reference.ts';

const proofAt = (session: Session, position: number): GradientCheck => {
  session.seek(position);
  const proved = checkGradient(session);
  if ('reason' in proved) throw new Error(proved.reason);
  return proved;
};
const reasonAt = (session: Session, position: number): string => {
  session.seek(position);
  const proved = checkGradient(session);
  return 'reason' in proved ? proved.reason : 'none';
};
const stepOf = (session: Session, name: string, nth = 1): number => {
  let left = nth;
  for (let step = 1; step <= session.total; step++) {
    const { result } = session.engine.schedule.instructionAt(step);
    if (session.engine.run.slots[result]?.names.includes(name) && --left === 0) return step;
  }
  throw new Error(`no ${name}`);
};
const chapter = () => new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));

describe('by hand', () => {
  test('the slope −40: the loss falls 40 times as fast as the weight rises', () => {
    const session = chapter();
    const registers = () => [...session.registers];
    session.seek(13);
    const before = registers();
    const { address, analytic, numeric, difference, h, lossPlus, lossMinus, share } = proofAt(session, 13);
    expect([address, analytic, share]).toEqual(['output.w[0]', -40, 1]);
    // ∛ε × |2|; the loss is (5w − 14)².
    expect(h).toBeCloseTo(2 * Math.cbrt(2 ** -52), 15);
    expect(lossPlus).toBeCloseTo((5 * (2 + h) - 14) ** 2, 10);
    expect(lossMinus).toBeCloseTo((5 * (2 - h) - 14) ** 2, 10);
    expect(numeric).toBeCloseTo(-40, 6);
    expect(difference).toBe(Math.abs(-40 - numeric) / Math.max(40, -numeric));
    expect(difference).toBeLessThan(1e-9);
    expect(registers()).toEqual(before);
    expect(session.position).toBe(13);
  });

  test('every gradient of a weight in target-13, and no other step', () => {
    const session = chapter();
    const proved = Array.from({ length: session.total + 1 }, (_, position) => {
      session.seek(position);
      const found = checkGradient(session);
      return 'reason' in found ? null : `${found.address} ${found.analytic} ${found.difference < 1e-8}`;
    });
    expect(proved.flatMap((text, position) => (text === null ? [] : `${position}: ${text}`))).toEqual([
      '13: output.w[0] -40 true',
      '14: output.w[1] -8 true',
      '17: node_0.w[0] -32 true',
      '18: node_0.w[1] -48 true',
      '19: node_1.w[0] 16 true',
      '20: node_1.w[1] 24 true',
    ]);
    expect(reasonAt(session, 12)).toBe('This step did not compute the gradient of a weight or bias.');
  });

  test('an edit inside the iteration makes the check impossible, an edit before it does not', () => {
    const session = chapter();
    session.set('output.w[0]', 3);
    expect(proofAt(session, 13).analytic).toBe(2 * 5 * (14 - 13));
    session.seek(7);
    session.set('output.w[0]', 4);
    const inside =
      'output.w[0] was set at step 7, in the middle of this iteration, so the gradient belongs to other values.';
    expect(reasonAt(session, 13)).toBe(inside);
    session.undo();
    session.seek(13);
    session.set('children', 4);
    expect(reasonAt(session, 13)).toContain('children was set at step 13');
    // An edit after the step does not matter.
    session.seek(20);
    session.undo();
    session.set('learning_rate', 4);
    expect(proofAt(session, 19).address).toBe('node_1.w[0]');
  });

  test('an edit at the start of the iteration is allowed, because the whole iteration uses it', () => {
    const twice = `
      title: Two epochs
      inputs: [x]
      layers: [{ name: l, nodes: { y: [2] } }]
      data: [{ inputs: [3], target: 1 }]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.01 }
      training: { epochs: 2 }`;
    const session = new Session(scenarioOf(twice));
    const [first, second] = [stepOf(session, 'grad(y.w[0])'), stepOf(session, 'grad(y.w[0])', 2)];
    expect(proofAt(session, first).analytic).toBe(2 * 3 * 5);
    session.seek(session.total / 2);
    session.set('y.w[0]', 1);
    expect(proofAt(session, second)).toMatchObject({ analytic: 2 * 3 * 2 });
    expect(proofAt(session, second).difference).toBeLessThan(1e-8);
  });

  test('a kink between the two points is refused, and the reason names the value', () => {
    const kinked = (weight: number, activation: string) =>
      new Session(
        scenarioOf(`
          title: A kink
          inputs: [x]
          layers: [{ name: l, activation: ${activation}, nodes: { y: [${weight}] } }]
          data: [{ inputs: [3], target: 1 }]
          loss: squared_error`),
      );
    for (const activation of ['relu', 'leaky_relu']) {
      for (const weight of [0, 1e-7, -1e-7]) {
        const session = kinked(weight, activation);
        expect(reasonAt(session, session.total)).toBe(
          'y.in has a kink between the two points, so there is no single slope to check.',
        );
      }
      for (const weight of [1e-4, -1e-4]) {
        const session = kinked(weight, activation);
        expect(proofAt(session, session.total).difference).toBeLessThan(1e-6);
      }
    }
    const smooth = kinked(0, 'tanh');
    expect(proofAt(smooth, smooth.total)).toMatchObject({ analytic: -6 });
  });

  test('a maximum of several values has a kink where another value becomes the largest', () => {
    const largest = (c: number) => {
      const formula = 'max(0.5, w * x, 3 * w - 1, w - 4)';
      const session = new Session(
        scenarioOf(`
          title: The largest
          inputs: [x]
          parameters: { w: 1 }
          formulas: { y: "${formula}" }
          data: [{ inputs: [${c}] }]
          output_gradient: 1`),
      );
      session.seek(session.total);
      return checkGradient(session);
    };
    expect(largest(2)).toEqual({
      reason: '0.5 has a kink between the two points, so there is no single slope to check.',
    });
    expect(largest(2.001)).toMatchObject({ analytic: 2.001 });
    expect(largest(1.999)).toMatchObject({ analytic: 3 });
  });

  test('a sum that is at a kink and does not change is checked: its slope is a convention', () => {
    const session = new Session(
      scenarioOf(`
        title: A node that is off
        inputs: [x, z]
        layers: [{ name: l, activation: relu, nodes: { y: [1, 1] } }]
        data: [{ inputs: [0, 0], target: 1 }]
        loss: squared_error`),
    );
    const { analytic, numeric, difference } = proofAt(session, session.total);
    expect([analytic + 0, numeric, difference]).toEqual([0, 0, 0]);
  });

  test("in a batch the gradient of this example alone is checked, with the example's share of the mean", () => {
    const batch = (reduction: string) =>
      new Session(
        scenarioOf(`
          title: A batch
          inputs: [x]
          layers: [{ name: l, nodes: { y: { weights: [2], bias: 1 } } }]
          data: [{ inputs: [3], target: 1 }, { inputs: [1], target: 5 }, { inputs: [2], target: 5 }]
          loss: squared_error
          reduction: ${reduction}
          optimizer: { kind: sgd, learning_rate: 0 }
          training: { batch: 2 }`),
      );
    const mean = batch('mean');
    const weight = [1, 2, 3].map((nth) => proofAt(mean, stepOf(mean, 'grad(y.w[0])', nth)));
    expect(weight.map(({ analytic, share }) => [analytic, share])).toEqual([
      [36 / 2, 1 / 2],
      [-4 / 2, 1 / 2],
      [0, 1],
    ]);
    expect(weight.map(({ numeric }) => Math.round(numeric * 1e6) / 1e6 + 0)).toEqual([18, -2, 0]);
    const bias = proofAt(mean, stepOf(mean, 'grad(y.bias)', 2));
    expect(bias).toMatchObject({ address: 'y.bias', analytic: -2, share: 1 / 2 });
    expect(bias.difference).toBeLessThan(1e-8);
    const total = batch('sum');
    expect(proofAt(total, stepOf(total, 'grad(y.w[0])', 2))).toMatchObject({ analytic: -4, share: 1 });
    expect(reasonAt(mean, stepOf(mean, 'batch.grad(y.w[0])'))).toContain('did not compute');
  });

  test('without a loss the check uses the outputs and their given gradients', () => {
    const session = new Session(
      scenarioOf(`
        title: Given gradients
        inputs: [x]
        layers: [{ name: h, nodes: { h: [2] } }, { name: l, nodes: { a: [1], b: [2] } }]
        data: [{ inputs: [3] }]
        output_gradient: [5, 7]`),
    );
    const proof = proofAt(session, stepOf(session, 'grad(h.w[0])'));
    expect(proof.analytic).toBe(3 * (5 + 2 * 7));
    expect(proof.difference).toBeLessThan(1e-8);
    expect(proof.lossPlus).toBeCloseTo(5 * 3 * (2 + proof.h) + 7 * 6 * (2 + proof.h), 9);
  });

  test('numbers whose difference is not finite are refused', () => {
    const session = new Session(
      scenarioOf(`
        title: Too large
        inputs: [x]
        layers: [{ name: l, nodes: { y: [1e200] } }]
        data: [{ inputs: [1e200], target: 1 }]
        loss: squared_error`),
    );
    // y = 1e400 is infinite already in the forward phase.
    expect(reasonAt(session, session.total)).toBe(
      "grad(y.w[0]) is Infinity, which no difference can check. y became Infinity at step 1: it is too large for the computer's numbers.",
    );
  });

  test('a gradient that is not a number says so, and where that began', () => {
    const session = new Session(
      scenarioOf(`
        title: Not a number
        inputs: [x]
        parameters: { w: -1 }
        formulas: { loss: sqrt(w * x) }
        data: [{ inputs: [4] }]
        optimizer: { kind: sgd, learning_rate: 1 }`),
    );
    expect(reasonAt(session, stepOf(session, 'grad(w)'))).toBe(
      'grad(w) is NaN, which no difference can check. loss became NaN at step 2: a negative number has no square root.',
    );
  });

  test('a finite gradient beside a pole: the loss there is not finite', () => {
    const session = new Session(
      scenarioOf(`
        title: Beside a pole
        inputs: [x]
        parameters: { w: 1e-7 }
        formulas: { loss: log(w * x) }
        data: [{ inputs: [1] }]
        optimizer: { kind: sgd, learning_rate: 1 }`),
    );
    expect(reasonAt(session, stepOf(session, 'grad(w)'))).toBe(
      'Next to w = 1e-7 the loss is NaN, so there is no difference to take.',
    );
  });
});

/** Bound on the relative rounding error of the loss: some tens of operations, each with an error of half a unit. */
const ROUNDING = 128 * Number.EPSILON;

test('random gradients agree to 10⁻⁶ away from kinks, and are refused exactly at kinks', () => {
  const seen = { proved: 0, sharp: 0, batches: 0, given: 0, later: 0 };
  fc.assert(
    fc.property(documents({ training: true, passOn: true, epochs: 2, losses: squares }), (document) => {
      const session = new Session(scenarioOf(document));
      const { engine, total, scenario } = session;
      const parameters = addresses(document.layers);
      for (let step = 1; step <= Math.min(total, 600); step++) {
        const { result, scope } = engine.schedule.instructionAt(step);
        if (scope.phase !== 'backward') continue;
        const names = engine.run.slots[result]?.names ?? [];
        const own = parameters.filter((name) => names.includes(`grad(${name})`));
        session.seek(step);
        const proved = checkGradient(session);
        if (own.length === 0) {
          expect(proved).toEqual({ reason: expect.stringContaining('did not compute') });
          continue;
        }
        const { epoch, example } = engine.schedule.segmentAt(step);
        const now = Object.fromEntries(parameters.map((name) => [name, session.read(name) as number]));
        const address = 'reason' in proved ? (own[0] as string) : proved.address;
        expect(own).toContain(address);
        const value = now[address] as number;
        const h = Math.cbrt(2 ** -52) * Math.max(1, Math.abs(value));
        const at = (changed: number) =>
          forward(document, rowOfExample(engine.run, epoch, example as number), {
            ...now,
            [address]: changed,
          });
        const [minus, here, plus] = [at(value - h), at(value), at(value + h)];
        const crosses = here.beforeKinks.some(
          (before, index) =>
            new Set(
              [before, minus.beforeKinks[index], plus.beforeKinks[index]].map((each) => (each as number) > 0),
            ).size > 1,
        );
        if (crosses) {
          expect(proved).toEqual({ reason: expect.stringContaining('kink') });
          continue;
        }
        const { analytic, numeric, difference, share, lossPlus } = proved as GradientCheck;
        const rounding = (ROUNDING * share * Math.max(minus.scale, plus.scale)) / h;
        expect(Math.abs(analytic - numeric)).toBeLessThanOrEqual(
          1e-6 * Math.max(Math.abs(analytic), Math.abs(numeric)) + rounding,
        );
        expect(lossPlus).toBeCloseTo(plus.objective, 6);
        expect(analytic).toBe(session.registers[result]);
        seen.proved += 1;
        if (difference < 1e-6) seen.sharp += 1;
        if (share !== 1) seen.batches += 1;
        if (scenario.loss === null) seen.given += 1;
        if ((example as number) > 1) seen.later += 1;
      }
    }),
    networksTried(150),
  );
  expect(seen.sharp / seen.proved).toBeGreaterThan(0.8);
  expect(Math.min(seen.batches, seen.given, seen.later)).toBeGreaterThan(10);
});
