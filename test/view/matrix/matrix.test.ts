import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markedParameter } from '../../../src/session/current-parameter.ts';
import { cellFormat, cellText, inUnits } from '../../../src/view/matrix/cell.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { dense } from '../../support/large.ts';
import { documents, networksTried, shareOf } from '../../support/networks.ts';
import { pictureAt, sceneOf, shippedScene, textsOf } from '../../support/pictures.ts';

const SIZE = { columns: 92, rows: 9 };

test('the weights of the current layer, with the one in use and its value', () => {
  const scene = shippedScene('target-13');
  expect(textsOf(pictureAt(scene, 4, 'weights', SIZE))).toEqual([
    'hidden weights, a row a node, a column an input   node_1.w[0] −1',
    '       children accounts',
    'node_0        1        1',
    'node_1       −1        1',
  ]);
  // A sum belongs to the product that it adds; the loss to no weight, but its layer stays.
  expect(textsOf(pictureAt(scene, 9, 'weights', SIZE))[0]).toContain('output.w[1] −1');
  expect(textsOf(pictureAt(scene, 11, 'weights', SIZE))).toEqual([
    'output weights, a row a node, a column a value of hidden',
    '         node_0   node_1',
    'output        2       −1',
  ]);
  expect(textsOf(pictureAt(scene, 22, 'weights', SIZE))[2]).toBe('output      2.4       −1');
});

test('gradients as they are computed; none before the first; none of the iteration before', () => {
  const scene = shippedScene('target-13');
  expect(
    textsOf(pictureAt(scene, 12, 'gradients', SIZE))
      .join('')
      .trim(),
  ).toBe('gradients: after the first backward step.');
  expect(pictureAt(scene, 12, 'gradients', SIZE).message).toBe(
    'No gradient is computed yet: the backward phase does that.',
  );
  expect(textsOf(pictureAt(scene, 18, 'gradients', SIZE))).toEqual([
    'hidden gradients, a row a node, a column an input   node_0.w[1] −48',
    '       children accounts',
    'node_0      −32      −48',
    'node_1        ·        ·',
  ]);
  const longer = shippedScene('back-propagation');
  expect(textsOf(pictureAt(longer, 32, 'gradients', SIZE)).at(-1)).toBe('node_1       16       24');
  expect(textsOf(pictureAt(longer, 33, 'gradients', SIZE)).at(-1)).toMatch(/^node_1 +· +·$/);
});

test('a bias is one more column', () => {
  const scene = sceneOf(`
    title: Biases
    inputs: [x]
    layers: [{ name: output, nodes: { a: { weights: [2], bias: -4 }, b: [0] } }]
    data: [{ inputs: [1] }]`);
  expect(textsOf(pictureAt(scene, 0, 'weights', SIZE))).toEqual([
    'output weights, a row a node, a column an input, last the bias',
    '         x     bias',
    'a        2       −4',
    'b        0',
  ]);
});

test('names that are words of the heading do not change it', () => {
  const scene = sceneOf(`
    title: Names
    inputs: [x, bias]
    layers: [{ name: parameters, nodes: { a: [1, 2] } }]
    data: [{ inputs: [1, 2] }]`);
  expect(textsOf(pictureAt(scene, 0, 'weights', SIZE))).toEqual([
    'parameters weights, a row a node, a column an input',
    '         x     bias',
    'a        1        2',
  ]);
});

test('an edit inside a batch is seen at once, and not before it', () => {
  const scene = shippedScene('target-13');
  const cells = (position: number) => textsOf(pictureAt(scene, position, 'weights', SIZE))[2];
  const before = cells(3);
  scene.session.set('node_0.w[1]', 77);
  expect(cells(3)).toMatch(/77✎/u);
  expect(cells(1)).toBe(before?.replace('77✎', '1'));
  expect(cells(1)).not.toContain('77');
  expect(cells(4)).toBe(textsOf(pictureAt(scene, 4, 'weights', SIZE))[2]);
});

