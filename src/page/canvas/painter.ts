/**
 * Paints the lines of a screen on a canvas: each character in its own cells, whatever its font. Only rows that look
 * different now are painted.
 */
import { imagePaint, type ThemeName, themes } from '../../view/colours/theme.ts';
import { blockPath, dotPath } from '../../view/diagram/blocks.ts';
import type { Line, Span } from '../../view/terminal/text.ts';
import { textWidth } from '../../view/terminal/width.ts';
import type { Grid } from './geometry.ts';
import { piecesOf } from './pieces.ts';
import { changedPart, isInCells, type Part, type Row, rowOf } from './rows.ts';
import { drawStroke, type Shapes } from './strokes.ts';

/** What is used of a canvas. Places are in pixels of the device. */
export interface Canvas extends Shapes {
  font: string;
  fillText(text: string, x: number, y: number, maxWidth?: number): void;
  measureText(text: string): { readonly width: number };
  /** Fills, or draws the line of, a path in the form of SVG. */
  fillPath(path: string): void;
  strokePath(path: string): void;
}

/** Monospaced fonts that have most signs of the screen. What they lack is drawn, or fitted into its cell. */
export const FONTS =
  "ui-monospace, 'DejaVu Sans Mono', Menlo, 'Cascadia Mono', Consolas, 'Liberation Mono', 'Noto Sans Bengali', monospace";

/** The place of the letters' foot in a cell, from above. */
const FOOT = 0.76;

/** A piece of a row that does not stand in its cells, in pixels from the left and in cells. */
interface Moved {
  readonly x: number;
  readonly width: number;
  readonly column: number;
  readonly columns: number;
}

const rounded = (pixels: number) => Math.round(pixels);

export class Painter {
  readonly #canvas: Canvas;
  #grid: Grid | null = null;
  #theme: ThemeName = 'dark';
  /** The font that the canvas has; empty if it is not known. */
  #font = '';
  /** What is in each row. */
  #rows: readonly Row[] = [];
  #moved: readonly Moved[][] = [];

  constructor(canvas: Canvas) {
    this.#canvas = canvas;
  }

