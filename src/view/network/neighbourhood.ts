/** The working node of a graph that is too wide, between what it is made of and what uses it. */
import type { Scene } from '../scene/scene.ts';
import type { Line, Size } from '../terminal/text.ts';

/** The drawing at the cursor: at most `size.rows` lines of at most `size.columns` cells. */
export function neighbourhoodLines(_scene: Scene, _size: Size): Line[] {
  return [];
}
