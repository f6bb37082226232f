/** The actions whose keys a user can choose. */
import { type Bindable, FIXED_KEY } from '../../keys/bindings.ts';
import { actionName } from '../actions/action.ts';
import { actionTables } from '../actions/actions.ts';
import { listActions } from '../state/list-actions.ts';

/** All actions that have a key, without what a user has chosen. One that several modes have is there for each. */
export const bindables: readonly Bindable[] = [
  ...(['session', 'menu'] as const).flatMap((mode) =>
    actionTables[mode].map((each) => ({ name: actionName(each), mode, keys: each.keys, help: each.help })),
  ),
  ...Object.values(listActions).map(({ name, keys, help }) => ({ name, mode: 'list' as const, keys, help })),
].filter(({ keys }) => keys.length > 0 && !keys.includes(FIXED_KEY));