describe('a number in a cell', () => {
  test('has two decimals without a leading 0 where there is little room, and is never cut', () => {
    const written = (value: number, largest: number, width = 4) => {
      const format = cellFormat(width, largest);
      return cellText(inUnits(value, format), format);
    };
    expect(written(-0.4249, 1)).toBe('−.42');
    expect(written(1.1706, 1.2)).toBe('1.17');
    expect(written(-1.1706, 1.2)).toBe('−1.2');
    expect(written(-12.3, 20)).toBe('−12');
    expect(written(0.00031, 0.004)).toBe('.03');
    expect(written(-4e52, 4e52)).toBe('−.40');
    expect(written(-0.036, 1, 8)).toBe('−0.036');
    expect(written(Number.NaN, 1)).toBe('NaN');
    expect(written(Number.NEGATIVE_INFINITY, 1)).toBe('−∞');
  });

  test('differs from its value by less than a unit of its last digit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 1000, noNaN: true }),
        fc.integer({ min: -200, max: 200 }),
        fc.integer({ min: 4, max: 8 }),
        (share, head, exponent, width) => {
          const largest = head * 10 ** exponent;
          const value = share * largest;
          const format = cellFormat(width, largest);
          const text = cellText(inUnits(value, format), format);
          expect(text.length).toBeLessThanOrEqual(width);
          if (text === '…') return;
          const [digits = '', power = '0'] = text.replaceAll('−', '-').split('e');
          const unit = 10 ** (Number(power) - (digits.split('.')[1] ?? '').length + format.exponent);
          const drawn = Number(`${digits}e${Number(power) + format.exponent}`);
          expect(Math.abs(drawn - value)).toBeLessThanOrEqual(0.5000001 * unit);
        },
      ),
    );
  });
});

test('every cell is the weight of its row and column, and the marked one is filled', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      documents({ training: true, layers: 3, nodes: 9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 30, max: 110 }),
      fc.integer({ min: 2, max: 14 }),
      (document, share, columns, rows) => {
        const scene = sceneOf(JSON.stringify(document));
        const { session } = scene;
        const pane = pictureAt(scene, Math.floor(share * session.total), 'weights', { columns, rows });
        const marked = markedParameter(session);
        const spans = pane.lines.slice(1).flat();
        const filled = spans.filter(({ ground }) =>
          ['forward', 'loss', 'backward', 'update'].includes(ground ?? ''),
        );
        const heading = plainText(pane.lines[0] ?? []);
        if (marked === null) expect(filled).toEqual([]);
        else {
          const value = session.read(marked) as number;
          expect(filled.some((each) => each.value !== undefined)).toBe(true);
          if (columns > 60) expect(heading).toContain(`${marked} ${formatNumber(value)}`);
        }
        const unit = Number(/, in (\S+)/.exec(heading)?.[1]?.replace('−', '-') ?? '1');
        for (const line of pane.lines.slice(1)) {
          const name = plainText(line).trim().split(/\s/)[0] ?? '';
          const layer = document.layers.find(({ nodes }) => nodes[name] !== undefined);
          if (!layer) continue;
          const weights = Array.from({ length: 12 }, (_, index) => session.read(`${name}.w[${index}]`));
          const bias = session.read(`${name}.bias`) ?? session.read(`layer(${layer.name}).bias`);
          const own = [...weights, bias].flatMap((value) => value ?? []);
          const written = line.flatMap(({ value }) => (value === undefined ? [] : [value * unit]));
          // Of a wide layer the row has a stretch of its weights.
          const isStretch = own.some((_value, start) =>
            written.every((value, index) => {
              const wanted = own[start + index] ?? Number.NaN;
              return Math.abs(wanted - value) <= 1e-12 * Math.abs(wanted);
            }),
          );
          expect(isStretch, `${plainText(line)}: ${own}`).toBe(true);
          compared += written.length;
        }
      },
    ),
    networksTried(150),
  );
  expect(compared).toBeGreaterThan(shareOf(1000));
});

test('a large layer is a window around the weight in use, and its heading says which rows and columns it has', () => {
  const scene = sceneOf(dense(64, [16, 10]));
  const { session } = scene;
  let seen = 0;
  fc.assert(
    fc.property(
      fc.nat({ max: session.total }),
      fc.integer({ min: 36, max: 130 }),
      fc.integer({ min: 5, max: 40 }),
      (position, columns, rows) => {
        const pane = pictureAt(scene, position, 'weights', { columns, rows });
        const marked = markedParameter(session);
        const filled = pane.lines
          .flat()
          .filter(
            ({ ground, value }) =>
              value !== undefined && ['forward', 'loss', 'backward', 'update'].includes(ground ?? ''),
          );
        expect(filled).toHaveLength(marked === null ? 0 : 1);
        if (marked !== null) seen += 1;
      },
    ),
    networksTried(100),
  );
  expect(seen).toBeGreaterThan(shareOf(80));
  const pane = pictureAt(scene, 0, 'weights', { columns: 80, rows: 10 });
  expect(textsOf(pane)[0]).toMatch(/^layer_0 weights, rows \S+ of 16, columns \S+–\S+ of 64$/);
});
