/** A Scenario as plain data, which JSON can express: the form in which the build keeps it. */
import type { Example } from '../core/program.ts';
import { elementName, type FormulaTree, type Shape, type Terms } from '../expression/arrays/terms.ts';
import {
  asStandardized,
  mapStandardized,
  type Statistics,
  standardized,
  statisticsOfScales,
} from './data/standardize.ts';
import { type Drawing, drawnNodes } from './format/initial-weights.ts';
import type { DataSource, Formula, Scenario, ScenarioLayer } from './format/scenario.ts';

/** For each example its line in the file, and the texts of its cells: 0 for one that is the input at its place. */
interface KeptRows {
  readonly lines: readonly number[];
  readonly cells: readonly (readonly (string | 0)[])[];
}

/** A parameter without its name, which is that of its array with its indexes. */
type KeptParameter = readonly [array: string, indexes: readonly number[], value: number];

/**
 * A term: a number, a name, or an operation and how many terms before it each operand is. Counted from the term, terms
 * that are made alike are written alike, which packs well; so it is with arrays.
 */
type KeptTerm = number | string | readonly [op: string, ...operands: number[]];

/**
 * An array: the place of its first number in the list of terms, and how far each is behind the one before; and how many
 * arrays before it are those that it was made from.
 */
interface KeptArray {
  readonly shape: Shape;
  readonly cells: readonly number[];
  readonly made?: Readonly<Record<string, unknown>> & { readonly operands: readonly number[] };
  readonly between?: readonly number[];
}

/** A formula whose terms and arrays are in lists: what several others use is in them once. */
interface KeptFormula extends Omit<Formula, keyof Terms> {
  readonly terms: readonly KeptTerm[];
  /** The last one is the formula's. */
  readonly arrays: readonly KeptArray[];
}

/** A layer. Weights that a rule has drawn are drawn again. */
type KeptLayer = Omit<ScenarioLayer, 'nodes'> & {
  readonly nodes: ScenarioLayer['nodes'] | Omit<Drawing, 'name' | 'init'>;
};

export type KeptScenario = Omit<Scenario, 'source' | 'layers' | 'formulas' | 'nexts' | 'parameters'> & {
  /** Whether the examples are as before they were standardized: such numbers are shorter. */
  readonly isRaw: boolean;
  readonly layers: readonly KeptLayer[];
  readonly source: (Omit<DataSource, 'lineOf' | 'cellsOf'> & KeptRows) | null;
  readonly parameters: readonly KeptParameter[];
  readonly formulas: readonly KeptFormula[];
  readonly nexts: readonly KeptFormula[];
};

export function keepScenario(scenario: Scenario): KeptScenario {
  const { source } = scenario;
  const kept = {
    ...scenario,
    ...keepExamples(scenario),
    layers: scenario.layers.map(keepLayer),
    parameters: scenario.parameters.map(({ array, indexes, value }) => [array, indexes, value] as const),
    formulas: scenario.formulas.map(keepFormula),
    nexts: scenario.nexts.map(keepFormula),
  };
  if (source === null) return { ...kept, source };
  const { lineOf, cellsOf, ...rest } = source;
  const lines = kept.data.map((_example, index) => lineOf(index));
  const cells = kept.data.map(({ inputs }, index) =>
    cellsOf(index).map((text, place) => (text === String(inputs[place]) ? 0 : text)),
  );
  return { ...kept, source: { ...rest, lines, cells } };
}

export function restoreScenario({ isRaw, ...kept }: KeptScenario): Scenario {
  const { data, test, source } = kept;
  const statistics = statisticsOfScales(isRaw ? kept.scales : []);
  const scenario = {
    ...kept,
    data: standardized(data, statistics),
    test: standardized(test, statistics),
    layers: kept.layers.map(restoreLayer),
    parameters: kept.parameters.map(([array, indexes, value]) => ({
      name: elementName(array, indexes),
      array,
      indexes,
      value,
    })),
    formulas: kept.formulas.map(restoreFormula),
    nexts: kept.nexts.map(restoreFormula),
  };
  if (source === null) return { ...scenario, source };
  const { lines, cells, ...rest } = source;
  const lineOf = (example: number) => lines[example] as number;
  const cellsOf = (example: number) =>
    (cells[example] ?? []).map((text, place) => (text === 0 ? String(data[example]?.inputs[place]) : text));
  return { ...scenario, source: { ...rest, lineOf, cellsOf } };
}

