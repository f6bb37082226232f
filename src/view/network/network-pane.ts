/** What the drawing of the network needs from the layout. */
import { maxUsefulRows } from '../diagram/geometry.ts';
import type { PictureNeeds } from '../panes/pane.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import type { Size } from '../terminal/text.ts';

/** More rows than this do not make a plot clearer. */
const PLOT_ROWS = 18;

/** What the drawing of the network needs to be as clear as it can be at a size of the screen. */
export function pictureNeeds(scene: Scene, _size: Size, { picture }: ViewOptions): PictureNeeds {
  const rows = maxUsefulRows(scene.network);
  return { rows: picture === 'network' ? rows : Math.max(rows, PLOT_ROWS), columns: 0 };
}
