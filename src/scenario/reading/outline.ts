/**
 * The outline of a document that may contain errors: its inputs, layers, nodes and formulas, as far as they can be
 * recognized. The checks use it, so that one error does not hide others.
 */
import { memoize } from '../../core/memo.ts';
import { addNamesIn, elementName, elementNames, type Shape } from '../../expression/arrays/terms.ts';
import { possibleNames } from '../../expression/formula.ts';
import type { TurnList } from '../format/scenario.ts';
import { type LossList, readLossList, rowLosses, targetNames } from '../losses/loss-list.ts';
import { LOSS_FORMULA } from '../losses/losses.ts';
import { isMapping, type Mapping } from '../yaml/mapping.ts';
import { type OutlineFormula, readFormulas } from './formulas.ts';
import { givenValues, type InputSource, inputSources } from './input-sources.ts';
import { nodeNames, type OutlineLayer, readLayers } from './outline-layers.ts';
import { elementIndexes, listOf, shapeOf } from './written-values.ts';

/** The key of a document whose examples have been joined: how many of them are the rows of one. */
export const joinedRows = Symbol('joined rows');

export interface Outline {
  readonly raw: Mapping;
  /** The inputs as they are written. Null if they are not a list. */
  readonly writtenInputs: readonly string[] | null;
  /** The inputs of the network: a column of words is one input for each category. Null if they are not a list. */
  readonly inputs: readonly string[] | null;
  readonly layers: readonly OutlineLayer[];
  /** The formulas, and the addresses of their parameters. */
  readonly formulas: readonly OutlineFormula[];
  readonly parameters: readonly string[];
  /** The shapes of the kept values by their names, and the formulas of the next ones. */
  readonly kept: ReadonlyMap<string, Shape>;
  readonly nexts: readonly OutlineFormula[];
  readonly lists: readonly TurnList[];
  /** Whether a formula has a fault: then it is not known how many numbers others are. */
  readonly hasFaults: boolean;
  /** Whether one of the formulas is the loss. */
  readonly hasOwnLoss: boolean;
  /** The inputs, the parameters and the kept values that are arrays, as formulas know them. */
  readonly arrays: readonly { readonly name: string; readonly shape: Shape }[];
  /** The operations of all formulas. */
  readonly operations: number;
  /**
   * The names of the last layer's nodes, or of the formulas that no other formula uses; of several losses, what the first
   * one compares with targets. Null if there are none.
   */
  readonly outputs: readonly string[] | null;
  /** The losses, if they are a list; otherwise null. */
  readonly losses: LossList | null;
  /** How many examples are taken together as rows; null if each is taken by itself. */
  readonly rows: number | null;
  /** The formula that should have a row for each of them and has not; null if there is none. */
  readonly withoutRows: OutlineFormula | null;
  /** What each target of an example is for, in their order; null without a loss, or if it is not known. */
  readonly targets: readonly string[] | null;
}

/** Reads the outline of a document. Kept with the document, because the table and the checks read it. */
export const readOutline = memoize((raw: Mapping) => raw, outlineOf);

function outlineOf(raw: Mapping): Outline {
  const named = namesOf(raw.inputs);
  // Layers need at least one input; formulas can use parameters only.
  const writtenInputs = named?.length === 0 && !isMapping(raw.formulas) ? null : named;
  const sources = writtenInputs && inputSources(writtenInputs, raw.data);
  const inputs = sources?.map(({ name }) => name) ?? null;
  const layers = readLayers(raw.layers, inputs);
  const kept = keptShapes(raw.keep);
  const given = [
    ...givenValues(sources ?? [], isMapping(raw.parameters) ? raw.parameters : {}),
    ...[...kept].map(([name, shape]) => ({ name, shape })),
  ];
  const { formulas, nexts, lists, operations } = readFormulas(isMapping(raw.formulas) ? raw : {}, given);
  const ofResults = resultsOf(formulas, nexts);
  const results = ofResults.flatMap(numbersOf);
  const hasFaults = formulas.some(({ parsed }) => !parsed?.ok);
  const rows = (raw as { readonly [joinedRows]?: number })[joinedRows] ?? null;
  const withoutRows =
    rows === null || hasFaults || typeof raw.loss !== 'string'
      ? null
      : (ofResults.find(({ parsed }) => parsed?.ok && parsed.terms.shape[0] !== rows) ?? null);
  const usual =
    layers.length > 0 ? nodeNames(layers.at(-1)) : results.length > 0 && !hasFaults ? results : null;
  const list = Array.isArray(raw.loss)
    ? readLossList(raw.loss, valuesOf({ formulas, layers, given }), writtenTargets(raw.data))
    : rows !== null && !hasFaults && withoutRows === null && typeof raw.loss === 'string'
      ? rowLosses(raw, rowsOf(ofResults, rows))
      : null;
  const outputs = list?.main && !hasFaults ? (list.main.of ?? usual) : usual;
  const ofList = list?.losses.every(({ of }) => of !== null) ? targetNames(list.targets) : null;
  return {
    raw,
    writtenInputs,
    inputs,
    layers,
    formulas,
    hasOwnLoss: formulas.some(({ name }) => name === LOSS_FORMULA),
    parameters: isMapping(raw.parameters)
      ? Object.entries(raw.parameters).flatMap(([name, value]) =>
          elementIndexes(value).map((indexes) => elementName(name, indexes)),
        )
      : [],
    kept,
    nexts,
    lists,
    hasFaults,
    arrays: given.filter(({ shape }) => shape.length > 0),
    operations,
    outputs,
    losses: list,
    rows,
    withoutRows,
    targets: hasFaults ? null : list ? ofList : raw.loss === undefined || withoutRows ? null : outputs,
  };
}

