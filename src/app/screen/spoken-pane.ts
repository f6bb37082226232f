/** What the pane with the focus shows, in words and numbers, for a screen reader. */
import { t } from '../../i18n/translate.ts';
import { pictures } from '../../view/network/pictures.ts';
import { paneName } from '../../view/scene/view-options.ts';
import { contentOf } from '../../view/screen.ts';
import { type Line, plainText, type Size } from '../../view/terminal/text.ts';
import type { Opened, State } from '../state/state.ts';

/** The room in which a pane is drawn to be read. */
const ROOM: Size = { columns: 100, rows: 30 };
/** The most rows that are read: more would take minutes. */
const MOST_ROWS = 12;

/** Frames, lines, blocks and shapes, braille dots, and arrows: what is only to be seen. */
const DRAWN = /[\u2190-\u21ff\u2500-\u25ff\u2800-\u28ff]+/gu;

/** The name of the pane with the focus and its texts; empty for the tape, whose step is read anyway. */
export function focusLines(opened: Opened, { view }: State): string[] {
  const { focus, picture } = view;
  if (focus === 'tape') return [];
  const content = contentOf(opened.scene, focus, ROOM, view);
  const name = focus === 'picture' ? t`View: ${t(pictures[picture].name)}.` : t`Pane: ${paneName(focus)}.`;
  if (content.isOld) return [name, t`It is being computed.`];
  const rows = content.lines.map(rowText).filter((text) => text !== '');
  const shown = rows.slice(0, MOST_ROWS);
  const left = rows.length - shown.length;
  const message = content.message === undefined ? [] : [content.message];
  return [name, ...message, ...shown, ...(left === 0 ? [] : [t`And ${left} more rows.`])];
}

/** The texts and numbers of a row, with commas between them; empty if it has none. */
function rowText(line: Line): string {
  return plainText(line)
    .replace(DRAWN, '  ')
    .split(/\s{2,}/)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .map((part) => part.replace(/−([\d.∞]+)/gu, (_, number: string) => t`minus ${number}`))
    .join(', ');
}
