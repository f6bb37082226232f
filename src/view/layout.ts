/** How the screen is divided: which panes there are at a size, and how large each is. */
import type { Size } from './text.ts';

/** Below this nothing can be read. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

export interface Layout {
  readonly network: Size;
  readonly stage: Size;
  readonly tape: Size;
  readonly values: Size;
  readonly note: Size;
  /** Whether the values stand at the right over the whole height, or beside the tape. */
  readonly valuesAside: boolean;
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
  const valuesAside = columns >= WIDE;
  const side = valuesAside ? Math.min(44, Math.floor(columns * 0.3)) : 0;
  const main = valuesAside ? columns - side - 1 : columns;
  const note = { columns, rows: rows < ROOMY_ROWS ? 1 : 2 };
  const body = rows - HEADER - note.rows - FOOTER;
  const isLow = body < 16;
  const stageRows = isLow ? 4 : body < 24 ? 5 : 6;
  const left = body - stageRows - (isLow ? RULE : 2 * RULE);
  const tapeRows = Math.max(3, Math.round(left * (body < 24 ? 0.35 : 0.4)), left - networkRows);
  const network = { columns: main, rows: left - tapeRows };
  const stage = { columns: main, rows: stageRows };
  if (valuesAside) {
    const values = { columns: side, rows: body - RULE };
    return { network, stage, tape: { columns: main, rows: tapeRows }, values, note, valuesAside, isLow };
  }
  const valueColumns = Math.floor(columns * 0.36);
  return {
    network,
    stage,
    tape: { columns: columns - valueColumns - 1, rows: tapeRows },
    values: { columns: valueColumns, rows: tapeRows },
    note,
    valuesAside,
    isLow,
  };
}
