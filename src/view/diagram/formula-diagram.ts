/** Formulas as a graph: one node per named value, and an edge from each value to each formula that uses it. */
import type { Address } from '../../core/address.ts';
import type { FormulaTree } from '../../expression/formula.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';

export interface NetworkNode {
  readonly name: string;
  /** The text after its name: its activation or its formula; null if it has neither. */
  readonly detail: string | null;
  /** The address of the node's bias, or of the bias that its layer shares; null if there is none. */
  readonly bias: Address | null;
}

export interface NetworkEdge {
  readonly from: string;
  readonly to: string;
  /** The address of its weight; null if the edge has no weight. */
  readonly weight: Address | null;
}

export interface Network {
  /** The inputs, then one column per layer. Of formulas: each in a column after all values that it uses. */
  readonly columns: readonly (readonly NetworkNode[])[];
  readonly edges: readonly NetworkEdge[];
  readonly outputs: readonly string[];
  readonly hasLoss: boolean;
  /** Whether gradients are ever computed. */
  readonly hasBackward: boolean;
}

/**
 * The columns and edges of a scenario of formulas. A formula is in the column after the last value that it uses. An
 * input or parameter is in the column before its first user. Nodes of a column are ordered to reduce crossings of
 * edges, by the barycentre method of Sugiyama, Tagawa & Toda 1981, "Methods for visual understanding of hierarchical
 * system structures".
 */
export function formulaDiagram({
  inputs,
  parameters,
  formulas,
}: Scenario): Pick<Network, 'columns' | 'edges'> {
  const edges = formulas.flatMap(({ name, term }) =>
    namesIn(term).map((from): NetworkEdge => ({ from, to: name, weight: null })),
  );
  const usersOf = (name: string) => edges.flatMap(({ from, to }) => (from === name ? [to] : []));
  const columnOf = new Map<string, number>();
  for (const { name, term } of formulas) {
    const before = namesIn(term).map((each) => columnOf.get(each) ?? 0);
    columnOf.set(name, 1 + Math.max(0, ...before));
  }
  const given = [...inputs, ...parameters.map(({ name }) => name)];
  for (const name of given) {
    const users = usersOf(name).map((user) => columnOf.get(user) as number);
    columnOf.set(name, users.length === 0 ? 0 : Math.min(...users) - 1);
  }
  const details = new Map(formulas.map(({ name, text }) => [name, `= ${text}`]));
  const nodes = [...given, ...formulas.map(({ name }) => name)].map(
    (name): NetworkNode => ({ name, detail: details.get(name) ?? null, bias: null }),
  );
  const last = Math.max(...columnOf.values());
  const columns = Array.from({ length: last + 1 }, (_, column) =>
    nodes.filter(({ name }) => columnOf.get(name) === column),
  ).filter(({ length }) => length > 0);
  return { columns: ordered(columns, usersOf), edges };
}

/** The names that a formula uses, without repetitions. */
function namesIn(term: FormulaTree): string[] {
  if ('name' in term) return [term.name];
  return 'operands' in term ? [...new Set(term.operands.flatMap(namesIn))] : [];
}

/** Orders the nodes of each column, from the last column to the first, by the mean height of their users. */
function ordered(
  columns: readonly (readonly NetworkNode[])[],
  usersOf: (name: string) => string[],
): NetworkNode[][] {
  const heights = new Map<string, number>();
  return columns
    .toReversed()
    .map((column) => {
      const sorted = column
        .map((node, index) => {
          const users = usersOf(node.name).flatMap((user) => heights.get(user) ?? []);
          const mean = users.reduce((sum, height) => sum + height, 0) / users.length;
          return { node, height: users.length === 0 ? (index + 0.5) / column.length : mean };
        })
        .sort((a, b) => a.height - b.height)
        .map(({ node }) => node);
      for (const [index, { name }] of sorted.entries()) heights.set(name, (index + 0.5) / column.length);
      return sorted;
    })
    .reverse();
}
