/** The stack pane: the frames of the step just done, the outermost first, and the watches at its foot. */

import type { Frame } from '../../session/frames.ts';
import type { Tone } from '../colours/palette.ts';
import type { Scene } from '../scene/scene.ts';
import {
  cut,
  fill,
  filled,
  justify,
  type Line,
  type Size,
  type Span,
  span,
  type Target,
} from '../terminal/text.ts';
import { layerWord } from './layer-word.ts';
import { watchRows } from './watches.ts';

/** Cells by which a frame stands to the right of the one around it, and where that is too wide. */
const INDENT = 2;
const NARROW_INDENT = 1;
/** The least cells for a name, with the widest indent. */
const LEAST_NAME = 10;

/**
 * One frame per row with its range of steps, `▸` at the selected one. If not all fit, the innermost frames are shown.
 *
 * @param hasWatches whether the watches stand in the last rows, as far as there is room below the frames
 */
export function stackLines(scene: Scene, size: Size, hasWatches: boolean): Line[] {
  const { session } = scene;
  const frames = session.total === 0 ? [] : session.frames.stack(Math.max(1, session.position));
  const watches = hasWatches ? watchRows(scene, size.columns, true) : [];
  const atFoot = watches.slice(0, Math.max(0, size.rows - frames.length - 1));
  const rows = frameRows(scene, frames, { ...size, rows: size.rows - atFoot.length });
  return atFoot.length === 0 ? rows : [...fill(rows, size.rows - atFoot.length), ...atFoot];
}

function frameRows(
  { debug, lastStep, session }: Scene,
  frames: readonly Frame[],
  { columns, rows }: Size,
): Line[] {
  const selected = debug.selection.frame;
  const phase = lastStep?.instruction.scope.phase ?? 'forward';
  const shown = frames.slice(Math.max(0, frames.length - Math.max(0, rows)));
  const widest = Math.max(0, ...frames.map(({ start, end }) => rangeOf(start, end).length));
  const isWide = columns - widest - LEAST_NAME >= INDENT * shown.length;
  const indent = isWide ? INDENT : NARROW_INDENT;
  return shown.map(({ level, name, start, end }, index): Line => {
    const isLast = index === shown.length - 1;
    const isSelected = level === selected;
    const sign = isSelected ? '▸ ' : index === 0 ? '' : '╰ ';
    const word = level === 'layer' ? layerWord(session.scenario) : level;
    const isTitled = level === 'layer' || level === 'node' || level === 'cell';
    const words = isTitled ? `${word} ${name}` : name;
    const tone: Tone = isLast ? `${phase}Strong` : level === 'phase' ? phase : 'plain';
    const named = span(`${sign}${words}`, tone);
    const range = span(rangeOf(start, end), isLast ? 'strong' : 'ahead');
    const row = justify([span(' '.repeat(indent * index)), named], [range], columns);
    const target: Target = { kind: 'frame', level };
    return cut(isSelected ? row.map((each): Span => filled(each, 'focus')) : row, columns).map((each) => ({
      ...each,
      target,
    }));
  });
}

function rangeOf(start: number, end: number): string {
  return `${start + 1}–${end}`;
}