  /**
   * Paints lines, one for each row of the grid.
   *
   * @returns the rows that were painted
   */
  paint(lines: readonly Line[], grid: Grid, theme: ThemeName): number[] {
    if (grid !== this.#grid || theme !== this.#theme) {
      this.#rows = [];
      // A canvas of another size has lost it.
      this.#font = '';
    }
    this.#grid = grid;
    this.#theme = theme;
    const before = this.#rows;
    this.#rows = Array.from({ length: grid.size.rows }, (_, row) => rowOf(lines[row] ?? [], before[row]));
    const isChanged = (row: number) => this.#rows[row] !== before[row];
    const isFree = (row: number) => this.#rows[row]?.isFree === true || before[row]?.isFree === true;
    // The tips of letters that stand out of their cells are in the rows above and below.
    const isNear = (row: number) => [row - 1, row + 1].some((near) => isChanged(near) && isFree(near));
    const painted = [...this.#rows.keys()].filter((row) => isChanged(row) || isNear(row));
    const parts = painted.map((row) => {
      const whole = { from: 0, to: this.#rows[row]?.line.length ?? 0, start: 0, end: grid.size.columns };
      return {
        row,
        part: isFree(row) || isNear(row) ? whole : changedPart(this.#rows[row], before[row], whole),
      };
    });
    for (const { row, part } of parts) this.#paintGround(row, part, grid);
    const moved = [...this.#rows.keys()].map((row) => this.#moved[row] ?? []);
    for (const { row, part } of parts) moved[row] = this.#paintText(row, part, grid);
    this.#moved = moved;
    return painted;
  }

  /** The row and column at a place in pixels. */
  cellAt(x: number, y: number): { column: number; row: number } | null {
    if (!this.#grid) return null;
    const { cell, size } = this.#grid;
    const row = Math.floor(y / cell.height);
    const moved = this.#moved[row]?.find((each) => x >= each.x && x < each.x + each.width);
    const column = moved
      ? moved.column + Math.floor(((x - moved.x) / moved.width) * moved.columns)
      : Math.floor(x / cell.width);
    return row < 0 || row >= size.rows || column < 0 || column >= size.columns ? null : { column, row };
  }

  #paintGround(row: number, { from, to, start, end }: Part, { cell }: Grid): void {
    const canvas = this.#canvas;
    const y = row * cell.height;
    canvas.fillStyle = themes[this.#theme].background;
    canvas.fillRect(start * cell.width, y, (end - start) * cell.width, cell.height);
    let column = start;
    for (const each of this.#lineOf(row).slice(from, to)) {
      if (!isInCells(each)) return;
      const columns = widthOf(each);
      const { background } = imagePaint(each.tone, each.ground, this.#theme);
      if (background !== null) {
        canvas.fillStyle = background;
        canvas.fillRect(column * cell.width, y, columns * cell.width, cell.height);
      }
      column += columns;
    }
  }

  /** Returns what does not stand in its cells. */
  #paintText(row: number, { from, to, start }: Part, grid: Grid): Moved[] {
    const { cell } = grid;
    const y = row * cell.height;
    const line = this.#lineOf(row);
    let column = start;
    for (const [index, each] of line.slice(from, to).entries()) {
      if (!isInCells(each)) return this.#paintFree(line.slice(from + index), column, y, grid);
      const { foreground, bold } = imagePaint(each.tone, each.ground, this.#theme);
      this.#style(foreground, bold, grid);
      const { all, hasShapes } = piecesOf(each.text);
      if (hasShapes) this.#paintShapes(each.text, column, y, grid, foreground);
      for (const { kind, text, column: at, columns } of all) {
        const x = (column + at) * cell.width;
        if (kind === 'stroke') drawStroke(this.#canvas, text, { x, y, ...cell }, foreground);
        else if (kind === 'letters') this.#write(text, x, y, cell.height);
        else this.#write(text, x, y, cell.height, columns * cell.width);
      }
      column += widthOf(each);
    }
    return [];
  }

  /** Blocks and the dots of braille. */
  #paintShapes(text: string, column: number, top: number, { cell }: Grid, colour: string): void {
    const place = { x: column * cell.width, y: top, cell };
    const blocks = blockPath(text, place, rounded);
    const dots = dotPath(text, place, (pixels) => pixels);
    if (blocks !== '') this.#canvas.fillPath(blocks);
    if (dots === '') return;
    this.#canvas.strokeStyle = colour;
    this.#canvas.lineWidth = cell.width / 3.2;
    this.#canvas.lineCap = 'round';
    this.#canvas.strokePath(dots);
  }

  /**
   * Text that is last on its line, in its natural width: letters of Bangla join, and have no width in cells. It is made
   * narrower if it would not fit.
   */
  #paintFree(spans: readonly Span[], start: number, y: number, grid: Grid): Moved[] {
    const { cell, size } = grid;
    const widths = spans.map((each) => {
      const { foreground, bold } = imagePaint(each.tone, each.ground, this.#theme);
      this.#style(foreground, bold, grid);
      return this.#canvas.measureText(each.text).width;
    });
    const room = (size.columns - start) * cell.width;
    const share = Math.min(1, room / Math.max(1, sumOf(widths)));
    const moved: Moved[] = [];
    let x = start * cell.width;
    let column = start;
    for (const [index, each] of spans.entries()) {
      const width = (widths[index] as number) * share;
      const { foreground, background, bold } = imagePaint(each.tone, each.ground, this.#theme);
      if (background !== null) {
        this.#canvas.fillStyle = background;
        this.#canvas.fillRect(x, y, width, cell.height);
      }
      this.#style(foreground, bold, grid);
      this.#write(each.text, x, y, cell.height, width);
      moved.push({ x, width, column, columns: widthOf(each) });
      x += width;
      column += widthOf(each);
    }
    return moved;
  }

  #lineOf(row: number): Line {
    return this.#rows[row]?.line ?? [];
  }

  #style(colour: string, isBold: boolean, { font }: Grid): void {
    this.#canvas.fillStyle = colour;
    const wanted = `${isBold ? 'bold ' : ''}${font}px ${FONTS}`;
    // The browser reads the text of a font anew each time.
    if (wanted !== this.#font) this.#canvas.font = wanted;
    this.#font = wanted;
  }

  #write(text: string, x: number, y: number, height: number, most?: number): void {
    this.#canvas.fillText(text, x, y + Math.round(FOOT * height), most);
  }
}

function widthOf({ text }: Span): number {
  return textWidth(text);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
