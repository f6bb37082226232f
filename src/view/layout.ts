/** Divides the screen: which panes are shown at a size, and how large each is. */
import type { Area } from './scene/view-options.ts';
import type { Size } from './terminal/text.ts';

/** Smallest size of the screen; below it nothing is readable. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

export interface Layout {
  /** Sizes are null for panes that are hidden. */
  readonly picture: Size | null;
  readonly stage: Size | null;
  readonly tape: Size | null;
  /** The side panes: values, stack, watches. Rows include their titles. */
  readonly side: Size | null;
  /** Whether the side panes are a column over the whole height; otherwise they are beside or in place of the tape. */
  readonly isAside: boolean;
  /** Whether the rows are few, so that the rule above the operation is left out. */
  readonly isLow: boolean;
}

/** Rows of the header, of a rule between panes, and of the footer. */
const HEADER = 2;
export const RULE = 1;
const FOOTER = 1;

/** From this height on, the text at the bottom has at least two rows. */
const ROOMY_ROWS = 24;

/** From this width on, the side panes are a column on the right. */
const WIDE = 100;

/** The size of the text at the bottom. */
export function noteSize({ columns, rows }: Size, hidden: readonly Area[]): Size {
  return { columns, rows: rows < ROOMY_ROWS || hidden.includes('words') ? 1 : rows < 30 ? 2 : 3 };
}

/** Rows between the header and the text at the bottom. */
export function bodyRows(size: Size, hidden: readonly Area[]): number {
  return size.rows - HEADER - noteSize(size, hidden).rows - FOOTER;
}

/**
 * Divides a screen into panes, rules and borders; null if it is smaller than `SMALLEST`.
 *
 * @param pictureRows the most rows that the top pane can use; the tape gets what is left
 */
export function layoutOf(size: Size, pictureRows: number, hidden: readonly Area[]): Layout | null {
  const { columns, rows } = size;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return null;
  const has = (area: Area) => !hidden.includes(area);
  const body = bodyRows(size, hidden);
  const isAlone = !has('picture') && !has('operation') && !has('tape');
  const isAside = has('side') && columns >= WIDE && !isAlone;
  const isLow = body < 16;
  const wanted = isAside ? Math.min(44, Math.floor(columns * 0.3)) : Math.floor(columns * 0.36);
  const sideColumns = !has('side') ? 0 : has('tape') || isAside ? wanted : columns;
  const leftColumns = columns - sideColumns - (sideColumns > 0 && sideColumns < columns ? 1 : 0);
  const mainColumns = isAside ? leftColumns : columns;
  const stageRows = !has('operation') ? 0 : isLow ? 4 : body < 24 ? 5 : 6;
  const stageRule = has('operation') && !isLow ? RULE : 0;
  // The tape is below a rule. Without a tape, the side panes can be there.
  const hasLower = has('tape') || (has('side') && !isAside);
  const left = body - stageRows - stageRule - (hasLower ? RULE : 0);
  const share = Math.max(3, Math.round(left * (body < 24 ? 0.35 : 0.4)), left - pictureRows);
  const lowerRows = !hasLower ? 0 : has('picture') ? share : left;
  return {
    picture: has('picture') ? { columns: mainColumns, rows: left - lowerRows } : null,
    stage: has('operation') ? { columns: mainColumns, rows: stageRows } : null,
    tape: has('tape') ? { columns: leftColumns, rows: lowerRows } : null,
    side: has('side') ? { columns: sideColumns, rows: isAside ? body : lowerRows + RULE } : null,
    isAside,
    isLow,
  };
}
