/** Keys where a filter or a line is typed. */
import { nothingTyped } from '../../commands/parameters.ts';
import { actionEverywhere } from '../actions/actions.ts';
import type { Transition } from '../state/transition.ts';

/** Handles a key in a filter line: adds a character, deletes one, or a key that works everywhere. */
export function filterKey(
  transition: Transition,
  key: string,
  filter: string,
  change: (filter: string) => void,
): void {
  const character = key === 'space' ? ' ' : key;
  if (key === 'backspace') {
    if (filter !== '') change([...filter].slice(0, -1).join(''));
  } else if ([...character].length === 1) change(filter + character);
  else globalKey(transition, key);
}

/** Handles the keys that work in every mode: Ctrl-C, Ctrl-L and Ctrl-Z also where other keys type text. */
export function globalKey(transition: Transition, key: string): void {
  const action = actionEverywhere(transition.state, key);
  if (action && !action.byKey?.(transition)) action.run(transition, nothingTyped);
}
