/** How large the cells are and how many fit. All lengths are in pixels of the device unless they say otherwise. */
import { SMALLEST } from '../../view/size-classes.ts';
import type { Size } from '../../view/terminal/text.ts';

/** Cells of a font: whole pixels, so that all lines are sharp. */
export interface Grid {
  readonly size: Size;
  readonly cell: { readonly width: number; readonly height: number };
  /** The size of the font whose characters are as wide as the cells. */
  readonly font: number;
}

export interface Room {
  /** In pixels of CSS. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the device for one of CSS. */
  readonly ratio: number;
  /** The width of a character as a share of the size of its font. */
  readonly advance: number;
}

/** The height of a cell by its width, as in most terminals. */
const TALL = 2.04;
/** The usual sizes of the font, in pixels of CSS, and the columns for which it is made smaller or larger. */
const [SMALL, USUAL] = [12, 15];
const [FEW, MANY] = [100, 200];
/** One step of the reader's choice. */
const STEP = 1.1;
const MOST_STEPS = 12;

/** The size of the font before the reader has chosen another, in pixels of CSS. */
function usualFont({ width, advance }: Room): number {
  const forColumns = (columns: number) => width / columns / advance;
  return Math.max(Math.min(Math.max(forColumns(FEW), SMALL), USUAL), forColumns(MANY));
}

/** @param steps how much larger the reader wants the text; negative for smaller */
export function gridOf(room: Room, steps: number): Grid {
  const [width, height] = [room.width * room.ratio, room.height * room.ratio];
  const wanted = Math.round(usualFont(room) * STEP ** steps * room.ratio * room.advance);
  // The text is never so large that the screen cannot be drawn.
  const largest = Math.floor(Math.min(width / SMALLEST.columns, height / SMALLEST.rows / TALL));
  // Rounding can make a cell so tall that the last row does not fit.
  const isTooTall = Math.round(largest * TALL) * SMALLEST.rows > height;
  const cell = Math.max(3, Math.min(wanted, isTooTall ? largest - 1 : largest));
  const tall = Math.round(cell * TALL);
  return {
    size: {
      columns: Math.max(1, Math.floor(width / cell)),
      rows: Math.max(1, Math.floor(height / tall)),
    },
    cell: { width: cell, height: tall },
    font: cell / room.advance,
  };
}

/** The reader's choice after the next step that changes the cells of a room; the same if none does. */
export function stepsAfter(room: Room, steps: number, by: 1 | -1): number {
  const widthOf = (each: number) => gridOf(room, each).cell.width;
  for (let next = steps + by; Math.abs(next) <= MOST_STEPS; next += by)
    if (widthOf(next) !== widthOf(steps)) return next;
  return steps;
}
