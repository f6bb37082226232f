/**
 * The application without a front end: a state, what keys and events make of it, and the effects that they ask for.
 * Nothing here knows a terminal, a clock or a file. `screenOf` in `screen/` draws a state.
 */
import type { Language } from '../i18n/translate.ts';
import { finish, progress, stopAt } from './actions/debugging.ts';
import { handleKey } from './actions/modes.ts';
import { offer, open, openSaved, tellWritten } from './actions/opening.ts';
import { beat, FIRST_INTERVAL } from './actions/playing.ts';
import type { Capabilities } from './state/capabilities.ts';
import type { AppEvent } from './state/effect.ts';
import { openPrompt } from './state/prompt.ts';
import { viewOptionsFrom } from './state/saved-session.ts';
import type { Entry, State } from './state/state.ts';
import { Transition, type Update } from './state/transition.ts';

export interface AppOptions {
  /** The scenarios of the menu. */
  readonly entries: readonly Entry[];
  /** A scenario to open at once; it is in the menu too. Null begins with the menu. */
  readonly open: Entry | null;
  /** The text of a saved session of the scenario to open. */
  readonly restore: string | null;
  /** What was shown when the program was left, as far as it is remembered and can be understood. */
  readonly viewOptions: unknown;
  readonly language: Language;
  readonly capabilities: Capabilities;
}

/** A session of the program at its beginning. */
export function start({
  entries,
  open: entry,
  restore,
  viewOptions,
  language,
  capabilities,
}: AppOptions): Update {
  const isKnown = !entry || entries.some(({ key }) => key === entry.key);
  const transition = new Transition({
    capabilities,
    language,
    entries: isKnown ? entries : [...entries, entry],
    mode: 'menu',
    opened: null,
    filter: '',
    highlighted: 0,
    view: viewOptionsFrom(viewOptions ?? {}),
    prompt: openPrompt('', []),
    list: null,
    running: null,
    message: null,
    history: [],
    playing: 'off',
    playInterval: FIRST_INTERVAL,
    quiz: null,
  });
  if (entry && restore !== null) openSaved(transition, entry, restore);
  else if (entry) open(transition, entry);
  return transition.end();
}

/**
 * The state after a key. Any key is answered, in any mode; one that means nothing leaves the state as it is.
 *
 * @param key its name: a character, `right`, `enter`, `space`, `ctrl-c` …
 */
export function press(state: State, key: string): Update {
  const transition = new Transition(state);
  handleKey(transition, key);
  return transition.end();
}

/** The state after the front end has reported something: how an effect goes, or that its time has come. */
export function receive(state: State, event: AppEvent): Update {
  const transition = new Transition(state);
  handleEvent(transition, event);
  return transition.end();
}

function handleEvent(transition: Transition, event: AppEvent): void {
  switch (event.kind) {
    case 'progress':
      progress(transition, event.position, event.elapsed);
      break;
    case 'finished':
      finish(transition, event.outcome);
      break;
    case 'interrupted':
      stopAt(transition, event.position);
      break;
    case 'woken':
      if (transition.state.playing === 'on') beat(transition);
      break;
    case 'loaded':
      offer(transition, event.key, event.text);
      break;
    case 'written':
      tellWritten(transition, event.file, event.fault);
      break;
  }
}
