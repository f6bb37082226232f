/** Playing: a step again and again, at a pace that the room can follow. */
import { t } from '../../i18n/translate.ts';
import { noteAt } from '../../view/panes/prose.ts';
import type { Playing } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';
import { perform } from './debugging.ts';
import { ask } from './questions.ts';

/** Milliseconds from one step to the next, the slowest first. */
const intervals = [4000, 2500, 1500, 1000, 700, 400, 250, 120];

/** At first, in milliseconds. */
export const FIRST_INTERVAL = 700;

/** Plays from here on, or no longer. */
export function togglePlaying(transition: Transition): void {
  if (transition.state.playing === 'on') stopPlaying(transition);
  else beat(transition);
}

export function stopPlaying(transition: Transition): void {
  if (transition.state.playing === 'on') transition.emit({ kind: 'cancel' });
  transition.set({ playing: 'off' });
}

/** Does a step while playing, and asks to be called again after the interval. */
export function beat(transition: Transition): void {
  const playing = playStep(transition);
  transition.set({ playing });
  if (playing === 'on') transition.emit({ kind: 'wake', milliseconds: transition.state.playInterval });
}

/** Does a step. Where the scenario has a note it pauses, for the room to read. */
function playStep(transition: Transition): Playing {
  // Playing stops before a step that the user has to predict.
  if (ask(transition)) return 'paused';
  perform(transition, 'step');
  const { opened } = transition.state;
  if (!opened || opened.debug.session.position >= opened.debug.session.total) return 'off';
  return noteAt(opened.scene) === null ? 'on' : 'paused';
}

/** The next quicker pace (1), or the next slower one (−1). */
export function changeSpeed(transition: Transition, by: 1 | -1): void {
  const at = intervals.indexOf(transition.state.playInterval);
  const playInterval = intervals[Math.max(0, Math.min(intervals.length - 1, at + by))] ?? FIRST_INTERVAL;
  transition.set({ playInterval });
  transition.say(t`Playing: one step every ${String(playInterval / 1000)} seconds.`);
}
