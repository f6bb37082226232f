/** Where the columns of an equation stand: each is as wide as its number, and as its name where there is room. */
import { lineWidth } from '../../terminal/text.ts';
import type { Column, Operator } from './equation-parts.ts';

/** Cells that a name has at least, if it is that long. */
const LEAST_NAME = 8;

/** Blanks between two names. */
const BETWEEN_NAMES = 2;

/** Cells in a row. */
interface Place {
  readonly x: number;
  readonly width: number;
}

/** A column or operator with its place, and that of its name. */
export interface PlacedPart extends Place {
  readonly part: Column | Operator;
  readonly name: Place;
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
    const more = Math.min(left, Math.max(0, nameWidth(part) - width));
    left -= more;
    return width + more;
  });
  let x = Math.floor(left / 2);
  const placed = parts.map((part, index) => {
    const place = { part, x, width: final[index] as number };
    x += place.width + measures.gap;
    return place;
  });
  // A name that is wider than its column goes on above the operators beside it.
  let from = 0;
  return placed.map((place, index): PlacedPart => {
    const wanted = nameWidth(place.part);
    const next = placed.slice(index + 1).find(({ part }) => nameWidth(part) > 0);
    const end = next
      ? next.x - BETWEEN_NAMES + Math.max(0, sideOf(next.width, nameWidth(next.part)))
      : columns;
    const width = Math.min(wanted, Math.max(place.width, end - from));
    const start = Math.max(from, Math.min(place.x + sideOf(place.width, width), end - width));
    if (wanted > 0) from = start + width + BETWEEN_NAMES;
    return { ...place, name: { x: start, width } };
  });
}

/** Cells at the left of a text in the middle of a place; negative where it is wider. */
function sideOf(width: number, text: number): number {
  return Math.floor((width - text) / 2);
}

/** The cells of the name of a column; none for an operator. */
function nameWidth(part: Column | Operator): number {
  return part.kind === 'operator' ? 0 : lineWidth([part.name]);
}
