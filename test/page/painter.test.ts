/** What the painter puts on a canvas is the screen, cell for cell. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { screenOf } from '../../src/app/screen/screen.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import type { Grid } from '../../src/page/canvas/geometry.ts';
import { Painter } from '../../src/page/canvas/painter.ts';
import { isStroke } from '../../src/page/canvas/strokes.ts';
import type { Ground, Tone } from '../../src/view/colours/palette.ts';
import { imagePaint, type ThemeName, themes } from '../../src/view/colours/theme.ts';
import { joined } from '../../src/view/terminal/joined.ts';
import { type Line, lineWidth, span } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';
import { PaintedCanvas } from '../support/painted.ts';

beforeEach(() => setLanguage('en'));

const cell = { width: 8, height: 16 };
const FOOT = 12;
const gridOf = (columns: number, rows: number): Grid => ({ size: { columns, rows }, cell, font: 13 });

const entries = [shippedEntry('xor'), shippedEntry('target-13')];
function screenAfter(id: string, keys: string, { size }: Grid): Line[] {
  return screenOf(typed(runnerAt(entries, id), keys).state, size);
}

function painted(lines: readonly Line[], grid: Grid, theme: ThemeName = 'dark'): PaintedCanvas {
  const canvas = new PaintedCanvas(9);
  new Painter(canvas).paint(lines, grid, theme);
  return canvas;
}

/** The share of a cell that is filled, by its block sign (Unicode, Block Elements). */
const filled: Record<string, number> = { '█': 1, '▀': 1 / 2, '▐': 1 / 2 };
for (const [index, sign] of Array.from('▁▂▃▄▅▆▇').entries()) filled[sign] = (index + 1) / 8;
for (const [index, sign] of Array.from('▏▎▍▌▋▊▉').entries()) filled[sign] = (index + 1) / 8;

interface Cell {
  readonly sign: string;
  readonly tone: Tone;
  readonly ground: Ground | undefined;
}

const cellsOf = (line: Line): Cell[] =>
  line.flatMap(({ text, tone, ground }) => Array.from(text, (sign) => ({ sign, tone, ground })));

/** What is on the canvas in a cell: the letter, and the colours of its pixels with their shares. */
function found(canvas: PaintedCanvas, column: number, row: number) {
  const [x, y] = [column * cell.width, row * cell.height];
  const colours = new Map<string, number>();
  for (let line = y; line < y + cell.height; line++)
    for (let at = x; at < x + cell.width; at++) {
      const colour = canvas.pixels[line]?.[at] ?? 'none';
      colours.set(colour, (colours.get(colour) ?? 0) + 1 / (cell.width * cell.height));
    }
  return colours;
}

/** The letters of a row by their columns. Usual letters are written in runs. */
function lettersOf(canvas: PaintedCanvas, row: number) {
  const letters = new Map<number, { sign: string; colour: string; isBold: boolean }>();
  for (const { x, y, text, colour, isBold } of canvas.written.values()) {
    if (y !== row * cell.height + FOOT) continue;
    for (const [index, sign] of Array.from(text).entries())
      letters.set(x / cell.width + index, { sign, colour, isBold });
  }
  return letters;
}

/** The columns before the first span with Bangla, which has no width in cells. */
function evenColumns(line: Line, { size }: Grid): number {
  const spans = joined(line);
  const free = spans.findIndex(({ text }) => /\p{Script=Bengali}/u.test(text));
  return free < 0 ? size.columns : lineWidth(spans.slice(0, free));
}

function expectPainted(canvas: PaintedCanvas, lines: readonly Line[], grid: Grid, theme: ThemeName): void {
  for (let row = 0; row < grid.size.rows; row++) {
    const line = lines[row] ?? [];
    const cells = cellsOf(line);
    const letters = lettersOf(canvas, row);
    for (let column = 0; column < evenColumns(line, grid); column++) {
      const { sign, tone, ground } = cells[column] ?? { sign: ' ', tone: 'plain', ground: undefined };
      const paint = imagePaint(tone, ground, theme);
      const behind = paint.background ?? themes[theme].background;
      const colours = found(canvas, column, row);
      const where = `${row}, ${column}: ${sign}`;
      const share = filled[sign];
      if (share !== undefined) {
        const own = paint.foreground === behind ? 1 : (colours.get(paint.foreground) ?? 0);
        expect(own, where).toBeCloseTo(paint.foreground === behind ? 1 : share, 5);
      } else if (isStroke(sign) || /[\u2801-\u28ff]/u.test(sign)) {
        expect(colours.get(paint.foreground), where).toBeGreaterThan(0);
        expect([...colours.keys()].toSorted(), where).toEqual([behind, paint.foreground].toSorted());
      } else {
        expect([...colours.keys()], where).toEqual([behind]);
      }
      const isLetter = share === undefined && !isStroke(sign) && !/[ \u2800-\u28ff]/u.test(sign);
      expect(letters.get(column), where).toEqual(
        isLetter ? { sign, colour: paint.foreground, isBold: paint.bold } : undefined,
      );
    }
  }
}

