/** Which pictures a scenario has, and what of its tape they show. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activationCurve } from '../../src/analysis/curves/activation-curve.ts';
import { decisionSurface } from '../../src/analysis/curves/decision-surface.ts';
import { fittedLine } from '../../src/analysis/curves/fitted-line.ts';
import { lossContour } from '../../src/analysis/curves/loss-contour.ts';
import { lossCurve } from '../../src/analysis/curves/loss-curve.ts';
import { lossSlice } from '../../src/analysis/curves/loss-slice.ts';
import { metricsCurve } from '../../src/analysis/curves/metrics-curve.ts';
import { classifierOf } from '../../src/analysis/metrics.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { type PictureName, pictureNames } from '../../src/scenario/format/picture-names.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import type { ScenarioDocument } from '../../src/scenario/format/schema.ts';
import { hasPicture, lineInputs } from '../../src/scenario/pictures/possible.ts';
import { shareGroupsOf, termsOf } from '../../src/scenario/pictures/shares.ts';
import { slidingWindow } from '../../src/scenario/pictures/windows.ts';
import { picturesOf } from '../../src/view/network/pictures.ts';
import type { Scene } from '../../src/view/scene/scene.ts';
import { formulaDocuments } from '../support/formulas.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import { sceneOf } from '../support/pictures.ts';
import { load, shipped } from '../support/scenario.ts';

/** The data of pictures at the cursor, or null. A picture that a scenario has may have none at some steps. */
const dataOf: Readonly<Partial<Record<PictureName, (scene: Scene) => unknown>>> = {
  function: ({ session }) => activationCurve(session),
  valley: ({ session }) => lossSlice(session, null),
  loss: ({ session }) => lossCurve(session),
  plane: ({ session }) => decisionSurface(session),
  metrics: ({ session }) => metricsCurve(session),
  contour: ({ session }) => lossContour(session),
  line: ({ session }) => fittedLine(session),
  confusion: ({ session }) => session.scenario.loss && classifierOf(session),
  weights: ({ engine }) => engine.run.parameters[0] ?? null,
  gradients: ({ engine: { run } }) => {
    const wanted = run.parameters.map((slot) => `grad(${run.slots[slot]?.names[0]})`);
    const computed = run.example.instructions.flatMap(({ result }) => run.slots[result]?.names ?? []);
    return computed.find((name) => wanted.includes(name)) ?? null;
  },
};

test('a scenario has a picture exactly if there is data for it', () => {
  const seen = new Map(pictureNames.map((name) => [name, new Set<boolean>()]));
  const tried = (scene: ReturnType<typeof sceneOf>) => {
    const { engine, session } = scene;
    session.seek(session.total);
    const isAllFinite = session.registers.every(Number.isFinite);
    for (const name of pictureNames) {
      const has = hasPicture(name, engine.run, session.scenario);
      expect(picturesOf(scene).includes(name), name).toBe(has);
      const data = dataOf[name];
      if (data && (isAllFinite || !has)) expect(data(scene) !== null, name).toBe(has);
      seen.get(name)?.add(has);
    }
  };
  for (const id of shipped) tried(sceneOf(load(id)));
  fc.assert(
    fc.property(
      fc.oneof(
        documents({ training: true, layers: 2, passOn: true }),
        documents({ layers: 2 }),
        formulaDocuments(),
      ),
      (document) => tried(sceneOf(JSON.stringify(document))),
    ),
    networksTried(120),
  );
  for (const name of pictureNames) expect(seen.get(name)?.size, name).toBe(name === 'network' ? 1 : 2);
});

test('every shipped scenario says what it opens with, and most with another picture than the network', () => {
  const opens = Object.fromEntries(shipped.map((id) => [id, load(id).picture]));
  expect(Object.fromEntries(Object.entries(opens).filter(([, name]) => name !== 'network'))).toEqual({
    attention: 'shares',
    convolution: 'window',
    'convolution-1d': 'window',
    'curved-valley': 'contour',
    'gradient-descent': 'valley',
    iris: 'confusion',
    'learning-rate': 'contour',
    'relu-function': 'function',
    rent: 'line',
    'self-attention': 'shares',
    'two-moons': 'plane',
    xor: 'plane',
  });
  expect(
    scenarioOf({ title: 't', inputs: ['a'], formulas: { q: 'a + a' }, data: [{ inputs: [1] }] }).picture,
  ).toBe('network');
});

