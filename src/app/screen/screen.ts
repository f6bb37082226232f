/** The screen of a state as lines of styled text, for any front end. */
import { setLanguage, t } from '../../i18n/translate.ts';
import { bodySize, SMALLEST } from '../../view/layout.ts';
import { validated } from '../../view/scene/view-options.ts';
import { sessionScreen } from '../../view/screen.ts';
import { asciiLine } from '../../view/terminal/ascii.ts';
import { plainRamps } from '../../view/terminal/plain-ramps.ts';
import { cut, fill, type Line, pad, type Size, span, truncate } from '../../view/terminal/text.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import { optionsWhilePredicting } from '../actions/questions.ts';
import type { ListState } from '../state/list.ts';
import type { Opened, State } from '../state/state.ts';
import { listDrawer, listFooter, listScreen } from './list.ts';
import { menuScreen } from './menu.ts';
import { footer, statusLines } from './status-line.ts';

/**
 * The screen of a state, in the language of the state, and in ASCII if its front end can show only that.
 *
 * @param size in cells; any size is valid
 * @returns `size.rows` lines of at most `size.columns` cells. Lines are not padded: nothing may be on the right of
 *   Bangla, since terminals disagree about its width
 */
export function screenOf(state: State, size: Size): Line[] {
  setLanguage(state.language);
  const { isAscii, colouring } = state.capabilities;
  return fill(linesOf(state, size), size.rows).map((line) => {
    const cut = plainRamps(truncate(line, size.columns), isAscii ? 1 : colouring.depth);
    return isAscii ? asciiLine(cut, size.columns) : cut;
  });
}

function linesOf(state: State, size: Size): Line[] {
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return tooSmall(size);
  const { list, opened } = state;
  if (list && opened && list.isBeside) return besideScreen(state, opened, list, size);
  if (list) return listScreen(list, size);
  return opened ? openedScreen(state, opened, size) : menuScreen(state, size);
}

function openedScreen(state: State, { entry, scene, warnings }: Opened, size: Size): Line[] {
  const options = { ...optionsWhilePredicting(state), hasHalfBlocks: !state.capabilities.isAscii };
  const view = validated(options, scene.debug.watches.length > 0);
  const said = statusLines(state, size);
  return sessionScreen(scene, entry.id, size, view, said, footer(state, size), warnings) ?? [];
}

/** Below this width a list is below what it is about, otherwise at its right. */
const WIDE = 100;
/** The share of the width or height that such a list takes, and its least width. */
const SHARE = 0.48;
const LEAST_COLUMNS = 56;

/** The screen with a list over the right or the lower part of its panels. */
function besideScreen(state: State, opened: Opened, list: ListState, size: Size): Line[] {
  const lines = openedScreen(state, opened, size);
  const body = bodySize(size, state.view);
  const isRight = size.columns >= WIDE;
  const columns = isRight ? Math.max(LEAST_COLUMNS, Math.round(size.columns * SHARE)) : size.columns;
  const rows = isRight ? body.rows : Math.ceil(body.rows * (1 - SHARE / 2));
  const first = 1 + body.rows - rows;
  const drawer = listDrawer(list, { columns, rows });
  const left = size.columns - columns;
  return lines.map((line, row) => {
    if (row === size.rows - 1) return listFooter(list, size.columns);
    const over = drawer[row - first];
    return over ? [...pad(cut(line, left, ''), left), ...over] : line;
  });
}

/** Says how large the terminal has to be, as far as the text fits. */
function tooSmall({ columns, rows }: Size): Line[] {
  const text = t`Backstep needs ${String(SMALLEST.columns)} × ${String(SMALLEST.rows)} cells; this terminal has ${String(columns)} × ${String(rows)}. Make it larger, or press q.`;
  return columns < 1 ? [] : wrap(text, columns, Number.POSITIVE_INFINITY).map((line) => [span(line)]);
}
