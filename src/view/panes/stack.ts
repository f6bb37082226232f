/** The stack pane: the frames of the step just done, the outermost first. */

import type { Scene } from '../scene/scene.ts';
import { cut, type Line, type Size, span } from '../terminal/text.ts';

/** One frame per row, `▸` at the selected one. If not all fit, the innermost frames are shown. */
export function stackLines(scene: Scene, { columns, rows }: Size): Line[] {
  const { session, debug } = scene;
  const selected = debug.selection.frame;
  if (session.total === 0) return [];
  const frames = session.frames.stack(Math.max(1, session.position));
  const shown = frames.slice(Math.max(0, frames.length - rows));
  return shown.map(({ level, name, start, end }, index) => {
    const isSelected = level === selected;
    const isLast = index === shown.length - 1;
    return cut(
      [
        span(isSelected ? ' ▸ ' : '   ', 'accent'),
        span(' '.repeat(index)),
        span(
          name,
          isSelected || (selected === null && isLast)
            ? 'accent'
            : level === 'phase' && name === 'backward'
              ? 'gradient'
              : 'plain',
        ),
        span(`  ${start + 1}–${end}`, 'mute'),
      ],
      columns,
    );
  });
}
