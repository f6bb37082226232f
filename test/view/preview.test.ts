/** The preview of a scenario in the menu. */
import { describe, expect, test } from 'vitest';
import { structureLines } from '../../src/view/network/drawing.ts';
import { previewLines } from '../../src/view/preview.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { dense } from '../support/large.ts';
import { scenarioOf } from '../support/networks.ts';
import { sceneOf, shippedScene } from '../support/pictures.ts';
import { drawn, shipped } from '../support/scenario.ts';
import { inTurn } from '../support/tried.ts';

const size = { columns: 80, rows: 20 };
const textOf = (id: string, room = size) => previewLines(shippedScene(id), room).map(plainText).join('\n');

describe('the preview', () => {
  test('is the data of a plane, each point with the sign of its target, in the units of the file', () => {
    const moons = textOf('two-moons');
    expect(moons.match(/●/g)?.length).toBeGreaterThan(25);
    expect(moons.match(/○/g)?.length).toBeGreaterThan(25);
    // The file's x is from about −1 to 2; standardized it would be symmetrical.
    expect(moons.split('\n').at(-1)?.trim()).toMatch(/^−1 +0 +1 +2 +x$/);
    const xor = textOf('xor');
    expect([xor.match(/●/g)?.length, xor.match(/○/g)?.length]).toEqual([2, 2]);
  });

  test('is the data of a line over its input', () => {
    const rent = textOf('rent');
    expect(rent.match(/●/g)?.length).toBeGreaterThan(18);
    expect(rent.split('\n').at(-1)).toMatch(/^ *2 +4 +.* distance$/);
  });

  test('is the network of all others, and where there is no room for the data', () => {
    const own = new Set(['two-moons', 'xor', 'rent']);
    for (const id of shipped.filter((each) => !own.has(each)))
      expect(previewLines(shippedScene(id), size), id).toEqual(structureLines(shippedScene(id), size));
    const small = { columns: 10, rows: 2 };
    expect(previewLines(shippedScene('xor'), small)).toEqual(structureLines(shippedScene('xor'), small));
  });

  test('shows every node or layer whole, in any size', () => {
    const dense43 = [dense(4, [3, 4, 3]), dense(64, [16, 10])].map((document) =>
      sceneOf(scenarioOf(document)),
    );
    const scenes = [...drawn.map(shippedScene), ...dense43];
    let boxes = 0;
    for (const scene of scenes)
      for (let columns = 30; columns <= 100; columns += 7)
        for (const rows of inTurn([3, 6, 7, 12, 24], columns, 2)) {
          const texts = structureLines(scene, { columns, rows }).map(plainText);
          if (texts.length === 0 || texts.some((text) => text.includes('▸ …') || text.includes('given ▸')))
            continue;
          const count = (signs: RegExp) => texts.join('').match(signs)?.length ?? 0;
          // The title of a box is between its upper corners.
          const titles = texts.flatMap((text) => text.match(/╭ [^╭╮]* ─*╮/gu) ?? []);
          boxes += titles.length;
          if (titles.length > 0) expect(count(/╰─{6,}╯/gu), texts.join('\n')).toBe(titles.length);
          // Nothing runs yet.
          expect(texts.join(''), texts.join('\n')).not.toContain('∂');
        }
    expect(boxes).toBeGreaterThan(100);
  });

  test('of a wide network is its layers, each with the number of its nodes', () => {
    const scene = sceneOf(scenarioOf(dense(64, [16, 10])));
    const lines = structureLines(scene, { columns: 44, rows: 3 }).map(plainText);
    expect(lines.map((line) => line.trim())).toEqual(
      [
        '╭ inputs ╮      ╭ layer_0 ╮     ╭ layer_1 ╮',
        '│   64   ├─────▸│   16    ├────▸│   10    │',
        '╰────────╯      ╰─────────╯     ╰─────────╯',
      ].map((line) =>
        expect.stringMatching(
          new RegExp(`^${line.replaceAll(/ {2,}/gu, ' +').replaceAll(/─+/gu, '─+')}$`, 'u'),
        ),
      ),
    );
    expect(structureLines(scene, { columns: 20, rows: 3 }).map(plainText)).toEqual(['64 ▸ 16 ▸ 10']);
    expect(structureLines(scene, { columns: 5, rows: 3 })).toEqual([]);
  });

  test('is not larger than asked', () => {
    for (const id of drawn) {
      for (const room of [
        size,
        { columns: 40, rows: 8 },
        { columns: 20, rows: 5 },
        { columns: 3, rows: 1 },
      ]) {
        const lines = previewLines(shippedScene(id), room);
        expect(lines.length).toBeLessThanOrEqual(room.rows);
        for (const line of lines) expect(plainText(line).length).toBeLessThanOrEqual(room.columns);
      }
    }
  });
});
