/** Opens the CSV file of a scenario: finds how it is laid out, and the columns that the scenario uses. */
import { describeValue, type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { joinList, plural } from '../../diagnostics/plurals.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import type { TableDocument } from '../format/table-schema.ts';
import { yamlText } from '../yaml/yaml-text.ts';
import type { Column } from './columns.ts';
import { linesOf, readRows } from './csv/csv.ts';
import type { CsvRows, Place } from './csv/csv-rows.ts';
import type { Fault, TableFaults } from './faults.ts';
import { findSeparator, lineOfNames, type TableStart, tableStart } from './layout.ts';
import { settingsOf, writeSetting } from './settings.ts';
import type { ReadSiblingFile } from './sibling-file.ts';

/** A CSV file with the columns that the scenario uses. */
export interface CsvFile {
  readonly separator: string;
  /** Number of lines above the table. */
  readonly skipped: number;
  /** Number of rows below the names of the columns. */
  readonly count: number;
  /** The cells of a row: one text for each used column. */
  cells(row: number): readonly string[];
  /** The place of a used column's cell. */
  placeOf(row: number, column: number): Place;
  lineOf(row: number): number;
}

const START: Place = { line: 1, column: 1 };

/** Returns null if the file cannot be read as a table with these columns; the reasons are then in `faults`. */
export function openCsv(
  document: TableDocument,
  columns: readonly Column[],
  beside: ReadSiblingFile,
  faults: TableFaults,
): CsvFile | null {
  const text = textOf(document, beside, faults);
  if (text === null) return null;
  faults.readLines = () => linesOf(text);
  const { names, skip } = settingsOf(document);
  const wanted = columns.map(({ name }) => name);
  const { start, skipped } = tableStart(text, skip, names ? [] : wanted);
  const table = tableAt(document, wanted, text, { start, skipped }, faults);
  if (table === null) return null;
  // Without names in the file, the first row is data.
  const above = names ? 0 : 1;
  const header = names ?? (table.count > 0 ? table.cells(0) : []);
  if (table.count <= above) {
    faults.inFile(() => [START, noRows(table.count === 0)]);
    return null;
  }
  const lost = lostNames(document, wanted, header, text);
  if (lost !== null) {
    faults.inFile(() => [table.placeOf(0, 0), lost]);
    return null;
  }
  faults.inScenario(unknownColumns(document, columns, header));
  for (const [cell, name] of header.entries()) {
    if (!wanted.includes(name) || header.indexOf(name) === cell) continue;
    faults.inFile(() => {
      const found = t`${quoted(name)} again`;
      const place = names ? START : table.placeOf(0, cell);
      return [place, { expected: t`each column once`, found, fix: t`rename one of the two` }];
    });
  }
  for (let row = above; row < table.count; row++) {
    const length = table.width(row);
    if (length === header.length) continue;
    faults.inFile(() => {
      const [expected, found] = [plural(header.length, 'cell'), plural(length, 'cell')];
      const fix = t`one cell for each column (${joinList(header)})`;
      return [table.placeOf(row, 0), { expected, found, fix }];
    });
  }
  if (!faults.isEmpty) return null;
  const indexes = wanted.map((name) => header.indexOf(name));
  return {
    separator: table.separator,
    skipped,
    count: table.count - above,
    cells: (row) => {
      const cells = table.cells(row + above);
      return indexes.map((index) => cells[index] as string);
    },
    placeOf: (row, column) => table.placeOf(row + above, indexes[column] as number),
    lineOf: (row) => table.lineOf(row + above),
  };
}

/** Reads the rows of the table; null if that cannot be done. */
function tableAt(
  document: TableDocument,
  wanted: readonly string[],
  text: string,
  { start, skipped }: TableStart,
  faults: TableFaults,
): CsvRows | null {
  const settings = settingsOf(document);
  const separator = settings.separator ?? findSeparator(text.slice(start), wanted, settings);
  if (separator === null) {
    const expected = t`a file that shows which sign separates its cells`;
    const fix = writeSetting(document, 'separator', '";"');
    const fault = { expected, found: t`several signs that could`, fix };
    faults.inFile(() => [{ line: skipped + 1, column: 1 }, fault]);
    return null;
  }
  const table = readRows(text, { start, line: skipped + 1 }, separator);
  if (table.ok) return table;
  const fault = { expected: 'CSV', found: t(table.found), fix: t(table.fix) };
  faults.inFile(() => [{ line: table.line, column: 1 }, fault]);
  return null;
}

function noRows(isEmpty: boolean): Fault {
  return {
    expected: isEmpty
      ? t`the names of the columns, and rows of numbers`
      : t`at least one row below the names`,
    found: isEmpty ? t`an empty file` : t`nothing`,
    fix: t`add a row`,
  };
}

function textOf(document: TableDocument, beside: ReadSiblingFile, faults: TableFaults): string | null {
  const { file } = settingsOf(document);
  const path = ['data', 'csv', ...(typeof document.csv === 'string' ? [] : ['file'])];
  if (/^([\\/]|[A-Za-z]:)|(^|[\\/])\.\.([\\/]|$)/.test(file)) {
    const expected = t`a file in the scenario's folder`;
    const fix = t`put the file next to the scenario, and write only its name`;
    faults.inScenario({ path, expected, found: describeValue(file), fix });
    return null;
  }
  const found = beside(file);
  if ('text' in found) return found.text;
  faults.inScenario({ path, expected: t`a CSV file`, ...found });
  return null;
}

/** The fault if the file seems to have no names of columns, or has them in a lower line; otherwise null. */
function lostNames(
  document: TableDocument,
  wanted: readonly string[],
  header: readonly string[],
  text: string,
): Fault | null {
  if (settingsOf(document).names || wanted.every((name) => header.includes(name))) return null;
  const expected = t`the names of the columns`;
  const line = lineOfNames(linesOf(text), wanted);
  if (line !== null) {
    const found = t`another line; the names are in line ${String(line)}`;
    return { expected, found, fix: writeSetting(document, 'skip', String(line - 1)) };
  }
  const isNumber = (cell: string) => /^[+-]?[\d.,]*\d[\d.,]*$/.test(cell);
  if (wanted.some((name) => header.includes(name)) || !header.some(isNumber)) return null;
  const example = header.map((_cell, index) => yamlText(wanted[index] ?? `column_${index + 1}`));
  const setting = writeSetting(document, 'names', `[${example.join(', ')}]`);
  const fix = t`${setting}, with the ${header.length} columns in their order`;
  return { expected, found: t`a row of numbers`, fix };
}

function unknownColumns(
  document: TableDocument,
  columns: readonly Column[],
  header: readonly string[],
): Problem[] {
  const expected = t`the name of a column of ${quoted(settingsOf(document).file)}`;
  return columns
    .filter(({ name }) => !header.includes(name))
    .map(({ name, path }) => ({ path, expected, found: describeValue(name), fix: suggestion(name, header) }));
}
