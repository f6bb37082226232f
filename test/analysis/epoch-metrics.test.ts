import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MetricsCurve, metricsCurve } from '../../src/analysis/curves/metrics-curve.ts';
import { type EpochRecord, epochMetrics } from '../../src/analysis/epoch-metrics.ts';
import type { NetworkState } from '../../src/analysis/metrics.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { Session, trace } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { load } from '../support/scenario.ts';

/** The metrics of the last epoch, computed from the steps of the run. */
function naive(scenario: Scenario) {
  const steps = [...trace(scenario)];
  const finish = steps.filter(({ epoch }) => epoch > scenario.epochs);
  const relus = new Map<string, boolean>();
  for (const { kind, result, node } of finish) {
    if (kind !== 'relu') continue;
    const key = `${node} ${result.name}`;
    relus.set(key, (relus.get(key) ?? true) && result.value === 0);
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
    dead: [...relus.values()].filter(Boolean).length,
    relus: relus.size,
  };
}

test('random networks: the metrics of the last epoch agree with the steps of its update and of the finish', () => {
  const seen = { updates: 0, relus: 0, dead: 0, batches: 0 };
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
      expect(last.dead).toBe(expected.relus === 0 ? null : expected.dead);
      seen.updates += Number(expected.updates > 0);
      seen.batches += Number(expected.updates > 0 && scenario.batch > 1);
      seen.relus += Number(expected.relus > 0);
      seen.dead += Number(expected.dead > 0);
    }),
    networksTried(400),
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(8);
});

test('random networks: the curve has the metrics of every epoch, also when the cursor moves back', () => {
  const seen = { compared: 0, norms: 0, dead: 0 };
  const state = ({ trained, heldOut, dead, gradientNorm }: NetworkState) => ({
    trained,
    heldOut,
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
            seen.dead += Number((record.dead ?? 0) > 0);
          }
        }
      },
    ),
    networksTried(60),
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(8);
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
