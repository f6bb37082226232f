/** Which key does what, in each mode: the moves through time, and what belongs to the screen. */
import { type Command, moves } from '../debugger/commands.ts';
import type { Mode, State, Store } from './store.ts';

interface Action extends Command {
  readonly run: (store: Store) => void;
}

const inSession: readonly Action[] = [
  ...moves.map((command): Action => ({ ...command, run: (store) => store.run(command) })),
  {
    id: 'goto',
    keys: [':'],
    hint: 'goto',
    help: 'go to a step by its number',
    run: (store) => store.set({ mode: 'goto', prompt: '', message: null }),
  },
  {
    id: 'variant',
    keys: ['v'],
    hint: 'variant',
    help: 'the same step with the next set of numbers',
    run: (store) => store.nextVariant(),
  },
  {
    id: 'menu',
    keys: ['q', 'escape'],
    hint: 'menu',
    help: 'back to the menu',
    run: (store) => store.set({ mode: 'menu', opened: null, message: null }),
  },
];

const inMenu: readonly Action[] = [
  {
    id: 'down',
    keys: ['down', 'j'],
    hint: 'down',
    help: 'next scenario',
    run: (store) => store.highlight(1),
  },
  { id: 'up', keys: ['up', 'k'], hint: 'up', help: 'previous scenario', run: (store) => store.highlight(-1) },
  {
    id: 'open',
    keys: ['enter', 'right', 'l'],
    hint: 'open',
    help: 'open the scenario',
    run: (store) => store.choose(),
  },
  {
    id: 'filter',
    keys: ['/'],
    hint: 'filter',
    help: 'show only scenarios with these words',
    run: (store) => store.set({ mode: 'filter' }),
  },
  {
    id: 'unfilter',
    keys: ['escape'],
    hint: 'all',
    help: 'show all scenarios again',
    run: (store) => store.setFilter(''),
  },
  { id: 'quit', keys: ['q'], hint: 'quit', help: 'leave Backstep', run: (store) => store.effects.quit() },
];

const everywhere: readonly Action[] = [
  {
    id: 'help',
    keys: ['?'],
    hint: 'keys',
    help: 'show or hide the keys',
    run: (store) => store.set({ mode: 'help', helpTop: 0, message: null }),
  },
  {
    id: 'redraw',
    keys: ['ctrl-l'],
    hint: 'redraw',
    help: 'draw the screen anew',
    run: (store) => store.effects.redraw(),
  },
  {
    id: 'suspend',
    keys: ['ctrl-z'],
    hint: 'suspend',
    help: 'suspend to the shell (fg comes back)',
    run: (store) => store.effects.suspend(),
  },
  {
    id: 'leave',
    keys: ['ctrl-c'],
    hint: 'leave',
    help: 'leave Backstep at once',
    run: (store) => store.effects.quit(),
  },
];

/** The table that the help shows. */
export const sections = [
  { title: 'In a scenario: forward, and with Shift back', commands: inSession },
  { title: 'In the menu', commands: inMenu },
  { title: 'Everywhere', commands: everywhere },
] as const;

/** The keys that the footer shows, the most useful first; those that can do nothing here are left out. */
export function footerCommands({ opened }: State): readonly Command[] {
  if (!opened) return pick(inMenu, ['down', 'up', 'open', 'filter', 'quit', 'help']);
  const { position, total, scenario } = opened.scene.session;
  const forward = position < total ? ['stepIn'] : [];
  const back = position > 0 ? ['stepBack'] : [];
  const far = [
    ...(position < total ? ['next', 'nextPhase'] : []),
    ...(position > 0 ? ['previous', 'first'] : []),
  ];
  const end = position < total ? ['last'] : [];
  const variants = scenario.variants.length > 0 ? ['variant'] : [];
  return pick(inSession, [...forward, ...back, ...variants, ...far, ...end, 'goto', 'menu', 'help']);
}

function pick(actions: readonly Action[], ids: readonly string[]): Action[] {
  const all = [...actions, ...everywhere];
  return ids.map((id) => all.find((action) => action.id === id) as Action);
}

/** One press of a key. */
export function press(store: Store, key: string): void {
  const { mode } = store.now;
  const modal = typing[mode]?.(store, key) ?? false;
  if (modal) return;
  const actions = mode === 'session' ? inSession : mode === 'menu' ? inMenu : [];
  [...actions, ...everywhere].find(({ keys }) => keys.includes(key))?.run(store);
}

/** Modes in which keys are text, or belong to a list that lies over the screen. True where the key is taken. */
const typing: Readonly<Partial<Record<Mode, (store: Store, key: string) => boolean>>> = {
  filter: (store, key) => {
    const { filter } = store.now;
    if (key === 'enter') store.set({ mode: 'menu' });
    else if (key === 'escape') {
      store.setFilter('');
      store.set({ mode: 'menu' });
    } else if (key === 'down' || key === 'up') store.highlight(key === 'down' ? 1 : -1);
    else if (key === 'backspace') store.setFilter([...filter].slice(0, -1).join(''));
    else return typed(key, (character) => store.setFilter(filter + character));
    return true;
  },
  goto: (store, key) => {
    const { prompt } = store.now;
    if (key === 'enter') store.submitGoto();
    else if (key === 'escape' || (key === 'backspace' && prompt === ''))
      store.set({ mode: 'session', prompt: '' });
    else if (key === 'backspace') store.set({ prompt: prompt.slice(0, -1) });
    else return typed(key, (character) => store.set({ prompt: (prompt + character).slice(0, 20) }));
    return true;
  },
  help: (store, key) => {
    const { helpTop, opened } = store.now;
    const scroll: Readonly<Record<string, number>> = {
      down: 1,
      j: 1,
      up: -1,
      k: -1,
      pagedown: 10,
      space: 10,
      pageup: -10,
    };
    if (['?', 'q', 'escape', 'enter'].includes(key)) store.set({ mode: opened ? 'session' : 'menu' });
    else if (key in scroll) store.set({ helpTop: Math.max(0, helpTop + (scroll[key] as number)) });
    else return !key.startsWith('ctrl-');
    return true;
  },
};

function typed(key: string, take: (character: string) => void): boolean {
  const character = key === 'space' ? ' ' : key;
  if ([...character].length === 1) take(character);
  return !key.startsWith('ctrl-');
}
