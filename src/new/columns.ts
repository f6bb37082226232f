/** What the columns of a CSV file hold: numbers, words for categories and classes, or nothing that a network can use. */

import { joinList } from '../diagnostics/plurals.ts';
import { t } from '../i18n/translate.ts';
import { isReserved } from '../scenario/checks/network.ts';
import { LONGEST_NAME, MOST_CATEGORIES } from '../scenario/data/cell-faults.ts';
import { readRows } from '../scenario/data/csv/csv.ts';
import type { CsvRows } from '../scenario/data/csv/csv-rows.ts';
import { tableStart } from '../scenario/data/layout.ts';
import { isMissingText } from '../scenario/data/missing.ts';
import type { ReadNumber } from '../scenario/data/number-format.ts';
import { identifier, separators } from '../scenario/format/table-schema.ts';
import {
  areDates,
  areMostlyNumbers,
  areNumbers,
  type Cells,
  readerOf,
  type Signs,
  signsOf,
  unitsOf,
} from './number-columns.ts';

/** More texts than this in a column are no classes. */
const MOST_CLASSES = 20;

/** A column, and the texts in it. */
export interface Column {
  readonly name: string;
  /** Index among the columns of the file. */
  readonly index: number;
  readonly isNumeric: boolean;
  /** The number of a cell; null if it has none. */
  readonly read: ReadNumber;
  /** The units beside its numbers. */
  readonly units: readonly string[];
  /** The different texts, in their order; empty if there are too many to be classes. */
  readonly texts: readonly string[];
  readonly hasMissing: boolean;
  /** Why it cannot be used at all; null if it can. */
  readonly fault: string | null;
  /** Why it is no input unless it is chosen; null if it is one. */
  readonly lack: string | null;
}

/** A CSV file as it was read. */
export interface CsvTable {
  readonly columns: readonly Column[];
  /** The number of rows below the names of the columns. */
  readonly rows: number;
  readonly separator: (typeof separators)[number];
  readonly format: Signs;
  /** The text of the table. */
  readonly text: string;
  /** The cells of a row, counted from 0. It is split anew at each call. */
  cells(row: number): readonly string[];
}

/** The columns of a table; null if the text is none: it needs a row of names and a row of cells. */
export function columnsOf(text: string): CsvTable | null {
  const { start, skipped } = tableStart(text, undefined, []);
  const read = separators.flatMap((separator) => {
    const rows = readRows(text, { start, line: skipped + 1 }, separator);
    return rows.ok && rows.count > 1 ? [{ separator, rows }] : [];
  });
  const [{ rows: widest, separator } = {}] = read.sort((a, b) => b.rows.width(0) - a.rows.width(0));
  if (!widest || !separator || widest.width(0) < 2) return null;
  const names = widest.cells(0);
  const cells = knownCells(widest);
  const format = signsOf(cells, separator);
  const rows = widest.count - 1;
  const columns = names.map((_name, index) => columnOf(names, index, cells[index] as Cells, format, rows));
  return {
    columns: withoutLabels(columns, cells, rows),
    rows,
    separator,
    format,
    text: text.slice(start),
    cells: (row) => widest.cells(row + 1),
  };
}

/** The cells of each column that are not missing. */
function knownCells(table: CsvRows): readonly Cells[] {
  const columns: string[][] = table.cells(0).map(() => []);
  for (let row = 1; row < table.count; row++) {
    const cells = table.cells(row);
    columns.forEach((column, index) => {
      const cell = cells[index] ?? '';
      if (!isMissingText(cell)) column.push(cell);
    });
  }
  return columns;
}

function columnOf(
  names: readonly string[],
  index: number,
  cells: Cells,
  format: Signs,
  rows: number,
): Column {
  const name = names[index] as string;
  const isNumeric = areNumbers(cells, format);
  const texts = new Set<string>();
  for (const cell of cells) if (texts.size <= MOST_CLASSES) texts.add(cell);
  const units = isNumeric ? unitsOf(cells) : [];
  const own = {
    name,
    index,
    isNumeric,
    units,
    read: readerOf(cells, format),
    texts: texts.size > MOST_CLASSES ? [] : [...texts],
    hasMissing: cells.length < rows,
    fault: faultOf(names, name, cells, units),
  };
  const sparse = cells.length * 2 < rows ? t`no values in more than half of the rows` : null;
  return { ...own, lack: own.fault ?? sparse ?? (isNumeric ? null : lackOf(own.texts, cells, format)) };
}

/** Names of columns whose numbers only tell rows apart. */
const labels = [
  /(?:^|[^\p{L}\p{N}])(?:id|no|nr)\.?$/iu,
  // A heat index is a number like others.
  /^(?:index|idx|row|key|sample|record|case|obs(?:ervation)?)$/i,
  /\p{Ll}I[dD]$/u,
  // As R, pandas and people who write Bangla call it.
  /^(?:#|rownames|Unnamed: 0|(?:.* )?(?:আইডি|নং|ক্রম(?:িক)?))$/,
];

/** The columns; those whose numbers only tell rows apart are no inputs, if without them there are an input and a target. */
function withoutLabels(columns: readonly Column[], cells: readonly Cells[], rows: number): readonly Column[] {
  const isLabel = ({ name, index, isNumeric, read }: Column) => {
    if (!isNumeric || !labels.some((label) => label.test(name.trim()))) return false;
    const numbers = new Set((cells[index] as Cells).map(read));
    return numbers.size === rows && [...numbers].every(Number.isInteger);
  };
  const found = new Set(columns.filter(isLabel));
  if (!haveInputAndTarget(columns.filter((column) => !found.has(column)))) return columns;
  return columns.map((column) =>
    found.has(column) ? { ...column, lack: column.lack ?? t`another number in each row` } : column,
  );
}

function faultOf(
  names: readonly string[],
  name: string,
  cells: Cells,
  units: readonly string[],
): string | null {
  if (name === '') return t`no name`;
  if (names.filter((each) => each === name).length > 1) return t`several columns with this name`;
  if (cells.length === 0) return t`no values`;
  if (areDates(cells)) return t`dates or times`;
  return units.length > 1 ? t`several units: ${joinList(units)}` : null;
}

/** Why words are no categories; null if they are. */
function lackOf(texts: readonly string[], cells: Cells, format: Signs): string | null {
  if (areMostlyNumbers(cells, format)) return t`numbers and other texts`;
  if (texts.length === 1) return t`the same text everywhere`;
  const isRepeated = texts.length * 2 <= cells.length;
  return isRepeated && texts.length > 0 && texts.length <= MOST_CATEGORIES
    ? null
    : t`too many different texts`;
}

/** The columns that can be an input or the target: those with numbers, and those with words: categories or classes. */
export function usableIn(columns: readonly Column[]): readonly Column[] {
  return columns.filter(({ fault, isNumeric, texts }) => fault === null && (isNumeric || texts.length > 1));
}

/** Whether there is a column that is an input if it is not chosen, and another one for the target. */
export function haveInputAndTarget(columns: readonly Column[]): boolean {
  const targets = usableIn(columns);
  return columns.some((column) => column.lack === null && targets.some((target) => target !== column));
}

/** Names for the inputs of columns: as they are called, if a scenario can call an input so. */
export function inputNames(columns: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken);
  return columns.map((column, index) => {
    const plain = column.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '');
    const short = (identifier.test(plain) ? plain : `x${index}`).slice(0, LONGEST_NAME);
    let name = short;
    for (let count = 2; used.has(name) || isReserved(name); count++) name = `${short}_${count}`;
    used.add(name);
    return name;
  });
}
