/** Areas of block characters: a row of columns. */
import type { Tone } from '../colours/palette.ts';
import { type Line, type Span, span } from '../terminal/text.ts';

/** An eighth of a cell more each, from nothing. */
const BLOCKS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const EIGHTHS = 8;

/**
 * Columns of different heights as `rows` lines with a cell for each column. A number that is not finite is `×` in the
 * lowest row, a column without a number is empty. All blocks have one tone: of two, whole and partial blocks would look
 * like two series.
 *
 * @param shares the heights, 0 … 1 of all rows; null for a column without a number
 */
export function areaLines(shares: readonly (number | null)[], rows: number, tone: Tone): Line[] {
  const heights = shares.map((share) =>
    share === null || !Number.isFinite(share) ? 0 : heightOf(share, rows),
  );
  return Array.from({ length: rows }, (_, row): Line => {
    const floor = (rows - 1 - row) * EIGHTHS;
    return shares.map((share, column): Span => {
      if (share !== null && !Number.isFinite(share) && floor === 0) return span('×', 'warning');
      const eighths = Math.max(0, Math.min(EIGHTHS, (heights[column] as number) - floor));
      return span(BLOCKS[eighths] as string, eighths === 0 ? 'plain' : tone);
    });
  });
}

/** The height of a column in eighths of a cell. It is at least one: a column with a number is seen. */
function heightOf(share: number, rows: number): number {
  return Math.max(1, Math.round(Math.min(1, share) * rows * EIGHTHS));
}

/** The row that a column ends in, from the top. */
export function topRow(share: number, rows: number): number {
  return rows - Math.ceil(heightOf(share, rows) / EIGHTHS);
}

/** Neighbours of one tone as one span. */
export function merged(line: Line): Line {
  const spans: Span[] = [];
  for (const each of line) {
    const last = spans.at(-1);
    if (last && last.tone === each.tone && last.ground === each.ground && last.value === undefined)
      spans[spans.length - 1] = { ...last, text: last.text + each.text };
    else spans.push(each);
  }
  return spans;
}
