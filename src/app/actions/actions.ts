/** The actions of keys and commands, in a scenario and in the menu: those of the debugger, and those of the screen. */
import { type Command, type DebuggerCommand, needsArgument } from '../../commands/command.ts';
import { emptySelection } from '../../commands/debugger.ts';
import { commandName, helpOf } from '../../commands/line.ts';
import { choice, commandText, optional, type Typed } from '../../commands/parameters.ts';
import { breakCommand } from '../../commands/sections/breakpoints.ts';
import { debuggerCommands, debuggerSections, frontEndCommands } from '../../commands/sections/commands.ts';
import { nextChange, previousChange } from '../../commands/sections/explain.ts';
import { stepCommand } from '../../commands/sections/movement.ts';
import { continueCommand } from '../../commands/sections/running.ts';
import { memoize } from '../../core/memo.ts';
import { languages, t } from '../../i18n/translate.ts';
import { type Bindings, type KeyMode, keySign, withKeys } from '../../keys/bindings.ts';
import { signOf } from '../../keys/key-names.ts';
import { pictureNames } from '../../scenario/format/picture-names.ts';
import { pictures } from '../../view/network/pictures.ts';
import { OWN_KEY } from '../../view/plots/picture.ts';
import { panesShown, validated } from '../../view/scene/view-options.ts';
import { exponentText } from '../../view/words/exponent.ts';
import { listActions } from '../state/list-actions.ts';
import type { Choice } from '../state/list-row.ts';
import { openPrompt } from '../state/prompt.ts';
import type { State } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';
import { type Action, action, actionName, taking } from './action.ts';
import { copy } from './copying.ts';
import { run, select, tellEndAgain } from './debugging.ts';
import { confirmLeaving } from './leaving.ts';
import { choose, highlight, leap, setFilter } from './menu.ts';
import { close, leave, reload, resumeSaved, saveAs } from './opening.ts';
import { changeSpeed, nextUnit, play, playOn } from './playing.ts';
import { askNext, togglePredicting } from './predicting.ts';
import { ask } from './questions.ts';
import {
  breakOnLine,
  moveSelection,
  nextPane,
  runToSelection,
  selectFrame,
  useSelection,
} from './selecting.ts';
import {
  nextWordLevel,
  openViewMenu,
  showOwnPicture,
  showPicture,
  switchLanguage,
  toggleLarge,
  toggleListing,
} from './showing.ts';
import { toNextWrong, toPreviousWrong, verifyTyped } from './verifying.ts';
import { showWarnings, warningsKey } from './warnings.ts';

/** Opens the command line with the start of a command. */
export function typeCommand(transition: Transition, beginning: string): void {
  const prompt = openPrompt(beginning, transition.state.history);
  transition.set({ mode: 'command', prompt, message: null });
}

const subject = (transition: Transition) => transition.state.opened?.debug.subject ?? '';

/** What the keys of some debugger commands do first. */
const keysInstead = new Map<DebuggerCommand, Pick<Action, 'byKey'>>([
  [breakCommand, { byKey: breakOnLine }],
  [nextChange, { byKey: toNextWrong }],
  [previousChange, { byKey: toPreviousWrong }],
]);

/** What some debugger commands ask first during a quiz, by key or typed, unless they have a count. */
const questionsFirst = new Map<DebuggerCommand, (transition: Transition) => boolean>([
  [stepCommand, ask],
  [continueCommand, askNext],
]);

const hasCount = ({ line, from }: Typed) => !/^\s*1?$/.test(line.slice(from));

const fromDebugger = (commands: typeof debuggerCommands): Action[] =>
  commands.map((command) => ({
    ...command,
    ...keysInstead.get(command),
    run: (transition, typed) => {
      const isAsked = !hasCount(typed) && questionsFirst.get(command)?.(transition);
      if (!isAsked) run(transition, command, typed);
    },
  }));

