/** The geometry of a network drawn with wires: where everything stands in a size. It is the same at every step. */
import type { Rectangle } from '../terminal/panels.ts';
import type { Size } from '../terminal/text.ts';
import { type Graph, graphOf, type Item, type Link } from './columns.ts';
import type { Network } from './diagram.ts';
import {
  arrivingAt,
  type ChannelRows,
  type ItemRows,
  placeRows,
  type Rows,
  rowsNeeded,
} from './placement.ts';
import {
  type Attempt,
  type ChannelWidth,
  channelWidth,
  hasBox,
  itemWidth,
  type Measures,
  type Style,
  styles,
  type Width,
} from './sizes.ts';
import { type Fan, isStraight, sharedTracks } from './tracks.ts';

export interface PlacedItem {
  readonly item: Item;
  readonly place: Rectangle;
  readonly rows: ItemRows;
  readonly hasBox: boolean;
  /** Its place in its column, from 0. */
  readonly index: number;
}

/** Cells of a row for a text: from the first to before the last. */
export interface Slot {
  readonly from: number;
  readonly to: number;
}

export interface PlacedLink {
  readonly link: Link;
  readonly from: PlacedItem;
  readonly to: PlacedItem;
  /** The column where it goes up or down, and the row where it arrives. */
  readonly track: number;
  readonly port: number;
  /** The cells for its weight, and for its gradient; null if it has none. */
  readonly bead: Slot | null;
  readonly gradient: Slot | null;
}

export interface Geometry extends Attempt {
  readonly style: Style;
  readonly size: Size;
  readonly graph: Graph;
  readonly items: readonly PlacedItem[];
  readonly links: readonly PlacedLink[];
}

/** What is tried, the best first. */
const attempts: readonly Attempt[] = [
  { digits: 4, hasLoss: true, hasGradients: true },
  { digits: 3, hasLoss: true, hasGradients: true },
  { digits: 3, hasLoss: false, hasGradients: true },
  { digits: 3, hasLoss: true, hasGradients: false },
  { digits: 3, hasLoss: false, hasGradients: false },
];

/** The styles for formulas. */
const formulaStyles: readonly Style[] = ['box', 'compact'];

/** Places for weights and gradients need no more cells than these: ` −0.123 `, ` ∂ −0.00829 `. */
const MOST_WEIGHT = 8;
const MOST_GRADIENT = 12;
/** Cells between a track and a node: of the wire and its arrow, or of a label and the arrow. */
const ARROW = 2;

/** The attempts for a network: without a loss or gradients it needs no place for them from the start. */
function attemptsFor({ hasLoss, hasBackward }: Network): Attempt[] {
  const all = attempts.map((each) => ({
    digits: each.digits,
    hasLoss: each.hasLoss && hasLoss,
    hasGradients: each.hasGradients && hasBackward,
  }));
  const keys = all.map((each) => Object.values(each).join());
  return all.filter((_, index) => keys.indexOf(keys[index] as string) === index);
}

/** The graphs of a network with and without its loss. */
function graphsOf(network: Network, lossRows: number): (attempt: Attempt) => Graph {
  const whole = network.hasLoss ? graphOf(network, lossRows) : null;
  const alone = graphOf(network, null);
  return ({ hasLoss }) => (hasLoss && whole ? whole : alone);
}

/** The best geometry of a network in a size; null if it cannot be drawn with wires there. */
export function layoutNetwork(network: Network, measures: Measures, size: Size): Geometry | null {
  const graphFor = graphsOf(network, measures.lossWords.length);
  const known = new Map<Graph, Map<Style, Rows | null>>();
  const rowsOf = (graph: Graph, style: Style) => {
    const own = known.get(graph) ?? new Map<Style, Rows | null>();
    known.set(graph, own);
    if (!own.has(style)) own.set(style, placeRows(graph, style, size.rows));
    return own.get(style) ?? null;
  };
  for (const attempt of attemptsFor(network)) {
    const graph = graphFor(attempt);
    for (const style of network.hasFormulas ? formulaStyles : styles) {
      const rows = rowsOf(graph, style);
      const columns = rows && columnsOf(graph, rows, style, attempt, measures, size.columns);
      if (columns)
        return { ...attempt, style, size, graph, ...placeItems(graph, rows, style, columns, measures) };
    }
  }
  return null;
}

