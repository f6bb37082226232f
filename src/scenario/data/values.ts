/** The values of a table's cells: numbers, words, and missing cells. */
import { t } from '../../i18n/translate.ts';
import type { TableDocument } from '../format/table-schema.ts';
import { missingFault, numberFault, wordFault } from './cell-faults.ts';
import type { Column } from './columns.ts';
import type { TableFaults } from './faults.ts';
import { isMissing } from './missing.ts';
import { type Doubt, findNumberFormat, type NumberFormat, numberReader } from './number-format.ts';
import type { CsvFile } from './open.ts';
import { settingsOf, writeSetting, yamlText } from './settings.ts';

/** The rows that are used, and the numbers in them. */
export interface TableValues {
  readonly format: NumberFormat;
  /** Indexes of the rows of the file, without those that are left out because a cell is missing. */
  readonly rows: readonly number[];
  /** For each column its numbers, one for each used row; null where a cell is missing. Empty for a column of words. */
  readonly numbers: readonly (readonly (number | null)[])[];
}

/** Reads the cells. Returns null if there are errors; they are then in `faults`. */
export function readValues(
  document: TableDocument,
  columns: readonly Column[],
  file: CsvFile,
  faults: TableFaults,
): TableValues | null {
  const rows = [...file.rows.keys()].filter(
    (row) => !isDropped(columns, file.rows[row] as readonly string[]),
  );
  if (rows.length === 0) {
    const expected = t`at least one row without missing cells`;
    faults.inScenario({
      path: ['data', 'missing'],
      expected,
      found: t`none`,
      fix: fixOfAllDropped(columns, file),
    });
    return null;
  }
  const format = formatOf(document, columns, file, rows, faults);
  if (format === null) return null;
  const reader = new CellReader(document, file, rows, format, faults);
  const numbers = columns.map((column, index) =>
    column.words ? reader.words(column, index) : reader.numbers(column, index),
  );
  return faults.isEmpty ? { format, rows, numbers } : null;
}

/** A mean can be filled in for the numbers of inputs, but not for words and targets. */
function fixOfAllDropped(columns: readonly Column[], file: CsvFile): string {
  const emptied = columns.filter(
    (column, index) =>
      column.fill === 'drop' && file.rows.some((row) => isMissing(column, row[index] as string)),
  );
  const fills = emptied.map(({ name, words, isTarget }) => ({
    name,
    fill: words || isTarget ? 'drop' : 'mean',
  }));
  if (fills.every(({ fill }) => fill === 'drop')) return t`list fewer columns`;
  const written = fills.every(({ fill }) => fill === 'mean')
    ? 'mean'
    : `{ ${fills.map(({ name, fill }) => `${yamlText(name)}: ${fill}`).join(', ')} }`;
  return t`write ${`missing: ${written}`}, or list fewer columns`;
}

function isDropped(columns: readonly Column[], cells: readonly string[]): boolean {
  return columns.some((column, index) => column.fill === 'drop' && isMissing(column, cells[index] as string));
}

/** The format of the numbers; null if the file does not show it, which is then in `faults`. */
function formatOf(
  document: TableDocument,
  columns: readonly Column[],
  file: CsvFile,
  rows: readonly number[],
  faults: TableFaults,
): NumberFormat | null {
  const ofNumbers = columns.flatMap(({ words }, index) => (words ? [] : [index]));
  const textsOf = (column: number) => rows.map((row) => file.rows[row]?.[column] as string);
  const found = findNumberFormat(ofNumbers.map(textsOf), file.separator, settingsOf(document));
  if (!('formats' in found)) return found;
  const column = ofNumbers[found.column] as number;
  const row = rows[found.index] as number;
  faults.inFile(file.placeOf(row, column), doubtFault(document, found, file.rows[row]?.[column] as string));
  return null;
}

function doubtFault(document: TableDocument, { formats }: Doubt, text: string) {
  const [point, comma] = formats.map((format) => String(numberReader(format)(text))) as [string, string];
  return {
    expected: t`numbers that show which sign is the decimal sign`,
    found: t`${text}, which can be ${point} or ${comma}`,
    fix: t`${writeSetting(document, 'decimal', '"."')} if it is ${point}, or decimal: "," if it is ${comma}`,
  };
}

class CellReader {
  readonly #document: TableDocument;
  readonly #file: CsvFile;
  readonly #rows: readonly number[];
  readonly #format: NumberFormat;
  readonly #faults: TableFaults;

  constructor(
    document: TableDocument,
    file: CsvFile,
    rows: readonly number[],
    format: NumberFormat,
    faults: TableFaults,
  ) {
    this.#document = document;
    this.#file = file;
    this.#rows = rows;
    this.#format = format;
    this.#faults = faults;
  }

  /** Checks a column of words. */
  words(column: Column, index: number): [] {
    const allowed = new Set(column.words);
    const wrong = this.#rows.filter((row) => !allowed.has(this.#text(row, index)));
    const others = wrong.filter((row) => !isMissing(column, this.#text(row, index)));
    this.#report(others, index, (texts) => wordFault(column, texts));
    this.#reportMissing(column, index, wrong);
    return [];
  }

  /** Reads a column of numbers; null where a cell is missing. */
  numbers(column: Column, index: number): (number | null)[] {
    const read = numberReader(this.#format);
    const numbers = this.#rows.map((row) => read(this.#text(row, index)));
    const others = this.#rows.filter((_row, place) => numbers[place] === null);
    const wrong = others.filter((row) => !isMissing(column, this.#text(row, index)));
    const isWhole = numbers.every((value) => value === null);
    this.#report(wrong, index, (texts) => numberFault(this.#document, column, texts, this.#format, isWhole));
    this.#reportMissing(column, index, others);
    return numbers;
  }

  #reportMissing(column: Column, index: number, rows: readonly number[]): void {
    if (column.fill !== null) return;
    const missing = rows.filter((row) => isMissing(column, this.#text(row, index)));
    const count = this.#file.rows.length;
    this.#report(missing, index, (texts) => missingFault(this.#document, column, texts, count));
  }

  /** Reports the first of several wrong cells. */
  #report(
    rows: readonly number[],
    column: number,
    fault: (texts: readonly string[]) => Parameters<TableFaults['inFile']>[1],
  ): void {
    const [first] = rows;
    if (first === undefined) return;
    const texts = rows.map((row) => this.#text(row, column));
    this.#faults.inFile(this.#file.placeOf(first, column), fault(texts));
  }

  #text(row: number, column: number): string {
    return this.#file.rows[row]?.[column] as string;
  }
}
