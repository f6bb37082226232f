/** The library's own types bring Node's along, which code here must not see. This is what is used of it. */
declare module 'csv-parse/browser/esm/sync' {
  interface Place {
    /** Bytes of UTF-8 read so far: up to the end of the cell. */
    readonly bytes: number;
    /** Which cell of its row it is, from 0. */
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
