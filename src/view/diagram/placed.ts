/** Where the items and links of a drawing are, in cells. */
import type { Rectangle } from '../terminal/panels.ts';
import type { Graph, Item, Link } from './columns.ts';
import type { ItemRows } from './item-rows.ts';
import type { ChannelRows, Rows } from './placement.ts';
import { BETTER_BEAD, BETTER_GRADIENT, hasBox, type Measures, type Style } from './sizes.ts';
import { type Fan, isStraight, sharedTracks } from './tracks.ts';
import type { Columns } from './widths.ts';

export interface PlacedItem {
  readonly item: Item;
  readonly place: Rectangle;
  readonly rows: ItemRows;
  readonly hasBox: boolean;
  /** Its place in its column, from 0. */
  readonly index: number;
  /**
   * How many nodes stand above it without a blank row between them, and whether one stands below it like that. Nodes of
   * one row do not count: they do not look like one.
   */
  readonly touchingAbove: number;
  readonly touchesBelow: boolean;
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

/** The items and links of a drawing with their places. */
export interface Placed {
  readonly items: readonly PlacedItem[];
  readonly links: readonly PlacedLink[];
}

/** Places for gradients need no more cells than this: ` ∂ −0.00829 `. */
const MOST_GRADIENT = 12;
/** Cells between a track and a node: of the wire and its arrow, or of a label and the arrow. */
const ARROW = 2;

export function placeItems(
  graph: Graph,
  rows: Rows,
  style: Style,
  { starts, widths, channels }: Columns,
  measures: Measures,
): Placed {
  const placed = new Map<Item, PlacedItem>();
  for (const [column, items] of graph.columns.entries()) {
    let touchingAbove = 0;
    for (const [index, item] of items.entries()) {
      const own = rows.items.get(item) as ItemRows;
      const [x, columns] = [starts[column] as number, widths[column] as number];
      const next = items[index + 1];
      const touchesBelow =
        item.kind !== 'pass' &&
        next !== undefined &&
        next.kind !== 'pass' &&
        isBelow(own, rows.items.get(next) as ItemRows);
      placed.set(item, {
        item,
        place: { x, y: own.y, columns, rows: own.rows },
        rows: own,
        hasBox: hasBox(item, style),
        index,
        touchingAbove,
        touchesBelow,
      });
      touchingAbove = touchesBelow ? touchingAbove + 1 : 0;
    }
  }
  const links = graph.channels.flatMap((own, channel) => {
    const after = (starts[channel] as number) + (widths[channel] as number);
    const room = channels[channel] as Columns['channels'][number];
    return placeLinks(own, rows, rows.channels[channel] as ChannelRows, after, room, placed, measures);
  });
  return { items: [...placed.values()], links };
}

function isBelow(own: ItemRows, next: ItemRows): boolean {
  return next.y === own.y + own.rows && own.rows + next.rows > 2;
}

/** @param after the first cell of the channel */
function placeLinks(
  links: readonly Link[],
  rows: Rows,
  { fans, fanOf, order }: ChannelRows,
  after: number,
  { bead, slot, width }: Columns['channels'][number],
  placed: ReadonlyMap<Item, PlacedItem>,
  { isWhole, isUpdated }: Measures,
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
  const gradientFor = (most: number, beside: number) =>
    slot === 0 || isWhole ? slot : Math.max(slot, Math.min(most, spare - beside));
  const enough = gradientFor(BETTER_GRADIENT, bead);
  const weights = isUpdated ? Math.max(bead, Math.min(BETTER_BEAD, spare - enough)) : bead;
  const gradient = gradientFor(MOST_GRADIENT, weights);
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
