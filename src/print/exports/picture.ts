/** Code that the images of the screen share. */

import { surveyWork } from '../../analysis/survey.ts';
import { debuggerCommands } from '../../commands/sections/commands.ts';
import { t } from '../../i18n/translate.ts';
import { footerLine } from '../../view/panes/footer.ts';
import type { Scene } from '../../view/scene/scene.ts';
import { defaultViewOptions, type ViewOptions } from '../../view/scene/view-options.ts';
import { sessionScreen } from '../../view/screen.ts';
import { grouped } from '../../view/terminal/format.ts';
import type { Line, Size } from '../../view/terminal/text.ts';

/**
 * The screen at the cursor, with nothing selected and the most important keys in the footer.
 *
 * An image can wait, so the run is surveyed first: the scrubber shows the losses of all epochs.
 *
 * @param size at least the smallest size of the screen
 */
export function pictureLines(
  scene: Scene,
  id: string,
  size: Size,
  looks: ViewOptions = defaultViewOptions,
): Line[] {
  const { position, total } = scene.session;
  for (const _position of surveyWork(scene.session));
  const isDone = position === total;
  const isBegun = position > 0;
  const keys = [
    ...(isDone ? [] : ['right']),
    ...(isBegun ? ['left'] : []),
    ...(isDone ? [] : ['n', 'f', 'c']),
    ...(isBegun ? ['N', 'g'] : []),
    'w',
  ];
  const hints = keys.flatMap((key) => debuggerCommands.find(({ keys }) => keys.includes(key)) ?? []);
  const footer = footerLine([...hints, { keys: ['?'], hint: 'keys' }], size.columns);
  return sessionScreen(scene, id, size, looks, null, footer) ?? [];
}

/** The title of an image, in plain text. */
export function pictureTitle({ session }: Scene, id: string): string {
  return t`Backstep, ${id}: step ${grouped(session.position)} of ${grouped(session.total)}`;
}

/** The title of a recording, in plain text. */
export function recordingTitle(id: string): string {
  return `Backstep, ${id}`;
}

/** Text escaped for SVG and HTML. Characters that XML does not allow become replacement characters. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** Monospaced fonts that have all the signs of the screen. */
export const FONTS =
  "'DejaVu Sans Mono', Menlo, 'SF Mono', 'Cascadia Mono', Consolas, 'Liberation Mono', 'Noto Sans Bengali', monospace";
