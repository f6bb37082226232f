/** Comma-separated values (RFC 4180; semicolons and tabs also separate) → cells with their offsets. */
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { msg } from '../../i18n/translate.ts';

export interface Cell {
  readonly text: string;
  /** Offset in bytes of UTF-8: after the separator; for a row's first cell, after the previous row's last cell. */
  readonly from: number;
}

export type Csv =
  | { readonly ok: true; readonly header: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly ok: false; readonly line: number; readonly found: string; readonly fix: string };

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

/** Reads a table. Its first row holds the names of the columns; empty lines are skipped. Syntax errors do not throw. */
export function readCsv(text: string): Csv {
  let end = 0;
  try {
    const [header = [], ...rows] = parse(text, {
      bom: true,
      trim: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      skip_empty_lines: true,
      cast: (content, { bytes, index }): Cell => {
        const from = end + (index > 0 ? 1 : 0);
        end = bytes;
        return { text: content, from };
      },
    });
    return { ok: true, header, rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, line: error.lines, ...(faults[error.code] ?? other) };
  }
}

/** A position in the text: in bytes of UTF-8, in UTF-16 units (`at`), its line, and the start of that line. */
interface Passed {
  readonly bytes: number;
  readonly at: number;
  readonly line: number;
  readonly lineStart: number;
}

const nothingPassed: Passed = { bytes: 0, at: 0, line: 1, lineStart: 0 };

/** Finds the lines and columns of the cells of one text. For cells in ascending order this takes one pass in total. */
export class CsvLocations {
  readonly #text: string;
  #passed = nothingPassed;

  constructor(text: string) {
    this.#text = text;
  }

  /** Line and column of the start of a cell's text, both from 1; columns are in UTF-16 units. */
  of({ from }: Cell): { readonly line: number; readonly column: number } {
    if (from < this.#passed.bytes) this.#passed = nothingPassed;
    while (this.#passed.bytes < from) this.#passed = this.#after(this.#passed);
    let begin = this.#passed;
    // Skip spaces. Before the first cell of a row there may also be line breaks and empty lines.
    while (/[\s\uFEFF]/.test(this.#text[begin.at] ?? '')) begin = this.#after(begin);
    return { line: begin.line, column: begin.at - begin.lineStart + 1 };
  }

  #after({ bytes, at, line, lineStart }: Passed): Passed {
    const code = this.#text.codePointAt(at) as number;
    const next = at + (code < 0x10000 ? 1 : 2);
    const isBreak = this.#text[at] === '\n';
    return {
      bytes: bytes + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4),
      at: next,
      line: isBreak ? line + 1 : line,
      lineStart: isBreak ? next : lineStart,
    };
  }
}
