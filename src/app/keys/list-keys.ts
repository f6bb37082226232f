/** The keys of an open list, as a table, and those of its filter line. */
import { msg } from '../../i18n/translate.ts';
import { withKeys } from '../../keys/bindings.ts';
import { typeCommand } from '../actions/actions.ts';
import { firstActive, type ListState, visibleRows } from '../state/list.ts';
import { listActions } from '../state/list-actions.ts';
import type { Choice, ListRow } from '../state/list-row.ts';
import type { Transition } from '../state/transition.ts';
import { isFolded } from '../state/tree.ts';
import { carryOut, choose, fold, moveInList, showHelp, unfold } from './list-changes.ts';
import { filterKey, globalKey } from './typing-keys.ts';

/** Keys with one meaning in a list. The footer shows those that have a hint. */
export interface ListKey {
  /** What it is called where a user gives it other keys. Keys with the same name do what a row is for. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly hint?: string;
  /** The hint of a row that says itself what it is for; absent: no row does. */
  readonly hintOf?: (row: ListRow | undefined) => string | undefined;
  /** Whether it can do something with the selected row; absent: always. */
  readonly isFor?: (row: ListRow | undefined, list: ListState) => boolean;
  readonly run: (transition: Transition, list: ListState) => void;
}

const named = ({ name, keys }: Pick<ListKey, 'name' | 'keys'>) => ({ name, keys });

/** A number larger than the length of any list. */
const ALL_ROWS = 1e9;
/** Rows of a page. */
const PAGE = 10;

const move =
  (by: number): ListKey['run'] =>
  (transition, list) =>
    moveInList(transition, list, by);

const selectedRow = (list: ListState): ListRow | undefined => visibleRows(list)[list.selected];

/** Does something with the selected row. */
const withRow =
  (run: (transition: Transition, list: ListState, row: ListRow) => void): ListKey['run'] =>
  (transition, list) => {
    const row = selectedRow(list);
    if (row) run(transition, list, row);
  };

/** What choosing does, by what is chosen. */
const chosen: Readonly<Record<Choice['kind'], string>> = {
  go: msg('go'),
  line: msg('run it'),
  type: msg('type it'),
  key: msg('do it'),
  view: msg('choose'),
  resume: msg('resume it'),
  predict: msg('start it'),
};

const canDelete = (row: ListRow | undefined) => row?.lines?.delete !== undefined;
const canToggle = (row: ListRow | undefined) => row?.lines?.toggle !== undefined;
const isInTree = (row: ListRow | undefined) => row?.depth !== undefined;

/** The keys of a list that is not being filtered. The first one that can do something with the selected row is used. */
export const listKeys: readonly ListKey[] = [
  {
    ...named(listActions.go),
    hint: 'next hit',
    isFor: canToggle,
    run: withRow((transition, _list, row) => choose(transition, row)),
  },
  ...(Object.keys(chosen) as Choice['kind'][]).map(
    (kind): ListKey => ({
      ...named(listActions.go),
      hint: chosen[kind],
      hintOf: (row) => row?.use,
      isFor: (row) => row?.choice?.kind === kind,
      run: withRow((transition, _list, row) => choose(transition, row)),
    }),
  ),
  { ...named(listActions.go), isFor: (row) => row !== undefined && isFolded(row), run: withRow(unfold) },
  {
    ...named(listActions.unfold),
    hint: 'unfold',
    isFor: (row) => row !== undefined && isFolded(row),
    run: withRow(unfold),
  },
  { ...named(listActions.fold), hint: 'fold', isFor: isInTree, run: withRow(fold) },
  {
    ...named(listActions.delete),
    hint: 'delete',
    isFor: canDelete,
    run: withRow((...all) => carryOut('delete', ...all)),
  },
  {
    ...named(listActions.undo),
    hint: 'undo',
    isFor: (row) => row?.lines?.undo !== undefined,
    run: withRow((...all) => carryOut('undo', ...all)),
  },
  {
    ...named(listActions.toggle),
    hint: 'on or off',
    isFor: canToggle,
    run: withRow((...all) => carryOut('toggle', ...all)),
  },
  { ...named(listActions.down), hint: 'down', run: move(1) },
  { ...named(listActions.up), hint: 'up', run: move(-1) },
  { ...named(listActions.pageDown), run: move(PAGE) },
  { ...named(listActions.pageUp), run: move(-PAGE) },
  { ...named(listActions.first), run: move(-ALL_ROWS) },
  { ...named(listActions.last), run: move(ALL_ROWS) },
  {
    ...named(listActions.search),
    hint: 'search',
    run: (transition, list) => transition.set({ list: { ...list, isFiltering: true } }),
  },
  {
    ...named(listActions.showAll),
    hint: 'show all',
    isFor: (_row, { filter }) => filter !== '',
    run: (transition, list) =>
      transition.set({ list: { ...list, filter: '', selected: firstActive({ ...list, filter: '' }) } }),
  },
  {
    ...named(listActions.command),
    run: (transition) => {
      if (!transition.state.opened) return;
      transition.closeList();
      typeCommand(transition, '');
    },
  },
  { ...named(listActions.help), run: showHelp },
  {
    ...named(listActions.close),
    hint: 'close',
    run: (transition) => transition.closeList(),
  },
];

/** The keys of a list that can do something now. A key stands for the first of its meanings. */
export function keysOfList(list: ListState): readonly Pick<ListKey, 'keys' | 'hint'>[] {
  if (list.isFiltering) return listFilterKeys;
  const row = selectedRow(list);
  const possible = boundKeys().filter(({ isFor }) => isFor?.(row, list) ?? true);
  const meant = possible.filter(
    ({ keys: [key] }, index) => possible.findIndex(({ keys }) => keys[0] === key) === index,
  );
  return meant.map((each) => {
    const hint = each.hintOf?.(row);
    return hint === undefined ? each : { ...each, hint };
  });
}

function boundKeys(): readonly ListKey[] {
  return withKeys(listKeys, ({ name }) => name, 'list');
}

/** The key that closes a list. */
export function closingKey(): string {
  return boundKeys().find(({ name }) => name === 'close')?.keys[0] ?? '';
}

/** The keys of a list while its filter is typed. */
const listFilterKeys: readonly Omit<ListKey, 'name'>[] = [
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
      transition.set({
        list: { ...list, isFiltering: false, filter: '', selected: firstActive({ ...list, filter: '' }) },
      }),
  },
];

/** Handles a key in a list. The keys of its rows come first. */
export function listKey(transition: Transition, list: ListState, key: string): void {
  const keyed = list.isFiltering ? undefined : list.rows.find((row) => row.choosing?.includes(key));
  const known = list.isFiltering
    ? listFilterKeys.find(({ keys }) => keys.includes(key))
    : boundKeys().find(({ keys, isFor }) => keys.includes(key) && (isFor?.(selectedRow(list), list) ?? true));
  if (keyed) choose(transition, keyed);
  else if (known) known.run(transition, list);
  else if (list.isFiltering)
    filterKey(transition, key, list.filter, (filter) =>
      transition.set({ list: { ...list, filter, selected: firstActive({ ...list, filter }) } }),
    );
  else globalKey(transition, key);
}
