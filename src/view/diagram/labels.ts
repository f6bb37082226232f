/** Where the labels of edges stand: on their lines, over nothing else. Cells, from 0. */
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

/** Positions along an edge at which a label may stand, the best first. */
const LABEL_POSITIONS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85];

/** A place for the label of each line, its middle; null where there is none that covers no text and no other label. */
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
 * A place for a label that is wanted in any case: on its edge where that covers no node's text, else beside the edge's
 * end, where it may cover other nodes.
 *
 * @returns its middle
 */
export function placeAnyway(
  { from, to }: Segment,
  width: number,
  texts: readonly Rectangle[],
  size: Size,
): Point {
  const free = placeLabel({ from, to }, [], width, texts, size);
  return free ?? { x: Math.max(Math.ceil(width / 2), to.x - 1 - Math.floor(width / 2)), y: to.y };
}

function labelRectangle({ x, y }: Point, width: number): Rectangle {
  return { left: x - Math.ceil(width / 2), right: x + Math.ceil(width / 2), top: y, bottom: y };
}

/** The free place on a line that covers least of the other lines, near its middle. */
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
