import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decisionSurface } from '../../../src/analysis/curves/decision-surface.ts';
import { WhatIf } from '../../../src/analysis/what-if.ts';
import { Debugger } from '../../../src/commands/debugger.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { Session } from '../../../src/session/session.ts';
import { backdrops, isRamp, paintOf } from '../../../src/view/colours/palette.ts';
import { picturePane } from '../../../src/view/network/pictures.ts';
import { evenRange } from '../../../src/view/plots/axes.ts';
import { lineTitle } from '../../../src/view/plots/line.ts';
import { planeTitle } from '../../../src/view/plots/plane.ts';
import { Background } from '../../../src/view/scene/background.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { plainText, type Size, type Span } from '../../../src/view/terminal/text.ts';
import { documents, type NetworkDocument, networksTried } from '../../support/networks.ts';
import { cellsOf, pictureAt, sceneOf, shippedScene, textsOf } from '../../support/pictures.ts';
import { load } from '../../support/scenario.ts';

/** The cells of the area inside the axes, without a legend at their right. */
function areaOf(lines: readonly (readonly Span[])[]): Span[][] {
  const rows = lines.map((line) => cellsOf(line));
  const axis = rows.findIndex((row) => row.some(({ text }) => text === '╰'));
  const left = (rows[axis] as Span[]).findIndex(({ text }) => text === '╰') + 1;
  const bottom = (rows[axis] as Span[]).slice(left);
  const width = bottom.findIndex(({ text }) => !'─┬'.includes(text));
  const columns = width < 0 ? bottom.length : width;
  return rows.slice(0, axis).map((row) => row.slice(left, left + columns));
}

/** The sides of the middle that the two pixels of a cell say; null for one under a sign. */
function sidesOf({ text, tone, ground }: Span): [string | null, string | null] {
  const side = (step: string | undefined) => step?.match(/^(positive|negative)/)?.[0] ?? null;
  const isPixels = isRamp(tone) && (text === ' ' || text === '▀');
  return [isPixels ? side(tone) : null, ground && isRamp(ground) ? side(ground) : null];
}

const sizes = fc.record({
  columns: fc.integer({ min: 24, max: 63 }),
  rows: fc.integer({ min: 5, max: 14 }),
});

const isOfLargest = ({ loss, layers }: NetworkDocument) =>
  layers.at(-1)?.activation === 'softmax' ||
  ['softmax_cross_entropy', 'cross_entropy', 'kl_divergence', 'multiclass_hinge'].includes(loss ?? '');

/** What the first output is compared with: where its class changes, otherwise the middle of its targets. */
function comparedWith(
  document: NetworkDocument,
  targets: readonly number[],
  others: readonly number[],
): number {
  const { loss } = document;
  const isLargest = isOfLargest(document);
  if (isLargest && others.length > 0 && new Set(targets).size === 2) return Math.max(...others);
  if (!isLargest && loss === 'binary_cross_entropy') return 0.5;
  if (!isLargest && (loss === 'binary_cross_entropy_from_logits' || loss === 'hinge')) return 0;
  return (Math.min(...targets) + Math.max(...targets)) / 2;
}

