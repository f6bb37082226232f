/** The rows of a drawing: where its items are, where wires leave and arrive, and in which order they bend. */
import type { Graph, Item, Link } from './columns.ts';
import { type ItemRows, rowsNeeded, shapeOf } from './item-rows.ts';
import { hasBox, type Style } from './sizes.ts';
import { canBeClear, type Fan, orderTracks, type TrackOrder } from './tracks.ts';

interface ChannelFans {
  readonly fans: readonly Fan[];
  /** The index of the fan of each link. */
  readonly fanOf: ReadonlyMap<Link, number>;
}

export interface ChannelRows extends ChannelFans {
  readonly order: TrackOrder;
}

export interface Rows {
  readonly items: ReadonlyMap<Item, ItemRows>;
  /** The row where each link arrives. */
  readonly ports: ReadonlyMap<Link, number>;
  readonly channels: readonly ChannelRows[];
}

/** The most empty rows between two nodes. */
const MOST_BETWEEN = 5;
/** How far an item is moved so that two wires do not share a row, and how often that is tried. */
const MOVES = [1, -1, 2, -2, 3, -3, 4, -4];
const MOST_MOVES = 12;

/** The rows of a drawing in a style; null if it needs more than `rows`, or if wires would run into each other. */
export function placeRows(graph: Graph, style: Style, rows: number): Rows | null {
  const placer = new Placer(graph, style, rows);
  return placer.fits ? placer.placed() : null;
}

class Placer {
  readonly #graph: Graph;
  readonly #style: Style;
  readonly #rows: number;
  /** Of each item where its parts are if it begins in row 0. */
  readonly #shapes: ReadonlyMap<Item, ItemRows>;
  /** Of each channel the links from each item, and those to each. */
  readonly #from: readonly ReadonlyMap<Item, readonly Link[]>[];
  readonly #to: readonly ReadonlyMap<Item, readonly Link[]>[];

  constructor(graph: Graph, style: Style, rows: number) {
    this.#graph = graph;
    this.#style = style;
    this.#rows = rows;
    this.#shapes = new Map(graph.columns.flat().map((item) => [item, shapeOf(item, style, graph)]));
    this.#from = graph.channels.map((links) => groupBy(links, ({ from }) => from));
    this.#to = graph.channels.map((links) => groupBy(links, ({ to }) => to));
  }

