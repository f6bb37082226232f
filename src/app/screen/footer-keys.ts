/** The keys of the footer. */
import type { Command } from '../../commands/command.ts';
import { actionOfKey } from '../actions/actions.ts';
import type { State } from '../state/state.ts';

/** While playing, the key that plays pauses. */
const pause = { keys: ['space'], hint: 'pause' };

type Hinted = Pick<Command, 'keys' | 'hint'>;

/** The actions to show, the most useful first. Actions that can do nothing in this state are left out. */
export function footerActions(state: State): readonly Hinted[] {
  const { opened } = state;
  if (!opened) return actionsOf(state, ['down', 'up', 'enter', '/', 'q', '?']);
  if (state.playing === 'on') return [pause, ...actionsOf(state, ['<', '>', '?'])];
  const { selection, session } = opened.debug;
  const { position, total, scenario } = session;
  const forward = position < total ? ['right'] : [];
  const back = position > 0 ? ['left'] : [];
  const resume = opened.saved !== null && position === 0 ? ['r'] : [];
  const variants = scenario.variants.length > 0 ? ['v'] : [];
  const selected =
    selection.step !== null
      ? ['t']
      : selection.address !== null
        ? session.editable(selection.address) === null
          ? ['w', 'b', 'a']
          : ['e', '+', '-', 'w', 'b']
        : [];
  const far = position < total ? ['n', 'f', 'c', 'space'] : [];
  const farBack = position > 0 ? ['N', 'g'] : [];
  // The end of the run leads back.
  const ways = position < total ? [...forward, ...back, ...far] : [...back, ...farBack];
  return actionsOf(state, [
    ...resume,
    ...selected,
    ...ways,
    ...variants,
    'w',
    'p',
    'o',
    'tab',
    ':',
    'q',
    ...farBack,
    '?',
  ]);
}

function actionsOf(state: State, keys: readonly string[]): Command[] {
  return [...new Set(keys)].flatMap((key) => actionOfKey(state, key) ?? []);
}
