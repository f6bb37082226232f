/** A grid of cells to draw on: lines in braille dots (2 × 4 per cell), with text over them. */
import { type Line, type Size, type Span, span, type Tone } from './text.ts';

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

interface Cell {
  /** One character, or null if the cell has only dots. */
  text: string | null;
  dots: number;
  tone: Tone;
}

export class Canvas {
  readonly #size: Size;
  readonly #cells: Cell[];

  constructor(size: Size) {
    this.#size = size;
    this.#cells = Array.from({ length: size.columns * size.rows }, () => ({
      text: null,
      dots: 0,
      tone: 'dim',
    }));
  }

  /**
   * Draws a straight line between the middles of two cells: horizontal in box characters, otherwise in braille dots.
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
    for (let dot = 0; dot <= dots; dot++) {
      if (dashed && dot % 6 > 2) continue;
      const x = Math.round(start.x + ((end.x - start.x) * dot) / dots);
      const y = Math.round(start.y + ((end.y - start.y) * dot) / dots);
      this.#dot(x, y, tone);
      this.#dot(x, y + 1, tone);
      if (heavy) this.#dot(x, y + 2, tone);
    }
  }

  /** Draws a line through points in braille dots, in any direction. The points are in dots, not in cells. */
  trail(points: readonly Point[], tone: Tone, { dashed = false } = {}): void {
    let drawn = 0;
    for (const [index, to] of points.entries()) {
      const from = points[Math.max(0, index - 1)] as Point;
      const dots = Math.max(1, Math.round(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))));
      for (let dot = index === 0 ? dots : 1; dot <= dots; dot++) {
        drawn += 1;
        if (dashed && drawn % 6 > 2) continue;
        const t = dot / dots;
        this.#dot(Math.round(from.x + (to.x - from.x) * t), Math.round(from.y + (to.y - from.y) * t), tone);
      }
    }
  }

  /** Writes text over anything that is there, one cell per character; characters outside the canvas are left out. */
  text(at: Point, spans: Line): void {
    let x = Math.round(at.x);
    for (const { text, tone } of spans) {
      for (const character of text) {
        const cell = this.#cell(x, Math.round(at.y));
        if (cell) Object.assign(cell, { text: character, tone });
        x += 1;
      }
    }
  }

  lines(): Line[] {
    return Array.from({ length: this.#size.rows }, (_, row) => this.#row(row));
  }

  #row(row: number): Line {
    const spans: Span[] = [];
    for (let x = 0; x < this.#size.columns; x++) {
      const { text, dots, tone } = this.#cell(x, row) as Cell;
      const shown = text ?? (dots === 0 ? ' ' : String.fromCodePoint(BRAILLE + dots));
      const last = spans.at(-1);
      if (last && last.tone === tone) spans[spans.length - 1] = span(last.text + shown, tone);
      else spans.push(span(shown, tone));
    }
    return spans;
  }

  #dot(x: number, y: number, tone: Tone): void {
    const cell = this.#cell(Math.floor(x / 2), Math.floor(y / 4));
    if (!cell) return;
    cell.dots |= dotBits[(y % 4) as 0 | 1 | 2 | 3][(x % 2) as 0 | 1];
    cell.tone = tone;
  }

  #cell(x: number, y: number): Cell | undefined {
    const inside = x >= 0 && y >= 0 && x < this.#size.columns && y < this.#size.rows;
    return inside ? this.#cells[y * this.#size.columns + x] : undefined;
  }
}
