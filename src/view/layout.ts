/** How the screen is divided: which panes there are at a size, and how large each is. */
import type { Area } from './scene/view-options.ts';
import type { Size } from './terminal/text.ts';

/** Below this nothing can be read. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

export interface Layout {
  /** Null where a pane is hidden. */
  readonly picture: Size | null;
  readonly stage: Size | null;
  readonly tape: Size | null;
  /** What stands at the right: values, frames, watches. Titles included. */
  readonly side: Size | null;
  /** Whether that is a column over the whole height, or only beside the tape. */
  readonly isAside: boolean;
  /** Whether the rule above the operation is left out. */
  readonly isLow: boolean;
}

/** Rows of the header, of a rule between panes, of the footer. */
const HEADER = 2;
export const RULE = 1;
const FOOTER = 1;

/** From this height on a note may take two rows. */
const ROOMY_ROWS = 24;

/** From this width on there is a column at the right. */
const WIDE = 100;

/** Rows of what is said at the bottom. */
export function noteSize({ columns, rows }: Size, hidden: readonly Area[]): Size {
  return { columns, rows: rows < ROOMY_ROWS || hidden.includes('words') ? 1 : rows < 30 ? 2 : 3 };
}

/** Rows between the header and what is said at the bottom. */
export function bodyRows(size: Size, hidden: readonly Area[]): number {
  return size.rows - HEADER - noteSize(size, hidden).rows - FOOTER;
}

/**
 * Divides a screen of at least the smallest size; null below it. Every rule and border is accounted for.
 *
 * @param pictureRows what the picture can make use of; the tape has the rest
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
  // The tape's rows stand below a rule; without a tape the side may stand there.
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
