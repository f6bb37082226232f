/** The rows that an item of a drawing takes, and where its parts are in them. */
import { memoize } from '../../core/memo.ts';
import type { Graph, Item } from './columns.ts';
import { contentRows, innerRows, outerRows, type Style } from './sizes.ts';

/** The rows of an item, from 0 at the top of the drawing. */
export interface ItemRows {
  /** Its first row, and all of them. */
  readonly y: number;
  readonly rows: number;
  /** The first row within its borders, and the rows there. */
  readonly top: number;
  readonly inner: number;
  /** The first row of its content. */
  readonly first: number;
  /** The row of its value, where its wires leave it. */
  readonly out: number;
}

/** The number of links that arrive at an item. */
export const arrivingAt = memoize(
  (graph: Graph) => graph,
  ({ channels }) => {
    const counts = new Map<Item, number>();
    for (const { to } of channels.flat()) counts.set(to, (counts.get(to) ?? 0) + 1);
    return (item: Item): number => counts.get(item) ?? 0;
  },
);

/** The rows that a drawing needs at least. */
export function rowsNeeded(graph: Graph, style: Style): number {
  const arriving = arrivingAt(graph);
  return Math.max(
    ...graph.columns.map((column) => {
      const own = column.reduce((sum, item) => sum + itemRows(item, style, graph, arriving(item)), 0);
      return own + (column.length - 1) * (style === 'big' ? 1 : 0);
    }),
  );
}

function itemRows(item: Item, style: Style, graph: Graph, arriving: number): number {
  const { above, below } = outerRows(item, style);
  return innerRows(item, style, graph, arriving) + above + below;
}

/** Where the parts of an item are if it begins in row 0. */
export function shapeOf(item: Item, style: Style, graph: Graph): ItemRows {
  const { above, below } = outerRows(item, style);
  const inner = innerRows(item, style, graph, arrivingAt(graph)(item));
  const rows = { y: 0, rows: inner + above + below, top: above, inner };
  if (item.kind === 'pass') return { ...rows, first: 0, out: 0 };
  if (style === 'compact' && item.kind === 'node') {
    const first = Math.floor((inner - 1) / 2);
    return { ...rows, first, out: first };
  }
  const first = above + Math.floor((inner - contentRows(item, style, graph)) / 2);
  const hasSum = style === 'big' && item.kind === 'node' && !item.node.isSource;
  return { ...rows, first, out: first + Number(hasSum) };
}
