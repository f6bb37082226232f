/** The screen of a state as lines of styled text, for any front end. */
import { setLanguage, t } from '../../i18n/translate.ts';
import { keySign, setBindings } from '../../keys/bindings.ts';
import type { PlacedPanel } from '../../view/layout.ts';
import type { ViewOptions } from '../../view/scene/view-options.ts';
import { panelsOf, sessionScreen } from '../../view/screen.ts';
import { bodySize } from '../../view/screen-rows.ts';
import { isLargeEnough, SMALLEST } from '../../view/size-classes.ts';
import { asciiLine } from '../../view/terminal/ascii.ts';
import { plainRamps } from '../../view/terminal/plain-ramps.ts';
import { fill, type Line, pad, type Size, span, truncate } from '../../view/terminal/text.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import { keyModeOf } from '../actions/actions.ts';
import { optionsWhilePredicting } from '../actions/questions.ts';
import type { ListState } from '../state/list.ts';
import { isFaulty, type Opened, type State } from '../state/state.ts';
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
  setBindings(state.bindings);
  const { isAscii, colouring } = state.capabilities;
  return fill(linesOf(state, size), size.rows).map((line) => {
    const plain = plainRamps(line, isAscii ? 1 : colouring.depth);
    return isAscii ? asciiLine(plain, size.columns) : plain;
  });
}

function linesOf(state: State, size: Size): Line[] {
  const { list, opened } = state;
  // These lines fit. Measuring all of them once more would be a tenth of what a key takes.
  if (opened && !list && isLargeEnough(size)) return openedScreen(state, opened, size);
  return otherScreen(state, size).map((line) => truncate(line, size.columns));
}

/** A list, with or without a session behind it, the menu, or that the terminal is too small. */
function otherScreen(state: State, size: Size): Line[] {
  const { list, opened } = state;
  if (!isLargeEnough(size)) return tooSmall(size, keySign('q', keyModeOf(state)));
  if (!list) return menuScreen(state, size);
  return opened && list.isBeside
    ? besideScreen(state, opened, list, size)
    : listScreen(list, size, state.message);
}

function viewOf(state: State): ViewOptions {
  return {
    ...optionsWhilePredicting(state),
    hasHalfBlocks: !state.capabilities.isAscii,
    hasKeys: state.list === null,
    isEndTold: state.message?.tellsEnd ?? false,
  };
}

/** @param columns the width of the panels, from the left */
function openedScreen(state: State, opened: Opened, size: Size, columns = size.columns): Line[] {
  const { entry, scene, warnings } = opened;
  const trouble = { warnings, isFaulty: isFaulty(opened) };
  const view = viewOf(state);
  const said = statusLines(state, size);
  return sessionScreen(scene, entry.id, size, view, said, footer(state, size), trouble, columns) ?? [];
}

/** From this width on a list is at the right of what it is about, otherwise below. */
const WIDE = 130;
/** The share of the width that such a list takes, and the least widths of both parts. */
const SHARE = 0.44;
const LEAST_LIST = 54;
const LEAST_SCREEN = 76;
/** The share of the height that a list below takes if it cannot leave the picture whole, and its least rows if it can. */
const SHARE_BELOW = 0.75;
const LEAST_ROWS = 11;

/**
 * The screen with a list beside its panels, which are arranged in the width that is left: what is shown is whole. On a
 * screen that is too narrow for that, the list stands over their lower part.
 */
function besideScreen(state: State, opened: Opened, list: ListState, size: Size): Line[] {
  const body = bodySize(size, state.view);
  const isRight = size.columns >= WIDE;
  const columns = isRight
    ? Math.min(Math.max(LEAST_LIST, Math.round(size.columns * SHARE)), size.columns - LEAST_SCREEN)
    : size.columns;
  const rows = isRight ? body.rows : rowsBelow(body.rows, panelsOf(opened.scene, size, viewOf(state)));
  const left = size.columns - columns;
  const whole = openedScreen(state, opened, size, isRight ? left : size.columns);
  const first = 1 + body.rows - rows;
  const drawer = listDrawer(list, { columns, rows });
  return whole.map((line, row) => {
    if (row === size.rows - 1) return state.mode === 'list' ? listFooter(list, size.columns) : line;
    const over = drawer[row - first];
    return over ? [...pad(line, left), ...over] : line;
  });
}

/** The rows of a list below the picture. */
function rowsBelow(rows: number, panels: readonly PlacedPanel[]): number {
  const [upper] = panels;
  const left = upper?.name === 'picture' ? rows - upper.place.rows + 1 : 0;
  return left >= LEAST_ROWS ? left : Math.ceil(rows * SHARE_BELOW);
}

/** Says how large the screen has to be, as far as the text fits. `leave`: the key that leaves. */
function tooSmall({ columns, rows }: Size, leave: string): Line[] {
  const text = t`Backstep needs ${String(SMALLEST.columns)} × ${String(SMALLEST.rows)} cells; there are ${String(columns)} × ${String(rows)}. Make the window larger, or press ${leave}.`;
  return columns < 1 ? [] : wrap(text, columns, Number.POSITIVE_INFINITY).map((line) => [span(line)]);
}
