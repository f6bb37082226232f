/** Playing: one step after another, at a fixed interval. */
import { t } from '../../i18n/translate.ts';
import { noteAt } from '../../view/panes/prose.ts';
import type { Playing } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';
import { perform } from './debugging.ts';
import { ask } from './questions.ts';

/** Intervals between steps, in milliseconds, the longest first. */
const intervals = [4000, 2500, 1500, 1000, 700, 400, 250, 120];

/** The interval at the start, in milliseconds. */
export const FIRST_INTERVAL = 700;

/** Starts or resumes playing, or stops it. */
export function togglePlaying(transition: Transition): void {
  if (transition.state.playing === 'on') stopPlaying(transition);
  else beat(transition);
}

export function stopPlaying(transition: Transition): void {
  if (transition.state.playing === 'on') transition.emit({ kind: 'cancel' });
  transition.set({ playing: 'off' });
}

/** Does one step of playing, and asks the front end to wake it after the interval. */
export function beat(transition: Transition): void {
  const playing = playStep(transition);
  transition.set({ playing });
  if (playing === 'on') transition.emit({ kind: 'wake', milliseconds: transition.state.playInterval });
}

/**
 * Does one step. Returns the new state of playing: it pauses at a note or a question, and ends at the end of the run.
 */
function playStep(transition: Transition): Playing {
  // Playing stops before a step that the user has to predict.
  if (ask(transition)) return 'paused';
  perform(transition, 'step');
  const { opened } = transition.state;
  if (!opened || opened.debug.session.position >= opened.debug.session.total) return 'off';
  return noteAt(opened.scene) === null ? 'on' : 'paused';
}

/** Plays faster (1) or slower (−1), by one interval. */
export function changeSpeed(transition: Transition, by: 1 | -1): void {
  const at = intervals.indexOf(transition.state.playInterval);
  const playInterval = intervals[Math.max(0, Math.min(intervals.length - 1, at + by))] ?? FIRST_INTERVAL;
  transition.set({ playInterval });
  transition.say(t`Playing: one step every ${String(playInterval / 1000)} seconds.`);
}
