/** The keys of the footer. */
import type { Command } from '../../commands/command.ts';
import { actionOfKey } from '../actions/actions.ts';
import type { State } from '../state/state.ts';

/** The actions to show, the most useful first. Actions that can do nothing in this state are left out. */
export function footerActions(state: State): readonly Command[] {
  const { opened } = state;
  if (!opened) return actionsOf(state, ['down', 'up', 'enter', '/', 'q', '?']);
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
  const far = position < total ? ['n', 'c'] : [];
  const farBack = position > 0 ? ['N', 'g'] : [];
  return actionsOf(state, [
    ...resume,
    ...selected,
    ...forward,
    ...back,
    ...variants,
    ...far,
    'q',
    'o',
    'p',
    'w',
    ...farBack,
    'tab',
    ':',
    '?',
  ]);
}

function actionsOf(state: State, keys: readonly string[]): Command[] {
  return [...new Set(keys)].flatMap((key) => actionOfKey(state, key) ?? []);
}
