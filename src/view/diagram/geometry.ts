/** Lays out a network's nodes, edges and labels on a canvas of a given size. Positions are cells, from 0. */
import { memoizeLast } from '../../core/memo.ts';
import type { Point } from '../terminal/canvas.ts';
import { type Size, windowStart } from '../terminal/text.ts';
import type { Network, NetworkEdge, NetworkNode } from './diagram.ts';
import { placeLabels, type Rectangle } from './labels.ts';

export interface PlacedNode {
  readonly node: NetworkNode;
  /** Position of its dot. */
  readonly at: Point;
  /** Cells for its title, from the dot to one blank cell before the next column. */
  readonly titleWidth: number;
  /** Cells for its text, from the dot on, if the node has one row. */
  readonly textWidth: number;
  /** Cells for its value, from the dot on, if the node has several rows. */
  readonly valueWidth: number;
}

export interface PlacedEdge {
  readonly edge: NetworkEdge;
  readonly from: Point;
  readonly to: Point;
  /** Middle of its label; null if every place would cover something else, or if the network has too many edges. */
  readonly label: Point | null;
  /** Width of a label, in cells. */
  readonly labelWidth: number;
}

/** Beside the outputs from a column on; or in one row below the network, if the network needs the columns. */
type AnnotationPlace =
  | { readonly kind: 'beside'; readonly x: number }
  | { readonly kind: 'below'; readonly y: number };

export interface Geometry {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** For each column that has no room for all its nodes: how many are left out, and where to say so (`⋮ 3 more`). */
  readonly omitted: readonly { readonly at: Point; readonly count: number }[];
  /** Rows of a node. 3: name, value, gradient; 2: name, then value and gradient; 1: all in one row. */
  readonly density: 1 | 2 | 3;
  /** Areas covered by the texts of nodes. */
  readonly texts: readonly Rectangle[];
  /** Where the targets, errors and the loss are; null if they are not shown. */
  readonly annotations: AnnotationPlace | null;
}

/** Cells for a value, from the node's dot on. */
const VALUE_WIDTH = 10;
/** Minimum cells from a node's dot to the start of its edges. A longer value covers the start of an edge. */
const EDGE_START = 6;
/** If a node has one row, names are written beside values only where edges keep at least this many cells. */
const LEAST_EDGE = 9;
/** Minimum cells of an edge. */
const SHORTEST_EDGE = 3;
/** Cells for `error −0.12345` on the right of an output. */
const ANNOTATION_WIDTH = 18;
/** Annotations are shown only if the columns can be this far apart, in cells, and the last one this wide. */
const LEAST_GAP = 11;
const LAST_COLUMN = 20;
/** Widths of a label to try, in cells, the widest first: `−0.125 ∂ −40.5`, `1 ∂ −48`, `−1`. */
const LABEL_WIDTHS = [16, 13, 10, 7, 4];
/** Maximum number of edges with labels. With more edges, labels would hide them, and only an active edge has one. */
const MOST_LABELS = 40;
/** Width of ` ⋮ 999 more`, in cells. */
const NOTICE_WIDTH = 11;
/** With fewer rows for nodes, and nodes that need them, the loss is left out. */
const LEAST_ROWS = 4;

/** Maximum number of rows that make a drawing of the network clearer. */
export function maxUsefulRows(network: Network): number {
  return Math.max(5, tallest(network) * (network.hasBackward ? 8 : 6));
}

/** Most steps do not change the layout. */
const latestLayout = memoizeLast<Geometry>();

/**
 * The layout of a network for a size. A column with too many nodes shows the ones around the first node of `focus` that
 * is in the column.
 */
export function layoutNetwork(network: Network, size: Size, focus: readonly string[]): Geometry {
  const { columns, hasBackward } = network;
  const most = tallest(network);
  const annotations = annotationsOf(network, size);
  const densityIn = (rows: number) =>
    ([hasBackward ? 3 : 2, 2, 1] as const).find((each) => most * each <= rows) ?? 1;
  // Of several outputs in one row each, the last leaves no row for the loss.
  const isTight = annotations !== null && network.outputs.length > 1 && densityIn(size.rows) === 1;
  const rows = annotations?.kind === 'below' || isTight ? size.rows - 1 : size.rows;
  const density = densityIn(rows);
  const starts = columns.map((column) => firstVisible(column, capacity(column, density, rows), focus));
  const key = [size.columns, size.rows, ...starts];
  return latestLayout(network, key, () =>
    placeNetwork(network, { columns: size.columns, rows }, density, starts, annotations),
  );
}

/** Beside the outputs if the columns are far enough apart for that, otherwise below if the nodes leave a row. */
function annotationsOf(network: Network, { columns, rows }: Size): AnnotationPlace | null {
  if (!network.hasLoss) return null;
  const least = (network.columns.length - 1) * LEAST_GAP + LAST_COLUMN;
  const x = columns - ANNOTATION_WIDTH;
  if (least <= x) return { kind: 'beside', x };
  const y = rows - 1;
  return y >= Math.min(tallest(network), LEAST_ROWS) ? { kind: 'below', y } : null;
}

/** Number of nodes in the column with most nodes. */
export function tallest({ columns }: Network): number {
  return Math.max(...columns.map((column) => column.length));
}

/** How many nodes of a column fit. If not all fit, one row is reserved for the notice `⋮ 3 more`. */
function capacity(column: readonly NetworkNode[], density: number, rows: number): number {
  const most = Math.max(1, Math.floor(rows / density));
  return column.length <= most ? column.length : Math.max(1, Math.floor((rows - 1) / density));
}

