/**
 * A recording of several steps, for asciinema's player.
 * The format: https://docs.asciinema.org/manual/asciicast/v2/
 */

import { noteAt } from '../../view/panes/prose.ts';
import type { Scene } from '../../view/scene/scene.ts';
import type { Size } from '../../view/terminal/text.ts';
import type { ThemeName } from '../../view/terminal/theme.ts';
import { ansiText } from './ansi.ts';
import { pictureLines } from './picture.ts';

/** How long a screen is shown, in milliseconds. A screen with a note takes longer to read. */
const STEP_TIME = 800;
const NOTE_TIME = 2500;

const ESCAPE = '\u001b';
const HIDE_CURSOR = `${ESCAPE}[?25l`;
const SHOW_CURSOR = `${ESCAPE}[?25h`;
const CLEAR = `${ESCAPE}[2J`;

/**
 * A screen for each step from `from` to `to`, in either direction. The first screen is written in full; for the
 * others only the rows that have changed.
 *
 * @param theme the background that the colours are chosen for; null for any
 * @returns the lines of the file, generated one by one because a recording may be long
 */
export function* asciicastLines(
  scene: Scene,
  id: string,
  size: Size,
  { from, to }: { readonly from: number; readonly to: number },
  theme: ThemeName | null,
): Generator<string> {
  const { session } = scene;
  yield JSON.stringify({
    version: 2,
    width: size.columns,
    height: size.rows,
    title: `Backstep, ${id}`,
    env: { TERM: 'xterm-256color' },
  });
  let time = 0;
  let before: readonly string[] | null = null;
  const direction = to < from ? -1 : 1;
  for (let position = from; ; position += direction) {
    session.seek(position);
    const rows = pictureLines(scene, id, size).map((line) => ansiText(line, theme ?? 'unknown'));
    const changed = rows.map((row, index) => (row === before?.[index] ? '' : placed(row, index)));
    yield event(time, `${before === null ? HIDE_CURSOR + CLEAR : ''}${changed.join('')}`);
    before = rows;
    time += noteAt(scene) === null ? STEP_TIME : NOTE_TIME;
    if (position === to) break;
  }
  // Shows the last screen for its full time, too.
  yield event(time, SHOW_CURSOR);
}

function event(time: number, output: string): string {
  return JSON.stringify([time / 1000, 'o', output]);
}

/**
 * Erases the row before writing it: after a full row the cursor is still on the last cell, so erasing would clear
 * that.
 */
function placed(row: string, index: number): string {
  return `${ESCAPE}[${index + 1};1H${ESCAPE}[2K${row}`;
}