test('the colour of every pixel is the side that the network says at its centre', () => {
  const seen = { positive: 0, negative: 0, largest: 0 };
  fc.assert(
    fc.property(
      documents({ training: true, passOn: true, layers: 3, epochs: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      sizes,
      (document, share, size) => {
        fc.pre(document.inputs?.length === 2);
        const count = Object.keys(document.layers.at(-1)?.nodes ?? {}).length;
        // Examples of several classes, one after the other.
        const target = (row: number) => Array.from({ length: count }, (_, at) => Number(row % count === at));
        const data = document.data.map((row, at) =>
          isOfLargest(document) ? { ...row, target: target(at) } : row,
        );
        const scene = sceneOf(JSON.stringify({ ...document, data }));
        const { session } = scene;
        const { lines } = pictureAt(scene, Math.floor(share * session.total), 'plane', size);
        if (!lines.some((line) => plainText(line).includes('╰'))) return;
        const { x, y: asked } = decisionSurface(session) as NonNullable<ReturnType<typeof decisionSurface>>;
        const targets = session.engine.run.data.map((row) => row.targets[0] as number);
        const whatIf = new WhatIf(session);
        whatIf.dropNothing();
        const area = areaOf(lines);
        const { range: y } = evenRange(asked, area.length, Math.max(3, Math.round(area.length / 3)));
        const height = area.length * 2;
        for (const [row, cells] of area.entries()) {
          for (const [column, cell] of cells.entries()) {
            for (const [half, side] of sidesOf(cell).entries()) {
              if (side === null) continue;
              const up = height - 1 - (row * 2 + half);
              const inputs = [
                x.from + ((x.to - x.from) * (column + 0.5)) / cells.length,
                y.from + ((y.to - y.from) * (up + 0.5)) / height,
              ];
              whatIf.give({ inputs });
              whatIf.execute('outputs');
              const [value = Number.NaN, ...others] = session.engine.run.outputs.map(
                (slot) => whatIf.registers[slot] as number,
              );
              if (Number.isNaN(value)) continue;
              const other = comparedWith(document, targets, others);
              expect(side).toBe(value > other ? 'positive' : 'negative');
              seen.largest += Number(others.includes(other));
              seen[side as keyof typeof seen] += 1;
            }
          }
        }
      },
    ),
    networksTried(60),
  );
  expect(seen.positive).toBeGreaterThan(2000);
  expect(seen.negative).toBeGreaterThan(2000);
  expect(seen.largest).toBeGreaterThan(500);
});

test('with logits the classes change where a logit is 0, and of several where the first is no longer the largest', () => {
  const sides = (text: string) => {
    const { lines } = pictureAt(sceneOf(text), 0, 'plane', { columns: 60, rows: 8 });
    return areaOf(lines).map((row) => sidesOf(row[Math.round(row.length * 0.53)] as Span)[0]);
  };
  const data = (targets: readonly unknown[]) =>
    `inputs: [a, b], data: [${targets.map((target, at) => `{ inputs: [${at * 2 - 1}, 0.5], target: ${target} }`)}]`;
  // At a = 0.08 the logit is 0.16: below the middle of the targets, and the class 1.
  const one = `{ title: t, ${data([0, 1])}, layers: [{ name: o, nodes: { y: [2, 0] } }], loss: LOSS }`;
  expect(new Set(sides(one.replace('LOSS', 'binary_cross_entropy_from_logits')))).toEqual(
    new Set(['positive']),
  );
  expect(new Set(sides(one.replace('LOSS', 'squared_error')))).toEqual(new Set(['negative']));
  // The first logit is above 0.5 everywhere, and here it is not the largest.
  const three = `{ title: t, ${data(['[0, 1, 0]', '[1, 0, 0]'])}, loss: softmax_cross_entropy,
    layers: [{ name: o, bias: 9, nodes: { y: [0, 0], z: [1, 0], u: [-1, 0] } }] }`;
  expect(new Set(sides(three))).toEqual(new Set(['negative']));
});

const XOR = `
  title: Exclusive or
  inputs: [a, b]
  layers: [{ name: output, nodes: { y: { weights: [1, 1], bias: 0 } } }]
  data:
    - { inputs: [0, 0], target: 0 }
    - { inputs: [0, 1], target: 1 }
    - { inputs: [1, 0], target: 1 }
    - { inputs: [1, 1], target: 0 }
  loss: squared_error`;

describe('the data on the plane', () => {
  const size = { columns: 92, rows: 12 };

  test('have a sign for their target, and the present example is in brackets', () => {
    const scene = sceneOf(XOR);
    const signs = (position: number) => {
      const { lines } = pictureAt(scene, position, 'plane', size);
      return areaOf(lines)
        .map((row) => row.map(({ text }) => text).join(''))
        .join('\n');
    };
    const first = signs(0);
    expect(first.match(/●/g)).toHaveLength(2);
    expect(first.match(/○/g)).toHaveLength(2);
    expect(first).toContain('[○]');
    expect(signs(scene.engine.run.example.instructions.length + 1)).toContain('[●]');
    // (0, 1) is above (0, 0).
    const rowOf = (sign: RegExp) => first.split('\n').findIndex((row) => sign.test(row));
    expect(rowOf(/●/)).toBeLessThan(rowOf(/\[○\]/));
  });

  test('are told apart by sign and by the colour of their class, which is the same on every pixel and in the legend', () => {
    const scene = shippedScene('two-moons');
    for (const share of [0, 0.3, 1]) {
      const position = Math.floor(share * scene.session.total);
      const { lines } = pictureAt(scene, position, 'plane', { columns: 92, rows: 17 });
      const found = lines.flatMap(cellsOf).filter(({ text }) => text === '●' || text === '○');
      expect(found.length).toBeGreaterThan(50);
      for (const { text, tone, ground } of found)
        expect([tone, ground]).toEqual(['ink', text === '●' ? 'positive' : 'negative']);
    }
    for (const backdrop of backdrops) {
      for (const depth of [1, 16, 256] as const) {
        const [above, below] = (['positive', 'negative'] as const).map((ground) =>
          paintOf('ink', ground, { depth, backdrop }),
        );
        if (depth > 1) expect(above).not.toEqual(below);
      }
    }
    // Without two targets there is nothing to tell apart.
    const one = pictureAt(shippedScene('target-13'), 0, 'plane', size);
    for (const { text, tone } of one.lines.flatMap(cellsOf)) if (text === '●') expect(tone).toBe('strong');
  });

  test('the legend says what the colours and signs mean, as far as there is room', () => {
    const scene = sceneOf(XOR);
    const text = (each: Size) => textsOf(pictureAt(scene, 0, 'plane', each)).join('\n');
    expect(text(size)).toMatch(
      /y over a → and b ↑[\s\S]*██▓▒ says 1[\s\S]*██▓▒ says 0[\s\S]*● target 1 {3}○ target 0\n.*\[ \] this/,
    );
    // Without a legend the axis has both names.
    expect(text({ columns: 63, rows: 12 })).not.toContain('says');
    expect(text({ columns: 63, rows: 12 })).toMatch(/ a → {2}b ↑$/);
    const moons = shippedScene('two-moons');
    const end = textsOf(pictureAt(moons, moons.session.total, 'plane', { columns: 92, rows: 17 }));
    expect(end.join('\n')).toMatch(/accuracy 100 %/);
    // With one target the colours say whether the output is above it.
    expect(textsOf(pictureAt(shippedScene('target-13'), 0, 'plane', size)).join('\n')).toMatch(
      /above 13[\s\S]*below 13/,
    );
  });

  test('nothing in the legend is cut: what has no room in a row gets two, or the axis says it', () => {
    for (const name of ['xor', 'target-13', 'relu', 'rent']) {
      const scene = shippedScene(name);
      const { inputs, outputs } = scene.session.scenario;
      for (const columns of [64, 76, 92, 140])
        for (const rows of [5, 6, 7, 9, 17]) {
          const text = textsOf(pictureAt(scene, 0, 'plane', { columns, rows })).join('\n');
          expect(text).not.toContain('…');
          expect(text).toMatch(/██▓▒ .*\n[\s\S]*██▓▒ /);
          for (const each of [...inputs, outputs[0] as string]) expect(text).toContain(each);
        }
    }
    const text = textsOf(pictureAt(shippedScene('target-13'), 0, 'plane', { columns: 76, rows: 7 }));
    expect(text.join('\n')).toMatch(/ output *\n.* over children → *\n.* and accounts ↑ *\n/);
  });
});

test('while a plane is found in the background the one before is shown, then the same as without it', () => {
  const size = { columns: 92, rows: 17 };
  const make = (background: Background | null) =>
    new Scene(new Debugger(new Session(load('two-moons'))), background);
  const looks = { ...defaultViewOptions, picture: 'plane' as const };
  const background = new Background();
  const [patient, waiting] = [make(background), make(null)];
  const textAt = (scene: Scene, position: number) => {
    scene.session.seek(position);
    return JSON.stringify(areaOf(picturePane(scene, size, looks).lines));
  };
  const epoch = waiting.engine.schedule.epochStart(2);
  const before = textAt(waiting, 0);
  expect(textAt(patient, 0)).toBe(before);
  const after = textAt(waiting, epoch);
  expect(after).not.toBe(before);
  // The pixels of before, under the example of now.
  const pixels = (text: string) => text.replaceAll(/"text":"[[\]●○]"/g, '');
  expect(pixels(textAt(patient, epoch))).not.toBe(pixels(after));
  expect(background.isIdle).toBe(false);
  while (!background.isIdle) background.run(() => false);
  expect(textAt(patient, epoch)).toBe(after);
});

test('a target that is standardized is said beside the output, in the plane and in the line', () => {
  const scene = (inputs: readonly string[], standardize: string) => {
    const source = `title: t
inputs: [${inputs.join()}]
layers: [{ name: out, nodes: { y: [${inputs.map(() => 1).join()}] } }]
data: { csv: d.csv, target: c, standardize: ${standardize} }
loss: squared_error
`;
    const parsed = parseScenario(source, () => ({ text: 'a,b,c\n1,5,10\n2,3,30\n4,1,20\n' }));
    if (!parsed.ok) throw new Error('it has errors');
    return sceneOf(parsed.scenario);
  };
  const texts = (standardize: string) => {
    const [one, two] = [scene(['a'], standardize), scene(['a', 'b'], standardize)];
    const size = { columns: 90, rows: 16 };
    const drawn = [pictureAt(two, 0, 'plane', size), pictureAt(one, 0, 'line', size)].flatMap(textsOf);
    return [...drawn, ...[planeTitle(two), lineTitle(one)].map(plainText)];
  };
  expect(texts('[a, c]').filter((text) => text.includes('(standardized)'))).toEqual([
    expect.stringMatching(/ \(standardized\)$/),
    expect.stringContaining('y (standardized) over a'),
    'plane y (standardized) over a → and b ↑',
    'y (standardized) over a',
  ]);
  expect(texts('[a]').join()).not.toContain('standardized');
});
