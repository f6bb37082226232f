/** The rows of a table, whoever has read them. */

/** A place in a file. Both are counted from 1; columns are in UTF-16 units, as editors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The rows of a table, numbered from 0. Empty lines are not rows. */
export interface CsvRows {
  readonly ok: true;
  readonly separator: string;
  readonly count: number;
  cells(row: number): readonly string[];
  /** Number of cells in a row. */
  width(row: number): number;
  /** The line in which a row starts. */
  lineOf(row: number): number;
  /** The start of a cell, without spaces before it. */
  placeOf(row: number, cell: number): Place;
}

/** Where a table starts in the text of its file. */
export interface CsvStart {
  /** The offset, in UTF-16 units. */
  readonly start: number;
  /** The number of the first line, from 1. */
  readonly line: number;
}
