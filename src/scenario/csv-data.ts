/** Reads examples from a CSV file next to the scenario, and reports its errors. */
import type { Example } from '../core/program.ts';
import { permutation, SplitMix64 } from '../core/random.ts';
import {
  type Diagnostic,
  describeValue,
  diagnostic,
  type Problem,
  quoted,
} from '../diagnostics/diagnostic.ts';
import { joinList, plural } from '../diagnostics/plurals.ts';
import { listChoices, suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import { checkLength } from './checks/training.ts';
import { type Cell, type Csv, CsvLocations, readCsv } from './format/csv.ts';
import { isMapping, type Mapping, readOutline } from './format/outline.ts';
import type { Scale, Table } from './format/scenario.ts';
import { type TableDocument, tableSchema } from './format/schema.ts';
import { suggestNumber } from './format/schema-errors.ts';

/** The text of a file next to the scenario, or the reason why it could not be read. */
export type SiblingFile = { readonly text: string } | { readonly found: string; readonly fix: string };

/** Reads a file next to the scenario. @param file its path, relative to the scenario's folder and inside it */
export type ReadSiblingFile = (file: string) => SiblingFile;

/** For scenarios that are not read from a folder: finds no files. */
export const noSiblingFiles: ReadSiblingFile = () => ({
  found: t`no such file`,
  fix: t`write the examples into the scenario`,
});

export interface TableReading {
  /** Null if the scenario names no file, or if there are errors. */
  readonly table: Table | null;
  readonly problems: readonly Problem[];
  /** Errors inside the CSV file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the CSV file that a document names as its data. Values of the wrong shape are left to the schema. */
export function readTable(raw: Mapping, beside: ReadSiblingFile): TableReading {
  const parsed = isMapping(raw.data) ? tableSchema.safeParse(raw.data) : null;
  if (!parsed?.success) return { table: null, problems: [], diagnostics: [] };
  const { inputs, outputs } = readOutline(raw);
  const reader = new TableReader(parsed.data, inputs ?? [], outputs, raw.loss !== undefined);
  reader.read(beside);
  const { problems, diagnostics } = reader;
  const isGood = problems.length + diagnostics.length === 0;
  return { table: isGood ? reader.table : null, problems, diagnostics };
}

/** A column and how to read its cells: one number for each input or target that it gives; null if a cell is wrong. */
type Column = { readonly index: number; readonly read: (cell: Cell) => readonly number[] | null };

class TableReader {
  readonly problems: Problem[] = [];
  readonly diagnostics: Diagnostic[] = [];
  table: Table | null = null;
  readonly #document: TableDocument;
  readonly #inputs: readonly string[];
  readonly #outputs: readonly string[] | null;
  readonly #hasLoss: boolean;
  #places = new CsvLocations('');
  #lines: readonly string[] = [];

  constructor(
    document: TableDocument,
    inputs: readonly string[],
    outputs: readonly string[] | null,
    hasLoss: boolean,
  ) {
    this.#document = document;
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.#hasLoss = hasLoss;
  }

  read(beside: ReadSiblingFile): void {
    const { csv: file } = this.#document;
    this.#checkAmounts();
    const path = ['data', 'csv'];
    if (/^([\\/]|[A-Za-z]:)|(^|[\\/])\.\.([\\/]|$)/.test(file)) {
      const fix = t`put the file next to the scenario, and write only its name`;
      this.problems.push({
        path,
        expected: t`a file in the scenario's folder`,
        found: describeValue(file),
        fix,
      });
      return;
    }
    const found = beside(file);
    if (!('text' in found)) {
      this.problems.push({ path, expected: t`a CSV file`, ...found });
      return;
    }
    this.#places = new CsvLocations(found.text);
    this.#lines = found.text.split('\n');
    const csv = readCsv(found.text);
    if (!csv.ok) {
      this.#complain({ line: csv.line, column: 1 }, 'CSV', t(csv.found), t(csv.fix));
    } else if (csv.header.length === 0 || csv.rows.length === 0) {
      const isEmpty = csv.header.length === 0;
      const wanted = isEmpty
        ? t`the names of the columns, and rows of numbers`
        : t`at least one row below the names`;
      this.#complain({ line: 1, column: 1 }, wanted, isEmpty ? t`an empty file` : t`nothing`, t`add a row`);
    } else this.#readRows(csv);
  }

  /** Checks that the numbers of columns and classes match those of inputs and outputs. */
  #checkAmounts(): void {
    const { inputs, target, classes } = this.#document;
    const names = this.#inputs;
    if (inputs && names.length > 0)
      this.problems.push(...checkLength(['data', 'inputs'], inputs.length, names, 'column', 'input'));
    if (!this.#hasLoss || !this.#outputs) return;
    const outputs = this.#outputs;
    const isClassed = classes !== undefined;
    if (target === undefined) {
      const expected = t`a target for each output (${joinList(outputs)}), because there is a loss`;
      const fix = t`add the column, for example target: label, or remove the loss`;
      this.problems.push({ path: ['data'], expected, found: t`nothing`, fix });
      return;
    }
    const given = isClassed ? classes.length : typeof target === 'string' ? 1 : target.length;
    const [key, what] = isClassed ? (['classes', 'class'] as const) : (['target', 'column'] as const);
    this.problems.push(...checkLength(['data', key], given, outputs, what, 'output'));
  }

  #readRows({ header, rows }: Extract<Csv, { ok: true }>): void {
    const { inputs, target, classes } = this.#document;
    const names = header.map(({ text }) => text);
    const column = (name: string, path: Problem['path'], read: Column['read']): Column[] => {
      const index = names.indexOf(name);
      const again = names.indexOf(name, index + 1);
      if (index < 0) {
        const expected = t`the name of a column of ${quoted(this.#document.csv)}`;
        this.problems.push({ path, expected, found: describeValue(name), fix: suggestion(name, names) });
        return [];
      }
      if (again >= 0) {
        const found = t`${quoted(name)} again`;
        this.#complainOf(header[again] as Cell, t`each column once`, found, t`rename one of the two`);
        return [];
      }
      return [{ index, read }];
    };
    const ofInputs = (inputs ?? this.#inputs).flatMap((name, index) =>
      column(name, inputs ? ['data', 'inputs', index] : ['inputs', index], readNumber),
    );
    const targets = target === undefined ? [] : typeof target === 'string' ? [target] : target;
    const ofTargets = targets.flatMap((name, index) =>
      column(
        name,
        ['data', 'target', ...(typeof target === 'string' ? [] : [index])],
        classes ? readClass(classes) : readNumber,
      ),
    );
    this.#checkStandardized(inputs ?? this.#inputs);
    const width = header.length;
    for (const row of rows.filter((each) => each.length !== width)) {
      const fix = t`one cell for each column (${joinList(names)})`;
      this.#complainOf(row[0] as Cell, plural(width, 'cell'), plural(row.length, 'cell'), fix);
    }
    if (this.problems.length + this.diagnostics.length > 0) return;
    const read = (columns: readonly Column[]) => {
      const readings = columns.map((each) => this.#readColumn(rows, each, names[each.index] as string));
      return rows.map((_row, row) => readings.flatMap((values) => values[row] ?? []));
    };
    const [given, wanted] = [read(ofInputs), read(ofTargets)];
    if (this.diagnostics.length > 0) return;
    this.#finish(given.map((each, row) => ({ inputs: each, targets: wanted[row] as number[] })));
  }

  /** Reads a column from top to bottom. Reports the first wrong cell with the number of further ones. */
  #readColumn(rows: readonly (readonly Cell[])[], { index, read }: Column, name: string) {
    const { classes } = this.#document;
    const values = rows.map((row) => read(row[index] as Cell));
    const wrong = rows.flatMap((row, at) => (values[at] === null ? [row[index] as Cell] : []));
    const [first, ...others] = wrong;
    if (first) {
      const isClass = read !== readNumber;
      const cell = first.text === '' ? t`an empty cell` : describeValue(first.text);
      const found = others.length === 0 ? cell : t`${cell} (and ${others.length} more in column ${name})`;
      const expected = isClass ? t`one of the classes` : t`a number`;
      const fix = isClass
        ? listChoices(classes ?? [])
        : plainNumber.test(first.text)
          ? t`write a smaller number`
          : (suggestNumber(first.text) ?? t`write a number, or remove the row`);
      this.#complainOf(first, expected, found, fix);
    }
    return values;
  }

  #checkStandardized(columns: readonly string[]): void {
    const { standardize } = this.#document;
    if (!Array.isArray(standardize)) return;
    standardize.forEach((name, index) => {
      if (columns.includes(name)) return;
      const expected = t`the column of an input`;
      const path = ['data', 'standardize', index];
      this.problems.push({ path, expected, found: describeValue(name), fix: suggestion(name, columns) });
    });
  }

  /** Splits the rows into training set and held-out test set, and standardizes both by the training set. */
  #finish(rows: readonly Example[]): void {
    const { split } = this.#document;
    const kept = split ? Math.max(1, Math.round(split.test * rows.length)) : 0;
    if (kept >= rows.length) {
      const expected = t`fewer test examples than the ${rows.length} in the file`;
      const fix = t`write a smaller number, or add rows to the file`;
      this.problems.push({ path: ['data', 'split'], expected, found: t`all of them`, fix });
      return;
    }
    const order = split ? permutation(rows.length, new SplitMix64(split.seed)) : [];
    const apart = new Set(kept === 0 ? [] : order.slice(-kept));
    const examples = rows.filter((_row, index) => !apart.has(index));
    const test = rows.filter((_row, index) => apart.has(index));
    const scales = this.#scales(examples);
    const scaled = ({ inputs, targets }: Example): Example => ({
      inputs: inputs.map((value, index) => {
        const scale = scales[index];
        return scale ? (value - scale.mean) / scale.deviation : value;
      }),
      targets,
    });
    this.table = {
      examples: examples.map(scaled),
      test: test.map(scaled),
      scales: scales.filter((scale) => scale !== null),
    };
  }

  /** The mean and standard deviation (of the population: ÷ N) of each standardized input; null for the others. */
  #scales(examples: readonly Example[]): (Scale | null)[] {
    const { standardize = false, inputs } = this.#document;
    return this.#inputs.map((input, index) => {
      const column = inputs?.[index] ?? input;
      const isWanted = Array.isArray(standardize) ? standardize.includes(column) : standardize;
      if (!isWanted) return null;
      const values = examples.map((example) => example.inputs[index] as number);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      const deviation = Math.sqrt(variance);
      if (deviation > 0 && Number.isFinite(deviation)) return { input, mean, deviation };
      const expected = t`columns whose numbers vary and are not too large`;
      const found = t`${quoted(column)}, whose standard deviation is ${String(deviation)}`;
      const fix = t`list the other columns under standardize`;
      this.problems.push({ path: ['data', 'standardize'], expected, found, fix });
      return null;
    });
  }

  #complainOf(cell: Cell, expected: string, found: string, fix: string): void {
    this.#complain(this.#places.of(cell), expected, found, fix);
  }

  #complain(place: { line: number; column: number }, expected: string, found: string, fix: string): void {
    const beside = { file: this.#document.csv, lines: this.#lines };
    this.diagnostics.push({ ...diagnostic({ path: [], expected, found, fix }, place), beside });
  }
}

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function readNumber({ text }: Cell): readonly number[] | null {
  if (!plainNumber.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? [value] : null;
}

const readClass =
  (classes: readonly string[]): Column['read'] =>
  ({ text }) =>
    classes.includes(text) ? classes.map((each) => Number(each === text)) : null;
