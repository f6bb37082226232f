/** The keys of an open list, as a table, and of its filter line. */
import { nothingTyped } from '../../commands/parameters.ts';
import { firstActive, type ListRow, type ListState, visibleRows } from '../state/list.ts';
import type { Transition } from '../state/transition.ts';
import { actionOfKey, typeCommand } from './actions.ts';
import { submitLine } from './command-line.ts';
import { jump } from './debugging.ts';
import { beginPredicting } from './predicting.ts';
import { changeView } from './showing.ts';

/** Keys with one meaning in a list. The footer shows those that have a hint. */
export interface ListKey {
  readonly keys: readonly string[];
  readonly hint?: string;
  readonly run: (transition: Transition, list: ListState) => void;
}

/** A number larger than the length of any list. */
const ALL_ROWS = 1e9;
/** Rows of a page. */
const PAGE = 10;

const move =
  (by: number): ListKey['run'] =>
  (transition, list) =>
    moveInList(transition, list, by);

/** Chooses the selected row. */
export const chooseKey: ListKey = {
  keys: ['enter'],
  hint: 'choose',
  run: (transition, list) => use(transition, visibleRows(list)[list.selected]),
};

/** The keys of a list that is not being filtered. */
export const listKeys: readonly ListKey[] = [
  chooseKey,
  { keys: ['down', 'j'], hint: 'down', run: move(1) },
  { keys: ['up', 'k'], hint: 'up', run: move(-1) },
  { keys: ['pagedown', 'space'], run: move(PAGE) },
  { keys: ['pageup'], run: move(-PAGE) },
  { keys: ['home', 'g'], run: move(-ALL_ROWS) },
  { keys: ['end', 'G'], run: move(ALL_ROWS) },
  {
    keys: ['/'],
    hint: 'search',
    run: (transition, list) => transition.set({ list: { ...list, isFiltering: true } }),
  },
  {
    keys: ['escape', 'q', '?', 'left', 'h'],
    hint: 'close',
    run: (transition) => transition.closeList(),
  },
];

/** The keys of a list while its filter is typed. */
export const listFilterKeys: readonly ListKey[] = [
  {
    keys: ['enter'],
    hint: 'keep',
    run: (transition, list) => transition.set({ list: { ...list, isFiltering: false } }),
  },
  { keys: ['down'], hint: 'down', run: move(1) },
  { keys: ['up'], run: move(-1) },
  {
    keys: ['escape'],
    hint: 'all',
    run: (transition, list) =>
      transition.set({ list: { ...list, isFiltering: false, filter: '', selected: 0 } }),
  },
];

/** Handles a key in a list. The keys of its rows come first. */
export function listKey(transition: Transition, list: ListState, key: string): void {
  const keyed = list.isFiltering ? undefined : list.rows.find((row) => row.key === key);
  const known = (list.isFiltering ? listFilterKeys : listKeys).find(({ keys }) => keys.includes(key));
  if (keyed) use(transition, keyed);
  else if (known) known.run(transition, list);
  else if (list.isFiltering)
    filterKey(transition, key, list.filter, (filter) =>
      transition.set({ list: { ...list, filter, selected: firstActive({ ...list, filter }) } }),
    );
  else globalKey(transition, key);
}

/** Closes the list and carries out the choice of a row. */
function use(transition: Transition, row: ListRow | undefined): void {
  const choice = row?.choice;
  if (!choice) return;
  transition.closeList();
  switch (choice.kind) {
    case 'go':
      jump(transition, choice.step);
      break;
    case 'line':
      submitLine(transition, choice.line);
      break;
    case 'type':
      typeCommand(transition, choice.text);
      break;
    case 'key':
      actionOfKey(transition.state, choice.key)?.run(transition, nothingTyped);
      break;
    case 'view':
      changeView(transition, choice.change);
      break;
    case 'predict':
      beginPredicting(transition, choice.asked);
      break;
  }
}

/** Moves the selection by `by` rows, without counting headings. It stops at the ends. */
function moveInList(transition: Transition, list: ListState, by: number): void {
  const rows = visibleRows(list);
  const stops = [...rows.keys()].filter((index) => !rows[index]?.isHeading);
  const at = Math.max(0, stops.indexOf(list.selected));
  const selected = stops[Math.max(0, Math.min(stops.length - 1, at + by))] ?? 0;
  transition.set({ list: { ...list, selected } });
}

/** Handles a key in a filter line: adds a character, deletes one, or a key that works everywhere. */
export function filterKey(
  transition: Transition,
  key: string,
  filter: string,
  change: (filter: string) => void,
): void {
  const character = key === 'space' ? ' ' : key;
  if (key === 'backspace') change([...filter].slice(0, -1).join(''));
  else if ([...character].length === 1) change(filter + character);
  else globalKey(transition, key);
}

/** Handles Ctrl-C, Ctrl-L and Ctrl-Z, which also work where other keys type text. */
export function globalKey(transition: Transition, key: string): void {
  if (key.startsWith('ctrl-')) actionOfKey(transition.state, key)?.run(transition, nothingTyped);
}
