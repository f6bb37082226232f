/** Collects what is written to a terminal for one painting: moves and styles no more than needed. */
import { type Cursor, moveLength, moveText } from './moves.ts';
import { PLAIN, type Styles } from './styles.ts';

const BLANK = 32;
/** A row that is wider than the terminal thinks must not wrap onto the next one. */
const WRAP_OFF = '\u001b[?7l';
const WRAP_ON = '\u001b[?7h';
const ERASE_TO_END = '\u001b[K';

/** Unchanged cells between two changes that are written again, since moving the cursor takes as many characters. */
const NEAR = 3;

/** The characters of a row and their styles. */
export interface Cells {
  readonly characters: Uint16Array;
  readonly styles: Uint16Array;
}

/** Cells of a row that are written one after another in one style: from the first to the one after the last. */
interface Run {
  readonly index: number;
  readonly row: number;
  readonly cells: Cells;
  readonly start: number;
  end: number;
  style: number;
  /** Whether it has only blanks, which look the same in every style with that ground. */
  isBlank: boolean;
  isWritten: boolean;
}

export class Pen {
  readonly #styles: Styles;
  readonly #columns: number;
  readonly #runs: Run[] = [];
  readonly #cursor: Cursor = { row: -1, column: -1 };
  #style = PLAIN;
  #written = new Uint16Array(4096);
  #length = 0;

  constructor(styles: Styles, columns: number) {
    this.#styles = styles;
    this.#columns = columns;
  }

  /** Writes cells of a row in which every character takes one cell: the `count` first of `changed`, which ascend. */
  cells(row: number, cells: Cells, changed: Uint16Array, count: number): void {
    const { characters, styles } = cells;
    let last: Run | null = null;
    for (let index = 0; index < count; index++) {
      const column = changed[index] as number;
      const style = styles[column] as number;
      const isBlank = characters[column] === BLANK;
      if (last !== null && this.#isContinued(last, column, style, isBlank)) {
        last.end = column + 1;
        if (last.isBlank) last.style = style;
        last.isBlank &&= isBlank;
      } else {
        last = {
          index: this.#runs.length,
          row,
          cells,
          start: column,
          end: column + 1,
          style,
          isBlank,
          isWritten: false,
        };
        this.#runs.push(last);
      }
    }
  }

  /** Writes a whole row. In one that is not even, characters may be wider or narrower than one cell. */
  whole(row: number, { characters, styles }: Cells, isEven: boolean): void {
    let end = characters.length;
    while (
      end > 0 &&
      characters[end - 1] === BLANK &&
      this.#looksSame(styles[end - 1] as number, PLAIN, true)
    )
      end--;
    this.#move(row, 0);
    if (!isEven) this.#text(WRAP_OFF);
    for (let at = 0; at < end; at++) {
      const style = styles[at] as number;
      if (!this.#looksSame(style, this.#style, characters[at] === BLANK)) this.#change(style);
      this.#put(characters[at] as number);
    }
    this.#change(PLAIN);
    // After the last cell of a row the cursor is still on it, and erasing would take it away.
    if (!isEven || end < characters.length) this.#text(ERASE_TO_END);
    if (!isEven) this.#text(WRAP_ON);
    this.#cursor.row = -1;
    this.#cursor.column = -1;
  }

  /** All that was written; it ends in the default style. Empty if nothing was. */
  end(): string {
    this.#writeRuns();
    this.#change(PLAIN);
    return Buffer.from(this.#written.buffer, 0, 2 * this.#length).toString('utf16le');
  }

  /** Whether a changed cell can be written together with a run to its left. */
  #isContinued(run: Run, column: number, style: number, isBlank: boolean): boolean {
    if (column - run.end > NEAR) return false;
    const own = run.isBlank ? style : run.style;
    const isOne = this.#looksSame(style, own, isBlank) && this.#looksSame(run.style, own, run.isBlank);
    if (!isOne) return false;
    const { characters, styles } = run.cells;
    for (let at = run.end; at < column; at++) {
      if (!this.#looksSame(styles[at] as number, own, characters[at] === BLANK)) return false;
    }
    return true;
  }

  #looksSame(one: number, other: number, isBlank: boolean): boolean {
    return one === other || (isBlank && this.#styles.isSameGround(one, other));
  }

  /**
   * Writes the runs, each time the one that takes least, since a style often takes more characters than a move. It is
   * looked for among the run after the last one and the first run of each style.
   */
  #writeRuns(): void {
    const runs = this.#runs;
    const queues = new Map<number, { readonly runs: Run[]; first: number }>();
    for (const run of runs) {
      const queue = queues.get(run.style);
      if (queue) queue.runs.push(run);
      else queues.set(run.style, { runs: [run], first: 0 });
    }
    const open = [...queues.values()];
    let next = 0;
    for (let left = runs.length; left > 0; left--) {
      const following = runs[next];
      let best = following?.isWritten ? undefined : following;
      let least = best ? this.#costOf(best) : Number.POSITIVE_INFINITY;
      for (const queue of open) {
        while (queue.runs[queue.first]?.isWritten) queue.first++;
        const run = queue.runs[queue.first];
        const cost = run ? this.#costOf(run) : Number.POSITIVE_INFINITY;
        if (run && cost < least) {
          best = run;
          least = cost;
        }
      }
      if (!best) return;
      this.#run(best);
      next = best.index + 1;
    }
  }

  /** How many characters it takes to begin a run. */
  #costOf({ row, start, style, isBlank }: Run): number {
    const move = moveLength(this.#cursor, row, start);
    return this.#looksSame(style, this.#style, isBlank)
      ? move
      : move + this.#styles.between(this.#style, style).length;
  }

  #run(run: Run): void {
    const { row, cells, start, end, style, isBlank } = run;
    this.#move(row, start);
    if (!this.#looksSame(style, this.#style, isBlank)) this.#change(style);
    for (let at = start; at < end; at++) this.#put(cells.characters[at] as number);
    this.#cursor.column = end < this.#columns ? end : -1;
    run.isWritten = true;
  }

  #move(row: number, column: number): void {
    this.#text(moveText(this.#cursor, row, column));
    this.#cursor.row = row;
    this.#cursor.column = column;
  }

  #change(style: number): void {
    this.#text(this.#styles.between(this.#style, style));
    this.#style = style;
  }

  #text(text: string): void {
    for (let at = 0; at < text.length; at++) this.#put(text.charCodeAt(at));
  }

  #put(code: number): void {
    if (this.#length === this.#written.length) {
      const longer = new Uint16Array(2 * this.#length);
      longer.set(this.#written);
      this.#written = longer;
    }
    this.#written[this.#length++] = code;
  }
}
