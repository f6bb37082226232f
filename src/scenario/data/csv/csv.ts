/** Comma-separated values (RFC 4180, with any separator) → rows of cells, and the places of rows and cells. */
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { msg } from '../../../i18n/translate.ts';
import type { CsvRows, CsvStart, Place } from './csv-rows.ts';
import { plainRows } from './plain-rows.ts';

export interface CsvFault {
  readonly ok: false;
  /** Counted from 1. */
  readonly line: number;
  readonly found: string;
  readonly fix: string;
}

/** Messages for the parser's error codes. */
const faults: Readonly<Record<string, { readonly found: string; readonly fix: string }>> = {
  CSV_QUOTE_NOT_CLOSED: { found: msg('a quote that is not closed'), fix: msg('close the quote') },
  CSV_INVALID_CLOSING_QUOTE: {
    found: msg('something after a closing quote'),
    fix: msg('put a comma after the quote, or double any quotes inside the text'),
  },
  INVALID_OPENING_QUOTE: {
    found: msg('a quote in the middle of a cell'),
    fix: msg('put the whole cell in quotes, or remove the quote'),
  },
};

const other = { found: msg('something else'), fix: msg('fix the syntax here') };

const settingsOf = (separator: string) => ({
  delimiter: separator,
  trim: true,
  relax_column_count: true,
  skip_empty_lines: true,
});

/**
 * Reads rows of cells. Syntax errors do not throw.
 *
 * @param most the number of rows to read
 */
export function readRows(
  text: string,
  start: CsvStart,
  separator: string,
  most = Number.POSITIVE_INFINITY,
): CsvRows | CsvFault {
  return plainRows(text, start, separator, most) ?? parsedRows(text, start, separator, most);
}

/** Reads rows with the parser. It is slower, and is the reference for tables without quotes. */
export function parsedRows(
  text: string,
  start: CsvStart,
  separator: string,
  most = Number.POSITIVE_INFINITY,
): CsvRows | CsvFault {
  const ends: number[] = [];
  try {
    const rows = parse(text.slice(start.start), {
      ...settingsOf(separator),
      to: most === Number.POSITIVE_INFINITY ? -1 : most,
      on_record: (row, { bytes }) => {
        ends.push(bytes);
        return row;
      },
    });
    return new ParsedRows(text, start, separator, rows, ends);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, line: start.line + error.lines - 1, ...(faults[error.code] ?? other) };
  }
}

class ParsedRows implements CsvRows {
  readonly ok = true;
  readonly separator: string;
  readonly #rows: readonly (readonly string[])[];
  readonly #findPlaces: () => CsvPlaces;
  #places: CsvPlaces | null = null;

  /** @param ends the end of each row, its line end included, in bytes of UTF-8 */
  constructor(
    text: string,
    { start }: CsvStart,
    separator: string,
    rows: readonly (readonly string[])[],
    ends: readonly number[],
  ) {
    this.separator = separator;
    this.#rows = rows;
    this.#findPlaces = () => new CsvPlaces(text, start, separator, ends);
  }

  get count(): number {
    return this.#rows.length;
  }

  cells(row: number): readonly string[] {
    return this.#rows[row] as readonly string[];
  }

  width(row: number): number {
    return this.cells(row).length;
  }

  lineOf(row: number): number {
    this.#places ??= this.#findPlaces();
    return this.#places.lineOf(row);
  }

  placeOf(row: number, cell: number): Place {
    this.#places ??= this.#findPlaces();
    return this.#places.of(row, cell);
  }
}

/** The lines of a text, whichever line ends it has. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Walks over a text and counts bytes of UTF-8 and lines. */
class Walk {
  readonly text: string;
  at = 0;
  bytes = 0;
  line = 1;
  lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  step(): void {
    const code = this.text.codePointAt(this.at) as number;
    this.at += code < 0x10000 ? 1 : 2;
    this.bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    // Of the two characters of a Windows line end, the second one ends the line.
    if (code !== 10 && (code !== 13 || this.text.charCodeAt(this.at) === 10)) return;
    this.line += 1;
    this.lineStart = this.at;
  }

  goTo(at: number): void {
    while (this.at < at) this.step();
  }

  get place(): Place {
    return { line: this.line, column: this.at - this.lineStart + 1 };
  }
}

interface RowPlace extends Place {
  /** Offset in the text, in UTF-16 units. */
  readonly at: number;
}

/** Finds the places of the rows and cells of a table. */
class CsvPlaces {
  readonly #text: string;
  readonly #separator: string;
  readonly #rows: readonly RowPlace[];

  /**
   * @param text the text of the file
   * @param start the offset at which the table starts
   * @param ends the end of each row, its line end included, in bytes of UTF-8
   */
  constructor(text: string, start: number, separator: string, ends: readonly number[]) {
    this.#text = text;
    this.#separator = separator;
    const walk = new Walk(text);
    walk.goTo(start);
    walk.bytes = 0;
    this.#rows = [0, ...ends.slice(0, -1)].map((end) => {
      while (walk.bytes < end) walk.step();
      this.#skipEmptyLines(walk);
      return { ...walk.place, at: walk.at };
    });
  }

  lineOf(row: number): number {
    return (this.#rows[row] as RowPlace).line;
  }

  of(row: number, cell: number): Place {
    const { at, line, column } = this.#rows[row] as RowPlace;
    if (cell === 0) return { line, column };
    const text = this.#text.slice(at, this.#rows[row + 1]?.at);
    const walk = new Walk(text);
    const ends: number[] = [];
    parse(text, {
      ...settingsOf(this.#separator),
      to: 1,
      cast: (content, { bytes }) => {
        ends.push(bytes);
        return content;
      },
    });
    while (walk.bytes <= (ends[cell - 1] as number)) walk.step();
    walk.goTo(this.#afterSpaces(text, walk.at));
    return { line: line + walk.line - 1, column: walk.place.column + (walk.line === 1 ? column - 1 : 0) };
  }

  #skipEmptyLines(walk: Walk): void {
    for (;;) {
      const end = this.#afterSpaces(this.#text, walk.at);
      walk.goTo(end);
      if (!/[\r\n]/.test(this.#text[end] ?? '')) return;
      walk.step();
    }
  }

  /** The offset of the first character from `at` on that is not a space inside a line. */
  #afterSpaces(text: string, at: number): number {
    let end = at;
    while (/[^\S\r\n]/.test(text[end] ?? '') && text[end] !== this.#separator) end += 1;
    return end;
  }
}
