/** Selecting rows in the panes, and what is done with them. */
import { toggleLine } from '../../breakpoints/list.ts';
import { firstStepOfLine } from '../../breakpoints/location.ts';
import { t } from '../../i18n/translate.ts';
import { listingOf } from '../../numpy/listing.ts';
import { lineOfStep } from '../../session/numpy-lines.ts';
import { panesShown } from '../../view/scene/view-options.ts';
import type { Store } from '../state/store.ts';
import { nextPicture } from './showing.ts';

/** The next pane gets the arrows up and down. */
export function nextPane(store: Store): void {
  const { selection, opened } = store.now;
  const there = panesShown(selection, (opened?.debug.watches.length ?? 0) > 0);
  const focus = there[(there.indexOf(selection.focus) + 1) % there.length];
  if (focus === undefined) return;
  // What is zoomed is the pane that has the focus.
  const zoom = selection.zoom === null ? null : focus;
  store.set({ selection: { ...selection, focus, zoom } });
}

/** The row above or below in the pane that has the focus. */
export function moveSelection(store: Store, by: 1 | -1): void {
  const { opened, selection } = store.now;
  if (!opened) return;
  const { session, selection: selected, subject } = opened.debug;
  if (selection.focus === 'stack') {
    selectFrame(store, by);
  } else if (selection.focus === 'listing') {
    moveLine(store, by);
  } else if (selection.focus === 'picture') {
    nextPicture(store, by);
  } else if (selection.focus === 'watches') {
    store.say(t`Press x to remove the last watch.`);
  } else if (selection.focus === 'tape') {
    const step = (selected.step ?? session.position) + by;
    if (step < 0 || step > session.total) return;
    store.select({ step: step === session.position ? null : step, address: null, line: null });
  } else {
    const names = opened.scene.shownValues(selected.frame).map(({ names: [name] }) => name ?? '');
    const at = subject === null ? -1 : names.indexOf(subject);
    const next = names[Math.max(0, Math.min(names.length - 1, at < 0 ? 0 : at + by))];
    if (next !== undefined) store.select({ address: next, line: null });
  }
}

/** The line above or below in the listing. */
function moveLine(store: Store, by: 1 | -1): void {
  const { opened } = store.now;
  if (!opened) return;
  const { session, selection } = opened.debug;
  const { lines } = listingOf(session);
  const here = lineOfStep(session, session.position);
  const line = Math.max(1, Math.min(lines.length, (selection.line ?? here ?? 0) + by));
  store.select({ line: line === here ? null : line });
}

/** A breakpoint at the selected line of the listing, or none any more; false where the listing has not the focus. */
export function breakOnLine(store: Store): boolean {
  const { opened, selection } = store.now;
  if (!opened || selection.focus !== 'listing') return false;
  const { debug } = opened;
  const line = debug.selection.line ?? lineOfStep(debug.session, debug.session.position);
  const before = debug.breakpoints;
  if (line !== null) debug.breakpoints = toggleLine(before, debug.session, line);
  const isSame = debug.breakpoints === before;
  if (isSame) store.say(t`This line computes nothing: select another one.`, true);
  else store.set({ changes: store.now.changes + 1 });
  return true;
}

/** The frame around the selected one (−1), or within it (1). The innermost is the cursor's own. */
export function selectFrame(store: Store, by: 1 | -1): void {
  const { opened } = store.now;
  if (!opened || opened.debug.session.total === 0) return;
  const { session, selection } = opened.debug;
  const { frames, position } = session;
  const stack = frames.stack(Math.max(1, position)).map(({ level }) => level);
  const at = selection.frame === null ? stack.length : stack.indexOf(selection.frame);
  const frame = stack[Math.max(0, at + by)] ?? null;
  store.select({ frame });
}

/** Goes to the step selected in the tape, or to the selected line; says of a selected value where it comes from. */
export function useSelection(store: Store): void {
  const { opened, selection } = store.now;
  if (!opened) return;
  const { step: selectedStep, line } = opened.debug.selection;
  if (selection.focus === 'listing' && line !== null) {
    const step = firstStepOfLine(opened.debug.session, line);
    if (step === null) store.say(t`This line computes nothing: select another one.`, true);
    else store.jump(step);
  } else if (selectedStep !== null) store.jump(selectedStep);
  else if (selection.focus === 'values') store.perform('origin');
  else store.say(t`Select a row first: press ↑ or ↓.`);
}
