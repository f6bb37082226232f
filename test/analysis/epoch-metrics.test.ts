import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MetricsCurve, metricsCurve } from '../../src/analysis/curves/metrics-curve.ts';
import {
  currentState,
  type EpochRecord,
  epochMetrics,
  type NetworkState,
} from '../../src/analysis/metrics.ts';
import type { ActivationName } from '../../src/core/operations.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { Session } from '../../src/session/session.ts';
import { trace } from '../../src/session/trace.ts';
import { openCase } from '../support/case-files.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import { activationSlopes } from '../support/reference.ts';
import { load } from '../support/scenario.ts';

/** The metrics of the last epoch, computed from the steps of the run. */
function naive(scenario: Scenario) {
  const steps = [...trace(scenario)];
  const finish = steps.filter(({ epoch }) => epoch > scenario.epochs);
  const units = new Map<string, boolean>();
  for (const { kind, operands, phase, result, node } of finish) {
    const slope = activationSlopes[kind as ActivationName];
    // A loss can use the function of an activation, but is no unit.
    if (slope === undefined || phase !== 'forward') continue;
    const key = `${node} ${result.name}`;
    units.set(key, (units.get(key) ?? true) && slope(operands[0]?.value as number) === 0);
  }
  const losses = finish.filter(({ result }) => result.name === 'loss').map(({ result }) => result.value);
  const end = steps.filter(({ epoch }) => epoch === scenario.epochs);
  const batch = end.at(-1)?.batch;
  const deltas = end.filter(
    (step) => step.phase === 'update' && step.batch === batch && step.result.name.startsWith('delta('),
  );
  const rate = scenario.optimizer?.learningRate ?? Number.NaN;
  return {
    step: end.at(-1)?.step,
    losses,
    // In plain gradient descent a change is the learning rate times the gradient.
    norm: Math.sqrt(deltas.reduce((sum, { result }) => sum + (result.value / rate) ** 2, 0)),
    updates: deltas.length,
    dead: [...units.values()].filter(Boolean).length,
    units: units.size,
  };
}

