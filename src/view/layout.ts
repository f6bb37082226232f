/** How the screen is divided: which panes there are at a size, and how large each is. */
import type { Size } from './text.ts';

/** Below this nothing can be read. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

export interface Layout {
  readonly network: Size;
  readonly stage: Size;
  readonly tape: Size;
  /** What stands at the right: values, frames, watches. Titles included. */
  readonly side: Size;
  readonly note: Size;
  /** Whether that is a column over the whole height, or only beside the tape. */
  readonly isAside: boolean;
  /** Whether the rule above the operation is left out. */
  readonly isLow: boolean;
}

/** Rows of the header, of a rule between panes, of the footer. */
const HEADER = 2;
const RULE = 1;
const FOOTER = 1;

/** From this height on a note may take two rows. */
const ROOMY_ROWS = 24;

/** From this width on there is a column at the right. */
const WIDE = 100;

/**
 * Divides a screen of at least the smallest size; null below it. Every rule and border is accounted for.
 *
 * @param networkRows what the network can make use of; the tape has the rest
 */
export function layoutOf({ columns, rows }: Size, networkRows: number): Layout | null {
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return null;
  const isAside = columns >= WIDE;
  const sideColumns = isAside ? Math.min(44, Math.floor(columns * 0.3)) : Math.floor(columns * 0.36);
  const leftColumns = columns - sideColumns - 1;
  const note = { columns, rows: rows < ROOMY_ROWS ? 1 : 2 };
  const body = rows - HEADER - note.rows - FOOTER;
  const isLow = body < 16;
  const stageRows = isLow ? 4 : body < 24 ? 5 : 6;
  const left = body - stageRows - (isLow ? RULE : 2 * RULE);
  const tapeRows = Math.max(3, Math.round(left * (body < 24 ? 0.35 : 0.4)), left - networkRows);
  const mainColumns = isAside ? leftColumns : columns;
  return {
    network: { columns: mainColumns, rows: left - tapeRows },
    stage: { columns: mainColumns, rows: stageRows },
    tape: { columns: leftColumns, rows: tapeRows },
    side: { columns: sideColumns, rows: isAside ? body : tapeRows + RULE },
    note,
    isAside,
    isLow,
  };
}
