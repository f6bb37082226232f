/** Where the columns of an equation stand: each is as wide as its number, and as its name where there is room. */
import { lineWidth } from '../../terminal/text.ts';
import type { Column, Operator } from './equation-parts.ts';

/** Cells that a name has at least, if it is that long. */
const LEAST_NAME = 8;

/** A column or operator with its place, in cells. */
export interface PlacedPart {
  readonly part: Column | Operator;
  readonly x: number;
  readonly width: number;
}

/** How wide the parts of an equation are in one style, in cells. */
export interface Measures {
  readonly column: (column: Column) => number;
  readonly operator: (operator: Operator) => number;
  /** Cells between two parts. */
  readonly gap: number;
}

/**
 * The places of columns and operators in the middle of `columns` cells; null if they do not fit. What is left over goes
 * to the names, from left to right.
 */
export function placedParts(
  parts: readonly (Column | Operator)[],
  measures: Measures,
  columns: number,
): PlacedPart[] | null {
  const widths = parts.map((part) =>
    part.kind === 'operator'
      ? measures.operator(part)
      : Math.max(measures.column(part), Math.min(LEAST_NAME, nameWidth(part))),
  );
  const gaps = measures.gap * (parts.length - 1);
  let left = columns - gaps - widths.reduce((sum, width) => sum + width, 0);
  if (left < 0) return null;
  const final = parts.map((part, index) => {
    const width = widths[index] as number;
    const more = part.kind === 'operator' ? 0 : Math.min(left, Math.max(0, nameWidth(part) - width));
    left -= more;
    return width + more;
  });
  let x = Math.floor(left / 2);
  return parts.map((part, index) => {
    const placed = { part, x, width: final[index] as number };
    x += placed.width + measures.gap;
    return placed;
  });
}

function nameWidth({ name }: Column): number {
  return lineWidth([name]);
}