function firstVisible(column: readonly NetworkNode[], length: number, focus: readonly string[]): number {
  if (length === column.length) return 0;
  const places = new Map(column.map(({ name }, index) => [name, index]));
  const [at = 0] = focus.flatMap((name) => places.get(name) ?? []);
  return windowStart(column.length, length, at);
}

function placeNetwork(
  network: Network,
  size: Size,
  density: Geometry['density'],
  starts: readonly number[],
  annotations: AnnotationPlace | null,
): Geometry {
  const right = annotations?.kind === 'beside' ? annotations.x : size.columns;
  const columnX = columnPositions(network, density, right);
  const nodes: PlacedNode[] = [];
  const omitted: { at: Point; count: number }[] = [];
  for (const [column, all] of network.columns.entries()) {
    const x = columnX[column] as number;
    const titleWidth = (columnX[column + 1] ?? right) - x - 1;
    const isLast = column === network.columns.length - 1;
    const textWidth = isLast
      ? titleWidth
      : Math.min(Math.max(VALUE_WIDTH, titleWidth - LEAST_EDGE), titleWidth - SHORTEST_EDGE);
    const length = capacity(all, density, size.rows);
    const start = starts[column] as number;
    const isWhole = length === all.length;
    const rows = isWhole ? size.rows : size.rows - 1;
    const slot = rows / length;
    for (const [index, node] of all.slice(start, start + length).entries()) {
      const top = Math.round(slot * index + (slot - density) / 2);
      nodes.push({
        node,
        titleWidth,
        textWidth,
        valueWidth: isLast ? titleWidth : Math.min(VALUE_WIDTH, titleWidth),
        at: { x, y: Math.min(rows - 1, density === 1 ? top : top + 1) },
      });
    }
    if (!isWhole) omitted.push({ at: { x, y: size.rows - 1 }, count: all.length - length });
  }
  const notices = omitted.map(({ at: { x, y } }) => ({
    left: x,
    right: x + NOTICE_WIDTH,
    top: y,
    bottom: y,
  }));
  const rectangles = (title: (node: PlacedNode) => number) => [
    ...nodes.flatMap((node) => nodeRectangles(node, density, title(node))),
    ...notices,
  ];
  // Labels that all edges have keep clear of titles; one that needs a place may stand right behind a title.
  const roomy = rectangles((node) => placedWidth(node, density));
  const texts = rectangles(({ node }) => titleLength(node));
  const edges = placeEdges(network, nodes, roomy, columnX, density, size);
  return { nodes, omitted, density, annotations, edges, texts };
}

/** Width of a node's text, in cells, from the dot on. */
function nodeWidth(node: NetworkNode, density: number): number {
  return density === 1 ? VALUE_WIDTH + node.name.length : Math.max(VALUE_WIDTH, titleLength(node));
}

/** Width of a node's name and its activation or formula, in cells. */
function titleLength({ name, detail }: NetworkNode): number {
  return Math.min(24, name.length + (detail === null ? 0 : detail.length + 1));
}

function placedWidth({ node, textWidth }: PlacedNode, density: number): number {
  return density === 1 ? Math.min(textWidth, nodeWidth(node, density)) : nodeWidth(node, density);
}

function columnPositions(network: Network, density: number, right: number): number[] {
  const last = network.columns.length - 1;
  const widest = Math.max(...(network.columns[last] ?? []).map((node) => nodeWidth(node, density)));
  const room = right - 5 - Math.min(widest, Math.floor(right / 4));
  return network.columns.map((_, index) => 2 + Math.round((room * index) / last));
}

function placeEdges(
  network: Network,
  nodes: readonly PlacedNode[],
  texts: readonly Rectangle[],
  columnX: readonly number[],
  density: number,
  size: Size,
): PlacedEdge[] {
  const placed = new Map(nodes.map((node) => [node.node.name, node]));
  const gap = Math.min(...columnX.slice(1).map((x, index) => x - (columnX[index] as number)));
  const longest = new Map<number, number>();
  for (const node of nodes)
    longest.set(node.at.x, Math.max(longest.get(node.at.x) ?? EDGE_START, placedWidth(node, density) + 1));
  const start = (x: number) => {
    const text = longest.get(x) ?? EDGE_START;
    return density === 1 ? text : Math.min(text, Math.floor(gap / 2));
  };
  const lines = network.edges.flatMap((edge) => {
    const source = placed.get(edge.from);
    const target = placed.get(edge.to);
    if (!source || !target) return [];
    return [
      {
        edge,
        from: { x: source.at.x + start(source.at.x), y: source.at.y },
        to: { x: target.at.x - 2, y: target.at.y },
      },
    ];
  });
  const most = gap - Math.max(...longest.values()) - 2;
  // The widest width at which every edge gets a label. If there is none, as many labels of the last width as fit.
  let labels: (Point | null)[] = [];
  let labelWidth = 0;
  for (const width of LABEL_WIDTHS) {
    if (width > most || lines.length > MOST_LABELS) continue;
    labels = placeLabels(lines, width, texts, size);
    labelWidth = width;
    if (labels.every((label) => label !== null)) break;
  }
  return lines.map((line, index) => ({ ...line, label: labels[index] ?? null, labelWidth }));
}

/** Areas covered by a node's name, value and gradient, one per row; the name has `title` cells. */
function nodeRectangles(placed: PlacedNode, density: number, title: number): Rectangle[] {
  const { at } = placed;
  const row = (y: number, width: number) => ({ left: at.x - 1, right: at.x + width, top: y, bottom: y });
  if (density === 1) return [row(at.y, placedWidth(placed, density))];
  return [
    row(at.y - 1, title),
    row(at.y, VALUE_WIDTH),
    ...(density === 3 ? [row(at.y + 1, VALUE_WIDTH)] : []),
  ];
}
