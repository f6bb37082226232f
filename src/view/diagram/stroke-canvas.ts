/** A grid of cells to draw on: box-drawing lines that join where they meet, with text over them. */
import type { Ground, Tone } from '../colours/palette.ts';
import type { Line, Size, Span } from '../terminal/text.ts';
import { type Arm, arms, strokeSigns } from './strokes.ts';

/** How a line is drawn. Where lines meet, the one of the highest level gives the cell its tone. */
export interface Pen {
  readonly tone: Tone;
  readonly isHeavy?: boolean;
  readonly level: number;
}

export class StrokeCanvas {
  readonly #size: Size;
  readonly #arms: Uint8Array;
  readonly #levels: Uint8Array;
  /** What a cell has instead of lines; empty for none. */
  readonly #texts: string[];
  readonly #tones: (Tone | undefined)[];
  readonly #grounds: (Ground | undefined)[];
  /** The spans of numbers, by the index of their first cell. They are written whole. */
  readonly #numbers = new Map<number, Span>();

  constructor(size: Size) {
    const cells = size.columns * size.rows;
    this.#size = size;
    this.#arms = new Uint8Array(cells);
    this.#levels = new Uint8Array(cells);
    this.#texts = new Array<string>(cells).fill('');
    this.#tones = new Array<Tone | undefined>(cells).fill(undefined);
    this.#grounds = new Array<Ground | undefined>(cells).fill(undefined);
  }

  /** A line between the middles of two cells of a row. */
  horizontal(y: number, from: number, to: number, pen: Pen): void {
    const [left, right] = from <= to ? [from, to] : [to, from];
    for (let x = left; x < right; x++) {
      this.arm(x, y, 'right', pen);
      this.arm(x + 1, y, 'left', pen);
    }
  }

  /** A line between the middles of two cells of a column. */
  vertical(x: number, from: number, to: number, pen: Pen): void {
    const [top, bottom] = from <= to ? [from, to] : [to, from];
    for (let y = top; y < bottom; y++) {
      this.arm(x, y, 'down', pen);
      this.arm(x, y + 1, 'up', pen);
    }
  }

  /** A line from the middle of a cell to its edge. A heavy arm stays heavy. */
  arm(x: number, y: number, arm: Arm, { tone, isHeavy = false, level }: Pen): void {
    const at = y * this.#size.columns + x;
    const shift = arms[arm];
    const before = this.#arms[at] as number;
    if (((before >> shift) & 2) === 0)
      this.#arms[at] = (before & ~(3 << shift)) | ((isHeavy ? 2 : 1) << shift);
    if (level < (this.#levels[at] as number)) return;
    this.#levels[at] = level;
    this.#tones[at] = tone;
  }

  /** A rectangle of cells with a ground and no text. */
  fill(x: number, y: number, { columns, rows }: Size, ground: Ground): void {
    for (let row = y; row < y + rows; row++)
      for (let column = x; column < x + columns; column++)
        this.#set(row * this.#size.columns + column, ' ', 'plain', ground);
  }

  /** Text over anything that is there. A span without a ground keeps the ground that is there. */
  text(x: number, y: number, line: Line): void {
    let at = y * this.#size.columns + x;
    for (const each of line) {
      const ground = each.ground ?? this.#grounds[at];
      if (each.value !== undefined && each.text !== '')
        this.#numbers.set(at, ground ? { ...each, ground } : each);
      for (const character of each.text) this.#set(at++, character, each.tone, ground);
    }
  }

  #set(at: number, text: string, tone: Tone, ground: Ground | undefined): void {
    this.#texts[at] = text;
    this.#tones[at] = tone;
    this.#grounds[at] = ground;
  }

  lines(): Line[] {
    return Array.from({ length: this.#size.rows }, (_, row) => this.#row(row));
  }

  /** The cells of a row up to the last that is not blank. */
  #row(row: number): Line {
    const start = row * this.#size.columns;
    let end = start + this.#size.columns;
    while (end > start && this.#isBlank(end - 1)) end--;
    const spans: Span[] = [];
    let run = '';
    let tone: Tone = 'plain';
    let ground: Ground | undefined;
    const close = () => {
      if (run !== '') spans.push(ground === undefined ? { text: run, tone } : { text: run, tone, ground });
      run = '';
    };
    for (let at = start; at < end; at++) {
      const number = this.#numbers.get(at);
      if (number) {
        close();
        spans.push(number);
        at += number.text.length - 1;
        continue;
      }
      const text: string = this.#texts[at] || (strokeSigns[this.#arms[at] as number] as string);
      const own: Tone = this.#tones[at] ?? tone;
      const below: Ground | undefined = this.#grounds[at];
      // A blank has no colour but that of its ground.
      if (run !== '' && ((own !== tone && text !== ' ') || below !== ground)) close();
      if (run === '' || text !== ' ') tone = own;
      ground = below;
      run += text;
    }
    close();
    return spans;
  }

  #isBlank(at: number): boolean {
    const text = this.#texts[at];
    return this.#grounds[at] === undefined && (text === ' ' || (text === '' && this.#arms[at] === 0));
  }
}