test('random networks: the metrics of the last epoch agree with the steps of its update and of the finish', () => {
  const seen = { updates: 0, units: 0, dead: 0, batches: 0 };
  fc.assert(
    fc.property(documents({ training: true, passOn: true, layers: 3, nodes: 3 }), (document) => {
      if (document.loss === undefined) return;
      const scenario = scenarioOf({ ...document, training: { ...document.training, finish: 'loss' } });
      const session = new Session(scenario);
      const epochs = [...epochMetrics(session)];
      expect(epochs.map(({ epoch }) => epoch)).toEqual(
        Array.from({ length: scenario.epochs }, (_epoch, index) => index + 1),
      );
      const last = epochs.at(-1) as EpochRecord;
      const expected = naive(scenario);
      expect(last.step).toBe(expected.step);
      expect(last.heldOut).toBe(null);
      expect(last.trained?.examples).toBe(scenario.data.length);
      const mean = expected.losses.reduce((sum, loss) => sum + loss, 0) / expected.losses.length;
      expect(last.trained?.loss).toBe(mean);
      if (expected.updates === 0) expect(last.gradientNorm).toBe(null);
      else if (Number.isFinite(expected.norm)) {
        const difference = Math.abs((last.gradientNorm as number) - expected.norm);
        expect(difference).toBeLessThanOrEqual(1e-12 * expected.norm);
      }
      expect(last.dead).toBe(expected.units === 0 ? null : expected.dead);
      seen.updates += Number(expected.updates > 0);
      seen.batches += Number(expected.updates > 0 && scenario.batch > 1);
      seen.units += Number(expected.units > 0);
      seen.dead += Number(expected.dead > 0);
    }),
    networksTried(400),
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(shareOf(8));
});

test('random networks: the curve has the metrics of every epoch, also when the cursor moves back', () => {
  const seen = { compared: 0, norms: 0, penalties: 0, dead: 0 };
  const state = ({ trained, heldOut, penalisedLoss, dead, gradientNorm }: NetworkState) => ({
    trained,
    heldOut,
    penalisedLoss,
    dead,
    gradientNorm,
  });
  fc.assert(
    fc.property(
      documents({ training: true, optimizers: true, layers: 2, nodes: 3, epochs: 4 }),
      (document) => {
        const session = new Session(scenarioOf(document));
        const epochs = [...epochMetrics(session)];
        for (let epoch = epochs.length; epoch >= 0; epoch--) {
          session.seek(epoch === 0 ? 0 : (epochs[epoch - 1]?.step ?? 0));
          const curve = metricsCurve(session);
          if (!curve) {
            expect(session.engine.run.update.instructions).toEqual([]);
            continue;
          }
          expect(curve.total).toBe(epochs.length);
          expect(curve.points.map(({ x }) => x)).toEqual(
            [...curve.points.map(({ x }) => x)].sort((a, b) => a - b),
          );
          expect(curve.points.at(-1)?.x).toBe(epoch);
          for (const point of curve.points) {
            const record = epochs[point.x - 1];
            if (!record) continue;
            expect(state(point), `epoch ${point.x}`).toEqual(state(record));
            seen.compared += 1;
            seen.norms += Number((record.gradientNorm ?? 0) > 0);
            seen.penalties += Number((record.penalisedLoss ?? 0) > (record.trained?.loss ?? 0));
            seen.dead += Number((record.dead ?? 0) > 0);
          }
        }
      },
    ),
    networksTried(60),
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(8);
});

describe('with a penalty', () => {
  const lambda = 0.3;
  const rate = 0.05;
  const rows = [
    [1, 2],
    [-2, 1],
    [0.5, -1],
  ] as const;
  const scenario = (reduction: 'mean' | 'sum', batch: number, frozen = '') => `
    title: Penalised
    inputs: [x]
    layers: [{ name: l, nodes: { y: { weights: [3], bias: -2 } } }]
    data: [${rows.map(([x, target]) => `{ inputs: [${x}], target: ${target} }`).join(', ')}]
    loss: squared_error
    reduction: ${reduction}
    frozen: [${frozen}]
    optimizer: { kind: sgd, learning_rate: ${rate}, l2: ${lambda} }
    training: { epochs: 2, batch: ${batch} }`;

  /** Plain gradient descent on the loss of a batch plus ½ × λ × (w² + b²). */
  function byHand(reduction: 'mean' | 'sum', batch: number) {
    let [w, b, norm] = [3, -2, 0];
    return [1, 2].map(() => {
      let penalties = 0;
      for (let first = 0; first < rows.length; first += batch) {
        const part = rows.slice(first, first + batch);
        const share = reduction === 'mean' ? 1 / part.length : 1;
        const errors = part.map(([x, target]) => w * x + b - target);
        const dw = errors.reduce(
          (sum, error, index) => sum + 2 * error * (part[index]?.[0] ?? 0) * share,
          lambda * w,
        );
        const db = errors.reduce((sum, error) => sum + 2 * error * share, lambda * b);
        norm = Math.hypot(dw, db);
        [w, b, penalties] = [w - rate * dw, b - rate * db, penalties + 1];
      }
      const loss = rows.reduce((sum, [x, target]) => sum + (w * x + b - target) ** 2, 0) / rows.length;
      const share = reduction === 'mean' && batch > 1 ? 1 : penalties / rows.length;
      return { loss, norm, penalised: loss + (lambda / 2) * (w * w + b * b) * share };
    });
  }

  test.each([
    ['mean', 1],
    ['mean', 2],
    ['mean', 3],
    ['sum', 2],
    ['sum', 3],
  ] as const)('both losses and the gradient that is followed: %s, batches of %i', (reduction, batch) => {
    const records = [...epochMetrics(new Session(scenarioOf(scenario(reduction, batch))))];
    const expected = byHand(reduction, batch);
    expect(records).toHaveLength(2);
    for (const [index, { trained, penalisedLoss, gradientNorm }] of records.entries()) {
      expect(trained?.loss).toBeCloseTo(expected[index]?.loss as number, 12);
      expect(penalisedLoss).toBeCloseTo(expected[index]?.penalised as number, 12);
      expect(gradientNorm).toBeCloseTo(expected[index]?.norm as number, 12);
    }
  });

  test('a frozen parameter has no penalty, because no update changes it', () => {
    const session = new Session(scenarioOf(scenario('mean', 3, 'y.bias')));
    const { trained, penalisedLoss } = currentState(session);
    expect(penalisedLoss).toBeCloseTo((trained?.loss as number) + (lambda / 2) * 9, 12);
  });

  test('weights that grow without any gradient of the loss are seen', () => {
    const grows = `
      title: Only the penalty
      inputs: [x]
      layers: [{ name: l, nodes: { y: [1] } }]
      data: [{ inputs: [0], target: 1 }]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.3, l2: 10 }
      training: { epochs: 600 }`;
    const records = [...epochMetrics(new Session(scenarioOf(grows)))];
    // Each update multiplies the weight by 1 − 0.3 × 10 = −2.
    expect(records[9]).toMatchObject({
      trained: { loss: 1 },
      penalisedLoss: 1 + 5 * 2 ** 20,
      gradientNorm: 10 * 2 ** 9,
    });
    expect(records[599]?.gradientNorm).toBeCloseTo(10 * 2 ** 599, -170);
    expect(records[599]?.penalisedLoss).toBe(Number.POSITIVE_INFINITY);
  });
});

test('the norm counts a gradient that is a constant', () => {
  const text = `
    title: A constant gradient
    inputs: [x]
    parameters: { a: 1 }
    formulas: { loss: a + x }
    data: [{ inputs: [0] }]
    optimizer: { kind: sgd, learning_rate: 1 }
    training: { epochs: 2 }`;
  expect([...epochMetrics(new Session(scenarioOf(text)))].map(({ gradientNorm }) => gradientNorm)).toEqual([
    1, 1,
  ]);
});

test('hidden nodes that begin alike: a gradient of 0, and a loss of 1/8 for ever', () => {
  const { session } = openCase('11-dead-from-start/all-equal.yaml');
  const records = [...epochMetrics(session)];
  expect(new Set(records.map(({ gradientNorm }) => gradientNorm))).toEqual(new Set([0]));
  expect(new Set(records.map(({ trained }) => trained?.loss))).toEqual(new Set([0.125]));
  expect(records.at(-1)?.dead).toBe(0);
});

test('two-moons: the curve includes the held-out examples, and the loss gets lower', () => {
  const session = new Session(load('two-moons'));
  session.seek(session.total);
  const { points, total } = metricsCurve(session) as MetricsCurve;
  expect(points.length).toBeGreaterThan(8);
  expect([points[0]?.x, points.at(-1)?.x]).toEqual([0, total]);
  expect([points.at(-1)?.trained?.correct, points.at(-1)?.heldOut?.correct]).toEqual([80, 20]);
  expect(points[0]?.gradientNorm).toBe(null);
  expect(points[0]?.trained?.loss).toBeGreaterThan(10 * (points.at(-1)?.trained?.loss as number));
});

test('the curve ends with the norm of the last update, in the middle of a batch and in the finish', () => {
  // 400 updates are more than the curve has points. In each, the gradient is y − 1 with y of the steps before it.
  const scenario = scenarioOf({
    title: 't',
    inputs: ['x'],
    layers: [{ name: 'o', nodes: { y: [3] } }],
    data: [{ inputs: [1], target: 1 }],
    loss: 'half_squared_error',
    optimizer: { kind: 'sgd', learning_rate: 0.01 },
    training: { epochs: 400, finish: 'loss' },
  });
  const session = new Session(scenario);
  const perBatch = session.engine.schedule.batchStart(1);
  for (const [updates, steps] of [
    [1, 2],
    [3, 0],
    [222, 2],
    [399, perBatch - 1],
    [400, 1],
  ] as const) {
    session.seek(updates * perBatch + steps);
    const [norm, expected] = [metricsCurve(session)?.points.at(-1)?.gradientNorm, 2 * 0.99 ** (updates - 1)];
    expect(norm, `${updates} updates`).toBeCloseTo(expected, 12);
    expect(norm).toBe(currentState(session).gradientNorm);
  }
  session.seek(2);
  expect(metricsCurve(session)?.points.at(-1)?.gradientNorm).toBeNull();
});

test('steps of the loss are no units', () => {
  const scenario = scenarioOf({
    title: 't',
    inputs: ['x'],
    layers: [{ name: 'o', nodes: { y: [1] } }],
    data: [{ inputs: [1], target: 1 }],
    loss: 'binary_cross_entropy_from_logits',
    optimizer: { kind: 'sgd', learning_rate: 0.1 },
  });
  expect([...epochMetrics(new Session(scenario))].map(({ dead }) => dead)).toEqual([null]);
});

test('dying-relu: dead after its first epoch; never with smaller updates', () => {
  const scenario = load('dying-relu');
  const dead = (variant: Scenario['variants'][number] | null) =>
    [...epochMetrics(new Session(scenario, variant))].map((each) => each.dead);
  expect(dead(null)).toEqual(Array(6).fill(1));
  const smaller = scenario.variants.find(({ name }) => name === 'smaller') ?? null;
  expect(dead(smaller)).toEqual(Array(6).fill(0));
});

test('the norm does not overflow if the squares of the gradients do', () => {
  const norms = [...epochMetrics(new Session(load('explodes')))].map(({ gradientNorm }) => gradientNorm);
  expect(norms[4]).toBeGreaterThan(1e200);
  expect(norms[4]).toBeLessThan(Number.MAX_VALUE);
});

test('a scenario without steps has no epoch metrics', () => {
  const nothing =
    'title: T\ninputs: [x]\nlayers: [{ name: o, nodes: { y: { from: x } } }]\ndata: [{ inputs: [2] }]\n';
  expect([...epochMetrics(new Session(scenarioOf(nothing)))]).toEqual([]);
});

test('compiled evaluations agree with the interpreter, also for a unit that reads an input', () => {
  const examples = Array.from({ length: 60 }, (_, index) => ({ inputs: [index < 59 ? 1 + index / 60 : -1] }));
  const text = JSON.stringify({
    title: 'A unit beside a weight',
    inputs: ['x'],
    parameters: { w: 0.5 },
    formulas: { active: 'relu(x)', loss: '(active * w - 1) ** 2' },
    data: examples,
    optimizer: { kind: 'sgd', learning_rate: 1e-5 },
    training: { epochs: 6000 },
  });
  const scenario = scenarioOf(text);
  const often = new Session(scenario);
  const records = [...epochMetrics(often)];
  expect(often.engine.run.example.instructions.length * examples.length * records.length).toBeGreaterThan(
    1e6,
  );
  // The first evaluation of another run is executed step by step.
  const once = new Session(scenarioOf(text));
  once.seek(records.at(-1)?.step as number);
  const { gradientNorm, ...expected } = currentState(once);
  expect(gradientNorm).not.toBeNull();
  expect(expected.dead).toBe(0);
  expect(records.at(-1)).toMatchObject(expected);
});
