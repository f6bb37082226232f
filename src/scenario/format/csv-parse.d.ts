/** The part of csv-parse that is used here. Its own types depend on those of Node, which this folder must not use. */
declare module 'csv-parse/browser/esm/sync' {
  interface Place {
    /** Number of bytes of UTF-8 up to the end of the cell. */
    readonly bytes: number;
    /** Position of the cell in its row, from 0. */
    readonly index: number;
  }

  export class CsvError extends Error {
    readonly code: string;
    /** The line, counted from 1. */
    readonly lines: number;
  }

  export function parse<Cell>(
    text: string,
    options: {
      readonly bom: boolean;
      readonly trim: boolean;
      readonly delimiter: readonly string[];
      readonly relax_column_count: boolean;
      readonly skip_empty_lines: boolean;
      readonly cast: (text: string, place: Place) => Cell;
    },
  ): Cell[][];
}
