import type { Point, Range } from '../../analysis/curves/curve.ts';

/** How far the tangent extends to each side of its point, as a fraction of the x range. */
const REACH = 0.3;
/** Number of points: on a logarithmic axis the line is bent. */
const POINTS = 33;

/** Points of the tangent of a curve, from left to right. */
export function tangentAt({ x, y }: Point, slope: number, { from, to }: Range): Point[] {
  const reach = (to - from) * REACH;
  return Array.from({ length: POINTS }, (_, index) => {
    const distance = reach * ((2 * index) / (POINTS - 1) - 1);
    return { x: x + distance, y: y + slope * distance };
  });
}