const screenActions: readonly Action[] = [
  action([], [':'], 'command', 'type a command or a step number', (transition) =>
    typeCommand(transition, ''),
  ),
  action([], ['e'], 'edit', 'set the selected value', editSelected),
  action([], ['B'], 'break if', 'set a breakpoint with a condition', (transition) =>
    typeCommand(transition, `break ${subject(transition)} if `),
  ),
  action([], ['/'], 'search', 'find a step by name, operation or value', (transition) =>
    transition.set({ mode: 'search', prompt: openPrompt('', transition.state.history), message: null }),
  ),
  action([], ['up', 'k'], 'up', 'select the row above', (transition) => moveSelection(transition, -1)),
  action([], ['down', 'j'], 'down', 'select the row below', (transition) => moveSelection(transition, 1)),
  action(
    [],
    ['enter'],
    'go',
    'go to the selected step, or show where the selected value comes from',
    useSelection,
  ),
  action([], ['t'], 'run to here', 'run to the selected step or line', runToSelection),
  action([], ['tab'], 'pane', 'go to the next pane: tape, code, values, stack, watches, view', nextPane),
  action([], ['u'], 'frame up', 'select the outer frame', (transition) => selectFrame(transition, -1)),
  action([], ['d'], 'frame down', 'select the inner frame', (transition) => selectFrame(transition, 1)),
  action([], ['m'], 'mark', 'mark this step with a letter', (transition) =>
    transition.set({ mode: 'mark', message: null }),
  ),
  action([], ["'"], 'return', "return to a mark; '' returns to where you jumped from", (transition) =>
    transition.set({ mode: 'return', message: null }),
  ),
  action([], ['o'], 'layout', 'change the layout: zoom, large text, panes, view', openViewMenu),
  action([], ['O'], 'large', 'large text for a projector, or the usual size', toggleLarge),
  ...pictureNames
    .filter((picture) => pictures[picture].key !== OWN_KEY)
    .map((picture) =>
      action([], [pictures[picture].key], picture, `view: ${pictures[picture].name}`, (transition) =>
        showPicture(transition, picture),
      ),
    ),
  action(
    [],
    [OWN_KEY],
    'more views',
    'view: contour, line, shares, window, confusion or the curve of :plot, if there is one',
    showOwnPicture,
  ),
  action([], ['8'], 'code', 'show the same computation as NumPy code, line by line', toggleListing),
  action([], ['y'], 'copy', 'copy the selected value, the operation, or the view with the focus', copy),
  action([], ['E'], 'explain', 'explain each step: briefly, in full, or not at all', (transition) => {
    nextWordLevel(transition);
    tellEndAgain(transition);
  }),
  action(
    [],
    ['p'],
    'quiz',
    'quiz: predict each result before you see it; press again to end',
    togglePredicting,
  ),
  {
    ...action([], ['space'], 'play', 'play forward, or pause and go on; it also pauses at notes', playOn),
    isPlay: true,
  },
  {
    ...action([], ['R'], 'rewind', 'play backward, or pause', (transition) => play(transition, 'backward')),
    isPlay: true,
  },
  {
    ...action([], ['U'], 'unit', 'play by operation, cell, node, example or epoch', nextUnit),
    keepsPlaying: true,
  },
  {
    ...action([], ['>'], 'faster', 'play faster', (transition) => changeSpeed(transition, 1)),
    keepsPlaying: true,
  },
  {
    ...action([], ['<'], 'slower', 'play slower', (transition) => changeSpeed(transition, -1)),
    keepsPlaying: true,
  },
  action(
    ['warnings'],
    [warningsKey],
    'warnings',
    'show what makes no sense here, and what a reload could not keep',
    showWarnings,
  ),
  {
    ...action(
      ['reload'],
      ['ctrl-r'],
      'reload',
      'read the scenario file again, and stay where you are',
      reload,
    ),
    needs: 'mayReload',
  },
  action([], ['r'], 'resume', 'resume the session you left here', resumeSaved),
  taking({ ...frontEndCommands.verify, run: verifyTyped }),
  {
    ...taking({
      ...frontEndCommands.save,
      run: saveAs,
    }),
    needs: 'mayWriteFiles',
  },
  action([], ['escape'], 'clear', 'clear the selection and follow the current step again', (transition) => {
    const { view } = transition.state;
    const selected = Object.values(transition.state.opened?.debug.selection ?? emptySelection);
    const isClear = view.zoom === null && selected.every((each) => each === null);
    select(transition, emptySelection);
    transition.set({ view: { ...view, zoom: null } });
    if (isClear) transition.say(t`Press ${keySign('q')} to go back to the menu.`);
  }),
  action(['menu'], ['q'], 'menu', 'go back to the menu', close),
];

/** Scenarios of a page of the menu. */
const MENU_PAGE = 5;

