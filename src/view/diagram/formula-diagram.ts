/** Formulas as a graph: one node per named value, and an edge from each value to each formula that uses it. */
import { ops } from '../../core/operations.ts';
import { elementNames, type FormulaTree, namesIn, type Shape } from '../../expression/arrays/terms.ts';
import type { Formula, Scenario } from '../../scenario/format/scenario.ts';
import { type Diagram, type NetworkEdge, type NetworkNode, nodesByNumber, numbersOf } from './network.ts';

/**
 * The columns and edges of a scenario of formulas. A formula is in the column after the last value that it uses. An
 * input, a parameter, a kept value or a formula of numbers alone is in the column before its first user. Nodes of a
 * column are ordered to reduce crossings of edges, by the barycentre method of Sugiyama, Tagawa & Toda 1981, "Methods
 * for visual understanding of hierarchical system structures".
 */
export function formulaDiagram(scenario: Scenario): Diagram {
  const { formulas } = scenario;
  const given = givenNodes(scenario);
  const nodeOf = nodesByNumber([given, formulas.map(nodeOfFormula)]);
  const sources = new Map(
    formulas.map(({ name, cells }) => [
      name,
      [...new Set([...namesIn(cells)].map((each) => nodeOf.get(each) as string))],
    ]),
  );
  const edges = formulas.flatMap(({ name }) =>
    (sources.get(name) ?? []).map((from): NetworkEdge => ({ from, to: name, weight: null })),
  );
  const columnOf = new Map<string, number>();
  for (const { name } of formulas) {
    const before = (sources.get(name) ?? []).map((each) => columnOf.get(each) ?? 0);
    columnOf.set(name, before.length === 0 ? 0 : 1 + Math.max(0, ...before));
  }
  const first = new Set(formulas.flatMap(({ name }) => (sources.get(name)?.length === 0 ? [name] : [])));
  const users = new Map<string, number[]>();
  for (const { from, to } of edges) {
    const known = users.get(from);
    if (known) known.push(columnOf.get(to) as number);
    else users.set(from, [columnOf.get(to) as number]);
  }
  for (const name of [...given.map((node) => node.name), ...first]) {
    const columns = users.get(name) ?? [];
    columnOf.set(name, columns.length === 0 ? 0 : Math.min(...columns) - 1);
  }
  const nodes = [
    ...given,
    ...formulas.map((formula): NetworkNode => {
      const node = nodeOfFormula(formula);
      return first.has(node.name) ? { ...node, detail: null, isSource: true } : node;
    }),
  ];
  const last = Math.max(...columnOf.values());
  const columns = Array.from({ length: last + 1 }, (_, column) =>
    nodes.filter(({ name }) => columnOf.get(name) === column),
  ).filter(({ length }) => length > 0);
  return { columns: ordered(columns, edges), edgesOf: () => edges };
}

/** The inputs, parameters and kept values: an array is one node if a formula uses more than single numbers of it. */
function givenNodes({ inputs, parameters, kept, formulas, nexts, arrays }: Scenario): NetworkNode[] {
  const wholes = new Set([...formulas, ...nexts].flatMap(({ wholes: all }) => [...all]));
  const asOne = arrays.filter(({ name }) => wholes.has(name));
  const nodes = asOne.map(({ name, shape }) => sourceNode(name, numberRows(name, shape)));
  const firsts = new Map(nodes.map((node) => [numbersOf(node)[0], node]));
  const inside = new Set(nodes.flatMap(numbersOf));
  return [...inputs, ...[...parameters, ...kept].map(({ name }) => name)].flatMap((name) => {
    const whole = firsts.get(name);
    if (whole) return [whole];
    return inside.has(name) ? [] : [sourceNode(name, null)];
  });
}

function sourceNode(name: string, cells: NetworkNode['cells']): NetworkNode {
  return { name, detail: null, isSource: true, bias: null, cells };
}

function nodeOfFormula({ name, shape, cells }: Formula): NetworkNode {
  const isArray = shape.length > 0;
  const detail = isArray ? null : functionOf(cells[0] as FormulaTree);
  return { name, detail, isSource: false, bias: null, cells: isArray ? numberRows(name, shape) : null };
}

/** The numbers of an array in rows; a list is one row. */
function numberRows(name: string, shape: Shape): string[][] {
  const numbers = elementNames(name, shape);
  const width = shape.at(-1) as number;
  return Array.from({ length: numbers.length / width }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width),
  );
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