/** What a loss can compare: by a name, the numbers of a formula or an input, a node, or the nodes of a layer. */
function valuesOf({
  formulas,
  layers,
  given,
}: Pick<Outline, 'formulas' | 'layers'> & { readonly given: readonly InputSource['value'][] }) {
  const nodes = new Set(layers.flatMap((layer) => layer.nodes.map(({ name }) => name)));
  const arrays = new Map(given.map(({ name, shape }) => [name, elementNames(name, shape)]));
  for (const { name, parsed } of formulas)
    arrays.set(name, elementNames(name, parsed?.ok ? parsed.terms.shape : []));
  const numbers = new Set([...arrays.values()].flat());
  return (name: string): readonly string[] | null => {
    if (nodes.has(name) || numbers.has(name)) return [name];
    const array = arrays.get(name);
    if (array) return array;
    return nodeNames(layers.find((each) => each.name === name));
  };
}

/** The names of the targets of the first example; none if they have no names. */
function writtenTargets(data: unknown): string[] {
  const [first] = listOf(data);
  const target = isMapping(first) ? first.target : null;
  return isMapping(target) ? Object.keys(target) : [];
}

/** The shapes of the values that are kept from batch to batch. */
function keptShapes(keep: unknown): ReadonlyMap<string, Shape> {
  return new Map(
    Object.entries(isMapping(keep) ? keep : {}).map(([name, value]) => [
      name,
      shapeOf(isMapping(value) ? value.start : undefined),
    ]),
  );
}

/** The addresses of the numbers of a formula. */
function numbersOf({ name, parsed }: OutlineFormula): string[] {
  return elementNames(name, parsed?.ok ? parsed.terms.shape : []);
}

/** The numbers of each row of some formulas. */
function rowsOf(results: readonly OutlineFormula[], rows: number): string[][] {
  const numbers = results.map(numbersOf);
  return Array.from({ length: rows }, (_row, row) =>
    numbers.flatMap((all) => all.slice((row * all.length) / rows, ((row + 1) * all.length) / rows)),
  );
}

/** The results of a scenario of formulas: those that no other formula uses, nor a next kept value. */
function resultsOf(
  formulas: readonly OutlineFormula[],
  nexts: readonly OutlineFormula[],
): readonly OutlineFormula[] {
  const words = new Set<string>();
  for (const { name, raw, parsed } of [...formulas, ...nexts]) {
    if (parsed?.ok) addNamesIn(parsed.terms.cells, words);
    // The names in a formula with a fault are guessed.
    else for (const word of possibleNames(String(raw))) if (word !== name) words.add(word);
  }
  const isUsed = (formula: OutlineFormula) =>
    words.has(formula.name) || numbersOf(formula).some((number) => words.has(number));
  const own = formulas.filter((formula) => !formula.isInner && !isUsed(formula));
  // If all is in repetitions, the last turn's last formula is the result.
  return own.length > 0 ? own : formulas.slice(-1);
}

function namesOf(value: unknown): readonly string[] | null {
  return Array.isArray(value)
    ? value.map((item, index) => (typeof item === 'string' ? item : `[${index}]`))
    : null;
}
