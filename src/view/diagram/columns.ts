/** The items of each column of a drawing with wires, and the links between neighbouring columns. */
import type { Network, NetworkEdge, NetworkNode } from './network.ts';

/** What stands in a column: a node, the box of the loss, or a wire on its way to a later column. */
export type Item =
  | { readonly kind: 'node'; readonly node: NetworkNode }
  | { readonly kind: 'loss'; readonly rows: number }
  /** `height`: where its wire ends, 0 for the top of a column and 1 for the bottom. */
  | { readonly kind: 'pass'; readonly of: string; readonly height: number };

/** An edge of the drawing. `to` is null if it ends at the loss. */
export type DrawnEdge = Omit<NetworkEdge, 'to'> & { readonly to: string | null };

/** A wire from an item to one of the next column. Edges to later columns share the first part of their way. */
export interface Link {
  readonly from: Item;
  readonly to: Item;
  /** The indexes of the edges that take this way. */
  readonly edges: readonly number[];
  /** The index of the edge whose weight stands on this link; null if there is none. */
  readonly weighted: number | null;
}

export interface Graph {
  readonly columns: readonly (readonly Item[])[];
  /** Of each channel between two columns: its links. Those to one item are in the order of its edges. */
  readonly channels: readonly (readonly Link[])[];
  readonly edges: readonly DrawnEdge[];
  readonly hasFormulas: boolean;
  readonly hasBackward: boolean;
  /** The sources that have a row for their gradient. */
  readonly slopedSources: ReadonlySet<string>;
}

/** All edges: those of the network, and after them one from each output to the loss. */
export function edgesToDraw({ edges, outputs, hasLoss }: Network): DrawnEdge[] {
  const toLoss = outputs.map((from): DrawnEdge => ({ from, to: null, weight: null }));
  return hasLoss ? [...edges, ...toLoss] : [...edges];
}

/**
 * The graph of a network.
 *
 * @param lossRows rows in the box of the loss; null to leave it out
 */
export function graphOf(network: Network, lossRows: number | null): Graph {
  const edges = lossRows === null ? network.edges : edgesToDraw(network);
  const columns: Item[][] = network.columns.map((column) =>
    column.map((node): Item => ({ kind: 'node', node })),
  );
  const loss: Item | null = lossRows === null ? null : { kind: 'loss', rows: lossRows };
  if (loss) columns.push([loss]);
  const places = placesOf(columns);
  const links = columns.slice(1).map((): Link[] => []);
  for (const [index, edge] of edges.entries()) {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    if (!from || !to) continue;
    let item = from.item;
    for (let column = from.column + 1; column < to.column; column++) {
      const pass = passIn(columns, column, edge.from, to.item);
      join(links[column - 1] as Link[], item, pass, index, false);
      item = pass;
    }
    join(links[to.column - 1] as Link[], item, to.item, index, edge.weight !== null);
  }
  const { hasFormulas, hasBackward } = network;
  return { columns, channels: links, edges, hasFormulas, hasBackward, slopedSources: new Set() };
}

/** Where each node, and the loss under the key null, is. */
function placesOf(columns: readonly (readonly Item[])[]) {
  return new Map(
    columns.flatMap((items, column) =>
      items.map((item) => [item.kind === 'node' ? item.node.name : null, { item, column }] as const),
    ),
  );
}

/** The item through which the edges of a node pass a column. It stands where its first edge ends in its own column. */
function passIn(columns: Item[][], column: number, of: string, end: Item): Item {
  const items = columns[column] as Item[];
  const known = items.find((item) => item.kind === 'pass' && item.of === of);
  if (known) return known;
  const height = heightOf(columns, end);
  const made: Item = { kind: 'pass', of, height };
  const above = items.filter((item) => heightOf([items], item) <= height);
  items.splice(above.length, 0, made);
  return made;
}

/** Where an item is in its column: 0 at the top, 1 at the bottom. */
function heightOf(columns: readonly (readonly Item[])[], item: Item): number {
  if (item.kind === 'pass') return item.height;
  const column = (columns.find((items) => items.includes(item)) ?? []).filter(({ kind }) => kind !== 'pass');
  return (column.indexOf(item) + 0.5) / column.length;
}

function join(links: Link[], from: Item, to: Item, edge: number, isWeighted: boolean): void {
  const at = to.kind === 'pass' ? links.findIndex((link) => link.from === from && link.to === to) : -1;
  if (at < 0) links.push({ from, to, edges: [edge], weighted: isWeighted ? edge : null });
  else links[at] = { ...(links[at] as Link), edges: [...(links[at] as Link).edges, edge] };
}
