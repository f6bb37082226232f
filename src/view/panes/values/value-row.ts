/** A row in the values of formulas, and what it shows. */
import type { Line } from '../../terminal/text.ts';
import type { Cell } from './cell.ts';

/** A row of an array: all of a list, or one row of a matrix. */
export interface ArrayLine {
  readonly node: string;
  /** Its indexes in the array, as they are written: `[1]`; empty for a list. */
  readonly index: string;
  readonly length: number;
}

/** A value and its gradient. */
export interface NamedCells {
  readonly name: string;
  /** The row of the array that it belongs to; null for a single value. */
  readonly line: ArrayLine | null;
  readonly value: Cell;
  readonly gradient: Cell | null;
}

/** A row of the panel, and the numbers in it. */
export interface ValueRow {
  readonly isHeading?: boolean;
  /** Whether it is about the numbers of the row above it, which has their name. */
  readonly isBelow?: boolean;
  /** The row with the name of its array, if that stands above it. */
  readonly head?: ValueRow;
  readonly cells: readonly Cell[];
  readonly draw: () => Line;
}
