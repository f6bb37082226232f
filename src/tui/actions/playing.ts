/** Playing: a step again and again, at a pace that the room can follow. */
import { t } from '../../i18n/translate.ts';
import { noteAt } from '../../view/panes/prose.ts';
import type { Store } from '../state/store.ts';
import { ask } from './predicting.ts';

/** Milliseconds from one step to the next, the slowest first. */
const paces = [4000, 2500, 1500, 1000, 700, 400, 250, 120];

/** The pace at first. */
export const FIRST_PACE = 700;

/** Does a command again and again, or no longer. Where the scenario has a note it pauses, for the room to read. */
export function togglePlaying(store: Store, step: () => void): void {
  if (store.now.playing === 'on') {
    store.stopPlaying();
    return;
  }
  store.play(() => {
    // What is to be predicted is not played past.
    if (ask(store)) return 'paused';
    step();
    const { opened } = store.now;
    if (!opened || opened.debug.session.position >= opened.debug.session.total) return 'off';
    return noteAt(opened.scene) === null ? 'on' : 'paused';
  });
}

/** The next quicker pace (1), or the next slower one (−1). */
export function quicker(store: Store, by: 1 | -1): void {
  const at = paces.indexOf(store.now.pace);
  const pace = paces[Math.max(0, Math.min(paces.length - 1, at + by))] ?? FIRST_PACE;
  store.set({ pace });
  store.say(t`Playing: one step every ${String(pace / 1000)} seconds.`);
}