/** The examples as before they were standardized, or as they are if that is not known to the last bit. */
function keepExamples(scenario: Scenario): Pick<KeptScenario, 'data' | 'test' | 'isRaw'> {
  const { data, test } = scenario;
  const statistics = statisticsOfScales(scenario.scales);
  const rawOf = (example: Example) => mapStandardized(example, statistics, rawNumber);
  const raw = { data: data.map(rawOf), test: test.map(rawOf) };
  const isRaw =
    scenario.scales.length > 0 &&
    [...raw.data, ...raw.test].every(({ inputs, targets }) => ![...inputs, ...targets].some(Number.isNaN));
  return isRaw ? { ...raw, isRaw } : { data, test, isRaw };
}

/** The shortest number that becomes a standardized one; NaN if there is none. */
function rawNumber(value: number, own: Statistics): number {
  for (let digits = 1; digits <= 17; digits++) {
    const raw = Number((value * own.deviation + own.mean).toPrecision(digits));
    if (Object.is(asStandardized(raw, own), value)) return raw;
  }
  return Number.NaN;
}

function keepLayer(layer: ScenarioLayer): KeptLayer {
  const [first] = layer.nodes;
  if (layer.init === null || !first) return layer;
  return {
    ...layer,
    nodes: { size: layer.nodes.length, incoming: first.weights.length, bias: first.bias },
  };
}

function restoreLayer({ nodes, ...layer }: KeptLayer): ScenarioLayer {
  const { name, init } = layer;
  if ('size' in nodes && init) return { ...layer, nodes: drawnNodes({ ...nodes, name, init }) };
  return { ...layer, nodes: nodes as ScenarioLayer['nodes'] };
}

function keepFormula({ shape, cells, made, between, ...formula }: Formula): KeptFormula {
  const terms: KeptTerm[] = [];
  const places = new Map<FormulaTree | Terms, number>();
  const placeOf = (term: FormulaTree): number => {
    const known = places.get(term);
    if (known !== undefined) return known;
    const operands = 'operands' in term ? term.operands.map(placeOf) : [];
    const place = terms.length;
    const own: KeptTerm =
      'number' in term
        ? term.number
        : 'name' in term
          ? term.name
          : [term.op, ...operands.map((operand) => place - operand)];
    terms.push(own);
    places.set(term, place);
    return place;
  };
  const arrays: KeptArray[] = [];
  const placeOfArray = (array: Terms): number => {
    const known = places.get(array);
    if (known !== undefined) return known;
    const cells = array.cells.map(placeOf);
    const operands = array.made?.operands.map(placeOfArray) ?? [];
    const between = array.between?.map(placeOfArray);
    const place = arrays.length;
    const before = (other: number) => place - other;
    arrays.push({
      shape: array.shape,
      cells: cells.map((cell, index) => cell - (cells[index - 1] ?? 0)),
      ...(array.made && { made: { ...array.made, operands: operands.map(before) } }),
      ...(between && { between: between.map(before) }),
    });
    places.set(array, place);
    return place;
  };
  placeOfArray({ shape, cells, ...(made && { made }), ...(between && { between }) });
  return { ...formula, terms, arrays };
}

function restoreFormula({ terms, arrays, ...formula }: KeptFormula): Formula {
  const restored: FormulaTree[] = [];
  for (const term of terms) restored.push(restoreTerm(term, restored));
  const known: Terms[] = [];
  const arrayAt = (before: number) => known[known.length - before] as Terms;
  for (const { shape, cells, made, between } of arrays)
    known.push({
      shape,
      cells: sums(cells).map((place) => restored[place] as FormulaTree),
      ...(made && { made: { ...made, operands: made.operands.map(arrayAt) } as unknown as Terms['made'] }),
      ...(between && { between: between.map(arrayAt) }),
    } as Terms);
  return { ...formula, ...(known.at(-1) as Terms) };
}

/** The sum of the first number, of the first two and so on. */
function sums(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((each) => {
    sum += each;
    return sum;
  });
}

function restoreTerm(term: KeptTerm, before: readonly FormulaTree[]): FormulaTree {
  if (typeof term === 'number') return { number: term };
  if (typeof term === 'string') return { name: term };
  const [op, ...operands] = term;
  return { op, operands: operands.map((distance) => before[before.length - distance]) } as FormulaTree;
}
