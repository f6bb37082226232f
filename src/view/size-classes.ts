/** Classes of screens by their size: what has room where. */
import type { Size } from './terminal/text.ts';

/** Smallest size of the screen; below it nothing is readable. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

/** Below this width or height there is no room for values beside the tape. */
export const BESIDE = { columns: 76, rows: 22 };
/** From this height on they are below the tape of a narrow screen, as on a telephone. */
const TALL = 38;
/** From this height on the operation and the text of such a screen have more rows. */
export const TALLER = 48;
/** From these widths on: values over the height of the operation and the tape; a plot; code, stack and watches. */
export const MEDIUM = 100;
export const WIDE = 130;
export const WIDEST = { columns: 180, rows: 40 };

/** Whether a screen of this size can be divided. */
export function isLargeEnough({ columns, rows }: Size): boolean {
  return columns >= SMALLEST.columns && rows >= SMALLEST.rows;
}

/** Whether all panels are below each other. */
export function isTall({ columns, rows }: Size): boolean {
  return columns < BESIDE.columns && rows >= TALL;
}

/** Whether there is no room for values beside the tape. */
export function isSmall({ columns, rows }: Size): boolean {
  return columns < BESIDE.columns || rows < BESIDE.rows;
}

/** Whether code and stack have places of their own. */
export function isWidest({ columns, rows }: Size): boolean {
  return columns >= WIDEST.columns && rows >= WIDEST.rows;
}