const menuActions: readonly Action[] = [
  action([], ['down', 'j'], 'down', 'go to the next scenario', (transition) => highlight(transition, 1)),
  action([], ['up', 'k'], 'up', 'go to the previous scenario', (transition) => highlight(transition, -1)),
  action([], ['pagedown'], 'page down', 'go some scenarios down', (transition) =>
    leap(transition, MENU_PAGE),
  ),
  action([], ['pageup'], 'page up', 'go some scenarios up', (transition) => leap(transition, -MENU_PAGE)),
  action([], ['home', 'g'], 'first', 'go to the first scenario', (transition) =>
    leap(transition, Number.NEGATIVE_INFINITY),
  ),
  action([], ['end', 'G'], 'last', 'go to the last scenario', (transition) =>
    leap(transition, Number.POSITIVE_INFINITY),
  ),
  action([], ['enter', 'right', 'l'], 'open', 'open the scenario', choose),
  action([], ['/'], 'filter', 'show only scenarios with the words you type', (transition) =>
    transition.set({ mode: 'filter' }),
  ),
  action([], ['escape'], 'all', 'show all scenarios again', (transition) => setFilter(transition, '')),
  {
    ...action([], ['q'], 'quit', 'quit Backstep', (transition) => transition.emit({ kind: 'quit' })),
    needs: 'mayQuit',
  },
];

const everywhere: readonly Action[] = [
  taking({
    words: ['language'],
    keys: ['A'],
    hint: 'language',
    help: 'switch the language: English or Bangla',
    parameters: [optional(choice(languages, () => t`a language`))],
    run: switchLanguage,
  }),
  taking({
    ...frontEndCommands.help,
    parameters: [optional(commandName(() => bound(sessionActions, 'session')))],
    run: showHelp,
  }),
  {
    ...action(['redraw'], ['ctrl-l'], 'redraw', 'redraw the screen', (transition) =>
      transition.emit({ kind: 'redraw' }),
    ),
    needs: 'mayRedraw',
  },
  {
    ...action(['suspend'], ['ctrl-z'], 'suspend', 'suspend to the shell (fg returns)', (transition) =>
      transition.emit({ kind: 'suspend' }),
    ),
    needs: 'maySuspend',
  },
  {
    ...taking({ ...frontEndCommands.quit, run: leave }),
    byKey: confirmLeaving,
    keepsPlaying: true,
    needs: 'mayQuit',
  },
];

const sessionActions: readonly Action[] = [
  ...fromDebugger(debuggerCommands),
  ...screenActions,
  ...everywhere,
];

const menuKeys: readonly Action[] = [...menuActions, ...everywhere];

function isPossible({ needs }: Pick<Action, 'needs'>, { capabilities }: State): boolean {
  return needs === undefined || capabilities[needs];
}

/** The tables of actions, without what a user has chosen. */
export const actionTables = { session: sessionActions, menu: menuKeys };

/** Actions with the keys that they have now. */
function bound<Any extends Explained>(
  actions: readonly Any[],
  mode: KeyMode,
  bindings?: Bindings | null,
): readonly Any[] {
  return withKeys(actions, (each) => each.name ?? actionName(each), mode, bindings);
}

/** All actions that are possible in an open scenario. It does not matter whether one is open. */
export function actionsInSession(state: State): readonly Action[] {
  return bound(sessionActions, 'session', state.bindings).filter((each) => isPossible(each, state));
}

/** The mode whose actions keys have: that of the open scenario, or the menu. */
export function keyModeOf({ opened }: Pick<State, 'opened'>): 'session' | 'menu' {
  return opened ? 'session' : 'menu';
}

/** The actions of each key, in the order of their table. */
const actionsByKey = memoize(
  (actions: readonly Action[]) => actions,
  (actions) => {
    const byKey = new Map<string, Action[]>();
    for (const each of actions)
      for (const key of each.keys) byKey.set(key, [...(byKey.get(key) ?? []), each]);
    return byKey;
  },
);

const actionIn = (actions: readonly Action[], key: string, state: State) =>
  actionsByKey(actions)
    .get(key)
    ?.find((each) => isPossible(each, state));

/** The action of a key that is pressed. */
export function actionOfKey(state: State, key: string): Action | undefined {
  const mode = keyModeOf(state);
  return actionIn(bound(actionTables[mode], mode, state.bindings), key, state);
}

/** The action of a key, by what the key is without a user's choice. */
export function actionOfOwnKey(state: State, own: string): Action | undefined {
  return actionIn(actionTables[keyModeOf(state)], own, state);
}

