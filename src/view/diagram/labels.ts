/** Places the labels of edges on their lines, without covering anything else. Positions are cells, from 0. */
import type { Point } from '../terminal/canvas.ts';
import type { Size } from '../terminal/text.ts';

export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

export interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Positions along an edge at which a label may be, as fractions of its length, the best first. */
const LABEL_POSITIONS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85];

/**
 * The middle of each line's label, in the order of the lines; null if every position would cover a text or another
 * label.
 *
 * @param width of every label, in cells
 */
export function placeLabels(
  lines: readonly Segment[],
  width: number,
  texts: readonly Rectangle[],
  size: Size,
) {
  const taken = [...texts];
  return lines.map((line) => {
    const label = placeLabel(line, lines, width, taken, size);
    if (label) taken.push(labelRectangle(label, width));
    return label;
  });
}

/**
 * The middle of a label on its line or near it; null if each place would cover something.
 *
 * @param rows the rows from the line at which the label is still read as the line's, the best first; 0 is on the line
 */
export function placeNear(
  { from, to }: Segment,
  width: number,
  rows: readonly number[],
  taken: readonly Rectangle[],
  size: Size,
): Point | null {
  for (const below of rows) {
    const moved = ({ x, y }: Point) => ({ x, y: y + below });
    const free = placeLabel({ from: moved(from), to: moved(to) }, [], width, taken, size);
    if (free) return free;
  }
  return null;
}

/** The middle of a label left of the end of its line, where it may cover something. */
export function placeAtEnd({ to }: Segment, width: number): Point {
  return { x: Math.max(Math.ceil(width / 2), to.x - 1 - Math.floor(width / 2)), y: to.y };
}

function labelRectangle({ x, y }: Point, width: number): Rectangle {
  return { left: x - Math.ceil(width / 2), right: x + Math.ceil(width / 2), top: y, bottom: y };
}

/** The free position on a line that covers the fewest other lines; of equal ones, the nearest to the middle. */
function placeLabel(
  line: Segment,
  lines: readonly Segment[],
  width: number,
  taken: readonly Rectangle[],
  size: Size,
): Point | null {
  let best: { at: Point; cost: number } | null = null;
  for (const t of LABEL_POSITIONS) {
    const at = {
      x: Math.round(between(line.from.x, line.to.x, t)),
      y: Math.round(between(line.from.y, line.to.y, t)),
    };
    const rectangle = labelRectangle(at, width);
    const isInside = rectangle.left >= 0 && rectangle.right < size.columns && at.y >= 0 && at.y < size.rows;
    if (!isInside || taken.some((other) => overlap(rectangle, other))) continue;
    const crossed = lines.filter((other) => other !== line && crosses(other, rectangle)).length;
    const cost = crossed + 2 * Math.abs(t - 0.5);
    if (!best || cost < best.cost) best = { at, cost };
  }
  return best?.at ?? null;
}

function crosses({ from, to }: Segment, { left, right, top }: Rectangle): boolean {
  const steps = Math.max(1, Math.abs(to.x - from.x));
  for (let step = 0; step <= steps; step++) {
    const x = between(from.x, to.x, step / steps);
    if (x >= left && x <= right && Math.round(between(from.y, to.y, step / steps)) === top) return true;
  }
  return false;
}

function between(from: number, to: number, t: number): number {
  return from + (to - from) * t;
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
