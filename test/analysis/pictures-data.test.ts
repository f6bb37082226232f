/** The data of the contour map, the line and the table of classes, against values found in another way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confusionOf } from '../../src/analysis/curves/confusion.ts';
import { fittedLine, lineOf } from '../../src/analysis/curves/fitted-line.ts';
import { lossContour, sampledContour } from '../../src/analysis/curves/loss-contour.ts';
import { finished } from '../../src/core/memo.ts';
import { Session } from '../../src/session/session.ts';
import { documents, type NetworkDocument, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import { forward } from '../support/reference.ts';
import { load } from '../support/scenario.ts';

const sessionOf = (document: object) => new Session(scenarioOf(JSON.stringify(document)));

/** A node with two weights, in layers or in formulas, and its examples. */
const twoWeights = fc.record({
  weights: fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true })),
  rows: fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), {
    minLength: 1,
    maxLength: 5,
  }),
  batch: fc.constantFrom<(number | 'all')[]>(1, 2, 'all'),
  reduction: fc.constantFrom('mean', 'sum'),
  activation: fc.constantFrom('identity', 'tanh', 'sigmoid'),
  isOfFormulas: fc.boolean(),
  shuffle: fc.boolean(),
});

type TwoWeights = typeof twoWeights extends fc.Arbitrary<infer Value> ? Value : never;

function documentOf(
  { rows, batch, reduction, activation, isOfFormulas, shuffle }: TwoWeights,
  [w, b]: readonly [number, number],
  frozen: readonly string[] = [],
): object {
  const network = isOfFormulas
    ? { parameters: { w, b }, formulas: { y: `${activation === 'identity' ? '' : activation}(w * x + b)` } }
    : { layers: [{ name: 'out', activation, nodes: { y: { weights: [w], bias: b } } }] };
  return {
    title: 't',
    inputs: ['x'],
    ...network,
    data: rows.map(([x, target]) => ({ inputs: [x], target })),
    loss: 'squared_error',
    reduction,
    frozen,
    optimizer: { kind: 'sgd', learning_rate: 0.05 },
    training: { epochs: 3, batch, ...(shuffle ? { shuffle: { seed: 1 } } : {}) },
  };
}

test('every cell of the contour map is the loss that a session computes with these weights', () => {
  let cells = 0;
  fc.assert(
    fc.property(
      twoWeights,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 5 }),
      (given, columns, rows) => {
        const session = sessionOf(documentOf(given, given.weights));
        const contour = lossContour(session);
        if (!contour) throw new Error('no contour');
        const { x, y } = contour.box;
        const losses = finished(sampledContour(session, contour.box, { columns, rows }));
        expect(losses).toHaveLength(rows);
        for (const [row, line] of losses.entries()) {
          expect(line).toHaveLength(columns);
          for (const [column, loss] of line.entries()) {
            const weights = [
              x.from + ((x.to - x.from) * (column + 0.5)) / columns,
              y.from + ((y.to - y.from) * (row + 0.5)) / rows,
            ] as const;
            const other = sessionOf(documentOf(given, weights));
            const { run, schedule } = other.engine;
            const { size } = schedule.segmentAt(1);
            // The loss of the first batch is known when its last example is done.
            other.seek((run.batch === 1 ? 1 : size) * run.example.instructions.length);
            expect(loss).toBe(other.registers[run.batchLoss ?? (run.loss as number)]);
            cells += 1;
          }
        }
      },
    ),
    networksTried(40),
  );
  expect(cells).toBeGreaterThan(shareOf(200));
});

test('the contour has the path of all earlier weights, and a gradient only where the tape has it', () => {
  const session = new Session(load('curved-valley'));
  const { schedule, run } = session.engine;
  const at = (address: string) => session.read(address) as number;
  const weights: { x: number; y: number }[] = [];
  for (let epoch = 1; epoch <= 4; epoch++) {
    session.seek(schedule.batchStart(epoch - 1));
    const now = { x: at('x'), y: at('y') };
    for (let step = 1; step <= run.example.instructions.length; step++) {
      session.seek(schedule.batchStart(epoch - 1) + step);
      const contour = lossContour(session);
      expect(contour?.path).toEqual(weights);
      expect(contour?.given).toEqual(now);
      const known = ['grad(x)', 'grad(y)'].map((address) => {
        const [slot] = session.values.slotsOf(address);
        return slot !== undefined && session.values.isCurrent(slot, session.position);
      });
      expect(contour?.gradient !== null).toBe(known.every(Boolean));
      if (contour?.gradient) expect(contour.gradient).toEqual({ x: at('grad(x)'), y: at('grad(y)') });
    }
    weights.push(now);
  }
});

test('the box has the start and the minimum in it, and stays as it is while the path does not leave it', () => {
  const session = new Session(load('curved-valley'));
  const boxes = new Set<string>();
  for (let position = 0; position <= session.total; position += 37) {
    session.seek(position);
    const { box, given, path } = lossContour(session) ?? { path: [] };
    if (!box || !given) throw new Error('no contour');
    for (const { x, y } of [...path, given, { x: 1, y: 1 }]) {
      expect(x).toBeGreaterThanOrEqual(box.x.from);
      expect(x).toBeLessThanOrEqual(box.x.to);
      expect(y).toBeGreaterThanOrEqual(box.y.from);
      expect(y).toBeLessThanOrEqual(box.y.to);
    }
    boxes.add(JSON.stringify(box));
  }
  expect(boxes.size).toBe(1);
});

