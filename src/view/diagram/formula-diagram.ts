/** Formulas as a graph: one node per named value, and an edge from each value to each formula that uses it. */
import { ops } from '../../core/operations.ts';
import type { FormulaTree } from '../../expression/formula.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import type { Diagram, NetworkEdge, NetworkNode } from './diagram.ts';

/**
 * The columns and edges of a scenario of formulas. A formula is in the column after the last value that it uses. An
 * input, a parameter or a formula of numbers alone is in the column before its first user. Nodes of a column are
 * ordered to reduce crossings of edges, by the barycentre method of Sugiyama, Tagawa & Toda 1981, "Methods for visual
 * understanding of hierarchical system structures".
 */
export function formulaDiagram({ inputs, parameters, formulas }: Scenario): Diagram {
  const edges = formulas.flatMap(({ name, term }) =>
    namesIn(term).map((from): NetworkEdge => ({ from, to: name, weight: null })),
  );
  const columnOf = new Map<string, number>();
  for (const { name, term } of formulas) {
    const before = namesIn(term).map((each) => columnOf.get(each) ?? 0);
    columnOf.set(name, before.length === 0 ? 0 : 1 + Math.max(0, ...before));
  }
  const given = [...inputs, ...parameters.map(({ name }) => name)];
  const first = formulas.filter(({ term }) => namesIn(term).length === 0).map(({ name }) => name);
  for (const name of [...given, ...first]) {
    const users = edges.flatMap(({ from, to }) => (from === name ? [columnOf.get(to) as number] : []));
    columnOf.set(name, users.length === 0 ? 0 : Math.min(...users) - 1);
  }
  const nodes = [
    ...given.map((name): NetworkNode => ({ name, detail: null, isSource: true, bias: null })),
    ...formulas.map(({ name, term }): NetworkNode => {
      const isSource = first.includes(name);
      return { name, detail: isSource ? null : functionOf(term), isSource, bias: null };
    }),
  ];
  const last = Math.max(...columnOf.values());
  const columns = Array.from({ length: last + 1 }, (_, column) =>
    nodes.filter(({ name }) => columnOf.get(name) === column),
  ).filter(({ length }) => length > 0);
  return { columns: ordered(columns, edges), edgesOf: () => edges };
}

/** The names that a formula uses, without repetitions. */
function namesIn(term: FormulaTree): string[] {
  if ('name' in term) return [term.name];
  return 'operands' in term ? [...new Set(term.operands.flatMap(namesIn))] : [];
}

/** The name of the function that is the whole formula; null if it is something else. */
function functionOf(term: FormulaTree): string | null {
  return 'op' in term ? (ops[term.op].formula?.names?.[0] ?? null) : null;
}

/** Orders the nodes of each column, from the last column to the first, by the mean height of where they are used. */
function ordered(
  columns: readonly (readonly NetworkNode[])[],
  edges: readonly NetworkEdge[],
): NetworkNode[][] {
  const heights = new Map<string, number>();
  /** The heights where the edges from a node arrive: each node has its edges below each other. */
  const usesOf = (name: string) =>
    edges.flatMap((edge) => {
      const height = edge.from === name ? heights.get(edge.to) : undefined;
      if (height === undefined) return [];
      const arriving = edges.filter(({ to }) => to === edge.to);
      return [height + ((arriving.indexOf(edge) + 0.5) / arriving.length - 0.5) * 1e-3];
    });
  return columns
    .toReversed()
    .map((column) => {
      const sorted = column
        .map((node, index) => {
          const uses = usesOf(node.name);
          const mean = uses.reduce((sum, height) => sum + height, 0) / uses.length;
          return { node, height: uses.length === 0 ? (index + 0.5) / column.length : mean };
        })
        .sort((a, b) => a.height - b.height)
        .map(({ node }) => node);
      for (const [index, { name }] of sorted.entries()) heights.set(name, (index + 0.5) / column.length);
      return sorted;
    })
    .reverse();
}
