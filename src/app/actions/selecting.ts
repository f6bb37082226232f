/** Selecting rows in the panes, and using the selected row. */

import { toggleLine } from '../../breakpoints/list.ts';
import { firstStepOfLine } from '../../breakpoints/location.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { listingOf } from '../../numpy/listing.ts';
import { lineOfStep } from '../../session/numpy-lines.ts';
import { addressesInOrder, placeInOrder } from '../../view/panes/values/reading-order.ts';
import { panesShown } from '../../view/scene/view-options.ts';
import { nextByEnter } from '../state/course.ts';
import type { Transition } from '../state/transition.ts';
import { jump, perform, select } from './debugging.ts';
import { goOnward, open } from './opening.ts';
import { nextPicture } from './showing.ts';

/** Gives the focus to the next pane. */
export function nextPane(transition: Transition): void {
  const { view, opened } = transition.state;
  const there = panesShown(view, (opened?.debug.watches.length ?? 0) > 0);
  const focus = there[(there.indexOf(view.focus) + 1) % there.length];
  if (focus === undefined) return;
  // The zoomed pane always has the focus.
  const zoom = view.zoom === null ? null : focus;
  transition.set({ view: { ...view, focus, zoom } });
}

/** Selects the row below (1) or above (−1) in the pane with the focus; in the top pane, changes its content. */
export function moveSelection(transition: Transition, by: 1 | -1): void {
  const { opened, view } = transition.state;
  if (!opened) return;
  const { session, selection, subject } = opened.debug;
  if (view.focus === 'stack') {
    selectFrame(transition, by);
  } else if (view.focus === 'listing') {
    moveLine(transition, by);
  } else if (view.focus === 'picture') {
    nextPicture(transition, by);
  } else if (view.focus === 'watches') {
    transition.say(t`Press ${keySign('x')} to remove the last watch.`);
  } else if (view.focus === 'tape') {
    const step = (selection.step ?? session.position) + by;
    if (step < 0 || step > session.total) return;
    select(transition, { step: step === session.position ? null : step, address: null, line: null });
  } else {
    const names = addressesInOrder(opened.scene);
    const at = subject === null ? -1 : placeInOrder(opened.scene, names, subject);
    const next = names[Math.max(0, Math.min(names.length - 1, at < 0 ? 0 : at + by))];
    if (next !== undefined) select(transition, { address: next, line: null });
  }
}

/** Selects the line below (1) or above (−1) in the listing. */
function moveLine(transition: Transition, by: 1 | -1): void {
  const { opened } = transition.state;
  if (!opened) return;
  const { session, selection } = opened.debug;
  const { lines } = listingOf(session);
  const here = lineOfStep(session, session.position);
  const line = Math.max(1, Math.min(lines.length, (selection.line ?? here ?? 0) + by));
  select(transition, { line: line === here ? null : line });
}

/**
 * Sets or deletes a breakpoint at the selected line of the listing. Returns false if the listing does not have the
 * focus.
 */
export function breakOnLine(transition: Transition): boolean {
  const { opened, view } = transition.state;
  if (!opened || view.focus !== 'listing') return false;
  const { debug } = opened;
  const line = debug.selection.line ?? lineOfStep(debug.session, debug.session.position);
  const before = debug.breakpoints;
  if (line !== null) debug.breakpoints = toggleLine(before, debug.session, line);
  const isSame = debug.breakpoints === before;
  if (isSame) transition.say(t`This line computes nothing: select another one.`, true);
  return true;
}

/** Selects the outer frame (−1) or the inner one (1). Beyond the innermost frame, no frame is selected. */
export function selectFrame(transition: Transition, by: 1 | -1): void {
  const { opened } = transition.state;
  if (!opened || opened.debug.session.total === 0) return;
  const { session, selection } = opened.debug;
  const { frames, position } = session;
  const stack = frames.stack(Math.max(1, position)).map(({ level }) => level);
  const at = selection.frame === null ? stack.length : stack.indexOf(selection.frame);
  const frame = stack[Math.max(0, at + by)] ?? null;
  select(transition, { frame });
}

/** Goes to the first step of a line of the listing. */
export function goToLine(transition: Transition, line: number): void {
  const { opened } = transition.state;
  const step = opened ? firstStepOfLine(opened.debug.session, line) : null;
  if (step === null) transition.say(t`This line computes nothing: select another one.`, true);
  else jump(transition, step);
}

/**
 * At the end of the run, opens the next scenario; otherwise goes to the selected step or line, or shows where the selected
 * value comes from. What is selected comes first.
 */
export function useSelection(transition: Transition): void {
  const next = nextByEnter(transition.state);
  if (next?.entry) open(transition, next.entry);
  else if (next) goOnward(transition);
  else if (!goToSelected(transition)) {
    if (transition.state.view.focus === 'values') perform(transition, 'origin');
    else transition.say(t`Select a row first: press ${keySign('up')} or ${keySign('down')}.`);
  }
}

/** Goes to the selected step, or to the first step of the selected line. */
export function runToSelection(transition: Transition): void {
  if (!goToSelected(transition))
    transition.say(
      t`Select a step of the tape or a line of the code first: press ${keySign('up')} or ${keySign('down')}.`,
    );
}

/** Returns false if neither a step nor a line is selected. */
function goToSelected(transition: Transition): boolean {
  const { opened, view } = transition.state;
  if (!opened) return false;
  const { step, line } = opened.debug.selection;
  if (view.focus === 'listing' && line !== null) goToLine(transition, line);
  else if (step !== null) jump(transition, step);
  else return false;
  return true;
}
