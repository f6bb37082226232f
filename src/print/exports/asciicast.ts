/**
 * A recording of several steps, for asciinema's player, with markers where phases begin and at notes.
 * The format: https://docs.asciinema.org/manual/asciicast/v2/
 */

import type { Phase } from '../../core/program.ts';
import type { ThemeName } from '../../view/colours/theme.ts';
import { noteAt } from '../../view/panes/prose.ts';
import type { Scene } from '../../view/scene/scene.ts';
import { defaultViewOptions, type ViewOptions } from '../../view/scene/view-options.ts';
import type { Size } from '../../view/terminal/text.ts';
import { ansiText } from './ansi.ts';
import { pictureLines, recordingTitle } from './picture.ts';
import { screenTimes, type WalkUnit } from './walk.ts';

/** How long a screen with a note is shown, in milliseconds: it takes longer to read. */
const NOTE_TIME = 2500;

const ESCAPE = '\u001b';
const HIDE_CURSOR = `${ESCAPE}[?25l`;
const SHOW_CURSOR = `${ESCAPE}[?25h`;
const CLEAR = `${ESCAPE}[2J`;

/**
 * A screen for each position. The first screen is written in full; for the
 * others only the rows that have changed.
 *
 * @param theme the background that the colours are chosen for; null for any
 * @returns the lines of the file, generated one by one because a recording may be long
 */
export function* asciicastLines(
  scene: Scene,
  id: string,
  size: Size,
  positions: Iterable<number>,
  unit: WalkUnit,
  theme: ThemeName | null,
  looks: ViewOptions = defaultViewOptions,
): Generator<string> {
  const { session } = scene;
  yield JSON.stringify({
    version: 2,
    width: size.columns,
    height: size.rows,
    title: recordingTitle(id),
    env: { TERM: 'xterm-256color' },
  });
  let time = 0;
  let before: readonly string[] | null = null;
  let phase: Phase | null = null;
  for (const position of positions) {
    session.seek(position);
    const rows = pictureLines(scene, id, size, looks).map((line) => ansiText(line, theme ?? 'unknown'));
    const changed = rows.map((row, index) => (row === before?.[index] ? '' : placed(row, index)));
    yield event(time, `${before === null ? HIDE_CURSOR + CLEAR : ''}${changed.join('')}`);
    const note = noteAt(scene);
    const present = scene.lastStep?.instruction.scope.phase ?? null;
    const isNew = before !== null && present !== null && present !== phase;
    const label = [...(isNew ? [present] : []), ...(note === null ? [] : [note])].join(': ');
    if (label !== '') yield event(time, label, 'm');
    phase = present;
    before = rows;
    time += note === null ? screenTimes[unit] : NOTE_TIME;
  }
  // Shows the last screen for its full time, too.
  yield event(time, SHOW_CURSOR);
}

/** @param kind `o` for output, `m` for a marker with a label, which players jump to */
function event(time: number, text: string, kind: 'o' | 'm' = 'o'): string {
  return JSON.stringify([time / 1000, kind, text]);
}

/**
 * Erases the row before writing it: after a full row the cursor is still on the last cell, so erasing would clear
 * that.
 */
function placed(row: string, index: number): string {
  return `${ESCAPE}[${index + 1};1H${ESCAPE}[2K${row}`;
}
