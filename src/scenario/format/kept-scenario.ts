/** A Scenario as plain data, which JSON can express: the form in which the build keeps it. */
import type { FormulaTree } from '../../expression/arrays/terms.ts';
import type { DataSource, Formula, Scenario } from './scenario.ts';

/** For each example its line in the file, and the texts of its cells. */
interface KeptRows {
  readonly lines: readonly number[];
  readonly cells: readonly (readonly string[])[];
}

/** A term: a number, a name, or an operation and the places of its operands among the terms before it. */
type KeptTerm = number | string | readonly [op: string, ...operands: number[]];

/** A formula whose terms are in a list: a term that several others use is in it once. */
interface KeptFormula extends Omit<Formula, 'cells'> {
  readonly terms: readonly KeptTerm[];
  /** The places of its numbers in that list. */
  readonly cells: readonly number[];
}

export type KeptScenario = Omit<Scenario, 'source' | 'formulas'> & {
  readonly source: (Omit<DataSource, 'lineOf' | 'cellsOf'> & KeptRows) | null;
  readonly formulas: readonly KeptFormula[];
};

export function keepScenario(scenario: Scenario): KeptScenario {
  const { source, data } = scenario;
  const formulas = scenario.formulas.map(keepFormula);
  if (source === null) return { ...scenario, formulas, source };
  const { lineOf, cellsOf, ...rest } = source;
  const examples = [...data.keys()];
  const rows = { lines: examples.map(lineOf), cells: examples.map(cellsOf) };
  return { ...scenario, formulas, source: { ...rest, ...rows } };
}

export function restoreScenario(kept: KeptScenario): Scenario {
  const formulas = kept.formulas.map(restoreFormula);
  if (kept.source === null) return { ...kept, formulas, source: null };
  const { lines, cells, ...rest } = kept.source;
  const lineOf = (example: number) => lines[example] as number;
  const cellsOf = (example: number) => cells[example] as readonly string[];
  return { ...kept, formulas, source: { ...rest, lineOf, cellsOf } };
}

function keepFormula({ cells, ...formula }: Formula): KeptFormula {
  const terms: KeptTerm[] = [];
  const places = new Map<FormulaTree, number>();
  const placeOf = (term: FormulaTree): number => {
    const known = places.get(term);
    if (known !== undefined) return known;
    const own: KeptTerm =
      'number' in term ? term.number : 'name' in term ? term.name : [term.op, ...term.operands.map(placeOf)];
    const place = terms.push(own) - 1;
    places.set(term, place);
    return place;
  };
  const kept = cells.map(placeOf);
  return { ...formula, terms, cells: kept };
}

function restoreFormula({ terms, cells, ...formula }: KeptFormula): Formula {
  const restored: FormulaTree[] = [];
  for (const term of terms) restored.push(restoreTerm(term, restored));
  return { ...formula, cells: cells.map((place) => restored[place] as FormulaTree) };
}

function restoreTerm(term: KeptTerm, before: readonly FormulaTree[]): FormulaTree {
  if (typeof term === 'number') return { number: term };
  if (typeof term === 'string') return { name: term };
  const [op, ...operands] = term;
  return { op, operands: operands.map((place) => before[place]) } as FormulaTree;
}
