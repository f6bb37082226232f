/** Which key does what, where: the debugger's commands, and what belongs to the screen. */
import type { Command } from '../../commands/command.ts';
import { debuggerCommands, debuggerSections } from '../../commands/commands.ts';
import { emptySelection } from '../../commands/debugger.ts';
import { t, translated } from '../../i18n/translate.ts';
import { keySign } from '../../view/panes/footer.ts';
import { pictures } from '../../view/scene/view-options.ts';
import { openPrompt } from '../state/prompt.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { quicker, togglePlaying } from './playing.ts';
import { togglePredicting } from './predicting.ts';
import { moveSelection, nextPane, selectFrame, useSelection } from './selecting.ts';
import {
  nextWords,
  pictureKeys,
  pictureNames,
  showPicture,
  showShown,
  switchLanguage,
  toggleListing,
} from './showing.ts';

export interface Action extends Command {
  readonly run: (store: Store, argument: string) => void;
}

/** An action of the screen: on the command line by its first word, if it has any. */
function action(
  words: readonly string[],
  keys: readonly string[],
  hint: string,
  help: string,
  run: Action['run'],
): Action {
  return { words, keys, usage: '', hint, help, run };
}

/** Opens the command line with the beginning of a command. */
function typing(beginning: (store: Store) => string): Action['run'] {
  return (store) =>
    store.set({ mode: 'command', prompt: openPrompt(beginning(store), store.now.history), message: null });
}

const subject = (store: Store) => store.now.opened?.debug.subject ?? '';

const fromDebugger = (commands: typeof debuggerCommands): Action[] =>
  commands.map((command) => ({ ...command, run: (store, argument) => store.run(command, argument) }));

const screenActions: readonly Action[] = [
  action(
    [],
    [':'],
    'command',
    'type a command or a step number',
    typing(() => ''),
  ),
  action([], ['e'], 'edit', 'set the selected value', editSelected),
  action(
    [],
    ['B'],
    'break if',
    'set a breakpoint with a condition',
    typing((store) => `break ${subject(store)} if `),
  ),
  action([], ['/'], 'search', 'find a step by name, operation or value', (store) =>
    store.set({ mode: 'search', prompt: openPrompt('', store.now.history), message: null }),
  ),
  action([], ['up', 'k'], 'up', 'select the row above', (store) => moveSelection(store, -1)),
  action([], ['down', 'j'], 'down', 'select the row below', (store) => moveSelection(store, 1)),
  action(
    [],
    ['enter'],
    'go',
    'go to the selected step, or show where the selected value comes from',
    useSelection,
  ),
  action([], ['t'], 'run to here', 'run to the selected step or line', useSelection),
  action([], ['tab'], 'pane', 'go to the next pane: tape, code, values, stack, watches, view', nextPane),
  action([], ['u'], 'frame up', 'select the outer frame', (store) => selectFrame(store, -1)),
  action([], ['d'], 'frame down', 'select the inner frame', (store) => selectFrame(store, 1)),
  action([], ['m'], 'mark', 'mark this step with a letter', (store) =>
    store.set({ mode: 'mark', message: null }),
  ),
  action([], ["'"], 'return', "return to a mark; '' returns to where you jumped from", (store) =>
    store.set({ mode: 'return', message: null }),
  ),
  action([], ['o'], 'layout', 'change the layout: zoom, large text, panes, view', showShown),
  ...pictures.map((picture) =>
    action([], [pictureKeys[picture]], picture, `view: ${pictureNames[picture]}`, (store) =>
      showPicture(store, picture),
    ),
  ),
  action([], ['8'], 'code', 'show the same computation as NumPy code, line by line', toggleListing),
  action([], ['E'], 'explain', 'explain each step: briefly, in full, or not at all', nextWords),
  action(
    [],
    ['p'],
    'quiz',
    'quiz: predict each result before you see it; press again to end',
    togglePredicting,
  ),
  action([], ['space'], 'play', 'play or pause; it also pauses at notes', (store) =>
    togglePlaying(store, () => stepAction.run(store, '')),
  ),
  action([], ['>'], 'faster', 'play faster', (store) => quicker(store, 1)),
  action([], ['<'], 'slower', 'play slower', (store) => quicker(store, -1)),
  action([], ['r'], 'resume', 'resume the session you left here', (store) => {
    const saved = store.now.opened?.saved ?? null;
    if (saved === null) store.say(t`There is no earlier session of this scenario to resume.`);
    else store.resume(saved);
  }),
  {
    ...action(['save'], [], 'save', 'save this session to a file, to open later', (store, file) =>
      file === '' ? store.say(t`Save where? For example: save my.session`, true) : store.saveAs(file),
    ),
    usage: 'FILE',
  },
  action([], ['escape'], 'clear', 'clear the selection and follow the current step again', (store) => {
    const { selection } = store.now;
    const selected = Object.values(store.now.opened?.debug.selection ?? emptySelection);
    const isClear = selection.zoom === null && selected.every((each) => each === null);
    store.select(emptySelection);
    store.set({ selection: { ...selection, zoom: null } });
    if (isClear) store.say(t`Press q to go back to the menu.`);
  }),
  action(['menu'], ['q'], 'menu', 'go back to the menu', (store) => store.close()),
];

