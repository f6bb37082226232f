/** Comma-separated values (RFC 4180; semicolons and tabs separate as well) → cells that know their place. */
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { english } from '../../i18n/translate.ts';

export interface Cell {
  readonly text: string;
  /** Bytes of UTF-8 before it. */
  readonly from: number;
}

export type Csv =
  | { readonly ok: true; readonly header: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly ok: false; readonly line: number; readonly found: string; readonly fix: string };

/** What the library complains of, in our words. */
const faults: Readonly<Record<string, { readonly found: string; readonly fix: string }>> = {
  CSV_QUOTE_NOT_CLOSED: { found: english('a quote that is not closed'), fix: english('close the quote') },
  CSV_INVALID_CLOSING_QUOTE: {
    found: english('something after a closing quote'),
    fix: english('put a comma after the quote, or double any quotes inside the text'),
  },
  INVALID_OPENING_QUOTE: {
    found: english('a quote in the middle of a cell'),
    fix: english('put the whole cell in quotes, or remove the quote'),
  },
};

const other = { found: english('something else'), fix: english('fix the syntax here') };

/** Reads a table; its first row has the names of the columns. Empty lines are passed over. Never throws. */
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

/** How far a text has been passed over: in bytes of UTF-8 and in UTF-16 units, and where the present line begins. */
interface Passed {
  readonly bytes: number;
  readonly at: number;
  readonly line: number;
  readonly lineStart: number;
}

const nothingPassed: Passed = { bytes: 0, at: 0, line: 1, lineStart: 0 };

/** Where the cells of one text stand. Cells that are asked for in their order are found in one pass over it. */
export class Places {
  readonly #text: string;
  #passed = nothingPassed;

  constructor(text: string) {
    this.#text = text;
  }

  /** Line and column (from 1, in UTF-16 units) of a cell: where its text begins. */
  of({ from }: Cell): { readonly line: number; readonly column: number } {
    if (from < this.#passed.bytes) this.#passed = nothingPassed;
    while (this.#passed.bytes < from) this.#passed = this.#after(this.#passed);
    let begin = this.#passed;
    // The first cell of a row begins after the line break, and after lines that are empty.
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
