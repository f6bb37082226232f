/** Ctrl-C leaves the program when it is pressed twice: the first may have been meant for a run that has just ended. */
import { t } from '../../i18n/translate.ts';
import type { Transition } from '../state/transition.ts';

/** Milliseconds within which the second press has to come. */
const PATIENCE_MS = 1000;

/** Says how to leave. Returns true unless it was just said: then the program is left. */
export function confirmLeaving(transition: Transition): boolean {
  const { isLeaving, mode } = transition.state;
  if (isLeaving) return false;
  // Beside a list, and while the menu is filtered, there is no room for what is said.
  if (mode === 'list') transition.closeList();
  if (mode === 'filter') transition.set({ mode: 'menu' });
  transition.set({ isLeaving: true });
  transition.say(t`Press Ctrl-C again to leave Backstep. What you have done here is kept.`);
  transition.emit({ kind: 'await-leaving', milliseconds: PATIENCE_MS });
  return true;
}

/** Takes back what Ctrl-C has begun, after a while or at another key. */
export function stay(transition: Transition): void {
  if (transition.state.isLeaving) transition.set({ isLeaving: false, message: null });
}
