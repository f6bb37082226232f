/** Examples that are taken together: those of a batch become the rows of one example. */
import { describeValue, type Path, type Problem } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import { checkShape } from '../checks/arrays.ts';
import { joinedRows } from '../reading/outline.ts';
import { listOf, shapeOf } from '../reading/written-values.ts';
import { isMapping, type Mapping } from '../yaml/mapping.ts';

/** A document with joined examples, or what is wrong with them. */
export interface Joined {
  readonly document: Mapping;
  readonly problems: readonly Problem[];
}

/**
 * Joins the examples of each batch if `together` is set: a number becomes a list with one for each example, a list a
 * matrix with a row for each. The run then has batches of one example, and its formulas see all rows.
 */
export function joinRows(document: Mapping): Joined {
  const { training, data } = document;
  if (!isMapping(training) || training.together !== true) return { document, problems: [] };
  const wrong = (key: string, expected: string, found: string, fix: string): Joined => ({
    document,
    problems: [{ path: ['training', key], at: 'key', expected, found, fix }],
  });
  if (document.formulas === undefined) {
    const expected = t`formulas, which can take all examples of a batch at once`;
    return wrong('together', expected, t`layers`, t`remove together, or write the layers as formulas`);
  }
  if (!Array.isArray(data)) {
    const expected = t`examples that are written in the scenario`;
    return wrong('together', expected, t`a CSV file`, t`remove together`);
  }
  if (training.shuffle !== undefined) {
    const expected = t`examples in the order of the file, because a batch is taken together`;
    return wrong('shuffle', expected, t`another order in every epoch`, t`remove shuffle, or together`);
  }
  const rows = training.batch === 'all' ? data.length : Number(training.batch ?? 1);
  if (!Number.isInteger(rows) || rows < 2 || data.length % rows !== 0) {
    const expected = t`batches of at least 2 examples that divide the ${data.length} examples into whole batches`;
    const sizes = Array.from({ length: data.length }, (_size, index) => index + 1);
    const fitting = sizes.filter((size) => size > 1 && data.length % size === 0);
    const fix = fitting.length === 0 ? t`add examples` : t`write one of ${fitting.slice(0, 8).join(', ')}`;
    const key = training.batch === undefined ? 'together' : 'batch';
    return wrong(key, expected, describeValue(training.batch ?? 1), fix);
  }
  const problems = data.flatMap((row, index) => checkRow(row, data[0], ['data', index]));
  if (problems.length > 0) return { document, problems };
  const { together: _together, ...others } = training;
  const joined = Array.from({ length: data.length / rows }, (_batch, batch) =>
    joinedExample(data.slice(batch * rows, (batch + 1) * rows)),
  );
  return {
    document: { ...document, data: joined, training: { ...others, batch: 1 }, [joinedRows]: rows } as Mapping,
    problems,
  };
}

/** Checks that an example has the inputs and targets of the first one. Other mistakes are left to the schema. */
function checkRow(row: unknown, first: unknown, path: Path): Problem[] {
  if (!isMapping(row) || !isMapping(first)) return [];
  const [own, wanted] = [listOf(row.inputs), listOf(first.inputs)];
  if (own.length !== wanted.length) {
    const expected = t`as many inputs as in the first example (${wanted.length})`;
    return [{ path: [...path, 'inputs'], expected, found: String(own.length), fix: '' }];
  }
  const ofInputs = own.flatMap((value, place) =>
    checkShape(value, t`input ${String(place + 1)}`, shapeOf(wanted[place]), [...path, 'inputs', place]),
  );
  if ((row.target === undefined) !== (first.target === undefined)) {
    const expected = t`a target in all examples, or in none`;
    return [...ofInputs, { path, expected, found: t`some with one`, fix: '' }];
  }
  return row.target === undefined
    ? ofInputs
    : [...ofInputs, ...checkShape(row.target, 'target', shapeOf(first.target), [...path, 'target'])];
}

function joinedExample(rows: readonly unknown[]): Mapping {
  const examples = rows as readonly Mapping[];
  const [first] = examples as [Mapping];
  const inputs = listOf(first.inputs).map((_input, place) =>
    examples.map((example) => listOf(example.inputs)[place]),
  );
  if (first.target === undefined) return { inputs };
  return { inputs, target: examples.map(({ target }) => target) };
}