const menuActions: readonly Action[] = [
  action([], ['down', 'j'], 'down', 'go to the next scenario', (store) => store.highlight(1)),
  action([], ['up', 'k'], 'up', 'go to the previous scenario', (store) => store.highlight(-1)),
  action([], ['enter', 'right', 'l'], 'open', 'open the scenario', (store) => store.choose()),
  action([], ['/'], 'filter', 'show only scenarios with the words you type', (store) =>
    store.set({ mode: 'filter' }),
  ),
  action([], ['escape'], 'all', 'show all scenarios again', (store) => store.setFilter('')),
  action([], ['q'], 'quit', 'quit Backstep', (store) => store.effects.quit()),
];

const everywhere: readonly Action[] = [
  {
    ...action(['language'], ['A'], 'language', 'switch the language: English or Bangla', switchLanguage),
    usage: '[en | bn]',
  },
  action(['help'], ['?'], 'keys', 'show all keys and commands, to search or run', (store) => showHelp(store)),
  action(['redraw'], ['ctrl-l'], 'redraw', 'redraw the screen', (store) => store.effects.redraw()),
  action(['suspend'], ['ctrl-z'], 'suspend', 'suspend to the shell (fg returns)', (store) =>
    store.effects.suspend(),
  ),
  action(['quit'], ['ctrl-c'], 'quit', 'quit Backstep at once', (store) => store.leave()),
];

/** All that keys and words can ask for in a scenario. */
export const sessionActions: readonly Action[] = [
  ...fromDebugger(debuggerCommands),
  ...screenActions,
  ...everywhere,
];

/** What goes one operation forward. */
export const stepAction = sessionActions.find(({ words }) => words.includes('step')) as Action;

export const menuKeys: readonly Action[] = [...menuActions, ...everywhere];

/** All keys and commands, as the help and docs/keys.md show them. */
export const helpSections: readonly { readonly title: string; readonly actions: readonly Action[] }[] = [
  ...debuggerSections.map(({ title, commands }) => ({ title, actions: fromDebugger(commands) })),
  { title: 'The screen', actions: [...screenActions, ...everywhere] },
  { title: 'In the menu', actions: menuActions },
];

/** The keys that matter now, the most useful first; those that can do nothing here are left out. */
export function footerActions({ opened }: State): readonly Command[] {
  if (!opened) return byKey(menuKeys, ['down', 'up', 'enter', '/', 'q', '?']);
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
  return byKey(sessionActions, [
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

function byKey(actions: readonly Action[], keys: readonly string[]): Action[] {
  return [...new Set(keys)].flatMap((key) => actions.find((each) => each.keys.includes(key)) ?? []);
}

function editSelected(store: Store): void {
  const { opened } = store.now;
  if (!opened) return;
  const address = subject(store);
  if (address !== '' && opened.debug.session.editable(address) !== null)
    typing(() => `set ${address} = `)(store, '');
  else
    store.say(
      t`Select a weight, bias, input, target or the learning rate first: press Tab, then ↑ or ↓.`,
      true,
    );
}

/** The list of all commands: each row can be run. */
function showHelp(store: Store): void {
  // What belongs to the menu means nothing in a scenario, and the other way round.
  const isHere = ({ actions }: (typeof helpSections)[number]) =>
    store.now.opened ? actions !== menuActions : actions === menuActions;
  const rows = helpSections.filter(isHere).flatMap(({ title, actions }) => [
    { text: translated(title), isHeading: true as const },
    ...actions.map((each) => ({
      text: helpText(each),
      ...(each.words[0] === undefined
        ? {}
        : { detail: `:${each.words.join(', :')} ${each.usage}`.trimEnd() }),
      act: () => {
        store.closeList();
        if (needsArgument(each)) typing(() => `${each.words[0]} `)(store, '');
        else each.run(store, '');
      },
    })),
  ]);
  store.showList(t`Keys and commands`, rows);
}

function needsArgument({ usage }: Command): boolean {
  return usage !== '' && !usage.startsWith('[');
}

/** The keys, and what the command does; one without a key is shown by its word. */
function helpText({ keys, words, help }: Command): string {
  const shown = keys.length > 0 ? keys.map(keySign).join(' ') : `:${words[0]}`;
  return `  ${shown.padEnd(17)} ${translated(help)}`;
}
