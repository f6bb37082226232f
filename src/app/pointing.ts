/** What the mouse does: a click on what a text of the screen stands for, and turns of the wheel. */
import { pressedKey } from '../keys/bindings.ts';
import { levels } from '../session/frames.ts';
import { panes, panesShown } from '../view/scene/view-options.ts';
import { targetIn } from '../view/terminal/aim.ts';
import { type Line, lineWidth, type Size, type Target } from '../view/terminal/text.ts';
import { jump, select } from './actions/debugging.ts';
import { choose } from './actions/menu.ts';
import { stopPlaying } from './actions/playing.ts';
import { goToLine } from './actions/selecting.ts';
import { showPicture } from './actions/showing.ts';
import { listKey } from './keys/list-keys.ts';
import { handleKey } from './keys/modes.ts';
import { screenOf } from './screen/screen.ts';
import type { State } from './state/state.ts';
import { Transition, type Update } from './state/transition.ts';

/** Columns and rows are from 0; `by` is the direction of the wheel. */
export type Pointing = { readonly column: number; readonly row: number } & (
  | { readonly kind: 'click' }
  | { readonly kind: 'wheel'; readonly by: 1 | -1 }
);

/** The state after a click or a turn of the wheel on the screen of a size. */
export function point(state: State, pointing: Pointing, size: Size): Update {
  const transition = new Transition(state);
  if (pointing.kind === 'wheel') turn(transition, pointing.by);
  else {
    const target = targetAt(screenOf(state, size)[pointing.row] ?? [], pointing.column);
    if (target) use(transition, target);
  }
  return transition.end();
}

/** What the text at a column of a line stands for; null for nothing. */
export function targetAt(line: Line, column: number): Target | null {
  let x = 0;
  for (const each of line) {
    const start = x;
    x += lineWidth([each]);
    if (column < x) return targetIn(each, column - start);
  }
  return null;
}

/** The wheel goes through the steps; in the menu and in lists, through the rows. */
function turn(transition: Transition, by: 1 | -1): void {
  const { mode } = transition.state;
  if (mode === 'session') handleKey(transition, pressedKey(by === 1 ? 'right' : 'left'));
  else if (mode === 'menu' || mode === 'list')
    handleKey(transition, pressedKey(by === 1 ? 'down' : 'up', mode));
}

function use(transition: Transition, target: Target): void {
  const { mode, list, opened, highlighted } = transition.state;
  if (target.kind === 'key') {
    handleKey(transition, target.key);
    return;
  }
  if (target.kind === 'row') {
    // The first click selects, the second one chooses.
    if (list && target.index === list.selected) listKey(transition, list, pressedKey('enter', 'list'));
    else if (list) transition.set({ list: { ...list, selected: target.index } });
    else if (mode === 'menu' && target.index === highlighted) choose(transition);
    else if (mode === 'menu') transition.set({ highlighted: target.index });
    return;
  }
  if (mode !== 'session' || !opened) return;
  // As a key does.
  if (transition.state.playing !== 'off') stopPlaying(transition);
  transition.set({ message: null });
  switch (target.kind) {
    case 'picture':
      showPicture(transition, target.name);
      break;
    case 'step':
      jump(transition, target.step);
      break;
    case 'line':
      goToLine(transition, target.line);
      break;
    case 'value':
      focus(transition, 'values');
      select(transition, { address: target.address });
      break;
    case 'frame':
      focus(transition, 'stack');
      select(transition, { frame: levels.find((level) => level === target.level) ?? null });
      break;
    case 'pane':
      focus(transition, target.pane);
  }
}

/** Gives the focus to a pane that is shown. A pane that is zoomed keeps it. */
function focus(transition: Transition, name: string): void {
  const { view, opened } = transition.state;
  const pane = panes.find((each) => each === name);
  if (pane === undefined || view.zoom !== null) return;
  // The widest screens show the code also if it is switched off.
  const looks = pane === 'listing' ? { ...view, hasListing: true } : view;
  const hasWatches = (opened?.debug.watches.length ?? 0) > 0;
  if (panesShown(looks, hasWatches).includes(pane)) transition.set({ view: { ...looks, focus: pane } });
}
