/** The columns of a drawing: how wide its nodes and the channels between them are, and where they begin. */
import type { Graph } from './columns.ts';
import { arrivingAt } from './item-rows.ts';
import type { Rows } from './placement.ts';
import {
  type Attempt,
  type ChannelWidth,
  channelWidth,
  itemWidth,
  type Measures,
  type Style,
  type Width,
} from './sizes.ts';
import { isStraight, sharedTracks } from './tracks.ts';

export interface Widths {
  readonly items: readonly Width[];
  readonly channels: readonly ChannelWidth[];
}

/** @param rows null before they are known: then no more than one track is counted in a channel */
export function widthsOf(
  graph: Graph,
  rows: Rows | null,
  style: Style,
  attempt: Attempt,
  measures: Measures,
): Widths {
  const arriving = arrivingAt(graph);
  const items = graph.columns.map((column): Width => {
    const widths = column.map((item) => itemWidth(item, style, attempt, measures, arriving(item)));
    return {
      least: Math.max(...widths.map(({ least }) => least)),
      better: Math.max(...widths.map(({ better }) => better)),
    };
  });
  const channels = graph.channels.map((links, index) => {
    const own = rows?.channels[index];
    const depth = 1 + Math.max(0, ...(own ? sharedTracks(own.fans, own.order) : []));
    // Before rows are known, the narrowest width is asked for.
    const isStraightOn = links.length === 1 && (own?.fans.every(isStraight) ?? true);
    return channelWidth(links, attempt, measures, graph.hasBackward, { depth, isStraightOn });
  });
  return { items, channels };
}

/** The columns that a drawing needs at least. */
export function leastWidth({ items, channels }: Widths): number {
  return [...items, ...channels].reduce((sum, { least }) => sum + least, 0);
}

export interface Columns {
  /** First cells and widths of the columns of items, and the widths of the channels after them. */
  readonly starts: readonly number[];
  readonly widths: readonly number[];
  readonly channels: readonly (ChannelWidth & { readonly width: number })[];
}

/** Where the columns are; null if they do not fit. Left-over width goes to nodes, then to the narrowest channel. */
export function columnsOf(
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
  free = widened(
    widths,
    needed.items.map(({ better }) => better),
    free,
  );
  const channels = needed.channels.map(({ least }) => least);
  for (const wanted of ['better', 'most'] as const)
    free = widened(
      channels,
      needed.channels.map((each) => each[wanted]),
      free,
    );
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

/** Gives cells one by one to the narrowest, as long as it may become wider. Returns what is left. */
function widened(widths: number[], most: readonly number[], cells: number): number {
  for (let free = cells; free > 0; free--) {
    let narrowest = -1;
    for (const [index, width] of widths.entries())
      if (width < (most[index] as number) && (narrowest < 0 || width < (widths[narrowest] as number)))
        narrowest = index;
    if (narrowest < 0) return free;
    widths[narrowest] = (widths[narrowest] as number) + 1;
  }
  return 0;
}
