/** The part of csv-parse that is used here. Its own types depend on those of Node, which this folder must not use. */
declare module 'csv-parse/browser/esm/sync' {
  interface Progress {
    /** Number of bytes of UTF-8 up to the end of the row, with its line end. */
    readonly bytes: number;
  }

  export class CsvError extends Error {
    readonly code: string;
    /** The line, counted from 1. */
    readonly lines: number;
  }

  interface Options {
    readonly delimiter: string;
    readonly trim: boolean;
    readonly relax_column_count: boolean;
    readonly skip_empty_lines: boolean;
    /** The last row to read, from 1; −1 reads all. */
    readonly to?: number;
    readonly on_record?: (row: string[], progress: Progress) => string[];
    readonly cast?: (text: string, progress: Progress) => string;
  }

  export function parse(text: string, options: Options): string[][];
}
