/** Which columns of a CSV file a new scenario can use: those with numbers as inputs, any as its target. */

import { isReserved } from '../scenario/checks/network.ts';
import { type CsvRows, readRows } from '../scenario/data/csv/csv.ts';
import { isMissingText } from '../scenario/data/missing.ts';
import { identifier, separators } from '../scenario/format/table-schema.ts';
import { type Columns, predictedIn } from './answers.ts';

/** Names of inputs that are longer are cut, so that a number may follow. */
const MOST_LETTERS = 30;

/** More texts than this in a column are no classes. */
const MOST_CLASSES = 20;

const number = /^[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[-+]?\d+)?$/i;

/** A column, and the texts in it. */
export interface Column {
  readonly name: string;
  readonly isNumeric: boolean;
  /** The different texts, in their order; empty if there are too many to be classes. */
  readonly texts: readonly string[];
  readonly hasMissing: boolean;
}

/** The columns of a table; null if the text is none: it needs a row of names and a row of cells. */
export function columnsOf(
  text: string,
): { readonly columns: readonly Column[]; readonly rows: number } | null {
  const start = { start: text.startsWith('\ufeff') ? 1 : 0, line: 1 };
  const read = separators.flatMap((separator) => {
    const rows = readRows(text, start, separator);
    return rows.ok && rows.count > 1 ? [rows] : [];
  });
  const [widest] = read.sort((a, b) => b.width(0) - a.width(0));
  if (!widest || widest.width(0) < 2) return null;
  const names = widest.cells(0);
  return { columns: names.map((name, index) => columnOf(name, widest, index)), rows: widest.count - 1 };
}

function columnOf(name: string, table: CsvRows, index: number): Column {
  const texts = new Set<string>();
  let isNumeric = true;
  let hasMissing = false;
  for (let row = 1; row < table.count; row++) {
    const cell = table.cells(row)[index]?.trim() ?? '';
    if (isMissingText(cell)) {
      hasMissing = true;
      continue;
    }
    if (texts.size <= MOST_CLASSES) texts.add(cell);
    if (!number.test(cell)) isNumeric = false;
  }
  return { name, isNumeric, texts: texts.size > MOST_CLASSES ? [] : [...texts], hasMissing };
}

/** The columns that can be the target: those with numbers, and those whose texts are classes. */
export function targetsIn(columns: readonly Column[]): readonly Column[] {
  return columns.filter(({ isNumeric, texts }) => isNumeric || texts.length > 1);
}

/**
 * What a scenario uses of a table.
 *
 * @param file the path from the scenario's folder
 * @param inputs all columns with numbers, but the target, if none are chosen
 */
export function columnsFor(
  file: string,
  { columns, rows }: { readonly columns: readonly Column[]; readonly rows: number },
  target: Column,
  inputs: readonly Column[] = columns.filter((column) => column.isNumeric && column !== target),
): Columns {
  return {
    file,
    inputs: inputs.map(({ name }) => name),
    varying: inputs.filter(({ texts }) => texts.length !== 1).map(({ name }) => name),
    target: target.name,
    classes: target.isNumeric ? null : target.texts,
    predicted: target.isNumeric
      ? predictedIn(target.texts.map((text) => [Number(text.replace(',', '.'))]))
      : 'classes',
    hasMissing: [...inputs, target].some(({ hasMissing }) => hasMissing),
    rows,
  };
}

/** Names for the inputs of columns: as they are called, if a scenario can call an input so. */
export function inputNames(columns: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken);
  return columns.map((column, index) => {
    const plain = column.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '');
    const short = (identifier.test(plain) ? plain : `x${index}`).slice(0, MOST_LETTERS);
    let name = short;
    for (let count = 2; used.has(name) || isReserved(name); count++) name = `${short}_${count}`;
    used.add(name);
    return name;
  });
}
