/** What the drawing of the network needs from the layout. */
import type { PictureNeeds } from '../panes/pane.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import type { Size } from '../terminal/text.ts';
import { drawingNeeds } from './drawing.ts';

/** More rows than this do not make a plot clearer. */
const PLOT_ROWS = 18;

/** What the drawing of the network needs to be as clear as it can be at a size of the screen. */
export function pictureNeeds(scene: Scene, size: Size, { picture }: ViewOptions): PictureNeeds {
  const needs = drawingNeeds(scene, size);
  return { ...needs, rows: picture === 'network' ? needs.rows : Math.max(needs.rows, PLOT_ROWS) };
}
