/** The values of a table's cells: numbers, words, and missing cells. */
import { t } from '../../i18n/translate.ts';
import type { TableDocument } from '../format/table-schema.ts';
import { yamlText } from '../yaml/yaml-text.ts';
import { missingFault, numberFault, wordFault } from './cell-faults.ts';
import type { Column } from './columns.ts';
import type { Fault, TableFaults } from './faults.ts';
import { isMissing } from './missing.ts';
import {
  type Doubt,
  findNumberFormat,
  hasThousands,
  type NumberFormat,
  type NumberTexts,
  numberReader,
  plainNumber,
} from './number-format.ts';
import type { CsvFile } from './open.ts';
import { settingsOf, writeSetting } from './settings.ts';

/** The rows that are used, and the numbers in them. */
export interface TableValues {
  readonly format: NumberFormat;
  /** Indexes of the rows of the file, without those that are left out because a cell is missing. */
  readonly rows: readonly number[];
  /** For each column its numbers, one for each used row; NaN where a cell is missing. Null for a column of words. */
  readonly numbers: readonly (Readonly<Float64Array> | null)[];
  readonly signs: NumberSigns;
}

/** Which signs the numbers of the used rows have. */
interface NumberSigns {
  readonly hasComma: boolean;
  readonly hasThousands: boolean;
  readonly hasPercent: boolean;
}

/** Reads the cells. Returns null if there are errors; they are then in `faults`. */
export function readValues(
  document: TableDocument,
  columns: readonly Column[],
  file: CsvFile,
  faults: TableFaults,
): TableValues | null {
  const rows = usedRows(columns, file);
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
  const reader = new CellReader(document, columns, file, rows, format);
  reader.read();
  reader.report(faults);
  return faults.isEmpty ? { format, rows, numbers: reader.numbers, signs: reader.signs } : null;
}

/** A mean can be filled in for the numbers of inputs, but not for words and targets. */
function fixOfAllDropped(columns: readonly Column[], file: CsvFile): string {
  const emptied = columns.filter(
    (column, index) =>
      column.fill === 'drop' &&
      someRow(file.count, (row) => isMissing(column, file.cells(row)[index] as string)),
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

/** The rows without those that are left out because a cell is missing. */
function usedRows(columns: readonly Column[], file: CsvFile): readonly number[] {
  const dropping = columns.flatMap((column, index) => (column.fill === 'drop' ? [{ column, index }] : []));
  const rows: number[] = [];
  for (let row = 0; row < file.count; row++) {
    const cells = dropping.length > 0 ? file.cells(row) : [];
    if (!dropping.some(({ column, index }) => isMissing(column, cells[index] as string))) rows.push(row);
  }
  return rows;
}

function someRow(count: number, test: (row: number) => boolean): boolean {
  for (let row = 0; row < count; row++) if (test(row)) return true;
  return false;
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
  const texts: NumberTexts = {
    *[Symbol.iterator]() {
      for (const row of rows) {
        const cells = file.cells(row);
        yield ofNumbers.map((column) => cells[column] as string);
      }
    },
  };
  const found = findNumberFormat(texts, file.separator, settingsOf(document));
  if (!('formats' in found)) return found;
  const column = ofNumbers[found.column] as number;
  const row = rows[found.row] as number;
  const fault = doubtFault(document, found, file.cells(row)[column] as string);
  faults.inFile(() => [file.placeOf(row, column), fault]);
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

/** Reads the cells row by row, and reports what is wrong with them column by column. */
class CellReader {
  readonly numbers: readonly (Float64Array | null)[];
  readonly signs = { hasComma: false, hasThousands: false, hasPercent: false };
  readonly #document: TableDocument;
  readonly #columns: readonly Column[];
  readonly #file: CsvFile;
  readonly #rows: readonly number[];
  readonly #format: NumberFormat;
  /** For each column the rows whose cells are not in its list of words, or are not numbers. */
  readonly #others: readonly number[][];

  constructor(
    document: TableDocument,
    columns: readonly Column[],
    file: CsvFile,
    rows: readonly number[],
    format: NumberFormat,
  ) {
    this.#document = document;
    this.#columns = columns;
    this.#file = file;
    this.#rows = rows;
    this.#format = format;
    this.numbers = columns.map(({ words }) => (words ? null : new Float64Array(rows.length)));
    this.#others = columns.map(() => []);
  }

  read(): void {
    const readNumber = numberReader(this.#format);
    const isThousands = hasThousands(this.#format);
    const isPoint = this.#format.decimal === '.';
    const { signs } = this;
    const columns = this.#columns.map(({ words }, column) => ({
      words: new Set(words),
      numbers: this.numbers[column] as Float64Array | null,
      others: this.#others[column] as number[],
    }));
    this.#rows.forEach((row, place) => {
      const cells = this.#file.cells(row);
      for (let column = 0; column < columns.length; column++) {
        const text = cells[column] as string;
        const { words, numbers, others } = columns[column] as (typeof columns)[number];
        if (numbers === null) {
          if (!words.has(text)) others.push(row);
          continue;
        }
        const isPlain = isPoint && plainNumber.test(text);
        const value = readNumber(text);
        if (value === null) others.push(row);
        numbers[place] = value ?? Number.NaN;
        if (isPlain) continue;
        signs.hasComma ||= text.includes(',');
        signs.hasThousands ||= isThousands(text);
        signs.hasPercent ||= text.endsWith('%');
      }
    });
  }

  report(faults: TableFaults): void {
    for (const [index, column] of this.#columns.entries()) {
      const others = this.#others[index] as number[];
      const isMissingIn = (row: number) => isMissing(column, this.#text(row, index));
      const wrong = others.filter((row) => !isMissingIn(row));
      const isWhole = others.length === this.#rows.length;
      this.#reportFirst(faults, wrong, index, (texts) =>
        column.words
          ? wordFault(column, texts)
          : numberFault(this.#document, column, texts, this.#format, isWhole),
      );
      if (column.fill !== null) continue;
      const missing = others.filter(isMissingIn);
      this.#reportFirst(faults, missing, index, (texts) =>
        missingFault(this.#document, column, texts, this.#file.count),
      );
    }
  }

  /** Reports the first of several wrong cells. */
  #reportFirst(
    faults: TableFaults,
    rows: readonly number[],
    column: number,
    fault: (texts: readonly string[]) => Fault,
  ): void {
    const [first] = rows;
    if (first === undefined) return;
    faults.inFile(() => {
      const texts = rows.map((row) => this.#text(row, column));
      return [this.#file.placeOf(first, column), fault(texts)];
    });
  }

  #text(row: number, column: number): string {
    return this.#file.cells(row)[column] as string;
  }
}
