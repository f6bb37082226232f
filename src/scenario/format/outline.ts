/**
 * The outline of a document that may contain errors: its inputs, layers, nodes and formulas, as far as they can be
 * recognized. The checks use it, so that one error does not hide others.
 */
import { memoize } from '../../core/memo.ts';
import { addNamesIn, elementName, elementNames, type Shape } from '../../expression/arrays/terms.ts';
import { possibleNames } from '../../expression/formula.ts';
import { type LossList, readLossList, rowLosses, targetNames } from '../losses/loss-list.ts';
import { LOSS_FORMULA } from '../losses/losses.ts';
import { isMapping, type Mapping } from '../yaml/mapping.ts';
import { type OutlineFormula, readFormulas } from './formulas.ts';
import { LARGEST_LAYER, type TurnList } from './scenario.ts';

/** The key of a document whose examples have been joined: how many of them are the rows of one. */
export const joinedRows = Symbol('joined rows');

export interface OutlineLayer {
  readonly index: number;
  readonly name: string | null;
  readonly raw: Mapping;
  readonly nodes: readonly OutlineNode[];
  /** The names of the incoming values, or null if they are unknown because of an error. */
  readonly incoming: readonly string[] | null;
}

export interface OutlineNode {
  readonly name: string;
  readonly raw: unknown;
  /** As written in the file; null if it is not a list. */
  readonly weights: readonly unknown[] | null;
  readonly hasBias: boolean;
  readonly from: unknown;
}

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
  let incoming = inputs;
  const layers = listOf(raw.layers).map((value, index): OutlineLayer => {
    const layer = isMapping(value) ? value : {};
    const name = typeof layer.name === 'string' ? layer.name : null;
    const nodes = isMapping(layer.nodes) ? Object.entries(layer.nodes).map(toNode) : sizedNodes(name, layer);
    const arriving = incoming;
    incoming = nodes.length > 0 ? nodes.map(({ name: node }) => node) : null;
    return { index, name, raw: layer, nodes, incoming: arriving };
  });
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
  const usual = layers.length > 0 ? incoming : results.length > 0 && !hasFaults ? results : null;
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
    const layer = layers.find((each) => each.name === name);
    return layer && layer.nodes.length > 0 ? layer.nodes.map((node) => node.name) : null;
  };
}

/** The names of the targets of the first example; none if they have no names. */
function writtenTargets(data: unknown): string[] {
  const [first] = listOf(data);
  const target = isMapping(first) ? first.target : null;
  return isMapping(target) ? Object.keys(target) : [];
}

/** What an input of the network is made from: a column of the data, and one of its categories if it has any. */
export interface InputSource {
  readonly name: string;
  /** What formulas call it: the array that it is a number of, or its own name. */
  readonly value: { readonly name: string; readonly shape: Shape };
  readonly column: string;
  /** The text for which the input is 1; null for a column of numbers. */
  readonly category: string | null;
}

/**
 * The inputs of the network. A column with categories is one input for each of them: `colour.red`, `colour.blue`. A
 * list in the first example is one for each of its numbers: `x[0]`, `x[1]`.
 *
 * @param written the inputs as they are written
 * @param data the data as they are written; what has the wrong shape is skipped
 */
export function inputSources(written: readonly string[], data: unknown): InputSource[] {
  const { inputs: columns, categories } = isMapping(data) ? data : {};
  const [example] = listOf(data);
  const first = listOf(isMapping(example) ? example.inputs : null);
  return written.flatMap((name, index): InputSource[] => {
    const column = String(listOf(columns)[index] ?? name);
    const own = categoriesOf(categories, column);
    if (own.length > 0) {
      return own.map(([category, text]) => {
        const whole = `${name}.${category}`;
        return { name: whole, value: { name: whole, shape: [] }, column, category: text };
      });
    }
    const value = { name, shape: shapeOf(first[index]) };
    return elementNames(name, value.shape).map((each) => ({
      name: each,
      value,
      column,
      category: null,
    }));
  });
}

/** The values that formulas can use before the first one is computed. */
function givenValues(sources: readonly InputSource[], parameters: Mapping): InputSource['value'][] {
  const inputs = new Map(sources.map(({ value }) => [value.name, value]));
  const ofParameters = Object.entries(parameters).map(([name, value]) => ({ name, shape: shapeOf(value) }));
  return [...inputs.values(), ...ofParameters];
}

/** The names and texts of a column's categories; none if it has none. */
export function categoriesOf(categories: unknown, column: string): (readonly [name: string, text: string])[] {
  const own = isMapping(categories) && Object.hasOwn(categories, column) ? categories[column] : [];
  if (Array.isArray(own)) return own.map((text) => [String(text), String(text)]);
  return isMapping(own) ? Object.entries(own).map(([name, text]) => [name, String(text)]) : [];
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

/** The indexes of each number of a parameter: none for a number, `[i]` in a vector, `[row, column]` in a matrix. */
export function elementIndexes(value: unknown): number[][] {
  return Array.isArray(value)
    ? value.flatMap((element, index) => elementIndexes(element).map((inner) => [index, ...inner]))
    : [[]];
}

/** The shape of nested lists, as their first elements have it; that of a number is empty. */
export function shapeOf(value: unknown): Shape {
  return Array.isArray(value) && value.length > 0 ? [value.length, ...shapeOf(value[0])] : [];
}

/** Whether a layer is given by its size instead of node by node. */
export function isSized({ nodes, size }: Mapping): boolean {
  return nodes === undefined && size !== undefined;
}

/** The nodes of a layer that is given by its size. */
function sizedNodes(layer: string | null, raw: Mapping): OutlineNode[] {
  const { size, bias } = raw;
  const isClear =
    layer !== null && Number.isInteger(size) && Number(size) >= 1 && Number(size) <= LARGEST_LAYER;
  return Array.from({ length: isClear ? Number(size) : 0 }, (_node, index) => ({
    name: `${layer}[${index}]`,
    raw: {},
    weights: null,
    hasBias: bias !== false,
    from: undefined,
  }));
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function namesOf(value: unknown): readonly string[] | null {
  return Array.isArray(value)
    ? value.map((item, index) => (typeof item === 'string' ? item : `[${index}]`))
    : null;
}

function toNode([name, raw]: readonly [string, unknown]): OutlineNode {
  const mapping = isMapping(raw) ? raw : {};
  const weights = Array.isArray(raw) ? raw : mapping.weights;
  return {
    name,
    raw,
    weights: Array.isArray(weights) ? weights : null,
    hasBias: mapping.bias !== undefined,
    from: mapping.from,
  };
}
