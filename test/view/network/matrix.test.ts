import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { parameterAt } from '../../../src/session/current-parameter.ts';
import { Session } from '../../../src/session/session.ts';
import { matrixLines } from '../../../src/view/network/matrix.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { dense } from '../../support/large.ts';
import { documents, networksTried, scenarioOf } from '../../support/networks.ts';

const sceneOf = (text: string) => new Scene(new Debugger(new Session(scenarioOf(text))));
const shipped = (id: string) => sceneOf(readFileSync(`scenarios/${id}.yaml`, 'utf8'));
const SIZE = { columns: 60, rows: 12 };

function matrix(
  scene: Scene,
  position: number,
  content: 'weights' | 'gradients',
  layer: string | null = null,
) {
  scene.session.seek(position);
  return matrixLines(scene, layer, content, SIZE).map((line) => plainText(line).trimEnd());
}

test('the weights of the current layer, with the one in use marked', () => {
  expect(matrix(shipped('target-13'), 4, 'weights')).toEqual([
    'weights of hidden, 2 × 2  ▸ node_1.w[0] −1',
    '░▒▓█ size, up to 1  − negative',
    '        children  accounts',
    'node_0  █      1  █      1',
    'node_1 ▸█     −1  █      1',
  ]);
  expect(matrix(shipped('target-13'), 8, 'weights')).toEqual([
    'weights of output, 1 × 2  ▸ output.w[1] −1',
    '░▒▓█ size, up to 2  − negative',
    '        node_0  node_1',
    'output  █    2 ▸▒   −1',
  ]);
});

test('gradients as they are computed; after the update the new weights', () => {
  const scene = shipped('target-13');
  expect(matrix(scene, 9, 'gradients', 'hidden').slice(3)).toEqual([
    'node_0  ·         ·',
    'node_1  ·         ·',
  ]);
  expect(matrix(scene, 18, 'gradients')).toEqual([
    'gradients of hidden, 2 × 2  ▸ node_0.w[1] −48',
    '░▒▓█ size, up to 48  − negative  · not known yet',
    '        children  accounts',
    'node_0  ▓    −32 ▸█    −48',
    'node_1  ·         ·',
  ]);
  expect(matrix(scene, 20, 'gradients').slice(3)).toEqual([
    'node_0  ▓    −32  █    −48',
    'node_1  ▒     16 ▸▒     24',
  ]);
  expect(matrix(scene, 22, 'weights', 'output')[3]).toBe('output ▸█  2.4  ▒   −1');
  expect(matrix(scene, 20, 'weights', 'output')[3]).toBe('output  █    2  ▒   −1');
});

test('in the next iteration no gradient is known yet', () => {
  const scene = shipped('back-propagation');
  expect(matrix(scene, 32, 'gradients', 'output')[3]).toMatch(/█.*−40/);
  expect(matrix(scene, 33, 'gradients', 'output')[3]).toMatch(/^output +· +·$/);
});

test('a bias is one more column', () => {
  const scene = sceneOf(`
    title: Biases
    inputs: [x]
    layers: [{ name: output, nodes: { a: { weights: [2], bias: -4 }, b: [0] } }]
    data: [{ inputs: [1] }]`);
  expect(matrix(scene, 0, 'weights').slice(1)).toEqual([
    '░▒▓█ size, up to 4  − negative',
    '      x  bias',
    'a  ▒  2  █ −4',
    'b  0  0',
  ]);
});

test('a name that is not a layer is reported', () => {
  expect(matrix(shipped('target-13'), 0, 'weights', 'nowhere')).toEqual(['— no such layer —']);
});

test('a large layer is cropped around the active weight, which is always visible', () => {
  const scene = sceneOf(dense(64, [16, 10]));
  const { session } = scene;
  let seen = 0;
  fc.assert(
    fc.property(
      fc.nat({ max: session.total }),
      fc.integer({ min: 36, max: 130 }),
      fc.integer({ min: 5, max: 40 }),
      fc.constantFrom('weights' as const, 'gradients' as const),
      (position, columns, rows, content) => {
        session.seek(position);
        const lines = matrixLines(scene, null, content, { columns, rows }).map(plainText);
        const active = parameterAt(session, position);
        const heading = columns < 100 && rows >= 9 ? 2 : 1;
        const marks = lines.slice(heading).join('').split('▸').length - 1;
        expect(marks).toBe(active === null ? 0 : 1);
        if (active === null || content !== 'weights' || columns < 60) return;
        expect(lines[0]).toContain(`${active} ${formatNumber(session.read(active) as number)}`);
        seen += 1;
      },
    ),
    networksTried(200),
  );
  expect(seen).toBeGreaterThan(30);
});

test('the number of hidden rows and columns is shown', () => {
  const scene = sceneOf(dense(64, [16, 10]));
  const lines = matrixLines(scene, 'layer_0', 'weights', { columns: 80, rows: 10 }).map(plainText);
  const shown = [...(lines[3] ?? '')].filter((character) => '░▒▓█0'.includes(character)).length - 2;
  expect(lines[2]).toContain(`⋮ ${64 - shown} more`);
  expect(lines.at(-1)).toBe('⋮ 10 more');
});

test('no matrix is larger than asked, for any network at any step', () => {
  fc.assert(
    fc.property(
      documents({ training: true, passOn: true, huge: true, layers: 3 }),
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 0, max: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      (document, columns, rows, place, isWeights) => {
        const scene = sceneOf(JSON.stringify(document));
        scene.session.seek(Math.floor(place * scene.session.total));
        const lines = matrixLines(scene, null, isWeights ? 'weights' : 'gradients', { columns, rows });
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const line of lines) expect(stringWidth(plainText(line))).toBeLessThanOrEqual(columns);
      },
    ),
    networksTried(200),
  );
});
