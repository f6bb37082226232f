/** The screen of a state as lines of styled text, for any front end. */
import { setLanguage, t } from '../../i18n/translate.ts';
import { SMALLEST } from '../../view/layout.ts';
import { validated } from '../../view/scene/view-options.ts';
import { sessionScreen } from '../../view/screen.ts';
import { asciiLine } from '../../view/terminal/ascii.ts';
import { plainRamps } from '../../view/terminal/plain-ramps.ts';
import { fill, type Line, type Size, span, truncate, wrap } from '../../view/terminal/text.ts';
import { optionsWhilePredicting } from '../actions/questions.ts';
import type { Opened, State } from '../state/state.ts';
import { listScreen } from './list.ts';
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
  if (state.list) return listScreen(state.list, size);
  return state.opened ? openedScreen(state, state.opened, size) : menuScreen(state, size);
}

function openedScreen(state: State, { entry, scene, warnings }: Opened, size: Size): Line[] {
  const view = validated(optionsWhilePredicting(state), scene.debug.watches.length > 0);
  const said = statusLines(state, size);
  return sessionScreen(scene, entry.id, size, view, said, footer(state, size), warnings) ?? [];
}

/** Says how large the terminal has to be, as far as the text fits. */
function tooSmall({ columns, rows }: Size): Line[] {
  const text = t`Backstep needs ${String(SMALLEST.columns)} × ${String(SMALLEST.rows)} cells; this terminal has ${String(columns)} × ${String(rows)}. Make it larger, or press q.`;
  return columns < 1 ? [] : wrap(text, columns, Number.POSITIVE_INFINITY).map((line) => [span(line)]);
}