test('a frozen weight is not one of the two', () => {
  const document = (frozen: readonly string[]) => ({
    title: 't',
    inputs: ['a', 'b'],
    layers: [{ name: 'out', nodes: { y: { weights: [1, 2], bias: 0 } } }],
    data: [{ inputs: [1, 2], target: 3 }],
    loss: 'squared_error',
    optimizer: { kind: 'sgd', learning_rate: 0.1 },
    frozen,
  });
  expect(lossContour(sessionOf(document([])))).toBeNull();
  expect(lossContour(sessionOf(document(['y.w[0]'])))?.weights).toEqual(['y.w[1]', 'y.bias']);
});

test('the points of the line are what the network says with the weights of the iteration', () => {
  let points = 0;
  fc.assert(
    fc.property(
      documents({ training: true, layers: 2, softmax: false, losses: ['squared_error', 'huber'] }),
      fc.noBias(fc.integer({ min: 0, max: 1000 })),
      (document, permille) => {
        const session = sessionOf(document);
        session.seek(Math.floor((session.total * permille) / 1000));
        const line = fittedLine(session);
        if (!line) return;
        const { run } = session.engine;
        const weights = Object.fromEntries(
          run.parameters.map((slot) => [run.slots[slot]?.names[0], session.registers[slot] as number]),
        );
        const given = Object.fromEntries(
          run.inputs.map((slot, index) => [document.inputs[index], session.registers[slot] as number]),
        );
        const other = line.other === null ? {} : { [line.other.name]: line.other.mean };
        for (const { x, y } of finished(lineOf(session, line)).filter((_, index) => index % 30 === 0)) {
          const { values } = forward(document, 0, { ...weights, ...given, ...other, [line.input]: x });
          expect(y).toBeCloseTo(values.get(line.output) as number, 9);
          points += 1;
        }
      },
    ),
    networksTried(150),
  );
  expect(points).toBeGreaterThan(shareOf(40));
});

/** The class of some numbers: the largest of several, the side of the boundary for one. */
function classOf(values: readonly number[], boundary: number): number {
  return values.length > 1 ? values.indexOf(Math.max(...values)) : (values[0] as number) > boundary ? 1 : 0;
}

const boundaries: Readonly<Record<string, number>> = { binary_cross_entropy: 0.5 };

test('the table of classes counts every example once, where a naive count has it', () => {
  const seen = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(
      documents({
        training: true,
        layers: 2,
        losses: [
          'softmax_cross_entropy',
          'binary_cross_entropy',
          'binary_cross_entropy_from_logits',
          'hinge',
        ],
      }),
      fc.noBias(fc.integer({ min: 0, max: 1000 })),
      (document: NetworkDocument, permille) => {
        const session = sessionOf(document);
        const { outputs, layers } = session.scenario;
        const isLargest =
          document.loss === 'softmax_cross_entropy' || layers.at(-1)?.activation === 'softmax';
        if (outputs.length > 1 !== isLargest || document.loss === undefined) return;
        session.seek(Math.floor((session.total * permille) / 1000));
        const { run } = session.engine;
        const weights = Object.fromEntries(
          run.parameters.map((slot) => {
            const name = run.slots[slot]?.names[0] ?? '';
            return [name, session.read(name) as number];
          }),
        );
        const size = Math.max(2, outputs.length);
        const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
        const wrong: number[] = [];
        for (const [row, { target }] of document.data.entries()) {
          const { values } = forward(document, row, weights);
          const said = classOf(
            outputs.map((name) => values.get(name) as number),
            boundaries[document.loss] ?? 0,
          );
          const is = classOf([(target ?? 0) as number | readonly number[]].flat(), 0.5);
          (counts[is] as number[])[said] = ((counts[is] as number[])[said] as number) + 1;
          if (is !== said) wrong.push(row + 1);
        }
        const { trained, heldOut } = finished(confusionOf(session));
        expect(trained).toEqual({ counts, examples: document.data.length, unclear: 0, wrong });
        expect(heldOut).toBeNull();
        seen.wrong += wrong.length;
        seen.right += document.data.length - wrong.length;
      },
    ),
    networksTried(200),
  );
  expect(seen.right).toBeGreaterThan(shareOf(50));
  expect(seen.wrong).toBeGreaterThan(shareOf(50));
});

test('the table has the held-out examples too, and all of iris', () => {
  const session = new Session(load('iris'));
  session.seek(session.total);
  const { trained, heldOut } = finished(confusionOf(session));
  const sum = (counts: readonly (readonly number[])[]) =>
    counts.flat().reduce((all, count) => all + count, 0);
  expect([trained.examples, sum(trained.counts)]).toEqual([120, 120]);
  expect([heldOut?.examples, heldOut && sum(heldOut.counts)]).toEqual([30, 30]);
  expect(trained.wrong.length).toBeLessThan(10);
});
