/** Reads examples from a CSV file next to the scenario, and reports its errors. */
import type { Example } from '../../core/program.ts';
import { type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { joinList, plural } from '../../diagnostics/plurals.ts';
import type { Findings } from '../../diagnostics/shown.ts';
import { t } from '../../i18n/translate.ts';
import { checkLength } from '../checks/training.ts';
import type { CellUse, DataSource, Scale, Table, UsedColumn } from '../format/scenario.ts';
import { type TableDocument, tableSchema } from '../format/table-schema.ts';
import { type Outline, readOutline } from '../reading/outline.ts';
import { isMapping, type Mapping } from '../yaml/mapping.ts';
import { type Column, type ColumnPlan, checkColumnNames, planColumns } from './columns.ts';
import { TableFaults } from './faults.ts';
import { meanOfKnown } from './missing.ts';
import { type CsvFile, openCsv } from './open.ts';
import { settingsOf } from './settings.ts';
import type { ReadSiblingFile } from './sibling-file.ts';
import { type Split, splitRows } from './split.ts';
import { type Statistics, standardized, statisticsOf, statisticsOfScales } from './standardize.ts';
import { readValues, type TableValues } from './values.ts';

/** `diagnostics` are those inside the CSV file. */
export interface TableReading extends Findings {
  /** Null if the scenario names no file, or if there are errors. */
  readonly table: Table | null;
  readonly problems: readonly Problem[];
}

/** Reads the CSV file that a document names as its data. Values of the wrong shape are left to the schema. */
export function readTable(raw: Mapping, beside: ReadSiblingFile): TableReading {
  const parsed = isMapping(raw.data) ? tableSchema.safeParse(raw.data) : null;
  if (!parsed?.success) return { table: null, problems: [], diagnostics: [], further: 0 };
  const document = parsed.data;
  const outline = readOutline(raw);
  const plan = planColumns(document, outline.writtenInputs ?? [], outline.targets?.length ?? 0);
  const faults = new TableFaults(settingsOf(document).file);
  faults.inScenario(
    [
      checkAmounts(document, outline, plan.targets.length),
      checkSigns(document),
      checkColumnNames(document, plan.columns),
    ].flat(),
  );
  const file = openCsv(document, plan.columns, beside, faults);
  const values = file && readValues(document, plan.columns, file, faults);
  const table = values && tableOf(document, plan, file, values, faults);
  const { problems, diagnostics, further } = faults;
  return { table: faults.isEmpty ? table : null, problems, diagnostics, further };
}

/** Checks that the numbers of columns and classes match those of inputs and outputs. @param given of targets */
function checkAmounts(
  { inputs, target, classes }: TableDocument,
  { writtenInputs, targets: outputs }: Outline,
  given: number,
): Problem[] {
  const names = writtenInputs ?? [];
  const ofInputs =
    inputs && names.length > 0
      ? checkLength(['data', 'inputs'], inputs.length, names, 'column', 'input')
      : [];
  if (!outputs || outputs.length === 0) return ofInputs;
  if (target === undefined) {
    const expected = t`a target for each output (${joinList(outputs)}), because there is a loss`;
    const fix = t`add the column, for example target: label, or remove the loss`;
    return [...ofInputs, { path: ['data'], expected, found: t`nothing`, fix }];
  }
  const [key, what] = classes ? (['classes', 'class'] as const) : (['target', 'column'] as const);
  const ofOutputs = checkLength(['data', key], given, outputs, what, 'output');
  if (classes || given > 1) return [...ofInputs, ...ofOutputs];
  // One column for several outputs is usually that of the classes.
  const words = joinList(outputs.map((_output, index) => quoted(String(index + 1))));
  const fix = t`add ${`classes: [${words}]`}, or ${plural(outputs.length - 1, 'column')}`;
  return [...ofInputs, ...ofOutputs.map((problem) => ({ ...problem, fix }))];
}

function checkSigns(document: TableDocument): Problem[] {
  const { decimal, thousands } = settingsOf(document);
  if (decimal === undefined || decimal !== thousands) return [];
  const expected = t`another sign than the decimal sign`;
  const path = ['data', 'csv', 'thousands'];
  return [{ path, expected, found: quoted(thousands), fix: t`remove one of the two` }];
}

/** Splits the rows into training set and test set, and fills and standardizes both by the training set. */
function tableOf(
  document: TableDocument,
  { columns, inputs, targets }: ColumnPlan,
  file: CsvFile,
  values: TableValues,
  faults: TableFaults,
): Table | null {
  const { rows, numbers } = values;
  const split = splitRows(rows.length, document.split);
  const { training } = split;
  if (training.length === 0) {
    const expected = t`fewer test examples than the ${rows.length} in the file`;
    const fix = t`write a smaller number, or add rows to the file`;
    faults.inScenario({ path: ['data', 'split'], expected, found: t`all of them`, fix });
    return null;
  }
  const used = columns.map(({ name, fill }, index) => usedColumn(name, fill, numbers[index] ?? null, split));
  const textOf = (row: number, column: number) => file.cells(rows[row] as number)[column] as string;
  const numberOf = (row: number, { column, category }: CellUse) => {
    if (category !== null) return Number(textOf(row, column) === category);
    const value = numbers[column]?.[row] as number;
    return Number.isNaN(value) ? (used[column]?.fill?.value as number) : value;
  };
  const exampleOf = (row: number): Example => ({
    inputs: inputs.map((use) => numberOf(row, use)),
    targets: targets.map((use) => numberOf(row, use)),
  });
  faults.inScenario(used.flatMap(checkFill));
  if (!faults.isEmpty) return null;
  const examples = training.map(exampleOf);
  const scalesOf = (of: Scale['of'], uses: readonly CellUse[]) =>
    uses.flatMap(({ column, category }, index): Scale[] => {
      if (category !== null || !isStandardized(document, columns[column] as Column)) return [];
      return [{ of, index, ...statisticsOf(examples.map((example) => example[`${of}s`][index] as number)) }];
    });
  const scales = [...scalesOf('input', inputs), ...scalesOf('target', targets)];
  faults.inScenario(
    scales.flatMap((own) => {
      const { column } = (own.of === 'input' ? inputs : targets)[own.index] as CellUse;
      return checkDeviation(own, columns[column]?.name ?? '');
    }),
  );
  const statistics = statisticsOfScales(scales);
  const source = sourceOf(document, file, values, training);
  return {
    examples: standardized(examples, statistics),
    test: standardized(split.test.map(exampleOf), statistics),
    scales,
    source: { ...source, columns: used, inputs, targets },
  };
}

/** How the file was read. */
function sourceOf(
  document: TableDocument,
  file: CsvFile,
  { format, rows, signs }: TableValues,
  training: readonly number[],
): Omit<DataSource, 'columns' | 'inputs' | 'targets'> {
  const rowOf = (example: number) => rows[training[example] as number] as number;
  return {
    file: settingsOf(document).file,
    separator: file.separator,
    decimalComma: format.decimal === ',' && signs.hasComma,
    thousands: signs.hasThousands ? format.thousands : null,
    percent: signs.hasPercent ? format.percent : null,
    skipped: file.skipped,
    rows: file.count,
    dropped: file.count - rows.length,
    lineOf: (example) => file.lineOf(rowOf(example)),
    cellsOf: (example) => file.cells(rowOf(example)),
  };
}

/** All inputs can be meant without their names, targets only by them. */
function isStandardized({ standardize = false }: TableDocument, { name, isTarget }: Column): boolean {
  return Array.isArray(standardize) ? standardize.includes(name) : standardize && !isTarget;
}

/** @param numbers those of the used rows, NaN where a cell is missing; null for a column of words */
function usedColumn(
  name: string,
  fill: ColumnPlan['columns'][number]['fill'],
  numbers: Readonly<Float64Array> | null,
  { training }: Split,
): UsedColumn {
  const cells = numbers?.filter(Number.isNaN).length ?? 0;
  if (numbers === null || cells === 0 || fill === null || fill === 'drop')
    return { name, fill: null, filled: [] };
  const filled = [...training.keys()].filter((example) => Number.isNaN(numbers[training[example] as number]));
  const value = fill === 'mean' ? meanOfKnown(numbers, training) : fill;
  return { name, fill: { kind: fill === 'mean' ? 'mean' : 'given', value, cells }, filled };
}

function checkFill({ name, fill }: UsedColumn): Problem[] {
  if (fill === null || Number.isFinite(fill.value)) return [];
  const expected = t`numbers in column ${name} of the training rows whose mean can be computed`;
  const fix = t`write drop or a number instead of mean`;
  return [{ path: ['data', 'missing'], expected, found: t`none`, fix }];
}

function checkDeviation({ deviation }: Statistics, column: string): Problem[] {
  if (deviation > 0 && Number.isFinite(deviation)) return [];
  const expected = t`columns whose numbers vary and are not too large`;
  const found = t`${quoted(column)}, whose standard deviation is ${String(deviation)}`;
  const fix = t`list the other columns under standardize`;
  return [{ path: ['data', 'standardize'], expected, found, fix }];
}
