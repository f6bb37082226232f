/** The preview of a scenario in the menu. */
import { describe, expect, test } from 'vitest';
import { networkLines } from '../../src/view/network/drawing.ts';
import { previewLines } from '../../src/view/preview.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { shippedScene } from '../support/pictures.ts';
import { shipped } from '../support/scenario.ts';

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
      expect(previewLines(shippedScene(id), size), id).toEqual(networkLines(shippedScene(id), size));
    const small = { columns: 10, rows: 2 };
    expect(previewLines(shippedScene('xor'), small)).toEqual(networkLines(shippedScene('xor'), small));
  });

  test('is not larger than asked', () => {
    for (const id of shipped) {
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
