/**
 * The rows of a CSV text without quotes: each line is a row, and each separator ends a cell. Such a text needs no
 * parser, and no cell is kept: a row is split when it is read, so a table takes little more memory than its text.
 */
import type { CsvRows, CsvStart, Place } from './csv-rows.ts';

/** What is always read by the parser: quotes, and line ends that differ from the first one. */
const others: Readonly<Record<string, RegExp>> = {
  '\n': /["\uFEFF\r]/,
  '\r': /["\uFEFF\n]/,
  '\r\n': /["\uFEFF]|\r(?!\n)|(?<!\r)\n/,
};

/** Spaces inside a line. */
const space = /[^\S\r\n]/;

/**
 * The rows of a table. Returns null if it has to be parsed.
 *
 * @param most the number of rows to read
 */
export function plainRows(
  text: string,
  { start, line }: CsvStart,
  separator: string,
  most: number,
): CsvRows | null {
  const body = start === 0 ? text : text.slice(start);
  const [end = '\n'] = /\r\n|\r|\n/.exec(body) ?? [];
  return others[end]?.test(body) ? null : new PlainRows(body, end, line, separator, most);
}

class PlainRows implements CsvRows {
  readonly ok = true;
  readonly separator: string;
  readonly #text: string;
  readonly #end: string;
  /** For each row its offset in the text, and the number of its line. */
  readonly #starts: Uint32Array;
  readonly #lines: Uint32Array;
  #last = -1;
  #cells: readonly string[] = [];

  constructor(text: string, end: string, firstLine: number, separator: string, most: number) {
    this.#text = text;
    this.#end = end;
    this.separator = separator;
    const starts: number[] = [];
    const lines: number[] = [];
    for (let at = 0, line = firstLine; at < text.length && starts.length < most; line++) {
      const next = this.#endOf(at);
      if (!this.#isEmpty(at, next)) {
        starts.push(at);
        lines.push(line);
      }
      at = next + end.length;
    }
    this.#starts = Uint32Array.from(starts);
    this.#lines = Uint32Array.from(lines);
  }

  get count(): number {
    return this.#starts.length;
  }

  cells(row: number): readonly string[] {
    if (row === this.#last) return this.#cells;
    const line = this.#line(row);
    const cells = line.split(this.separator);
    this.#cells = space.test(line) ? cells.map((cell) => cell.trim()) : cells;
    this.#last = row;
    return this.#cells;
  }

  width(row: number): number {
    const start = this.#starts[row] as number;
    const end = this.#endOf(start);
    let cells = 1;
    for (let at = start; at < end; at++) if (this.#text[at] === this.separator) cells += 1;
    return cells;
  }

  lineOf(row: number): number {
    return this.#lines[row] as number;
  }

  placeOf(row: number, cell: number): Place {
    const raw = this.#line(row).split(this.separator);
    const before = raw.slice(0, cell).reduce((sum, text) => sum + text.length + this.separator.length, 0);
    const spaces = (raw[cell] as string).search(/\S|$/);
    return { line: this.lineOf(row), column: before + spaces + 1 };
  }

  #line(row: number): string {
    const start = this.#starts[row] as number;
    return this.#text.slice(start, this.#endOf(start));
  }

  #endOf(start: number): number {
    const end = this.#text.indexOf(this.#end, start);
    return end < 0 ? this.#text.length : end;
  }

  /** Whether a line has nothing but spaces. */
  #isEmpty(from: number, to: number): boolean {
    let at = from;
    while (at < to && this.#text[at] !== this.separator && space.test(this.#text[at] as string)) at += 1;
    return at === to;
  }
}