describe('the screen is painted cell for cell', () => {
  test.each([
    ['xor', 'l l l l l', 'dark'],
    ['xor', '5 J J', 'light'],
    ['xor', '6 J J', 'dark'],
    ['target-13', 'G', 'light'],
    ['target-13', 'G O', 'dark'],
    ['target-13', '?', 'light'],
    ['target-13', 'q', 'dark'],
  ] as const)('%s after %s, %s', (id, keys, theme) => {
    const grid = gridOf(110, 34);
    const lines = screenAfter(id, keys, grid);
    expectPainted(painted(lines, grid, theme), lines, grid, theme);
  });
});

test('only rows that look different are painted, and then all is as if it was painted at once', () => {
  const grid = gridOf(70, 20);
  const screens = ['', 'l', 'l l', '6', 'n', 'G', '?', 'O', 'q'].map((keys) =>
    screenAfter('target-13', keys, grid),
  );
  const order = fc.array(fc.constantFrom(...screens), { minLength: 2, maxLength: 3 });
  fc.assert(
    fc.property(order, (shown) => {
      const canvas = new PaintedCanvas(9);
      const painter = new Painter(canvas);
      const counts = shown.map((lines) => painter.paint(lines, grid, 'dark').length);
      const last = shown.at(-1) as Line[];
      expect(painter.paint(last, grid, 'dark')).toEqual([]);
      const anew = painted(last, grid);
      expect(canvas.pixels).toEqual(anew.pixels);
      expect(new Map([...canvas.written].toSorted())).toEqual(new Map([...anew.written].toSorted()));
      expect(counts[0]).toBe(20);
    }),
    { numRuns: 6 },
  );
});

test('another theme, or another size, paints all rows', () => {
  const grid = gridOf(100, 30);
  const lines = screenAfter('target-13', 'l', grid);
  const painter = new Painter(new PaintedCanvas(9));
  painter.paint(lines, grid, 'dark');
  expect(painter.paint(lines, grid, 'light')).toHaveLength(30);
  expect(painter.paint(lines, gridOf(100, 30), 'light')).toHaveLength(30);
});

describe('Bangla has no width in cells', () => {
  const line = [span('n '), span('নোড'), span('  f '), span('লেয়ার')];

  test('it is written in its own width, and clicks find what is there', () => {
    const canvas = new PaintedCanvas(20);
    const painter = new Painter(canvas);
    painter.paint([line], gridOf(60, 1), 'dark');
    expect([...canvas.written.values()].map(({ text }) => text).join('')).toBe('n নোড  f লেয়ার');
    const columns = Array.from({ length: 60 * 8 }, (_, x) => painter.cellAt(x, 3)?.column ?? -1);
    expect(
      columns.every(
        (column, x) => x === 0 || column >= (columns[x - 1] as number) || column === Math.floor(x / 8),
      ),
    ).toBe(true);
    // The f is 7 cells from the left in the line; its pixels are where it was written.
    expect(columns.indexOf(7)).toBeGreaterThan(7 * 8);
  });

  test('it is made narrower where it would not fit', () => {
    const canvas = new PaintedCanvas(50);
    new Painter(canvas).paint([line], gridOf(30, 1), 'dark');
    for (const { x } of canvas.written.values()) expect(x).toBeLessThan(30 * 8);
  });
});

test('outside of the screen there is no cell', () => {
  const painter = new Painter(new PaintedCanvas(9));
  expect(painter.cellAt(0, 0)).toBe(null);
  painter.paint([], gridOf(60, 16), 'dark');
  expect(painter.cellAt(0, 0)).toEqual({ column: 0, row: 0 });
  expect(painter.cellAt(60 * 8 - 1, 16 * 16 - 1)).toEqual({ column: 59, row: 15 });
  for (const [x, y] of [
    [-1, 0],
    [0, -1],
    [60 * 8, 0],
    [0, 16 * 16],
  ] as const)
    expect(painter.cellAt(x, y)).toBe(null);
});
