/** The columns that a scenario uses, and which of its inputs and targets they give. */
import { describeValue, type Path, type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import type { CellUse } from '../format/scenario.ts';
import type { TableDocument } from '../format/table-schema.ts';
import { categoriesOf } from '../reading/input-sources.ts';

/** What becomes of a missing cell: its row is left out, or the cell is filled. */
type Fill = 'drop' | 'mean' | number;

/** A column that the scenario uses. */
export interface Column {
  readonly name: string;
  /** The place of its name in the scenario. */
  readonly path: Path;
  readonly isTarget: boolean;
  /** The texts that it may hold: categories or classes; null for a column of numbers. */
  readonly words: readonly string[] | null;
  /** Null if the scenario does not say; then no cell may be missing. */
  readonly fill: Fill | null;
}

/** The columns, and for each input and each target its column and its category or class. */
export interface ColumnPlan {
  readonly columns: readonly Column[];
  readonly inputs: readonly CellUse[];
  readonly targets: readonly CellUse[];
}

/**
 * @param inputs the inputs as they are written
 * @param outputs the number of outputs; with one for each target column, the second of two classes is the target 1
 */
export function planColumns(document: TableDocument, inputs: readonly string[], outputs: number): ColumnPlan {
  const { inputs: given, target, classes = null } = document;
  const ofInputs = (given ?? inputs).map((name, index): Column => {
    const own = categoriesOf(document.categories, name);
    const words = own.length === 0 ? null : own.map(([, text]) => text);
    const path = given ? ['data', 'inputs', index] : ['inputs', index];
    return { name, path, isTarget: false, words, fill: fillOf(document, name, words !== null) };
  });
  const targets = target === undefined ? [] : typeof target === 'string' ? [target] : target;
  const ofTargets = targets.map((name, index): Column => {
    const path = ['data', 'target', ...(typeof target === 'string' ? [] : [index])];
    return { name, path, isTarget: true, words: classes, fill: fillOf(document, name, true) };
  });
  const uses = (columns: readonly Column[], before: number, from = 0): CellUse[] =>
    columns.flatMap(({ words }, index) =>
      (words?.slice(from) ?? [null]).map((category) => ({ column: before + index, category })),
    );
  const areTwo = classes?.length === 2 && outputs === targets.length;
  return {
    columns: [...ofInputs, ...ofTargets],
    inputs: uses(ofInputs, 0),
    targets: uses(ofTargets, ofInputs.length, Number(areTwo)),
  };
}

/** What is written for a column. Only its rows can be left out if the cells cannot be filled with a number. */
function fillOf({ missing }: TableDocument, column: string, isDropOnly: boolean): Fill | null {
  const fill =
    typeof missing !== 'object' ? missing : Object.hasOwn(missing, column) ? missing[column] : undefined;
  return fill === undefined || (isDropOnly && fill !== 'drop') ? null : fill;
}

/** Checks the names of columns under `categories`, `missing` and `standardize`. */
export function checkColumnNames(document: TableDocument, columns: readonly Column[]): Problem[] {
  const { categories = {}, missing, standardize } = document;
  const inputs = columns.filter(({ isTarget }) => !isTarget);
  const ofNumbers = columns.filter(({ words }) => words === null);
  const numbers = ofNumbers.flatMap(({ name, isTarget }) => (isTarget ? [] : [name]));
  const all = columns.map(({ name }) => name);
  const unknown = (
    name: string,
    known: readonly string[],
    problem: Pick<Problem, 'path' | 'at' | 'expected'>,
  ) =>
    known.includes(name) ? [] : [{ ...problem, found: describeValue(name), fix: suggestion(name, known) }];
  const fills = typeof missing === 'object' ? missing : {};
  return [
    ...Object.keys(categories).flatMap((name) =>
      unknown(
        name,
        inputs.map((each) => each.name),
        {
          path: ['data', 'categories', name],
          at: 'key',
          expected: t`the column of an input`,
        },
      ),
    ),
    ...Object.entries(categories).flatMap(([name, own]) =>
      checkCategories(['data', 'categories', name], own),
    ),
    ...Object.keys(fills).flatMap((name) =>
      unknown(name, all, {
        path: ['data', 'missing', name],
        at: 'key',
        expected: t`the column of an input or a target`,
      }),
    ),
    ...Object.entries(fills).flatMap(([name, fill]): Problem[] => {
      if (fill === 'drop' || numbers.includes(name) || !all.includes(name)) return [];
      const expected = t`the word drop, because the column holds targets or words`;
      const path = ['data', 'missing', name];
      return [{ path, expected, found: describeValue(fill), fix: t`write ${`${name}: drop`}` }];
    }),
    ...(Array.isArray(standardize) ? standardize : []).flatMap((name, index) =>
      unknown(
        name,
        ofNumbers.map((each) => each.name),
        {
          path: ['data', 'standardize', index],
          expected: all.includes(name) ? t`a column of numbers` : t`the column of an input or a target`,
        },
      ),
    ),
  ];
}

function checkCategories(
  path: Path,
  categories: readonly string[] | Readonly<Record<string, string>>,
): Problem[] {
  const texts = Object.values(categories);
  const keys: Path = Array.isArray(categories) ? [...categories.keys()] : Object.keys(categories);
  return texts.flatMap((text, index) => {
    if (texts.indexOf(text) === index) return [];
    const own = [...path, keys[index] as string | number];
    const found = t`${quoted(text)} again`;
    return [{ path: own, expected: t`each category once`, found, fix: t`remove one of the two` }];
  });
}
