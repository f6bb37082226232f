/** Where the table starts in a CSV file, and which sign separates its cells. */
import { separators } from '../format/table-schema.ts';
import { type CsvFault, readRows } from './csv/csv.ts';
import type { CsvRows } from './csv/csv-rows.ts';
import { numberReader } from './number-format.ts';
import type { CsvSettings } from './settings.ts';

type Separator = NonNullable<CsvSettings['separator']>;

/** Where a table starts: the offset in UTF-16 units, and the number of lines above it. */
export interface TableStart {
  readonly start: number;
  readonly skipped: number;
}

/**
 * The start of the table: below the lines that the scenario skips. If it does not say, lines of remarks are skipped:
 * they start with # and are not the names of the columns.
 *
 * @param wanted the names of the columns that the scenario uses
 */
export function tableStart(text: string, skip: number | undefined, wanted: readonly string[]): TableStart {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  let skipped = 0;
  while (start < text.length) {
    const next = lineAfter(text, start);
    const line = text.slice(start, next);
    const isSkipped =
      skip === undefined ? /^[^\S\r\n]*#/.test(line) && !hasNames(line, wanted) : skipped < skip;
    if (!isSkipped) break;
    start = next;
    skipped += 1;
  }
  return { start, skipped };
}

function lineAfter(text: string, start: number): number {
  const end = /\r\n|\r|\n/g;
  end.lastIndex = start;
  return end.exec(text) ? end.lastIndex : text.length;
}

/** The start of a text that has nothing above its table. */
const top = { start: 0, line: 1 };

/** The part of a text that surely has its first row: the names of the columns. */
const MOST_OF_FIRST_ROW = 100_000;

/**
 * Finds the sign that separates the cells. It must split the first row into the columns that the scenario uses. If
 * several signs do, or if the file has no names, no cell may contain another possible sign, unless it is a number.
 *
 * @param text the table
 * @param wanted the names of the columns that the scenario uses
 * @returns null if it could be more than one
 */
export function findSeparator(
  text: string,
  wanted: readonly string[],
  { names }: CsvSettings,
): Separator | null {
  const head = text.slice(0, MOST_OF_FIRST_ROW);
  const possible = separators.flatMap((separator) => {
    const read = readRows(head, top, separator, 1);
    const cells = firstRow(read);
    return cells.length > 1 ? [{ separator, cells }] : [];
  });
  const [only = { separator: ',' }, ...others] = possible;
  if (others.length === 0) return only.separator;
  const fitting = possible.filter(({ cells }) =>
    names ? cells.length === names.length : wanted.every((name) => cells.includes(name)),
  );
  // Nothing is read then: the columns are not found, and that is reported.
  if (fitting.length === 0) return only.separator;
  if (fitting.length === 1 && !names) return fitting[0]?.separator ?? null;
  const clear = fitting.filter(({ separator }) => {
    const rivals = possible.map((each) => each.separator).filter((each) => each !== separator);
    return isClear(readRows(text, top, separator), names ? 0 : 1, rivals);
  });
  return clear.length === 1 ? (clear[0]?.separator ?? null) : null;
}

const readers = [
  numberReader({ decimal: '.', thousands: ',', units: [], percent: null }),
  numberReader({ decimal: ',', thousands: '.', units: [], percent: null }),
];

/** Whether no cell from row `first` on contains a sign that could also separate cells, unless it is a number. */
function isClear(table: CsvRows | CsvFault, first: number, rivals: readonly string[]): boolean {
  if (!table.ok) return false;
  const isFree = (cell: string) =>
    !rivals.some((rival) => cell.includes(rival)) || readers.some((read) => read(cell) !== null);
  for (let row = first; row < table.count; row++) if (!table.cells(row).every(isFree)) return false;
  return true;
}

function firstRow(table: CsvRows | CsvFault): readonly string[] {
  return table.ok && table.count > 0 ? table.cells(0) : [];
}

/** The number of the line, from 1, whose cells are the columns that the scenario uses; null if there is none near the top. */
export function lineOfNames(lines: readonly string[], wanted: readonly string[]): number | null {
  const most = 20;
  const index = lines.slice(0, most).findIndex((line) => hasNames(line, wanted));
  return index < 0 ? null : index + 1;
}

/** Whether a line has all these names in its cells, whichever sign separates them. */
function hasNames(line: string, wanted: readonly string[]): boolean {
  return separators.some((separator) => {
    const cells = firstRow(readRows(line, top, separator, 1));
    return wanted.length > 0 && wanted.every((name) => cells.includes(name));
  });
}
