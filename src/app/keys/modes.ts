/** Handles one key press according to the current mode. */
import { nothingTyped } from '../../commands/parameters.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { signOf } from '../../keys/key-names.ts';
import { actionOfKey } from '../actions/actions.ts';
import { closePrompt, completePrompt, submitLine } from '../actions/command-line.ts';
import { interrupt, perform } from '../actions/debugging.ts';
import { stay } from '../actions/leaving.ts';
import { highlight, setFilter } from '../actions/menu.ts';
import { pause, stopPlaying } from '../actions/playing.ts';
import { answer } from '../actions/predicting.ts';
import { hint } from '../actions/questions.ts';
import { typeKey } from '../state/prompt.ts';
import type { Mode, State } from '../state/state.ts';
import type { Transition, Update } from '../state/transition.ts';
import { listKey } from './list-keys.ts';
import { filterKey, globalKey } from './typing-keys.ts';

/**
 * Handles a key. One that changes nothing says so. A key also stops playing, unless its action keeps playing.
 *
 * @param pressed its name: a character, `right`, `enter`, `space`, `ctrl-c` …
 */
export function handleKey(transition: Transition, pressed: string): void {
  const { mode, playing } = transition.state;
  // Elsewhere an arrow with Shift or Ctrl does what it does alone.
  const key = mode === 'session' ? pressed : pressed.replace(/^(?:shift|ctrl)-(?=left$|right$)/, '');
  if (key !== 'ctrl-c') stay(transition);
  const action = actionOfKey(transition.state, key);
  if (playing === 'on' && action?.isPlay) {
    pause(transition);
    return;
  }
  // A key that plays goes on after a pause.
  if (playing !== 'off' && !action?.keepsPlaying && !action?.isPlay) stopPlaying(transition);
  unsay(transition);
  const before = transition.end();
  handlers[mode](transition, key);
  if (isSame(before, transition.end())) tellUnused(transition, key);
}

const handlers: Readonly<Record<Mode, (transition: Transition, key: string) => void>> = {
  menu: actionKey,
  session: actionKey,
  filter: (transition, key) => {
    const { filter } = transition.state;
    if (key === 'enter') transition.set({ mode: 'menu' });
    else if (key === 'escape') {
      setFilter(transition, '');
      transition.set({ mode: 'menu' });
    } else if (key === 'down' || key === 'up') highlight(transition, key === 'down' ? 1 : -1);
    else filterKey(transition, key, filter, (text) => setFilter(transition, text));
  },
  command: (transition, key) => {
    if (key === 'enter') submitLine(transition, closePrompt(transition));
    else if (key === 'tab') completePrompt(transition);
    else promptKey(transition, key);
  },
  search: (transition, key) => {
    if (key === 'tab') completePrompt(transition);
    else if (key !== 'enter') promptKey(transition, key);
    else {
      const text = closePrompt(transition);
      if (text !== '') perform(transition, `find ${text}`);
    }
  },
  mark: (transition, key) => letterKey(transition, key, 'mark'),
  return: (transition, key) => letterKey(transition, key, 'return'),
  list: (transition, key) => {
    const { list } = transition.state;
    if (list) listKey(transition, list, key);
  },
  answer: (transition, key) => {
    if (key === '?' || key === 'h') hint(transition);
    else if (key === 'enter') answer(transition, transition.state.prompt.text);
    else promptKey(transition, key);
  },
  running: (transition, key) => {
    if (key === 'escape' || key === 'ctrl-c' || key === 'q') interrupt(transition);
  },
};

/** Does the action of a key. */
function actionKey(transition: Transition, key: string): void {
  const action = actionOfKey(transition.state, key);
  if (action && !action.byKey?.(transition)) action.run(transition, nothingTyped);
}

/** Whether two updates have the same effects, and states that look the same. */
function isSame(one: Update, other: Update): boolean {
  const names = Object.keys(one.state) as (keyof State)[];
  return (
    one.effects.length === other.effects.length &&
    names.every(
      (name) =>
        Object.is(one.state[name], other.state[name]) ||
        (name === 'view' && JSON.stringify(one.state.view) === JSON.stringify(other.state.view)),
    )
  );
}

/** Takes back what was said, before a key. What a quiz says stays while the answer is typed. */
function unsay(transition: Transition): void {
  const { mode, message } = transition.state;
  const kept = mode === 'answer' ? message : null;
  const now = message?.before === undefined ? kept : message.before;
  if (now !== message) transition.set({ message: now });
}

/** Says that a key has no meaning here, and where keys are not typed, which one shows all keys. */
function tellUnused(transition: Transition, key: string): void {
  const { mode, list, message, capabilities } = transition.state;
  if (mode === 'menu' && key === 'q' && !capabilities.mayQuit) {
    transition.say(t`A web page cannot quit: close it in the browser.`);
    return;
  }
  const helpMode =
    mode === 'list' && !list?.isFiltering ? 'list' : mode === 'session' || mode === 'menu' ? mode : null;
  const text =
    helpMode === null
      ? t`${signOf(key)} does nothing here.`
      : t`${signOf(key)} does nothing here. Press ${keySign('?', helpMode)} for all keys.`;
  if (mode === 'answer') transition.sayMore(text, { before: message });
  else transition.say(text);
}

function promptKey(transition: Transition, key: string): void {
  const { prompt } = transition.state;
  const isLeft = key === 'escape' || key === 'ctrl-c' || (key === 'backspace' && prompt.text === '');
  if (isLeft) {
    // What a quiz has said is about the question that is left.
    transition.set({ mode: 'session', waiting: [], message: null });
    return;
  }
  const next = typeKey(prompt, key);
  if (next) transition.set({ prompt: next });
  else globalKey(transition, key);
}

/** Handles the letter after `m` or `'`: sets that mark, or returns to it. */
function letterKey(transition: Transition, key: string, word: 'mark' | 'return'): void {
  transition.set({ mode: 'session' });
  if (key !== 'escape' && key !== 'ctrl-c') perform(transition, `${word} ${key}`);
}
