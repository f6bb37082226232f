/** Playing: one move after another, at a fixed interval, forward or backward. */
import { msg, t } from '../../i18n/translate.ts';
import { noteAt } from '../../view/panes/prose.ts';
import type { PlayDirection, Playing, PlayUnit, State } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';
import { perform } from './debugging.ts';
import { ask } from './questions.ts';

/** Intervals between moves, in milliseconds, the longest first. */
const intervals = [4000, 2500, 1500, 1000, 700, 400, 250, 120, 60];

/** The interval at the start, in milliseconds. */
export const FIRST_INTERVAL = 700;

interface Unit {
  /** The commands that move by it, forward and backward. */
  readonly commands: Readonly<Record<PlayDirection, string>>;
  readonly name: string;
  /** Whether a run has more than one of it. */
  readonly isUseful: (state: State) => boolean;
}

const runOf = ({ opened }: State) => opened?.debug.session.engine.run;

/** The units of playing, from the smallest. */
const units: Readonly<Record<PlayUnit, Unit>> = {
  operation: {
    commands: { forward: 'step', backward: 'back' },
    name: msg('operation'),
    isUseful: () => true,
  },
  cell: {
    commands: { forward: 'next-cell', backward: 'previous-cell' },
    name: msg('cell'),
    isUseful: ({ opened }) => opened?.debug.session.frames.hasCells ?? false,
  },
  node: { commands: { forward: 'next', backward: 'reverse-next' }, name: msg('node'), isUseful: () => true },
  example: {
    commands: { forward: 'next-example', backward: 'previous-example' },
    name: msg('example'),
    isUseful: (state) => (runOf(state)?.data.length ?? 1) > 1,
  },
  epoch: {
    commands: { forward: 'next-epoch', backward: 'previous-epoch' },
    name: msg('epoch'),
    isUseful: (state) => (runOf(state)?.epochs ?? 1) > 1,
  },
};

/** Starts or resumes playing in a direction. */
export function play(transition: Transition, direction: PlayDirection): void {
  transition.set({ playDirection: direction });
  beat(transition);
}

/** Plays forward; after a pause it goes on in the direction in which it played. */
export function playOn(transition: Transition): void {
  const { playing, playDirection } = transition.state;
  play(transition, playing === 'paused' ? playDirection : 'forward');
}

export function stopPlaying(transition: Transition): void {
  if (transition.state.playing === 'on') transition.emit({ kind: 'cancel' });
  transition.set({ playing: 'off' });
}

/** Stops playing until the key that goes on with it, or until another key ends the pause. */
export function pause(transition: Transition): void {
  stopPlaying(transition);
  transition.set({ playing: 'paused' });
}

/** Does one move of playing. */
export function beat(transition: Transition): void {
  const { playDirection, playUnit } = transition.state;
  // Playing stops before a step that the user has to predict.
  if (playDirection === 'forward' && ask(transition)) {
    transition.set({ playing: 'paused' });
    return;
  }
  transition.set({ playing: 'on' });
  perform(transition, units[playUnit].commands[playDirection]);
  // A long move goes on in slices; `afterMove` is called at its end.
  if (transition.state.mode !== 'running') afterMove(transition);
}

/**
 * After a move of playing, asks the front end to wake it after the interval. It pauses at a note, and ends at the end of the
 * run.
 */
export function afterMove(transition: Transition): void {
  const { opened, playDirection, playInterval } = transition.state;
  const end = playDirection === 'forward' ? (opened?.debug.session.total ?? 0) : 0;
  const isOver = !opened || opened.debug.session.position === end;
  const playing: Playing = isOver ? 'off' : noteAt(opened.scene) === null ? 'on' : 'paused';
  transition.set({ playing });
  if (playing === 'on') transition.emit({ kind: 'wake', milliseconds: playInterval });
}

/** Plays faster (1) or slower (−1), by one interval. */
export function changeSpeed(transition: Transition, by: 1 | -1): void {
  const at = intervals.indexOf(transition.state.playInterval);
  const playInterval = intervals[Math.max(0, Math.min(intervals.length - 1, at + by))] ?? FIRST_INTERVAL;
  transition.set({ playInterval });
  sayPace(transition);
}

/** Plays by the next larger unit that the run has several of, and after the largest by operations again. */
export function nextUnit(transition: Transition): void {
  const { state } = transition;
  const useful = (Object.keys(units) as PlayUnit[]).filter((unit) => units[unit].isUseful(state));
  const playUnit = useful[(useful.indexOf(state.playUnit) + 1) % useful.length] ?? 'operation';
  transition.set({ playUnit });
  sayPace(transition);
}

function sayPace(transition: Transition): void {
  transition.say(paceText(transition.state));
}

/** What playing does, and what pauses it. */
function paceText({ playUnit, playInterval }: State): string {
  const name = t(units[playUnit].name);
  return playInterval === 1000
    ? t`Play: one ${name} every second. It pauses at notes and questions.`
    : t`Play: one ${name} every ${String(playInterval / 1000)} seconds. It pauses at notes and questions.`;
}

/** The same while it plays, in fewer words. */
export function playingText({ playUnit, playInterval, playDirection }: State): string {
  const [unit, seconds] = [t(units[playUnit].name), String(playInterval / 1000)];
  return playDirection === 'forward'
    ? t`playing by ${unit}, every ${seconds} s; pauses at notes and questions`
    : t`rewinding by ${unit}, every ${seconds} s; pauses at notes`;
}
