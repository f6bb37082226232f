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
    const more = part.kind === 'operator' ? 0 : Math.min(left, Math.max(0, nameWidth(part) - width));
    left -= more;
    return width + more;
  });
  let x = Math.floor(left / 2);
  const places = final.map((width): Place => {
    const place = { x, width };
    x += width + measures.gap;
    return place;
  });
  const names = placedNames(parts, places, columns);
  return parts.map((part, index) => ({
    part,
    ...(places[index] as Place),
    name: names[index] as Place,
  }));
}

/** Where names stand: in the middle of their columns. One that is wider goes on above the operators beside it. */
function placedNames(
  parts: readonly (Column | Operator)[],
  places: readonly Place[],
  columns: number,
): Place[] {
  const within = parts.map((part, index): Place => {
    const { x, width } = places[index] as Place;
    const own = part.kind === 'operator' ? 0 : Math.min(width, nameWidth(part));
    return { x: x + Math.floor((width - own) / 2), width: own };
  });
  let from = 0;
  return parts.map((part, index) => {
    const own = within[index] as Place;
    if (own.width === 0) return own;
    const next = within.slice(index + 1).find(({ width }) => width > 0);
    const room = (next ? next.x - BETWEEN_NAMES : columns) - from;
    const wanted = part.kind === 'operator' ? 0 : nameWidth(part);
    const width = Math.max(own.width, Math.min(wanted, room));
    const x = own.x - Math.floor((width - own.width) / 2);
    const place = { x: Math.min(Math.max(x, from), Math.max(from, from + room - width)), width };
    const placed = width === own.width ? own : place;
    from = placed.x + width + BETWEEN_NAMES;
    return placed;
  });
}

function nameWidth({ name }: Column): number {
  return lineWidth([name]);
}
