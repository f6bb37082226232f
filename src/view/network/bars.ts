/** A network of wide layers as diverging bars, with the running dot product between the two layers at work. */
import type { Scene } from '../scene/scene.ts';
import type { Line, Size } from '../terminal/text.ts';

/** The drawing at the cursor: at most `size.rows` lines of at most `size.columns` cells. */
export function barLines(_scene: Scene, _size: Size): Line[] {
  return [];
}
