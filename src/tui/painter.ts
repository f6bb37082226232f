/**
 * Writes the lines of a screen to a terminal: only the cells that have changed since the last painting. Ink would parse
 * each frame again into cells, which takes 15 times as long as everything else that a key does.
 */
import { type Colouring, type Paint, paintOf } from '../view/colours/palette.ts';
import { sgrBetween } from '../view/colours/sgr.ts';
import type { Line, Size } from '../view/terminal/text.ts';
import { isNarrow } from '../view/terminal/width.ts';

const ESCAPE = '\u001b[';
/** Between these two the terminal collects what it shows (synchronized output, mode 2026). */
const BEGIN = `${ESCAPE}?2026h`;
const END = `${ESCAPE}?2026l`;
/** A row that is wider than the terminal thinks must not wrap onto the next one. */
const WRAP_OFF = `${ESCAPE}?7l`;
const WRAP_ON = `${ESCAPE}?7h`;
const ERASE_TO_END = `${ESCAPE}K`;

/** Unchanged cells between two changes that are written again, since moving the cursor takes as many bytes. */
const NEAR = 5;

const PLAIN: Paint = { foreground: null, background: null, bold: false, dim: false, inverse: false };

/** What a painter needs of a terminal's output. */
export interface PaintedStream {
  write(text: string): boolean;
  once(event: 'drain', listener: () => void): unknown;
}

/** A row as it was painted: a character and a style for each cell, or, if widths are not certain, for each character. */
interface PaintedRow {
  readonly line: Line;
  readonly text: string;
  readonly paints: readonly Paint[];
  /** Whether every character takes one cell in every terminal. */
  readonly isEven: boolean;
}

export class Painter {
  readonly #stream: PaintedStream;
  #rows: readonly PaintedRow[] = [];
  #size: Size = { columns: 0, rows: 0 };
  #latest: { lines: readonly Line[]; size: Size; colouring: Colouring } | null = null;
  #colouring: Colouring | null = null;
  #isPaused = false;
  /** Whether the terminal has not yet taken what was written. */
  #isWaiting = false;

  constructor(stream: PaintedStream) {
    this.#stream = stream;
  }

  /**
   * Shows lines on a terminal of a size. If the terminal is behind, only the latest lines are shown when it is ready.
   *
   * @param lines one for each row, none wider than the terminal
   */
  paint(lines: readonly Line[], size: Size, colouring: Colouring): void {
    this.#latest = { lines, size, colouring };
    if (!this.#isPaused && !this.#isWaiting) this.#show();
  }

  /** Paints every cell again, as after another program has used the terminal. */
  repaint(): void {
    this.#rows = [];
    this.#isPaused = false;
    if (!this.#isWaiting) this.#show();
  }

  /** Writes nothing until `repaint`: another program has the terminal. */
  pause(): void {
    this.#isPaused = true;
  }

  #show(): void {
    if (!this.#latest) return;
    const { lines, size, colouring } = this.#latest;
    const isSame = size.columns === this.#size.columns && size.rows === this.#size.rows;
    if (!isSame || colouring !== this.#colouring) this.#rows = [];
    const before = this.#rows;
    this.#rows = Array.from({ length: size.rows }, (_, index) => {
      const line = lines[index] ?? [];
      const known = before[index];
      return known?.line === line ? known : rowOf(line, size.columns, colouring);
    });
    this.#size = size;
    this.#colouring = colouring;
    const text = changesBetween(before, this.#rows);
    if (text === '' || this.#stream.write(`${BEGIN}${text}${END}`)) return;
    this.#isWaiting = true;
    this.#stream.once('drain', () => {
      this.#isWaiting = false;
      if (!this.#isPaused) this.#show();
    });
  }
}

/** Whether a blank is visible in a style. */
function hasGround({ background, inverse }: Paint): boolean {
  return background !== null || inverse;
}

function rowOf(line: Line, columns: number, colouring: Colouring): PaintedRow {
  let text = '';
  const paints: Paint[] = [];
  for (const each of line) {
    if (each.text === '') continue;
    const paint = paintOf(each.tone, each.ground, colouring);
    // The colour of a blank is that of its ground alone.
    const ofBlank = hasGround(paint) ? paint : PLAIN;
    for (let at = 0; at < each.text.length; at++) paints.push(each.text[at] === ' ' ? ofBlank : paint);
    text += each.text;
  }
  const isEven = text.length <= columns && isNarrow(text);
  if (isEven) {
    for (let at = text.length; at < columns; at++) paints.push(PLAIN);
    text = text.padEnd(columns);
  }
  return { line, text, paints, isEven };
}

/** The text that changes the terminal from some rows to others; empty if nothing has changed. It ends in the default style. */
function changesBetween(before: readonly PaintedRow[], after: readonly PaintedRow[]): string {
  const pen = new Pen();
  for (const [index, row] of after.entries()) {
    const old = before[index];
    if (old === row) continue;
    if (!old?.isEven || !row.isEven) {
      if (old?.text !== row.text || !areSame(old.paints, row.paints)) pen.whole(index, row);
    } else {
      for (const [start, end] of changedCells(old, row)) pen.cells(index, row, start, end);
    }
  }
  return pen.end();
}

function areSame(a: readonly Paint[], b: readonly Paint[]): boolean {
  return a.length === b.length && a.every((paint, index) => paint === b[index]);
}

/** Stretches of cells, each from its first cell to the one after its last, that together hold all changes of a row. */
function changedCells(old: PaintedRow, row: PaintedRow): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < row.text.length; at++) {
    if (old.text.charCodeAt(at) === row.text.charCodeAt(at) && old.paints[at] === row.paints[at]) continue;
    const last = found.at(-1);
    if (last && at - last[1] <= NEAR) last[1] = at + 1;
    else found.push([at, at + 1]);
  }
  return found;
}

