/**
 * Writes the lines of a screen to a terminal: only the cells that have changed since the last painting. Ink would parse
 * each frame again into cells, which takes 15 times as long as everything else that a key does.
 */
import type { Colouring } from '../view/colours/palette.ts';
import type { Line, Size, Span } from '../view/terminal/text.ts';
import { isNarrow } from '../view/terminal/width.ts';
import { type Cells, Pen } from './pen.ts';
import { PLAIN, Styles } from './styles.ts';

/** Between these two the terminal collects what it shows (synchronized output, mode 2026). */
const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';

const BLANK = 32;
const EMPTY: Line = [];

/** What a painter needs of a terminal's output. */
export interface PaintedStream {
  write(text: string): boolean;
  once(event: 'drain', listener: () => void): unknown;
}

/** A row as the terminal shows it. */
interface PaintedRow extends Cells {
  line: Line;
  /** Whether every character takes one cell in every terminal. Then there are as many of them as columns. */
  readonly isEven: boolean;
}

export class Painter {
  readonly #stream: PaintedStream;
  #rows: PaintedRow[] = [];
  #size: Size = { columns: 0, rows: 0 };
  #latest: { lines: readonly Line[]; size: Size; colouring: Colouring } | null = null;
  #colouring: Colouring | null = null;
  #styles: Styles | null = null;
  /** The cells of one row that have changed, while it is compared. */
  #changed = new Uint16Array(0);
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
    if (colouring !== this.#colouring || !this.#styles) this.#styles = new Styles(colouring);
    if (!isSame) this.#changed = new Uint16Array(size.columns);
    this.#size = size;
    this.#colouring = colouring;
    const pen = new Pen(this.#styles, size.columns);
    for (let row = 0; row < size.rows; row++) this.#paintRow(row, lines[row] ?? EMPTY, this.#styles, pen);
    const text = pen.end();
    if (text === '' || this.#stream.write(`${BEGIN}${text}${END}`)) return;
    this.#isWaiting = true;
    this.#stream.once('drain', () => {
      this.#isWaiting = false;
      if (!this.#isPaused) this.#show();
    });
  }

  #paintRow(index: number, line: Line, styles: Styles, pen: Pen): void {
    const { columns } = this.#size;
    const known = this.#rows[index];
    if (known?.line === line) return;
    const same = known?.isEven ? sameAtStart(known.line, line) : 0;
    const isEven = isEvenFrom(line, same, columns);
    if (known?.isEven && isEven) {
      const count = changedCells(known, line, same, styles, this.#changed);
      known.line = line;
      pen.cells(index, known, this.#changed, count);
      return;
    }
    const row = isEven ? evenRow(line, columns, styles) : unevenRow(line, styles);
    this.#rows[index] = row;
    if (!known || !areSame(known, row)) pen.whole(index, row, isEven);
  }
}

/** How many spans at the start of two lines look the same. */
function sameAtStart(one: Line, other: Line): number {
  const most = Math.min(one.length, other.length);
  let index = 0;
  while (index < most && looksSame(one[index] as Span, other[index] as Span)) index++;
  return index;
}

function looksSame(one: Span, other: Span): boolean {
  return one === other || (one.text === other.text && one.tone === other.tone && one.ground === other.ground);
}

/** Whether every character takes one cell and all have room, in a line whose first `narrow` spans are known to be so. */
function isEvenFrom(line: Line, narrow: number, columns: number): boolean {
  let length = 0;
  for (let index = 0; index < line.length; index++) {
    const { text } = line[index] as Span;
    if (index >= narrow && !isNarrow(text)) return false;
    length += text.length;
  }
  return length <= columns;
}

/**
 * Changes an even row to another one.
 *
 * @param same how many spans at the start have not changed
 * @param changed gets the columns of the cells that look different now
 * @returns how many there are
 */
function changedCells(
  { characters, styles: shown }: PaintedRow,
  line: Line,
  same: number,
  styles: Styles,
  changed: Uint16Array,
): number {
  let count = 0;
  let column = 0;
  for (let index = 0; index < line.length; index++) {
    const { text, tone, ground } = line[index] as Span;
    if (index < same) {
      column += text.length;
      continue;
    }
    const style = styles.of(tone, ground);
    for (let at = 0; at < text.length; at++, column++) {
      const character = text.charCodeAt(at);
      const old = shown[column] as number;
      if (
        characters[column] === character &&
        (old === style || (character === BLANK && styles.isSameGround(old, style)))
      )
        continue;
      characters[column] = character;
      shown[column] = style;
      changed[count++] = column;
    }
  }
  for (; column < characters.length; column++) {
    if (characters[column] === BLANK && styles.isSameGround(shown[column] as number, PLAIN)) continue;
    characters[column] = BLANK;
    shown[column] = PLAIN;
    changed[count++] = column;
  }
  return count;
}

function evenRow(line: Line, columns: number, styles: Styles): PaintedRow {
  const row = {
    line,
    characters: new Uint16Array(columns).fill(BLANK),
    styles: new Uint16Array(columns),
    isEven: true,
  };
  changedCells(row, line, 0, styles, new Uint16Array(columns));
  return row;
}

/** A row with the characters and styles of its text, however many cells they take. */
function unevenRow(line: Line, styles: Styles): PaintedRow {
  const text = line.map((each) => each.text).join('');
  return {
    line,
    characters: Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
    styles: Uint16Array.from(
      line.flatMap((each) =>
        Array.from({ length: each.text.length }, () => styles.of(each.tone, each.ground)),
      ),
    ),
    isEven: false,
  };
}

function areSame(one: PaintedRow, other: PaintedRow): boolean {
  const { length } = one.characters;
  return (
    length === other.characters.length &&
    one.characters.every((character, at) => character === other.characters[at]) &&
    one.styles.every((style, at) => style === other.styles[at])
  );
}
