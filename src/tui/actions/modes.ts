/** One press of a key, by who gets the keys now. */
import { commandOf, debuggerCommands, splitLine, unknownCommand } from '../../commands/commands.ts';
import { commonBeginning, complete } from '../../commands/completion.ts';
import { remember, replaceBefore, typeKey } from '../state/prompt.ts';
import type { ListRow, ListState, Mode, State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { visibleRows } from '../state/visible.ts';
import { menuKeys, sessionActions, stepAction } from './actions.ts';
import { answer, ask, askNext, hint } from './predicting.ts';
import { breakOnLine } from './selecting.ts';

/** Does what a key means now. */
export function press(store: Store, key: string): void {
  const { mode, playing } = store.now;
  const isPaced = key === '<' || key === '>';
  if (playing !== 'off' && key !== 'ctrl-c' && !isPaced) {
    store.stopPlaying();
    if (playing === 'on' && key === 'space') return;
  }
  handlers[mode](store, key);
}

const handlers: Readonly<Record<Mode, (store: Store, key: string) => void>> = {
  menu: (store, key) => menuKeys.find(({ keys }) => keys.includes(key))?.run(store, ''),
  session: (store, key) => {
    if (store.now.message !== null) store.set({ message: null });
    if (stepAction.keys.includes(key) && ask(store)) return;
    if (key === 'c' && askNext(store)) return;
    if (key === 'b' && breakOnLine(store)) return;
    sessionActions.find(({ keys }) => keys.includes(key))?.run(store, '');
  },
  filter: (store, key) => {
    const { filter } = store.now;
    if (key === 'enter') store.set({ mode: 'menu' });
    else if (key === 'escape') {
      store.setFilter('');
      store.set({ mode: 'menu' });
    } else if (key === 'down' || key === 'up') store.highlight(key === 'down' ? 1 : -1);
    else filterKey(store, key, filter, (text) => store.setFilter(text));
  },
  command: (store, key) => {
    if (key === 'enter') submit(store);
    else if (key === 'tab') completePrompt(store);
    else promptKey(store, key);
  },
  search: (store, key) => {
    if (key !== 'enter') promptKey(store, key);
    else {
      const text = closePrompt(store);
      if (text !== '') store.perform('find', text);
    }
  },
  mark: (store, key) => letterKey(store, key, 'mark'),
  return: (store, key) => letterKey(store, key, 'return'),
  list: (store, key) => {
    const { list } = store.now;
    if (list) listKey(store, list, key);
  },
  answer: (store, key) => {
    if (key === '?' || key === 'h') hint(store);
    else if (key === 'enter') answer(store, store.now.prompt.text, () => stepAction.run(store, ''));
    else promptKey(store, key);
  },
  running: (store, key) => {
    if (key === 'escape' || key === 'ctrl-c' || key === 'q') store.interrupt();
  },
};

/** Runs a line of the command line: the screen's own commands, then the debugger's. */
function submitLine(store: Store, line: string): void {
  const { word, argument } = splitLine(line);
  if (word === '') return;
  const found = commandOf(word, sessionActions);
  if (found) found.run(store, argument.trim());
  else store.take(unknownCommand(word, sessionActions));
}

function submit(store: Store): void {
  submitLine(store, closePrompt(store));
}

/** Back to the session, with what was typed. */
function closePrompt(store: Store): string {
  const { prompt, history } = store.now;
  const text = prompt.text.trim();
  store.set({ mode: 'session', history: remember(history, text) });
  return text;
}

function promptKey(store: Store, key: string): void {
  const { prompt } = store.now;
  const isLeft = key === 'escape' || key === 'ctrl-c' || (key === 'backspace' && prompt.text === '');
  if (isLeft) {
    store.set({ mode: 'session' });
    return;
  }
  const next = typeKey(prompt, key);
  if (next) store.set({ prompt: next });
  else globalKey(store, key);
}

/** As far as all words agree; where they part, the screen lists them. */
function completePrompt(store: Store): void {
  const { prompt, opened } = store.now;
  if (!opened) return;
  const before = prompt.text.slice(0, prompt.caret);
  const { start, words } = complete(before, opened.debug.session, commandWords);
  if (words.length === 0) return;
  const isOne = words.length === 1 && !/^\s*\S+\s/.test(before);
  store.set({ prompt: replaceBefore(prompt, start, commonBeginning(words) + (isOne ? ' ' : '')) });
}

/** The words of all commands that can be typed. */
const commandWords: readonly string[] = [
  ...new Set([...debuggerCommands, ...sessionActions].flatMap(({ words }) => words)),
];

function letterKey(store: Store, key: string, word: 'mark' | 'return'): void {
  store.set({ mode: 'session' });
  if (key === 'escape' || key === 'ctrl-c') return;
  const { opened } = store.now;
  const from = opened?.debug.session.position ?? 0;
  store.perform(word, key);
  if (word === 'return' && opened && opened.debug.session.position !== from) opened.debug.mark("'", from);
}

function listKey(store: Store, list: ListState, key: string): void {
  const visible = visibleRows(list);
  if (list.isFiltering) {
    if (key === 'enter') store.set({ list: { ...list, isFiltering: false } });
    else if (key === 'escape') store.set({ list: { ...list, isFiltering: false, filter: '', selected: 0 } });
    else if (key === 'down' || key === 'up') moveInList(store, list, key === 'down' ? 1 : -1);
    else
      filterKey(store, key, list.filter, (filter) =>
        store.set({ list: { ...list, filter, selected: firstActive({ ...list, filter }) } }),
      );
    return;
  }
  const keyed = list.rows.find((row) => row.key === key);
  if (keyed) {
    use(store, keyed);
    return;
  }
  const by = scroll[key];
  if (by !== undefined) moveInList(store, list, by);
  else if (key === '/') store.set({ list: { ...list, isFiltering: true } });
  else if (key === 'enter') {
    use(store, visible[list.selected]);
  } else if (['escape', 'q', '?', 'left', 'h'].includes(key)) store.closeList();
  else globalKey(store, key);
}

function use(store: Store, row: ListRow | undefined): void {
  if (!row?.act) return;
  store.closeList();
  row.act();
}

const scroll: Readonly<Record<string, number>> = {
  down: 1,
  j: 1,
  up: -1,
  k: -1,
  pagedown: 10,
  space: 10,
  pageup: -10,
  home: -1e9,
  g: -1e9,
  end: 1e9,
  G: 1e9,
};

function firstActive(list: Pick<ListState, 'rows' | 'filter'>): number {
  return Math.max(
    0,
    visibleRows(list).findIndex(({ isHeading }) => !isHeading),
  );
}

/** To another row; headings are passed over. */
function moveInList(store: Store, list: ListState, by: number): void {
  const rows = visibleRows(list);
  const stops = [...rows.keys()].filter((index) => !rows[index]?.isHeading);
  const at = Math.max(0, stops.indexOf(list.selected));
  const selected = stops[Math.max(0, Math.min(stops.length - 1, at + by))] ?? 0;
  store.set({ list: { ...list, selected } });
}

function filterKey(store: Store, key: string, filter: string, change: (filter: string) => void): void {
  const character = key === 'space' ? ' ' : key;
  if (key === 'backspace') change([...filter].slice(0, -1).join(''));
  else if ([...character].length === 1) change(filter + character);
  else globalKey(store, key);
}

/** Ctrl-C, Ctrl-L and Ctrl-Z work wherever keys are text. */
function globalKey(store: Store, key: string): void {
  if (key.startsWith('ctrl-')) sessionActions.find(({ keys }) => keys.includes(key))?.run(store, '');
}

/** What the typed text may go on with, for the screen. */
export function completionsOf({ prompt, opened }: State): readonly string[] {
  if (!opened) return [];
  const before = prompt.text.slice(0, prompt.caret);
  // After a space everything may come: that would be no help.
  return /\S$/.test(before) ? complete(before, opened.debug.session, commandWords).words : [];
}