describe('shares', () => {
  const namesOf = (id: string) => {
    const run = compile(load(id));
    const name = (slot: number) => run.slots[slot]?.names[0];
    return shareGroupsOf(run).map(({ parts, total, named, shares }) => ({
      parts: parts.map(name),
      total: name(total),
      named: named.map(name),
      isDivided: shares !== null,
    }));
  };

  test('are divisions by the sum of exactly the divided values', () => {
    expect(namesOf('attention')).toEqual([
      {
        parts: ['e1', 'e2', 'e3'],
        total: 'total',
        named: ['share1', 'share2', 'share3'],
        isDivided: true,
      },
    ]);
  });

  test('of a loss that needs no division are those of the outputs', () => {
    const [group, ...others] = namesOf('iris');
    expect(others).toEqual([]);
    expect(group?.isDivided).toBe(false);
    expect(group?.named).toEqual(['output[0]', 'output[1]', 'output[2]']);
  });

  const formulas = (all: Record<string, string>) =>
    shareGroupsOf(
      compile(
        scenarioOf({ title: 't', inputs: ['a', 'b', 'c'], formulas: all, data: [{ inputs: [1, 2, 3] }] }),
      ),
    ).length;

  test('are not there if a term is missing, or if something else is in the sum', () => {
    expect(formulas({ t: 'a + b + c', p: 'a / t', q: 'b / t', r: 'c / t' })).toBe(1);
    expect(formulas({ t: 'a + b + c', p: 'a / t', q: 'b / t' })).toBe(0);
    expect(formulas({ t: 'a + b + c * c', p: 'a / t', q: 'b / t', r: 'c / t' })).toBe(0);
    expect(formulas({ t: 'a + a', p: 'a / t' })).toBe(0);
  });
});

describe('large sums', () => {
  const TERMS = 10_000;
  const names = Array.from({ length: TERMS }, (_, index) => `x${index}`);
  const runOf = (document: Partial<ScenarioDocument>) => {
    const scenario = scenarioOf({
      title: 't',
      inputs: names,
      data: [{ inputs: names.map(() => 1) }],
      ...document,
    } as ScenarioDocument);
    return { scenario, run: compile(scenario) };
  };

  test('of a node with ten thousand inputs, and of its softmax, are taken apart', () => {
    const one = runOf({ layers: [{ name: 'l', nodes: { y: names.map(() => 1) } }] });
    expect(shareGroupsOf(one.run)).toEqual([]);
    expect(slidingWindow(one.run, one.scenario)).toBeNull();
    const wide = runOf({
      inputs: ['x'],
      data: [{ inputs: [1] }],
      layers: [{ name: 'l', activation: 'softmax', size: 1000, init: { kind: 'xavier', seed: 1 } }],
    });
    const [group, ...others] = shareGroupsOf(wide.run);
    expect(others).toEqual([]);
    expect(group?.parts).toHaveLength(1000);
    expect(new Set(group?.parts).size).toBe(1000);
  });

  test('are taken apart from left to right; one with a value in it twice is not, however often that doubles', () => {
    const add = (result: number, ...operands: number[]) =>
      [result, { op: 'add', operands, result } as never] as const;
    // ((0 + 1) + 2) + …, each sum 10,000 above its last term.
    const chain = new Map(
      Array.from({ length: TERMS - 1 }, (_, at) => add(TERMS + 1 + at, at === 0 ? 0 : TERMS + at, at + 1)),
    );
    expect(termsOf(2 * TERMS - 1, (slot) => chain.get(slot))?.terms).toEqual([...Array(TERMS).keys()]);
    const balanced = new Map([add(6, 4, 5), add(4, 0, 1), add(5, 2, 3)]);
    expect(termsOf(6, (slot) => balanced.get(slot))).toEqual({ terms: [0, 1, 2, 3], sums: [6, 4, 5] });
    expect(termsOf(9, (slot) => balanced.get(slot))).toEqual({ terms: [9], sums: [] });
    const doubling = new Map(Array.from({ length: 200 }, (_, at) => add(at + 1, at, at)));
    expect(termsOf(200, (slot) => doubling.get(slot))).toBeNull();
  });
});

