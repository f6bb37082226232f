/** A grid of cells to draw on: lines in braille dots (2 × 4 per cell), with text over them. */
import type { Ground, Tone } from '../colours/palette.ts';
import { type Line, type Size, type Span, span } from './text.ts';

/** A position in cells, from 0 at the top left; lines use fractions of a cell. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Code point of the first of the 256 braille patterns; the bit of each dot by row and column (Unicode 15, section
 * 21.1).
 */
export const BRAILLE = 0x2800;
export const dotBits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** A number on the canvas: its span and its first column. */
interface PlacedNumber {
  readonly span: Span;
  readonly x: number;
}

interface Cell {
  /** One character, or null if the cell has only dots. */
  readonly text: string | null;
  readonly dots: number;
  readonly tone: Tone;
  readonly ground: Ground | undefined;
  /** The number that the character belongs to; null for other text. */
  readonly number: PlacedNumber | null;
}

/** Most cells of a drawing stay empty, so they are one object. */
const EMPTY: Cell = { text: null, dots: 0, tone: 'mute', ground: undefined, number: null };

export class Canvas {
  readonly #size: Size;
  readonly #cells: Cell[];

  constructor(size: Size) {
    this.#size = size;
    this.#cells = new Array<Cell>(size.columns * size.rows).fill(EMPTY);
  }

  /**
   * Draws a straight line between the middles of two cells: horizontal in box characters, otherwise in braille dots. A
   * heavy line takes the place of the lines that it crosses, so that no part of them has its tone.
   */
  line(from: Point, to: Point, tone: Tone, { dashed = false, heavy = false } = {}): void {
    if (from.y === to.y) {
      const character = dashed ? (heavy ? '╍' : '╌') : heavy ? '━' : '─';
      this.text(from, [span(character.repeat(Math.max(0, to.x - from.x + 1)), tone)]);
      return;
    }
    const start = { x: from.x * 2, y: from.y * 4 + 1 };
    const end = { x: to.x * 2 + 1, y: to.y * 4 + 1 };
    const dots = Math.max(Math.abs(end.x - start.x), Math.abs(end.y - start.y));
    const own = Array.from({ length: dots + 1 }, (_, dot) => dot)
      .filter((dot) => !dashed || dot % 6 <= 2)
      .flatMap((dot) => {
        const x = Math.round(start.x + ((end.x - start.x) * dot) / dots);
        const y = Math.round(start.y + ((end.y - start.y) * dot) / dots);
        return (heavy ? [0, 1, 2] : [0, 1]).map((below): Point => ({ x, y: y + below }));
      });
    if (heavy) for (const each of own) this.#clear(each);
    for (const each of own) this.#dot(each.x, each.y, tone);
  }

  /**
   * Draws a line through points in braille dots, in any direction. The points are in dots, not in cells. A thick line
   * also has the dots below.
   */
  trail(points: readonly Point[], tone: Tone, { dashed = false, thick = false } = {}): void {
    let drawn = 0;
    for (const [index, to] of points.entries()) {
      const from = points[Math.max(0, index - 1)] as Point;
      const dots = Math.max(1, Math.round(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))));
      for (let dot = index === 0 ? dots : 1; dot <= dots; dot++) {
        drawn += 1;
        if (dashed && drawn % 6 > 2) continue;
        const t = dot / dots;
        const [x, y] = [Math.round(from.x + (to.x - from.x) * t), Math.round(from.y + (to.y - from.y) * t)];
        this.#dot(x, y, tone);
        if (thick) this.#dot(x, y + 1, tone);
      }
    }
  }

  /**
   * Writes text over anything that is there, one cell per character; characters outside the canvas are left out. A
   * number of which a part is outside, or is written over later, becomes `…`.
   */
  text(at: Point, spans: Line): void {
    const y = Math.round(at.y);
    let x = Math.round(at.x);
    for (const each of spans) {
      const number = each.value === undefined ? null : { span: each, x };
      for (const character of each.text) {
        const dots = this.#cell(x, y)?.dots ?? 0;
        this.#put(x, y, { text: character, dots, tone: each.tone, ground: each.ground, number });
        x += 1;
      }
    }
  }

  /** Writes one character if there is nothing in its cell. */
  behind({ x, y }: Point, { text, tone }: Span): void {
    const cell = this.#cell(x, y);
    if (cell && cell.text === null && cell.dots === 0)
      this.#put(Math.round(x), Math.round(y), { ...cell, text, tone });
  }

  lines(): Line[] {
    return Array.from({ length: this.#size.rows }, (_, row) => this.#row(row));
  }

  /** A row in as few spans as its styles and numbers allow. */
  #row(row: number): Line {
    const spans: Span[] = [];
    let text = '';
    let { tone, ground }: Pick<Cell, 'tone' | 'ground'> = EMPTY;
    const end = () => {
      if (text !== '') spans.push(span(text, tone, ground));
      text = '';
    };
    const add = (more: string, style: Pick<Cell, 'tone' | 'ground'>) => {
      if (style.tone !== tone || style.ground !== ground) end();
      ({ tone, ground } = style);
      text += more;
    };
    for (let x = 0; x < this.#size.columns; ) {
      const empty = this.#emptyFrom(x, row);
      if (empty > 0) {
        add(' '.repeat(empty), EMPTY);
        x += empty;
        continue;
      }
      const cell = this.#cell(x, row) as Cell;
      const { number, dots } = cell;
      const whole = number && this.#wholeNumber(number, x, row);
      if (whole) {
        end();
        spans.push(whole);
        x += whole.text.length;
        continue;
      }
      const isFirst = number !== null && this.#cell(x - 1, row)?.number !== number;
      const character = cell.text ?? (dots === 0 ? ' ' : String.fromCodePoint(BRAILLE + dots));
      add(number === null ? character : isFirst ? '…' : ' ', cell);
      x += 1;
    }
    end();
    return spans;
  }

  /** The number of empty cells in a row from `x` on. */
  #emptyFrom(x: number, row: number): number {
    let end = x;
    while (end < this.#size.columns && this.#cell(end, row) === EMPTY) end++;
    return end - x;
  }

  /** The span of a number that starts in a cell, if all its cells are there. */
  #wholeNumber(number: PlacedNumber, x: number, row: number): Span | null {
    if (number.x !== x) return null;
    const { length } = number.span.text;
    for (let at = x; at < x + length; at++) if (this.#cell(at, row)?.number !== number) return null;
    return number.span;
  }

  /** Empties the cell of a dot. */
  #clear({ x, y }: Point): void {
    this.#put(Math.floor(x / 2), Math.floor(y / 4), EMPTY);
  }

  #dot(x: number, y: number, tone: Tone): void {
    const cell = this.#cell(Math.floor(x / 2), Math.floor(y / 4));
    if (!cell) return;
    const dots = cell.dots | dotBits[(y % 4) as 0 | 1 | 2 | 3][(x % 2) as 0 | 1];
    // Dots under a text are not seen.
    const seen = cell.text === null ? tone : cell.tone;
    this.#put(Math.floor(x / 2), Math.floor(y / 4), { ...cell, dots, tone: seen });
  }

  /** Replaces a cell; outside the canvas nothing happens. */
  #put(x: number, y: number, cell: Cell): void {
    if (this.#cell(x, y)) this.#cells[y * this.#size.columns + x] = cell;
  }

  #cell(x: number, y: number): Cell | undefined {
    const inside = x >= 0 && y >= 0 && x < this.#size.columns && y < this.#size.rows;
    return inside ? this.#cells[y * this.#size.columns + x] : undefined;
  }
}
