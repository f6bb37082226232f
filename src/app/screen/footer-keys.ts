/** The keys of the footer. */
import type { Command } from '../../commands/command.ts';
import type { Pane } from '../../view/scene/view-options.ts';
import { actionOfKey } from '../actions/actions.ts';
import type { Opened, State } from '../state/state.ts';

type Hinted = Pick<Command, 'keys' | 'hint'>;

/** The keys while something plays. */
const whilePlaying: readonly Hinted[] = [
  { keys: ['space'], hint: 'pause' },
  { keys: ['<'], hint: 'slower' },
  { keys: ['>'], hint: 'faster' },
  { keys: ['U'], hint: 'unit' },
];

const key = (name: string, hint: string): Hinted => ({ keys: [name], hint });

/** What the arrows and other keys do in each pane. */
const ofPanes: Readonly<Record<Pane, readonly Hinted[]>> = {
  tape: [key('down', 'select'), key('up', 'select')],
  listing: [key('down', 'next line'), key('t', 'run to here'), key('b', 'break')],
  values: [key('down', 'select'), key('up', 'select')],
  stack: [key('u', 'frame up'), key('d', 'frame down')],
  watches: [key('x', 'remove')],
  picture: [key('down', 'next picture')],
};

/** The actions to show, the most useful first. Actions that can do nothing in this state are left out. */
export function footerActions(state: State): readonly Hinted[] {
  const { opened, view, playing } = state;
  if (!opened) return actionsOf(state, ['down', 'up', 'enter', '/', 'q', '?']);
  if (playing === 'on') return [...whilePlaying, ...actionsOf(state, ['?'])];
  const { session } = opened.debug;
  const { position, total, scenario, engine } = session;
  const forward = position < total ? ['right'] : [];
  const back = position > 0 ? ['left'] : [];
  const resume = opened.saved !== null && position === 0 ? ['r'] : [];
  const variants = scenario.variants.length > 0 ? ['v'] : [];
  const epoch = engine.run.epochs > 1 && position < total ? ['J'] : [];
  const far = position < total ? ['n', 'f', ...epoch, 'c', 'space'] : [];
  const farBack = position > 0 ? ['N', 'g'] : [];
  // The end of the run leads back.
  const ways = position < total ? [...forward, ...back, ...far] : [...back, ...farBack];
  const isUsual = view.focus === 'tape';
  const inPane = [...selectedKeys(opened), ...ofPanes[view.focus]];
  const others = [
    ...variants,
    'w',
    'p',
    'o',
    'tab',
    ':',
    'O',
    ...(position > 0 ? ['R'] : []),
    'y',
    'q',
    ...farBack,
  ];
  const all: readonly Hinted[] = [
    ...actionsOf(state, resume),
    ...(isUsual ? selectedKeys(opened) : []),
    ...actionsOf(state, ways.slice(0, isUsual ? undefined : 2)),
    ...(isUsual ? [] : inPane),
    ...actionsOf(state, [...ways, ...others]),
    ...(isUsual ? ofPanes.tape : []),
    ...actionsOf(state, ['?']),
  ];
  const names = all.map(({ keys: [name] }) => name);
  return all.filter((_each, index) => names.indexOf(names[index]) === index);
}

/** What can be done with what is selected, or with a result that is not finite. */
function selectedKeys({ debug, scene }: Opened): Hinted[] {
  const { selection, session } = debug;
  const clear = Object.values(selection).some((each) => each !== null) ? [key('escape', 'clear')] : [];
  const result = scene.lastStep?.instruction.result;
  const isTrouble = result !== undefined && !Number.isFinite(session.registers[result]);
  const trouble = isTrouble ? [key('X', 'first trouble')] : [];
  if (selection.step !== null)
    return [...trouble, key('enter', 'go'), key('t', 'run to here'), key('b', 'break'), ...clear];
  if (selection.address === null) return [...trouble, ...clear];
  const edits =
    session.editable(selection.address) === null
      ? []
      : [key('e', 'edit'), key('+', 'more'), key('-', 'less')];
  return [...trouble, ...edits, key('w', 'why'), key('b', 'break'), key('a', 'watch'), ...clear];
}

function actionsOf(state: State, keys: readonly string[]): Command[] {
  return [...new Set(keys)].flatMap((name) => actionOfKey(state, name) ?? []);
}