describe('the window of a convolution', () => {
  const extent = fc.integer({ min: 1, max: 3 });

  test('is found with its places, for any size of the kernel and the image and any stride where windows overlap', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.tuple(extent, extent),
        fc.tuple(extent, extent),
        fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
        fc.boolean(),
        ([height, width], [down, across], [strideDown, strideAcross], hasBias) => {
          fc.pre(height * width > 1 && down * across > 1);
          const rows = (down - 1) * strideDown + height;
          const columns = (across - 1) * strideAcross + width;
          // Names say nothing about places.
          const pixel = (row: number, column: number) => `p${(row * columns + column) * 7919}`;
          const inputs = Array.from({ length: rows * columns }, (_, at) =>
            pixel(Math.floor(at / columns), at % columns),
          );
          const cells = (row: number, column: number) =>
            Array.from({ length: height * width }, (_, at) => {
              const [r, c] = [Math.floor(at / width), at % width];
              const product = [`k[${r}][${c}]`, pixel(row * strideDown + r, column * strideAcross + c)];
              return (at % 2 === 0 ? product : product.reverse()).join(' * ');
            });
          const formulas = Object.fromEntries(
            Array.from({ length: down * across }, (_, at) => [
              `out${at}`,
              [...cells(Math.floor(at / across), at % across), ...(hasBias ? ['b'] : [])].join(' + '),
            ]),
          );
          const scenario = scenarioOf({
            title: 't',
            inputs,
            parameters: {
              k: Array.from({ length: height }, (_, r) => Array.from({ length: width }, (_, c) => r + c + 1)),
              b: 1,
            },
            formulas,
            data: [{ inputs: inputs.map((_, index) => index) }],
          });
          const window = slidingWindow(compile(scenario), scenario);
          const overlaps = (strideDown < height || down === 1) && (strideAcross < width || across === 1);
          if (!overlaps) return;
          found += 1;
          expect(window?.kernel).toBe('k');
          expect(window?.places.map(({ corner }) => [corner.row, corner.column])).toEqual(
            Array.from({ length: down * across }, (_, at) => [
              Math.floor(at / across) * strideDown,
              (at % across) * strideAcross,
            ]),
          );
          const run = compile(scenario);
          for (const { slot, row, column } of window?.image ?? [])
            expect(run.slots[slot]?.names[0]).toBe(pixel(row, column));
        },
      ),
      networksTried(200),
    );
    expect(found).toBeGreaterThan(shareOf(50));
  });

  test('is not there without an overlap, as in attention, or if a pixel would be in two places', () => {
    expect(slidingWindow(compile(load('attention')), load('attention'))).toBeNull();
    const of = (formulas: Record<string, string>) => {
      const scenario = scenarioOf({
        title: 't',
        inputs: ['a', 'b', 'c', 'd'],
        parameters: { k: [1, 2] },
        formulas,
        data: [{ inputs: [1, 2, 3, 4] }],
      });
      return slidingWindow(compile(scenario), scenario);
    };
    expect(of({ p: 'k[0] * a + k[1] * b', q: 'k[0] * b + k[1] * c' })?.places).toHaveLength(2);
    expect(of({ p: 'k[0] * a + k[1] * b', q: 'k[0] * c + k[1] * d' })).toBeNull();
    expect(of({ p: 'k[0] * a + k[1] * b', q: 'k[0] * b + k[1] * a' })).toBeNull();
    expect(of({ p: 'k[0] * a + k[1] * b' })).toBeNull();
  });

  test('is not there if each sum has weights of its own, as in a layer or an embedding', () => {
    const scenario = scenarioOf({
      title: 't',
      inputs: ['x'],
      parameters: {
        W: [
          [1, 2],
          [3, 4],
        ],
      },
      formulas: { y: 'W @ x' },
      data: [{ inputs: [[1, 2]] }],
    } as unknown as ScenarioDocument);
    expect(slidingWindow(compile(scenario), scenario)).toBeNull();
    expect(slidingWindow(compile(load('skip-gram')), load('skip-gram'))).toBeNull();
  });

  test('reaches over the numbers that pad an image, in one dimension and in two', () => {
    const numbersOf = (scenario: Scenario) => {
      const run = compile(scenario);
      const window = slidingWindow(run, scenario);
      const rows: (number | undefined)[][] = [];
      for (const { slot, row, column } of window?.image ?? []) {
        const { kind, initial, names } = run.slots[slot] ?? {};
        rows[row] ??= [];
        rows[row][column] = kind === 'constant' ? initial : Number(/\d+/.exec(names?.[0] ?? '')?.[0]) + 1;
      }
      return { rows, corners: window?.places.map(({ corner }) => [corner.row, corner.column]) };
    };
    const { rows, corners } = numbersOf(load('convolution-1d'));
    expect(rows).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 0]]);
    expect(corners).toEqual([0, 2, 4, 6].map((column) => [0, column]));
    const padded = scenarioOf({
      title: 't',
      inputs: ['image'],
      parameters: {
        k: [
          [1, 2],
          [3, 4],
        ],
      },
      formulas: { map: 'sum(sum(windows(pad(image, 1), 2, 2) * k, axis=3), axis=2)' },
      data: [
        {
          inputs: [
            [
              [1, 2],
              [3, 4],
            ],
          ],
        },
      ],
    } as unknown as ScenarioDocument);
    expect(numbersOf(padded)).toEqual({
      rows: [
        [0, 0, 0, 0],
        [0, 1, 1, 0],
        [0, 2, 2, 0],
        [0, 0, 0, 0],
      ],
      corners: [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => [row, column])),
    });
  });

  test('at the edge of an image has fewer weights', () => {
    const scenario = scenarioOf({
      title: 't',
      inputs: ['a', 'b', 'c'],
      parameters: { k: [1, 2, 3] },
      formulas: { p: 'k[1] * a + k[2] * b', q: 'k[0] * a + k[1] * b + k[2] * c', r: 'k[0] * b + k[1] * c' },
      data: [{ inputs: [1, 2, 3] }],
    });
    const window = slidingWindow(compile(scenario), scenario);
    expect(
      window?.places.map(({ corner, products }) => [corner.column, products.map((slot) => slot !== null)]),
    ).toEqual([
      [-1, [false, true, true]],
      [0, [true, true, true]],
      [1, [true, true, false]],
    ]);
  });
});

