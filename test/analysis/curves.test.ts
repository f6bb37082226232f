import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activationCurve, slopeAt } from '../../src/analysis/curves/activation-curve.ts';
import { decisionSurface, sampledSurface } from '../../src/analysis/curves/decision-surface.ts';
import { lossCurve } from '../../src/analysis/curves/loss-curve.ts';
import { defaultWeight, lossSlice } from '../../src/analysis/curves/loss-slice.ts';
import { LossFunction, lossSlot } from '../../src/analysis/loss-function.ts';
import { batchWindows, PAST_STEPS } from '../../src/analysis/past-batches.ts';
import { finished } from '../../src/core/memo.ts';
import { activationNames } from '../../src/core/operations.ts';
import { rowOfExample } from '../../src/core/program.ts';
import type { ScenarioDocument } from '../../src/scenario/format/schema.ts';
import { latestParameter, parameterAt } from '../../src/session/current-parameter.ts';
import { Session } from '../../src/session/session.ts';
import { addresses, documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import { activations, forward, type Overrides } from '../support/reference.ts';

const shipped = (id: string) => new Session(scenarioOf(readFileSync(`scenarios/${id}.yaml`, 'utf8')));

/** A run with one weight and many epochs. */
const longRun = (epochs: number, rest: Partial<ScenarioDocument> = {}) =>
  new Session(
    scenarioOf({
      title: 'Long',
      inputs: ['x'],
      layers: [{ name: 'output', nodes: { y: [0] } }],
      data: [{ inputs: [1], target: 4 }],
      loss: 'squared_error',
      optimizer: { kind: 'sgd', learning_rate: 0.001 },
      training: { epochs },
      ...rest,
    } as ScenarioDocument),
  );

/** The weights of gradient descent, w ← w − rate × 2(w − 4), with the operations in the order of the tape. */
function descent(count: number, rate = 0.1): number[] {
  const weights = [0];
  while (weights.length < count) {
    const w = weights.at(-1) as number;
    weights.push(w - rate * (2 * (w - 4)));
  }
  return weights;
}

const networks = documents({ training: true, passOn: true, layers: 3, nodes: 3, epochs: 3 });

describe('the loss slice of gradient-descent: loss = (w − 4)²', () => {
  const session = shipped('gradient-descent');
  const weights = descent(9);
  const perEpoch = session.engine.schedule.batchStart(1);

  test('its points lie on that parabola, and its range contains the minimum and both sides', () => {
    const { points, range } = lossSlice(session, 'y.w[0]') ?? { points: [], range: { from: 0, to: 0 } };
    expect(points.length).toBeGreaterThan(30);
    for (const { x, y } of points) expect(y).toBeCloseTo((x - 4) ** 2, 9);
    expect(range.from).toBeLessThan(0);
    expect(range.to).toBeGreaterThan(7);
  });

  test('the earlier weights are those before the cursor, also when the cursor moves back', () => {
    const positions = Array.from({ length: session.total + 1 }, (_, position) => position);
    for (const position of [...positions, ...positions.reverse()]) {
      session.seek(position);
      const epoch = Math.floor(Math.max(0, position - 1) / perEpoch);
      const found = lossSlice(session, null);
      expect(found?.steps.map(({ x }) => x)).toEqual(weights.slice(0, epoch));
      for (const { x, y } of found?.steps ?? []) expect(y).toBeCloseTo((x - 4) ** 2, 12);
      expect(found?.given.x).toBe(weights[epoch]);
      const isUpdated = epoch < 8 && position === (epoch + 1) * perEpoch;
      expect(found?.present.x).toBe(weights[isUpdated ? epoch + 1 : epoch]);
      expect(found?.present.y).toBeCloseTo(((found?.present.x as number) - 4) ** 2, 12);
      expect(found?.slope).toBeCloseTo(2 * ((found?.given.x as number) - 4), 12);
      const known = session.known().filter(({ fresh }) => fresh);
      const isKnown = (name: string) => known.some(({ names }) => names.includes(name));
      expect(found?.isLossDone).toBe(isKnown('loss'));
      expect(found?.isSlopeDone).toBe(isKnown('grad(y.w[0])'));
    }
  });

  test('a weight that was set by hand is the given point of the curve', () => {
    const edited = shipped('gradient-descent');
    edited.seek(perEpoch);
    edited.set('y.w[0]', 7);
    expect(lossSlice(edited, null)?.present).toEqual({ x: 7, y: 9 });
    edited.seek(perEpoch + 1);
    expect(lossSlice(edited, null)).toMatchObject({
      given: { x: 7, y: 9 },
      steps: [{ x: 0, y: 16 }],
      slope: 6,
    });
    edited.set('target', 6);
    expect(lossSlice(edited, null)).toMatchObject({ given: { x: 7, y: 1 }, slope: 2 });
  });
});

describe('the loss slice of any weight', () => {
  test('back-propagation: each earlier weight has the loss that its epoch computed', () => {
    const session = shipped('back-propagation');
    const losses: number[] = [];
    const weights: number[] = [];
    const perEpoch = session.engine.schedule.batchStart(1);
    for (let epoch = 0; epoch < 5; epoch++) {
      session.seek(epoch * perEpoch + 11);
      losses.push(session.read('loss') as number);
      weights.push(session.read('node_0.w[0]') as number);
    }
    const found = lossSlice(session, 'node_0.w[0]');
    expect([...(found?.steps ?? []), found?.given].map((point) => point?.x)).toEqual(weights);
    expect([...(found?.steps ?? []), found?.given].map((point) => point?.y)).toEqual(losses);
    expect(losses[0]).toBe(16);
  });

  test('the points agree with plain loops over the network, the slope with their difference quotients', () => {
    let compared = 0;
    fc.assert(
      fc.property(networks, fc.nat(), fc.nat(), (document, chosen, at) => {
        const scenario = scenarioOf(document);
        const session = new Session(scenario);
        const { batch, reduction, loss, lastPhase } = scenario;
        const firstUpdate = batch * session.engine.run.example.instructions.length;
        session.seek(at % (firstUpdate + 1));
        const names = addresses(document.layers);
        const weight = names[chosen % Math.max(1, names.length)];
        const found = weight === undefined ? null : lossSlice(session, weight);
        if (loss === null || lastPhase === 'forward' || weight === undefined) {
          expect(found).toBeNull();
          return;
        }
        const { example } = session.engine.schedule.segmentAt(session.position);
        const { run } = session.engine;
        const present = rowOfExample(run, 1, example as number);
        const examples =
          batch === 1
            ? [present]
            : Array.from({ length: batch }, (_, index) => rowOfExample(run, 1, index + 1));
        const share = batch > 1 && reduction === 'mean' ? batch : 1;
        const reference = (value: number) => {
          const overrides: Overrides = { [weight]: value };
          return examples.reduce((sum, row) => sum + forward(document, row, overrides).objective, 0) / share;
        };
        const scale = 1 + Math.abs(reference(found?.given.x as number));
        for (const { x, y } of (found?.points ?? []).filter((_, index) => index % 16 === 0)) {
          expect(Math.abs(y - reference(x)) / (scale + Math.abs(y))).toBeLessThan(1e-9);
        }
        if (found?.slope === null || lastPhase === 'loss') return;
        const h = 1e-5;
        const x = found?.given.x as number;
        const quotients = [(reference(x + h) - reference(x)) / h, (reference(x) - reference(x - h)) / h];
        const [right, left] = quotients as [number, number];
        // Next to a kink the difference quotients of the two sides differ.
        if (Math.abs(right - left) > 1e-3 * (scale + Math.abs(right))) return;
        expect(Math.abs((right + left) / 2 - (found?.slope as number))).toBeLessThan(
          1e-3 * (scale + Math.abs(right)),
        );
        compared += 1;
      }),
      networksTried(150),
    );
    expect(compared).toBeGreaterThan(shareOf(50));
  });

  test('if the run has computed the gradient, the slope is equal to it, bit for bit', () => {
    let compared = 0;
    fc.assert(
      fc.property(networks, fc.nat(), (document, chosen) => {
        const session = new Session(scenarioOf(document));
        const { batch } = session.scenario;
        session.seek(batch * session.engine.run.example.instructions.length);
        const names = addresses(document.layers);
        const weight = names[chosen % Math.max(1, names.length)] ?? '';
        const found = lossSlice(session, weight);
        const gradient = session.read(`${batch > 1 ? 'batch.' : ''}grad(${weight})`);
        if (!found || gradient === null) return;
        expect(found.isSlopeDone).toBe(true);
        expect(found.slope).toBe(gradient);
        compared += 1;
      }),
      networksTried(100),
    );
    expect(compared).toBeGreaterThan(shareOf(30));
  });

  test('is null without a loss, or if the address is not a weight or a bias', () => {
    expect(lossSlice(shipped('relu'), null)).toBeNull();
    expect(lossSlice(shipped('target-13'), 'children')).toBeNull();
    expect(lossSlice(shipped('target-13'), 'output.w[7]')).toBeNull();
    expect(lossSlice(shipped('weights-matter'), 'output.w[1]')).toMatchObject({
      slope: null,
      given: { x: 1, y: 36 },
    });
  });

  test('a large batch is sampled, and the slice says which examples were used', () => {
    const data = Array.from({ length: 4000 }, (_, index) => ({ inputs: [1 + (index % 7)], target: 4 }));
    const session = longRun(2, { data, training: { epochs: 2, batch: 'all' } });
    const found = lossSlice(session, null);
    expect(found?.size).toBe(4000);
    expect(found?.examples.length).toBeLessThan(4000);
    const mean = (w: number) =>
      (found?.examples ?? []).reduce((sum, number) => sum + ((1 + ((number - 1) % 7)) * w - 4) ** 2, 0) /
      (found?.examples.length as number);
    for (const { x, y } of found?.points ?? []) expect(y).toBeCloseTo(mean(x), 6);
  });
});

describe('the loss slice of a batch', () => {
  const data = [1, 2, 3].map((x) => ({ inputs: [x], target: 4 }));
  const batches = () => longRun(2, { data, training: { epochs: 2, batch: 'all' } });

  test('the loss and the slope only count as done after the last example', () => {
    const session = batches();
    const told = Array.from({ length: session.engine.schedule.batchStart(1) + 1 }, (_, position) => {
      session.seek(position);
      const { isLossDone, isSlopeDone, given, slope } = lossSlice(session, null) ?? {};
      expect(given?.y).toBeCloseTo(16, 9);
      expect(slope).toBeCloseTo(-16, 9);
      return { isLossDone, isSlopeDone };
    });
    const { instructions } = session.engine.run.example;
    const computing = (name: string) =>
      2 * instructions.length +
      1 +
      instructions.findIndex(({ result }) => session.engine.run.slots[result]?.names[0] === name);
    expect(told.findIndex(({ isLossDone }) => isLossDone)).toBe(computing('batch.loss'));
    expect(told.findIndex(({ isSlopeDone }) => isSlopeDone)).toBe(computing('batch.grad(y.w[0])'));
    expect(told.at(-1)).toEqual({ isLossDone: true, isSlopeDone: true });
  });

  test('an example that is set by hand changes the loss from that position on', () => {
    const session = batches();
    const { length } = session.engine.run.example.instructions;
    session.seek(length + 1);
    session.set('target', 10);
    const loss = () => lossSlice(session, null)?.given.y;
    expect(loss()).toBeCloseTo((16 + 100 + 16) / 3, 9);
    session.seek(length + 2);
    session.set('target', 24);
    expect(loss()).toBeCloseTo((16 + 576 + 16) / 3, 9);
    session.seek(length + 1);
    expect(loss()).toBeCloseTo((16 + 100 + 16) / 3, 9);
    session.seek(length);
    expect(loss()).toBeCloseTo(16, 9);
  });

  test('in the finish each example has a loss slice of its own', () => {
    const session = longRun(1, { data, training: { epochs: 1, finish: 'loss' } });
    const { schedule, run } = session.engine;
    const finish = schedule.batchStart(schedule.batches);
    const lowest = [1, 2, 3].map((number) => {
      session.seek(finish + (number - 1) * run.finish.instructions.length + 1);
      const found = lossSlice(session, null);
      expect(found?.examples).toEqual([number]);
      const { points = [] } = found ?? {};
      return points.reduce((least, point) => (point.y < least.y ? point : least)).x;
    });
    [4, 2, 4 / 3].forEach((x, index) => {
      expect(Math.abs((lowest[index] as number) - x)).toBeLessThan(0.1);
    });
  });

  test('evaluating another value of one weight does not change the other weights', () => {
    const session = shipped('target-13');
    const loss = lossSlot(session) as number;
    const [first, second] = session.engine.run.parameters as [number, number];
    const trial = new LossFunction(session, loss, 1000);
    const alone = new LossFunction(session, loss, 1000).at(second, 3);
    trial.at(first, 100);
    expect(trial.at(second, 3)).toBe(alone);
    expect(trial.withAll(new Float64Array(6))).toBe(169);
    expect(trial.at(second, 3)).toBe(alone);
  });
});

describe('the past of a long run', () => {
  test('is sampled at a bounded number of positions, all before the cursor', () => {
    const session = longRun(100_000);
    session.seek(600_000);
    const { batchIndex } = session.engine.schedule.segmentAt(600_000);
    const weights = descent(batchIndex + 1, 0.001);
    const found = lossSlice(session, null);
    expect(found?.steps.length).toBeGreaterThan(20);
    expect(found?.steps.length).toBeLessThanOrEqual(48);
    for (const { x } of found?.steps ?? []) expect(weights).toContain(x);
    const curve = lossCurve(session);
    expect(curve?.points.length).toBeGreaterThan(20);
    for (const { x, y } of curve?.points ?? []) {
      expect(x).toBeLessThan(batchIndex + 1);
      expect(y).toBeCloseTo(((weights[x - 1] as number) - 4) ** 2, 9);
    }
  });

  test('does not depend on where the cursor has been', () => {
    const session = longRun(20_000);
    session.seek(session.total);
    for (const position of [120_000, 7777, 500, 60, 8, 0]) {
      session.seek(position);
      const fresh = longRun(20_000);
      fresh.seek(position);
      expect(lossSlice(session, null)).toEqual(lossSlice(fresh, null));
      expect(lossCurve(session)).toEqual(lossCurve(fresh));
    }
  });

  test('windows without a cached sample stay within the step budget', () => {
    const data = Array.from({ length: 500 }, () => ({ inputs: [1], target: 4 }));
    const session = longRun(300, { data, training: { epochs: 300, batch: 'all' } });
    session.seek(session.total);
    const { schedule } = session.engine;
    const stretches = batchWindows(session, { before: 300, most: 48 }, () => false);
    expect(stretches.length).toBeGreaterThan(5);
    expect(2 * stretches.length * schedule.batchStart(1)).toBeLessThanOrEqual(PAST_STEPS);
    const tooLong = longRun(3, {
      data: Array.from({ length: 60 }, () => data).flat(),
      training: { epochs: 3, batch: 'all' },
    });
    expect(batchWindows(tooLong, { before: 2, most: 48 }, () => false)).toEqual([]);
  });
});

describe('the loss curve', () => {
  const data = [1, 2, 3].map((x) => ({ inputs: [x], target: 4 }));

  test.each([2, 20])(
    'has a point for each example of a short run, and means over epochs of a longer one (%i)',
    (epochs) => {
      const session = longRun(epochs, { data });
      const losses: number[] = [];
      let computed = 0;
      for (let position = 0; position <= session.total; position++) {
        session.seek(position);
        const slot = session.engine.schedule;
        const written = position === 0 ? null : slot.instructionAt(position).result;
        if (written !== null && session.values.slotsOf('loss').includes(written)) {
          losses.push(session.read('loss') as number);
          computed = position;
        }
        const curve = lossCurve(session);
        const { epoch, start, length, example } = slot.segmentAt(position);
        const points = curve?.points ?? [];
        const isDone = curve?.present?.x !== undefined && points.at(-1)?.x === curve.present.x;
        const all = [...points, ...(curve?.present && !isDone ? [curve.present] : [])];
        if (epochs <= 2) {
          expect(curve?.unit).toBe('example');
          expect(all).toEqual(losses.map((y, index) => ({ x: index + 1, y })));
          const isEnd = example === null || position === start + length;
          expect(curve?.present === null).toBe(computed <= start && example !== null);
          expect(isDone).toBe(curve?.present !== null && isEnd);
          continue;
        }
        expect(curve?.unit).toBe('epoch');
        const mean = (end: number) => {
          const latest = losses.slice(Math.max(0, end - 3), end);
          return latest.reduce((sum, loss) => sum + loss, 0) / latest.length;
        };
        if (losses.length === 0) {
          expect(all).toEqual([]);
          continue;
        }
        expect(curve?.present?.x).toBeCloseTo(losses.length / 3, 12);
        for (const { x, y } of all) expect(y).toBeCloseTo(mean(Math.round(x * 3)), 12);
        expect(points).toHaveLength(position === slot.epochStart(epoch + 1) ? epoch : epoch - 1);
      }
    },
  );

  test('with one example per epoch: has the loss of each epoch, but none that is not computed yet', () => {
    const session = shipped('back-propagation');
    session.seek(10);
    expect(lossCurve(session)).toMatchObject({ unit: 'epoch', points: [], present: null, at: 1 });
    session.seek(11);
    expect(lossCurve(session)).toMatchObject({ points: [], present: { x: 1, y: 16 }, at: 1, total: 5 });
    session.seek(32);
    const first = { x: 1, y: 16 };
    expect(lossCurve(session)).toMatchObject({ points: [first], present: first, at: 1 });
    session.seek(33);
    expect(lossCurve(session)).toMatchObject({ points: [first], present: null, at: 2 });
    session.seek(0);
    expect(lossCurve(session)).toMatchObject({ points: [], present: null });
    expect(lossCurve(shipped('relu'))).toBeNull();
  });
});

describe('the activation curve', () => {
  test('has a slope that agrees with central differences, for every function', () => {
    for (const name of activationNames) {
      for (const x of [-3, -0.7, 0.4, 2.5]) {
        const quotient = (activations[name](x + 1e-6) - activations[name](x - 1e-6)) / 2e-6;
        expect(slopeAt(name, x), name).toBeCloseTo(quotient, 8);
      }
    }
    expect(slopeAt('relu', 0)).toBe(0);
    expect(slopeAt('sigmoid', 0)).toBe(0.25);
  });

  test('is that of the node of the step just done, and has its values as soon as they are computed', () => {
    const session = shipped('relu');
    const at = (position: number) => {
      session.seek(position);
      const { node, input, output, slope, points, range } = activationCurve(session) ?? {};
      for (const { x, y } of points ?? []) expect(y).toBe(Math.max(0, x));
      if (input !== null) expect(Math.abs(input as number)).toBeLessThan(range?.to as number);
      return { node, input, output, slope };
    };
    const nothing = { input: null, output: null, slope: null };
    expect(at(0)).toEqual({ node: 'node_0', ...nothing });
    expect(at(2)).toEqual({ node: 'node_0', ...nothing });
    expect(at(3)).toEqual({ node: 'node_0', input: 3, output: null, slope: 1 });
    expect(at(4)).toEqual({ node: 'node_0', input: 3, output: 3, slope: 1 });
    expect(at(5)).toEqual({ node: 'node_1', ...nothing });
    expect(at(8)).toEqual({ node: 'node_1', input: 9, output: 9, slope: 1 });
    expect(at(11)).toEqual({ node: 'node_1', input: 9, output: 9, slope: 1 });
    expect(at(4)).toEqual({ node: 'node_0', input: 3, output: 3, slope: 1 });
    expect(activationCurve(shipped('target-13'))).toBeNull();
  });

  test('has no values at the start of the next iteration', () => {
    const session = longRun(2, {
      layers: [{ name: 'output', activation: 'tanh', nodes: { y: [0.5] } }],
    });
    const { schedule } = session.engine;
    session.seek(schedule.batchStart(1));
    expect(activationCurve(session)).toMatchObject({ node: 'y', input: 0.5, output: Math.tanh(0.5) });
    session.seek(schedule.batchStart(2));
    expect(activationCurve(session)?.isSlopeDone).toBe(true);
    const multiple = longRun(2, {
      layers: [{ name: 'output', activation: 'tanh', nodes: { y: { weights: [0.5], bias: 1 } } }],
    });
    multiple.seek(multiple.engine.schedule.batchStart(1) + 1);
    expect(activationCurve(multiple)).toMatchObject({
      node: 'y',
      input: null,
      output: null,
      slope: null,
      isSlopeDone: false,
    });
  });

  test('isSlopeDone is true from the step that computes the slope on, or if no step does', () => {
    const session = shipped('backprop-slope');
    const told = Array.from({ length: session.total + 1 }, (_, position) => {
      session.seek(position);
      return activationCurve(session)?.isSlopeDone;
    });
    expect(told).toEqual([false, false, false, true, true, true]);
    expect(activationCurve(shipped('relu'))?.isSlopeDone).toBe(true);
  });
});

describe('the decision surface', () => {
  test('has the output of the network at the centre of each cell, and the data', () => {
    const session = shipped('relu');
    const found = decisionSurface(session) as NonNullable<ReturnType<typeof decisionSurface>>;
    const { grid } = finished(sampledSurface(session, found, { columns: 8, rows: 6 }));
    expect(grid).toHaveLength(6);
    grid.forEach((row, up) => {
      expect(row).toHaveLength(8);
      row.forEach((value, across) => {
        const { x, y } = found;
        const x0 = x.from + ((x.to - x.from) * (across + 0.5)) / 8;
        const x1 = y.from + ((y.to - y.from) * (up + 0.5)) / 6;
        expect(value).toBeCloseTo(2 * Math.max(0, 3 * x0 + 3 * x1) - Math.max(0, x0 + 5 * x1), 9);
      });
    });
    expect(found?.data).toEqual([{ x: -1, y: 2, target: null, isPresent: true }]);
    session.seek(5);
    session.set('x0', 5);
    expect(decisionSurface(session)?.data).toEqual([{ x: 5, y: 2, target: null, isPresent: true }]);
    expect(decisionSurface(shipped('slope'))?.data).toEqual([{ x: 3, y: 4, target: 6, isPresent: true }]);
    expect(decisionSurface(shipped('gradient-descent'))).toBeNull();
  });

  test('uses the weights of this iteration', () => {
    const session = shipped('back-propagation');
    const value = () => {
      const surface = decisionSurface(session) as NonNullable<ReturnType<typeof decisionSurface>>;
      return finished(sampledSurface(session, surface, { columns: 2, rows: 2 })).grid[0]?.[0];
    };
    session.seek(32);
    const before = value();
    session.seek(33);
    expect(value()).not.toBe(before);
    session.seek(3);
    expect(value()).toBe(before);
  });
});

test('the weight or bias that a step is about', () => {
  const session = shipped('target-13');
  const about = (step: number) => parameterAt(session, step);
  expect([0, 1, 2, 3, 4, 7].map(about)).toEqual([
    null,
    'node_0.w[0]',
    'node_0.w[1]',
    null,
    'node_1.w[0]',
    'output.w[0]',
  ]);
  expect([12, 13, 15, 17, 21, 22].map(about)).toEqual([
    null,
    'output.w[0]',
    'output.w[0]',
    'node_0.w[0]',
    'output.w[0]',
    'output.w[0]',
  ]);
  session.seek(3);
  expect(latestParameter(session)).toBe('node_0.w[1]');
  session.seek(0);
  expect(latestParameter(session)).toBeNull();
  expect(defaultWeight(session)).toBe('node_0.w[0]');
});
