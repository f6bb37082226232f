/**
 * The application without a front end: pure functions from a state and a key or event to a new state and effects.
 * Nothing here uses a terminal, a clock or a file. `screenOf` in `screen/` draws a state.
 */
import type { FurtherSessions } from '../commands/saved/saved.ts';
import type { Language } from '../i18n/translate.ts';
import type { Bindings } from '../keys/bindings.ts';
import { finish, progress, stopAt } from './actions/debugging.ts';
import { stay } from './actions/leaving.ts';
import { keep, keepMeanwhile, offer, open, openSaved, tellWritten } from './actions/opening.ts';
import { afterMove, beat, FIRST_INTERVAL } from './actions/playing.ts';
import { verifyFile } from './actions/verifying.ts';
import { handleKey } from './keys/modes.ts';
import { takePaste, typeWaiting } from './keys/pasting.ts';
import { takeReread, tellUnwatched } from './reloading.ts';
import type { Capabilities } from './state/capabilities.ts';
import { inMenuOrder } from './state/catalogue.ts';
import { doneFrom } from './state/course.ts';
import type { AppEvent } from './state/effect.ts';
import { openPrompt } from './state/prompt.ts';
import { viewOptionsFrom } from './state/saved-session.ts';
import type { ScenarioEntry, State } from './state/state.ts';
import { Transition, type Update } from './state/transition.ts';

export interface AppOptions {
  /** The scenarios of the menu. */
  readonly entries: readonly ScenarioEntry[];
  /** A scenario to open at the start; it is added to the menu. Null starts with the menu. */
  readonly open: ScenarioEntry | null;
  /** The text of a saved session of the scenario to open. */
  readonly restore: string | null;
  /** Saved view options, of any form. Invalid ones fall back to the default. */
  readonly viewOptions: unknown;
  /** The sessions that are kept besides the latest one of each scenario. */
  readonly further: FurtherSessions;
  /** The id of the scenario that follows the last one of the menu, elsewhere; none if it is left out. */
  readonly onward?: string | null;
  readonly language: Language;
  readonly capabilities: Capabilities;
  /** The keys that the user has chosen; null if there are none. */
  readonly bindings?: Bindings | null;
  /** A notice at the start, for example that the user's keys cannot be read, and the way to all of it. */
  readonly notice?: { readonly text: string; readonly way: string } | null;
}

/** The first state of the application, and its effects. */
export function start({
  entries,
  open: entry,
  restore,
  viewOptions,
  further,
  onward = null,
  language,
  capabilities,
  bindings = null,
  notice = null,
}: AppOptions): Update {
  const isKnown = !entry || entries.some(({ key }) => key === entry.key);
  const transition = new Transition({
    capabilities,
    language,
    bindings,
    entries: inMenuOrder(isKnown ? entries : [...entries, entry]),
    mode: 'menu',
    opened: null,
    filter: '',
    highlighted: 0,
    further,
    onward,
    done: doneFrom(viewOptions),
    view: viewOptionsFrom(viewOptions ?? {}),
    prompt: openPrompt('', []),
    waiting: [],
    list: null,
    running: null,
    message: null,
    isLeaving: false,
    history: [],
    playing: 'off',
    playDirection: 'forward',
    playUnit: 'operation',
    playInterval: FIRST_INTERVAL,
    quiz: null,
  });
  if (entry && restore !== null) openSaved(transition, entry, restore);
  else if (entry) open(transition, entry);
  if (notice !== null) transition.sayMore(notice.text, { way: notice.way, isFault: true });
  return transition.end();
}

/**
 * The state after a key. A key without a meaning in the current mode does nothing.
 *
 * @param key its name: a character, `right`, `enter`, `space`, `ctrl-c` …
 */
export function press(state: State, key: string): Update {
  const transition = new Transition(state);
  handleKey(transition, key);
  typeWaiting(transition);
  return transition.end();
}

/** The state after text was pasted, which is never read as keys. */
export function paste(state: State, text: string): Update {
  const transition = new Transition(state);
  takePaste(transition, text);
  return transition.end();
}

/** Saves the open session, wherever the program ends. The state stays. */
export function save(state: State): Update {
  const transition = new Transition(state);
  keep(transition);
  return transition.end();
}

/** Saves the open session while it goes on. The state stays. */
export function saveMeanwhile(state: State): Update {
  const transition = new Transition(state);
  keepMeanwhile(transition);
  return transition.end();
}

/** The state after a report of the front end about an effect. */
export function receive(state: State, event: AppEvent): Update {
  const transition = new Transition(state);
  handleEvent(transition, event);
  typeWaiting(transition);
  return transition.end();
}

function handleEvent(transition: Transition, event: AppEvent): void {
  switch (event.kind) {
    case 'progress':
      progress(transition, event.position, event.elapsed);
      break;
    case 'finished':
      finish(transition, event.outcome);
      if (transition.state.playing === 'on' && transition.state.mode === 'session') afterMove(transition);
      break;
    case 'interrupted':
      stopAt(transition, event.position);
      break;
    case 'stayed':
      stay(transition);
      break;
    case 'woken':
      if (transition.state.playing === 'on') beat(transition);
      break;
    case 'surveyed': {
      const { opened } = transition.state;
      if (opened) transition.set({ opened: { ...opened, surveyed: event.position } });
      break;
    }
    case 'loaded':
      offer(transition, event.key, event.kept);
      break;
    case 'kept':
      transition.set({ further: { ...transition.state.further, ...event.further } });
      if (event.notice !== null && event.isFault) transition.say(event.notice, true);
      else if (event.notice !== null) transition.add(event.notice);
      break;
    case 'reread':
      takeReread(transition, event.key, event.found, event.isAsked);
      break;
    case 'unwatched':
      tellUnwatched(transition, event.key, event.reason);
      break;
    case 'numbers-read':
      verifyFile(transition, event.file, event.read);
      break;
    case 'written':
      tellWritten(transition, event.file, event.fault);
      break;
  }
}