/** The columns with which a network can be drawn in some style in these rows; null if it cannot. */
export function columnsNeeded(network: Network, measures: Measures, rows: number): number | null {
  const graphFor = graphsOf(network, measures.lossWords.length);
  const widths = attemptsFor(network).flatMap((attempt) => {
    const graph = graphFor(attempt);
    return (network.hasFormulas ? formulaStyles : styles).flatMap((style) => {
      const placed = rowsNeeded(graph, style) <= rows ? placeRows(graph, style, rows) : null;
      return placed ? [leastWidth(widthsOf(graph, placed, style, attempt, measures))] : [];
    });
  });
  return widths.length === 0 ? null : Math.min(...widths);
}

/** How many rows more than needed are tried: with them wires may no longer run into each other. */
const MORE_ROWS = 3;

/** The rows from which on a network is drawn in the largest style that a width allows; null if in none. */
export function rowsForWires(network: Network, measures: Measures, columns: number): number | null {
  const graphs = attemptsFor(network).map(graphsOf(network, measures.lossWords.length));
  for (const style of network.hasFormulas ? formulaStyles : styles) {
    const least = Math.min(...graphs.map((graph) => rowsNeeded(graph, style)));
    for (let rows = least; rows <= least + MORE_ROWS; rows++)
      if (layoutNetwork(network, measures, { columns, rows })?.style === style) return rows;
  }
  return null;
}

interface Widths {
  readonly items: readonly Width[];
  readonly channels: readonly ChannelWidth[];
}

function widthsOf(graph: Graph, rows: Rows, style: Style, attempt: Attempt, measures: Measures): Widths {
  const arriving = arrivingAt(graph);
  const items = graph.columns.map((column): Width => {
    const widths = column.map((item) => itemWidth(item, style, attempt, measures, arriving(item)));
    return {
      least: Math.max(...widths.map(({ least }) => least)),
      better: Math.max(...widths.map(({ better }) => better)),
    };
  });
  const channels = graph.channels.map((links, index) => {
    const { fans, order } = rows.channels[index] as ChannelRows;
    const depth = 1 + Math.max(0, ...sharedTracks(fans, order));
    return channelWidth(links, attempt, measures, graph.hasBackward, depth);
  });
  return { items, channels };
}

function leastWidth({ items, channels }: Widths): number {
  return [...items, ...channels].reduce((sum, { least }) => sum + least, 0);
}

interface Columns {
  /** First cells and widths of the columns of items, and the widths of the channels after them. */
  readonly starts: readonly number[];
  readonly widths: readonly number[];
  readonly channels: readonly (ChannelWidth & { readonly width: number })[];
}