/** Collects what is written, and moves and styles no more than needed. */
class Pen {
  #text = '';
  #paint: Paint = PLAIN;
  /** The row in which the cursor is; null at the beginning. */
  #row: number | null = null;

  /** Writes a stretch of the cells of a row. */
  cells(row: number, { text, paints }: PaintedRow, start: number, end: number): void {
    this.#text += row === this.#row ? `${ESCAPE}${start + 1}G` : `${ESCAPE}${row + 1};${start + 1}H`;
    this.#row = row;
    this.#write(text, paints, start, end);
  }

  /** Writes a row whose characters may be wider or narrower than one cell. */
  whole(row: number, { text, paints, isEven }: PaintedRow): void {
    const end = text.trimEnd().length;
    const last = paints.findLastIndex((paint) => paint !== PLAIN) + 1;
    this.#text += `${ESCAPE}${row + 1}H${isEven ? '' : WRAP_OFF}`;
    this.#write(text, paints, 0, Math.max(end, last));
    this.#style(PLAIN);
    // After the last cell of a row the cursor is still on it, and erasing would take it away.
    if (!isEven || Math.max(end, last) < text.length) this.#text += ERASE_TO_END;
    if (!isEven) this.#text += WRAP_ON;
    this.#row = null;
  }

  #write(text: string, paints: readonly Paint[], start: number, end: number): void {
    for (let from = start; from < end; ) {
      const own = paints[from] ?? PLAIN;
      // A blank without a ground looks the same in every colour of text.
      const paint = own === PLAIN && text[from] === ' ' && !hasGround(this.#paint) ? this.#paint : own;
      const isFree = !hasGround(paint);
      let to = from + 1;
      while (to < end && (paints[to] === paint || (isFree && paints[to] === PLAIN && text[to] === ' '))) to++;
      this.#style(paint);
      this.#text += text.slice(from, to);
      from = to;
    }
  }

  #style(paint: Paint): void {
    const codes = sgrBetween(this.#paint, paint);
    if (codes !== '') this.#text += `${ESCAPE}${codes}m`;
    this.#paint = paint;
  }

  end(): string {
    this.#style(PLAIN);
    return this.#text;
  }
}
