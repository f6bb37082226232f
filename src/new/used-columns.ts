/** What a new scenario says about its CSV file: which columns it uses, and how they are read. */

import { findSeparator } from '../scenario/data/layout.ts';
import { isMissingText } from '../scenario/data/missing.ts';
import {
  type Doubt,
  findNumberFormat,
  type NumberFormat,
  numberReader,
  usualThousands,
} from '../scenario/data/number-format.ts';
import type { CsvSettings } from '../scenario/data/settings.ts';
import { splitRows } from '../scenario/data/split.ts';
import { areLarge } from '../scenario/losses/common/targets.ts';
import { type Columns, predictedIn } from './answers.ts';
import type { Column, CsvTable } from './columns.ts';
import { split } from './template.ts';

/** From this number of rows on, some of a table are held out. */
const MANY_ROWS = 10;

/**
 * What a scenario uses of a table.
 *
 * @param file the path from the scenario's folder
 * @param chosen the inputs; if there are none, all columns but the target that can be inputs
 * @param areClasses whether the numbers of the target are names of classes
 */
export function columnsFor(
  file: string,
  table: CsvTable,
  target: Column,
  chosen?: readonly Column[],
  areClasses = !target.isNumeric,
): Columns {
  const others = table.columns.filter((column) => column !== target);
  const inputs = chosen ?? others.filter(({ lack }) => lack === null);
  const used = [...inputs, target];
  const missing = missingOf(table, inputs, target);
  const rows = rowsOf(table, used, missing);
  const isSplit = rows.length >= MANY_ROWS;
  const training = splitRows(rows.length, isSplit ? split : undefined).training.map((row) =>
    table.cells(rows[row] as number),
  );
  const numbersOf = ({ read, index }: Column) => training.flatMap((cells) => read(cells[index] ?? '') ?? []);
  const areDifferent = (values: readonly number[]) => new Set(values).size > 1;
  const targets = numbersOf(target);
  const numbers = inputs.filter(({ isNumeric }) => isNumeric);
  const predicted = areClasses ? 'classes' : predictedIn(targets.map((each) => [each]));
  return {
    file,
    ...settingsFor(table, used, rows),
    inputs: inputs.map(({ name }) => name),
    numbers: numbers.map(({ name }) => name),
    varying: numbers.filter((column) => areDifferent(numbersOf(column))).map(({ name }) => name),
    categories: inputs.flatMap(({ isNumeric, name, texts }) => (isNumeric ? [] : [{ name, texts }])),
    target: target.name,
    isTargetStandardized: predicted === 'numbers' && areLarge([targets]) && areDifferent(targets),
    classes: areClasses ? classesOf(target) : null,
    predicted,
    missing,
    rows: rows.length,
    isSplit,
    leftOut: chosen ? [] : others.flatMap(({ name, lack }) => (lack === null ? [] : [{ name, why: lack }])),
  };
}

/** The classes in the order of the file; numbers in their own order, so that the class 0 is the output 0. */
function classesOf({ texts, isNumeric, read }: Column): readonly string[] {
  return isNumeric ? [...texts].sort((one, other) => (read(one) ?? 0) - (read(other) ?? 0)) : texts;
}

/** Rows with missing cells are left out, unless too few would stay: then the mean is filled in where that is possible. */
function missingOf(table: CsvTable, inputs: readonly Column[], target: Column): Columns['missing'] {
  const incomplete = [...inputs, target].filter(({ hasMissing }) => hasMissing);
  if (incomplete.length === 0) return null;
  if (rowsOf(table, incomplete, 'drop').length * 2 >= table.rows) return 'drop';
  return incomplete.map(({ name, isNumeric }) => ({
    name,
    fill: isNumeric && name !== target.name ? 'mean' : 'drop',
  }));
}

/** The rows that are not left out. */
function rowsOf(table: CsvTable, columns: readonly Column[], missing: Columns['missing']): readonly number[] {
  const isDropping = ({ name }: Column) =>
    missing === 'drop' || (missing?.some((each) => each.name === name && each.fill === 'drop') ?? false);
  const dropping = columns.filter(isDropping);
  const all = Array.from({ length: table.rows }, (_row, row) => row);
  if (dropping.length === 0) return all;
  return all.filter((row) => {
    const cells = table.cells(row);
    return !dropping.some(({ index }) => isMissingText(cells[index] ?? ''));
  });
}

/** What has to be said of how the file is written, because it is not found without it. */
function settingsFor(
  table: CsvTable,
  columns: readonly Column[],
  rows: readonly number[],
): Pick<Columns, 'settings' | 'doubt'> {
  const { format, separator, text } = table;
  const numeric = columns.filter(({ isNumeric }) => isNumeric);
  const cells = rows.map((row) => {
    const own = table.cells(row);
    return numeric.map(({ index }) => own[index] ?? '');
  });
  const hasCell = (test: (cell: string) => boolean) => cells.some((own) => own.some(test));
  const units = [...new Set(numeric.flatMap((column) => column.units))];
  const usual = numberReader({ ...format, units, thousands: usualThousands(format.decimal) });
  const isOther = hasCell((cell) => !isMissingText(cell) && usual(cell) === null);
  const settings: Omit<CsvSettings, 'file'> = {
    ...(isOther && { thousands: format.thousands }),
    ...(units.length > 0 && { units }),
    ...(hasCell((cell) => cell.endsWith('%')) && { percent: 'fraction' }),
  };
  const wanted = columns.map(({ name }) => name);
  const found = findNumberFormat(cells, separator, { file: '', ...settings });
  const isDoubt = 'formats' in found;
  return {
    settings: {
      ...(findSeparator(text, wanted, { file: '' }) !== separator && { separator }),
      ...((isDoubt || found.decimal !== format.decimal) && { decimal: format.decimal }),
      ...settings,
    },
    doubt: isDoubt ? doubtOf(found, cells[found.row]?.[found.column] as string, format) : null,
  };
}

function doubtOf({ formats }: Doubt, text: string, { decimal }: CsvTable['format']): Columns['doubt'] {
  const [is, other] = formats.toSorted((a) => (a.decimal === decimal ? -1 : 1)) as [
    NumberFormat,
    NumberFormat,
  ];
  return { text, is: numberReader(is)(text), other: numberReader(other)(text), decimal: other.decimal };
}
