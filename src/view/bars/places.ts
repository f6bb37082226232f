/** Where the layers of a network of wide layers stand, and the lens between the two at work. */
import type { PixelShape, RowPlaces } from './columns.ts';

/** What a layer needs room for. */
export interface LayerShape {
  readonly title: string;
  /** Widths of its nodes' names. */
  readonly widest: number;
  readonly count: number;
}

/**
 * What stands beside the lens: the layers `pair` and `pair + 1`. With the last layer as `pair` the lens is between it
 * and the loss.
 */
export interface LensPlace {
  readonly pair: number;
  /** Whether the rows of the lens belong to the layer at its right. */
  readonly isMirrored: boolean;
}

/** How a layer is drawn: in rows, as pixels, as its name and count, as its count alone, as `…`, or not at all. */
export type LayerStyle = 'rows' | 'pixels' | 'name' | 'count' | 'more' | 'none';

export interface PlacedLayer {
  readonly style: LayerStyle;
  readonly x: number;
  readonly width: number;
  /** Of the bars, or of a box. */
  readonly barWidth: number;
  /** Whether numbers stand at the right of the bars. */
  readonly hasNumbers: boolean;
  /** The rows of a layer with rows. `first` is that of a window at the start of the layer. */
  readonly rows: RowPlaces;
  readonly pixels: PixelShape;
  /** The first row of the pixels. */
  readonly top: number;
}

export interface PlacedLens {
  readonly x: number;
  readonly width: number;
  readonly barWidth: number;
  readonly hasNumbers: boolean;
  /** Where its two columns of bars begin: the one near the layer of its rows, and the one near the bracket. */
  readonly columns: readonly [number, number];
  /** The signs between the layer and the near column, and between the columns. */
  readonly signs: readonly [number, number];
  readonly bracket: number;
  /** The cells of the running sum: from the bracket's line to the wire. */
  readonly chip: { readonly x: number; readonly width: number };
  /** The column where the wire bends, and the one where it arrives. */
  readonly bend: number;
  readonly end: number;
}

/** The sign between two layers that are not at work. */
export interface Join {
  readonly x: number;
  readonly row: number;
  readonly length: number;
  /** `16×2`: the shape of the weights between the layers; null if there is no room. */
  readonly shape: string | null;
}

export interface BarsLayout {
  readonly layers: readonly PlacedLayer[];
  readonly lens: PlacedLens;
  readonly joins: readonly Join[];
  /** The row of the joins. */
  readonly middle: number;
}