/** The action that works in every mode, by the key that is pressed. Where keys type text, that is one with Ctrl. */
export function actionEverywhere(state: State, key: string): Action | undefined {
  const isTyped = state.list?.isFiltering !== false;
  const action = isTyped && !key.startsWith('ctrl-') ? undefined : actionOfKey(state, key);
  return action && everywhere.some((each) => actionName(each) === actionName(action)) ? action : undefined;
}

/** What the help says of an action, or of keys of a list. */
export type Explained = Command & Pick<Action, 'needs'> & { readonly name?: string };

/** All keys and commands, as the help and docs/keys.md show them. */
export const helpSections: readonly {
  readonly title: string;
  readonly mode: KeyMode;
  readonly actions: readonly Explained[];
}[] = [
  ...debuggerSections.map(({ title, commands }) => ({
    title,
    mode: 'session' as const,
    actions: fromDebugger(commands),
  })),
  { title: 'The screen', mode: 'session', actions: [...screenActions, ...everywhere] },
  { title: 'In the menu', mode: 'menu', actions: menuActions },
  { title: 'In a list', mode: 'list', actions: Object.values(listActions) },
];

/** The mode whose keys the help shows first. */
function helpMode({ opened, list }: State): KeyMode {
  return list ? 'list' : keyModeOf({ opened });
}

function editSelected(transition: Transition): void {
  const { opened } = transition.state;
  if (!opened) return;
  const { selection, session, watches } = opened.debug;
  const address = subject(transition);
  if (address !== '' && session.editable(address) !== null) {
    typeCommand(transition, `set ${address} = `);
    return;
  }
  if (selection.address !== null) {
    transition.say(
      t`${address} is computed. What can be set is a weight, bias, input, target or the learning rate.`,
      true,
    );
    return;
  }
  const { focus } = validated(transition.state.view, watches.length > 0);
  const first = t`First select a weight, bias, input, target or the learning rate:`;
  const how = !panesShown(transition.state.view, watches.length > 0).includes('values')
    ? t`show the values, with ${keySign('O')} or ${keySign('o')}.`
    : focus === 'values'
      ? t`press ${keySign('up')} or ${keySign('down')}.`
      : t`press ${keySign('tab')} until the values have the focus, then ${keySign('up')} or ${keySign('down')}.`;
  transition.say(`${first} ${how}`, true);
}

/** Numbers that show what an exponent means. */
const EXAMPLES = [8.5e-5, 4.8e7];

/** Shows what a command takes; null: the list of all keys and commands. Choosing a row runs it. */
function showHelp(transition: Transition, chosen: Command | null): void {
  if (chosen !== null) {
    const { title, rows } = helpOf(chosen);
    transition.showList(title, rows);
    return;
  }
  // In the menu and in a list their own keys come first; those of the debugger follow there, to be read.
  const { opened } = transition.state;
  const first = helpMode(transition.state);
  const possible = helpSections.filter(({ mode }) => !opened || mode !== 'menu');
  const [own, others] = [true, false].map((isOwn) =>
    possible.filter(({ mode }) => (mode === first) === isOwn),
  ) as [typeof possible, typeof possible];
  const isPossibleHere = (each: Explained) => isPossible(each, transition.state);
  const rows = [...own, ...others].flatMap(({ title, mode, actions }) => [
    { text: t(title), isHeading: true as const },
    ...bound(actions, mode)
      .filter(isPossibleHere)
      .map((each) => ({
        text: t(each.help),
        keys: each.keys.length > 0 ? each.keys.map(signOf) : [`:${each.words[0]}`],
        ...(each.words[0] === undefined
          ? {}
          : { names: each.words, detail: `:${[...each.words.slice(1), commandText(each)].join(', :')}` }),
        ...(mode === keyModeOf({ opened }) ? { choice: choiceOf(each) } : {}),
      })),
  ]);
  const numbers = EXAMPLES.map((value) => {
    const text = exponentText(value) ?? '';
    return { text, detail: text, keys: [] };
  });
  transition.showList(t`Keys and commands`, [
    ...rows,
    { text: t`Numbers with an exponent`, isHeading: true as const },
    ...numbers,
  ]);
  const { list } = transition.state;
  if (list) transition.set({ list: { ...list, isHelp: true } });
}

/**
 * The choice for a row: runs the command, or types it if it needs an argument. An action without a word runs by its
 * key.
 */
function choiceOf(action: Command): Choice {
  const [word] = action.words;
  if (word === undefined) return { kind: 'key', key: action.keys[0] ?? '' };
  return needsArgument(action) ? { kind: 'type', text: `${word} ` } : { kind: 'line', line: word };
}
