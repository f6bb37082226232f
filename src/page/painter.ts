/**
 * Paints the lines of a screen on a canvas: each character in its own cells, whatever its font. Only rows that look
 * different now are painted.
 */
import { imagePaint, type ThemeName, themes } from '../view/colours/theme.ts';
import { blockPath, dotPath, withoutShapes } from '../view/diagram/blocks.ts';
import { joined } from '../view/terminal/joined.ts';
import type { Line, Span } from '../view/terminal/text.ts';
import { isNarrow, textWidth } from '../view/terminal/width.ts';
import type { Grid } from './geometry.ts';
import { drawStroke, isStroke, type Shapes } from './strokes.ts';

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

/** Runs of letters that every font has in its own width, and other characters with the marks on them. */
const pieces = /[\x21-\x7e]+(?!\p{M})|[^ ]\p{M}*/gu;
const isUsual = /^[\x21-\x7e]+$/;

const rounded = (pixels: number) => Math.round(pixels);

export class Painter {
  readonly #canvas: Canvas;
  #grid: Grid | null = null;
  #theme: ThemeName = 'dark';
  /** What each row looks like, and whether it is free: whether letters may stand out of their cells. */
  #rows: { readonly look: string; readonly isFree: boolean }[] = [];
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
    if (grid !== this.#grid || theme !== this.#theme) this.#rows = [];
    this.#grid = grid;
    this.#theme = theme;
    const rows = Array.from({ length: grid.size.rows }, (_, row) => joined(lines[row] ?? []));
    const looks = rows.map((line) => ({ look: lookOf(line), isFree: !line.every(isInCells) }));
    const isChanged = (row: number) => looks[row]?.look !== this.#rows[row]?.look;
    const isFree = (row: number) => looks[row]?.isFree === true || this.#rows[row]?.isFree === true;
    // The tips of letters that stand out of their cells are in the rows above and below.
    const painted = [...rows.keys()].filter(
      (row) => isChanged(row) || [row - 1, row + 1].some((near) => isChanged(near) && isFree(near)),
    );
    for (const row of painted) this.#paintGround(row, rows[row] as Line, grid);
    const moved = rows.map((_, row) => this.#moved[row] ?? []);
    for (const row of painted) moved[row] = this.#paintText(row, rows[row] as Line, grid);
    this.#moved = moved;
    this.#rows = looks;
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

  #paintGround(row: number, line: Line, { cell, size }: Grid): void {
    const canvas = this.#canvas;
    const y = row * cell.height;
    canvas.fillStyle = themes[this.#theme].background;
    canvas.fillRect(0, y, size.columns * cell.width, cell.height);
    let column = 0;
    for (const each of line) {
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
  #paintText(row: number, line: Line, grid: Grid): Moved[] {
    const { cell } = grid;
    const y = row * cell.height;
    let column = 0;
    for (const [index, each] of line.entries()) {
      if (!isInCells(each)) return this.#paintFree(line.slice(index), column, y, grid);
      const { foreground, bold } = imagePaint(each.tone, each.ground, this.#theme);
      this.#style(foreground, bold, grid);
      this.#paintShapes(each.text, column, y, grid, foreground);
      for (const { 0: piece, index: at } of withoutShapes(each.text).matchAll(pieces)) {
        const x = (column + columnsBefore(each.text, at)) * cell.width;
        if (isStroke(piece)) drawStroke(this.#canvas, piece, { x, y, ...cell }, foreground);
        else if (isUsual.test(piece)) this.#write(piece, x, y, cell.height);
        else this.#write(piece, x, y, cell.height, textWidth(piece) * cell.width);
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

  #style(colour: string, isBold: boolean, { font }: Grid): void {
    this.#canvas.fillStyle = colour;
    this.#canvas.font = `${isBold ? 'bold ' : ''}${font}px ${FONTS}`;
  }

  #write(text: string, x: number, y: number, height: number, most?: number): void {
    this.#canvas.fillText(text, x, y + Math.round(FOOT * height), most);
  }
}

/** Whether every character stands in cells of its own. */
function isInCells({ text }: Span): boolean {
  return !/\p{Script=Bengali}/u.test(text);
}

/** What a line looks like, as one text. */
function lookOf(line: Line): string {
  return line.map(({ tone, ground, text }) => `${tone} ${ground ?? ''} ${text}`).join('\n');
}

function widthOf({ text }: Span): number {
  return textWidth(text);
}

/** The cells of the start of a text, in UTF-16 units. */
function columnsBefore(text: string, at: number): number {
  return isNarrow(text) ? at : textWidth(text.slice(0, at));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