test('the line is over the one input that varies, of two over that with the larger correlation', () => {
  const of = (rows: readonly (readonly [number, number, number])[], loss = 'squared_error') => {
    const scenario = scenarioOf(
      JSON.stringify({
        title: 't',
        inputs: ['a', 'b'],
        layers: [{ name: 'out', nodes: { y: [1, 1] } }],
        data: rows.map(([a, b, target]) => ({ inputs: [a, b], target })),
        loss,
      }),
    );
    return lineInputs(compile(scenario), scenario);
  };
  const eight = Array.from({ length: 8 }, (_, at) => [at, (at * 5) % 8, at * 2 + ((at * 3) % 5)] as const);
  expect(of(eight)).toEqual({ over: 0, other: 1 });
  expect(of(eight.map(([a, b, y]) => [b, a, y] as const))).toEqual({ over: 1, other: 0 });
  expect(of(eight.slice(1))).toBeNull();
  expect(of(eight.slice(0, 2).map(([a, , y]) => [a, 3, y] as const))).toEqual({ over: 0, other: null });
  // Logits are no targets.
  expect(
    of(
      eight.map(([a, b, y]) => [a, b, y % 2] as const),
      'binary_cross_entropy_from_logits',
    ),
  ).toBeNull();
  expect(lineInputs(compile(load('rent')), load('rent'))).toEqual({ over: 1, other: 0 });
});
