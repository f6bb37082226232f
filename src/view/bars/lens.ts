/** What the lens between two layers shows: two columns of numbers, row by row, and what becomes of them. */
import type { Tone } from '../colours/palette.ts';
import type { MarkedNumber } from '../terminal/text.ts';
import type { Bar } from './columns.ts';
import type { NodePlace } from './model.ts';

/** A title: a text, or the name of a node with a text before and after it. */
export type LensTitle =
  | string
  | { readonly before: string; readonly node: NodePlace; readonly after: string };

export interface LensColumn {
  /** The title, and shorter forms of it, the best first. */
  readonly titles: readonly LensTitle[];
  readonly tone: Tone;
  readonly bars: readonly (Bar | null)[];
}

export interface LensContent {
  /** The column near the layer that the rows belong to, and the one near the bracket. */
  readonly near: LensColumn;
  readonly far: LensColumn;
  /** In the row of the present term: beside the layer, between the columns, and at the bracket; empty for none. */
  readonly signs: readonly [string, string, string];
  /** Whether the bracket collects the rows, or spreads one number to them. */
  readonly bracket: 'collects' | 'spreads' | 'none';
  /** The rows of which the bracket has the colour of the phase. */
  readonly reached: ReadonlySet<number>;
  readonly chip: {
    /** What its number is, and shorter forms of it. */
    readonly titles: readonly LensTitle[];
    readonly number: MarkedNumber | null;
  };
  /** What goes along the wire between the chip and the node. */
  readonly wire: 'to node' | 'from node' | 'none';
}

/** The tone of a bar of a weight or value: its sign. */
export function signTone({ value }: MarkedNumber): Tone {
  return value < 0 ? 'negativeLine' : 'positiveLine';
}

/** Bars of numbers in their order. `null` has no bar at all. */
export function barsOf(
  numbers: readonly (MarkedNumber | null)[],
  toneOf: (number: MarkedNumber, index: number) => Tone,
): Bar[] {
  return numbers.map((number, index) => ({ number, tone: number ? toneOf(number, index) : 'ahead' }));
}