  get fits(): boolean {
    return rowsNeeded(this.#graph, this.#style) <= this.#rows;
  }

  placed(): Rows | null {
    let starts = this.#straightened(this.#graph.columns.map((column) => this.#spread(column)));
    let channels = this.#graph.channels.map((_, channel) => this.#channel(channel, starts));
    for (let moved = 0; moved < MOST_MOVES; moved++) {
      const clashing = channels.findIndex(({ fans }) => !canBeClear(fans));
      if (clashing < 0) break;
      const better = this.#moved(starts, clashing, channels);
      if (!better) return null;
      [starts, channels] = better;
    }
    const ordered = channels.map(
      (channel): ChannelRows => ({ ...channel, order: orderTracks(channel.fans) }),
    );
    if (ordered.some(({ order }) => !order.isClear)) return null;
    const items = this.#itemsAt(starts, [...this.#graph.columns.keys()]);
    const ports = new Map(this.#graph.channels.flatMap((_, channel) => [...this.#ports(channel, items)]));
    return { items, ports, channels: ordered };
  }

  #heightOf(item: Item): number {
    return (this.#shapes.get(item) as ItemRows).rows;
  }

  /** The first row of each item of a column: left-over rows stand between its items. */
  #spread(column: readonly Item[]): number[] {
    const heights = column.map((item) => this.#heightOf(item));
    const room = this.#rows - heights.reduce((sum, each) => sum + each, 0);
    const between = column.length > 1 ? Math.min(Math.floor(room / (column.length - 0.5)), MOST_BETWEEN) : 0;
    const gaps = between === 0 && this.#graph.hasFormulas ? this.#gaps(column).slice(0, room) : [];
    let y = Math.floor((room - gaps.length - between * (column.length - 1)) / 2);
    return column.map((_, index) => {
      const own = y;
      y += (heights[index] as number) + between + Number(gaps.includes(index));
      return own;
    });
  }

  /** Moves nodes that stand alone so that the only wire to them goes straight on, where there is room for that. */
  #straightened(starts: readonly (readonly number[])[]): (readonly number[])[] {
    const found = [...starts];
    for (const [channel, links] of this.#graph.channels.entries()) {
      const [own, next] = [found[channel], found[channel + 1]];
      const [link] = links;
      if (links.length !== 1 || link?.to.kind !== 'node' || own?.length !== 1 || next?.length !== 1) continue;
      const fan = this.#channel(channel, found).fans[0] as Fan;
      const y = (next[0] as number) + fan.out - (fan.ports[0] as number);
      if (y >= 0 && y + this.#heightOf(link.to) <= this.#rows) found[channel + 1] = [y];
    }
    return found;
  }

  /** Whether it is hard to see where one node ends and the next begins, if nothing is between them. */
  #blend(item: Item, next: Item): boolean {
    return !hasBox(item, this.#style) && this.#heightOf(item) + this.#heightOf(next) > 2;
  }

  /** The items of a column of formulas that a blank row should follow, the most important first. */
  #gaps(column: readonly Item[]): number[] {
    const worth = (item: Item, index: number): number => {
      const next = column[index + 1];
      if (next === undefined || item.kind !== 'node') return 0;
      if (next.kind === 'node' && this.#blend(item, next)) return 2;
      return item.node.isSource ? 0 : 1;
    };
    return column
      .map((item, index) => ({ index, worth: worth(item, index) }))
      .filter((each) => each.worth > 0)
      .sort((a, b) => b.worth - a.worth)
      .map(({ index }) => index);
  }

  /** The rows of the items of some columns. */
  #itemsAt(starts: readonly (readonly number[])[], columns: readonly number[]): Map<Item, ItemRows> {
    const found = new Map<Item, ItemRows>();
    for (const column of columns)
      for (const [index, item] of (this.#graph.columns[column] as readonly Item[]).entries()) {
        const { y: _, rows, top, inner, first, out } = this.#shapes.get(item) as ItemRows;
        const y = starts[column]?.[index] as number;
        found.set(item, { y, rows, top: y + top, inner, first: y + first, out: y + out });
      }
    return found;
  }

  /** The rows where the links of a channel arrive. At a formula they are in the order of their sources. */
  #ports(channel: number, items: ReadonlyMap<Item, ItemRows>): Map<Link, number> {
    const ports = new Map<Link, number>();
    for (const [item, links] of this.#to[channel] ?? []) {
      const own = [...links];
      if (this.#graph.hasFormulas)
        own.sort((a, b) => (items.get(a.from) as ItemRows).y - (items.get(b.from) as ItemRows).y);
      const { top, inner } = items.get(item) as ItemRows;
      const first = top + Math.floor((inner - own.length) / 2);
      for (const [index, link] of own.entries()) ports.set(link, first + index);
    }
    return ports;
  }

  #channel(channel: number, starts: readonly (readonly number[])[]): ChannelFans {
    const items = this.#itemsAt(starts, [channel, channel + 1]);
    const ports = this.#ports(channel, items);
    const fans: Fan[] = [];
    const fanOf = new Map<Link, number>();
    for (const source of this.#graph.columns[channel] as readonly Item[]) {
      const own = this.#from[channel]?.get(source) ?? [];
      const { out } = items.get(source) as ItemRows;
      for (const part of partsOf(own, out, ports)) {
        for (const link of part) fanOf.set(link, fans.length);
        fans.push({ source, out, ports: part.map((link) => ports.get(link) as number) });
      }
    }
    return { fans, fanOf };
  }

  /** The first move of items beside a channel after which fewer channels have wires that run into each other. */
  #moved(
    starts: readonly (readonly number[])[],
    clashing: number,
    channels: readonly ChannelFans[],
  ): [number[][], ChannelFans[]] | null {
    const clashes = (each: readonly ChannelFans[]) => each.filter(({ fans }) => !canBeClear(fans)).length;
    const before = clashes(channels);
    for (const by of MOVES)
      for (const column of [clashing, clashing + 1])
        for (const own of this.#moves(column, starts[column] as readonly number[], by)) {
          const next = starts.map((each, index) => (index === column ? own : [...each]));
          const after = channels.map((each, index) =>
            index === column || index === column - 1 ? this.#channel(index, next) : each,
          );
          if (clashes(after) < before) return [next, after];
        }
    return null;
  }

  /** A column with all its items moved, or one, or one and those below it, as far as there is room. */
  #moves(column: number, starts: readonly number[], by: number): number[][] {
    const items = this.#graph.columns[column] as readonly Item[];
    const tried = [
      starts.map((y) => y + by),
      ...starts.map((y, index) => starts.with(index, y + by)),
      ...starts.map((_, index) => starts.map((y, each) => (each >= index ? y + by : y))),
    ];
    const least = this.#style === 'big' ? 1 : 0;
    return tried.filter((each) =>
      items.every((item, index) => {
        const y = each[index] as number;
        const end = y + this.#heightOf(item);
        const next = each[index + 1];
        return y >= 0 && (next === undefined ? end <= this.#rows : end + least <= next);
      }),
    );
  }
}

/**
 * The links of a source that share a track. Where wires go up, down and straight on, those that go down have a track of
 * their own, so that four ways from a cell are always a crossing.
 */
function partsOf(links: readonly Link[], out: number, ports: ReadonlyMap<Link, number>): Link[][] {
  const down = links.filter((link) => (ports.get(link) as number) > out);
  const others = links.filter((link) => !down.includes(link));
  const isFourfold =
    down.length > 0 &&
    others.some((link) => ports.get(link) === out) &&
    others.some((link) => ports.get(link) !== out);
  return (isFourfold ? [others, down] : [[...links]]).filter(({ length }) => length > 0);
}

function groupBy(links: readonly Link[], keyOf: (link: Link) => Item): Map<Item, Link[]> {
  const groups = new Map<Item, Link[]>();
  for (const link of links) {
    const known = groups.get(keyOf(link));
    if (known) known.push(link);
    else groups.set(keyOf(link), [link]);
  }
  return groups;
}