/** Where the columns are; null if they do not fit. Left-over width goes to nodes, then to the narrowest channel. */
function columnsOf(
  graph: Graph,
  rows: Rows,
  style: Style,
  attempt: Attempt,
  measures: Measures,
  columns: number,
): Columns | null {
  const needed = widthsOf(graph, rows, style, attempt, measures);
  let free = columns - leastWidth(needed);
  if (free < 0) return null;
  const widths = needed.items.map(({ least }) => least);
  const wanting = () =>
    widths.findIndex(
      (width, index) => width < (needed.items[index] as Width).better && width === narrowest(),
    );
  const narrowest = () =>
    Math.min(...widths.filter((width, index) => width < (needed.items[index] as Width).better));
  for (let at = wanting(); free > 0 && at >= 0; at = wanting(), free--)
    widths[at] = (widths[at] as number) + 1;
  const channels = needed.channels.map(({ least }) => least);
  while (free > 0) {
    const open = channels.flatMap((width, at) =>
      width < (needed.channels[at] as ChannelWidth).most ? [{ width, at }] : [],
    );
    const next = open.reduce(
      (best, each) => (each.width < best.width ? each : best),
      open[0] ?? { width: 0, at: -1 },
    );
    if (next.at < 0) break;
    channels[next.at] = next.width + 1;
    free--;
  }
  let x = Math.floor(free / 2);
  const starts = widths.map((width, index) => {
    const own = x;
    x += width + (channels[index] ?? 0);
    return own;
  });
  return {
    starts,
    widths,
    channels: needed.channels.map((each, index) => ({ ...each, width: channels[index] as number })),
  };
}

function placeItems(
  graph: Graph,
  rows: Rows,
  style: Style,
  { starts, widths, channels }: Columns,
  measures: Measures,
): Pick<Geometry, 'items' | 'links'> {
  const placed = new Map<Item, PlacedItem>();
  for (const [column, items] of graph.columns.entries())
    for (const [index, item] of items.entries()) {
      const own = rows.items.get(item) as ItemRows;
      const [x, columns] = [starts[column] as number, widths[column] as number];
      placed.set(item, {
        item,
        place: { x, y: own.y, columns, rows: own.rows },
        rows: own,
        hasBox: hasBox(item, style),
        index,
      });
    }
  const links = graph.channels.flatMap((own, channel) => {
    const after = (starts[channel] as number) + (widths[channel] as number);
    const room = channels[channel] as Columns['channels'][number];
    return placeLinks(own, rows, rows.channels[channel] as ChannelRows, after, room, placed, measures);
  });
  return { items: [...placed.values()], links };
}

/** @param after the first cell of the channel */
function placeLinks(
  links: readonly Link[],
  rows: Rows,
  { fans, fanOf, order }: ChannelRows,
  after: number,
  { bead, slot, width }: Columns['channels'][number],
  placed: ReadonlyMap<Item, PlacedItem>,
  { isWhole }: Measures,
): PlacedLink[] {
  // The last cells of the channel are for the labels, the wire after them and the arrow.
  const arrow = bead > 0 ? ARROW + 1 : ARROW;
  const room = width - bead - slot - arrow;
  const inset = 1 + Number(fans.length <= 3 && width > 14);
  const step = Math.max(1, Math.min(3, Math.floor((width - bead - slot - 5) / Math.max(1, fans.length))));
  const spread = [inset, 1].map((first) => order.places.map((place) => first + place * step));
  const shared = sharedTracks(fans, order).map((each) => 1 + each);
  // A wire that goes straight on needs no track.
  const lastOf = (tracks: readonly number[]) =>
    Math.max(0, ...tracks.filter((_, index) => !isStraight(fans[index] as Fan)));
  const columns = spread.find((tracks) => lastOf(tracks) <= room) ?? shared;
  const last = lastOf(columns);
  const spare = width - arrow - last;
  const weights = isWhole ? bead : Math.max(bead, Math.min(MOST_WEIGHT, spare - slot));
  const gradient = slot === 0 || isWhole ? slot : Math.max(slot, Math.min(MOST_GRADIENT, spare - weights));
  const end = after + width - ARROW;
  return links.map((link): PlacedLink => {
    const track = after + (columns[fanOf.get(link) as number] as number);
    const hasWeight = link.weighted !== null;
    return {
      link,
      from: placed.get(link.from) as PlacedItem,
      to: placed.get(link.to) as PlacedItem,
      track,
      port: rows.ports.get(link) as number,
      bead: hasWeight ? { from: after + last + 1, to: end - gradient } : null,
      gradient: hasWeight && gradient > 0 ? { from: end - gradient, to: end } : null,
    };
  });
}
