/** The keys of the footer. Here a key is called by what it is without a user's choice. */
import type { Command } from '../../commands/command.ts';
import { pressedKey } from '../../keys/bindings.ts';
import type { Pane } from '../../view/scene/view-options.ts';
import { actionOfOwnKey, keyModeOf } from '../actions/actions.ts';
import { nextByEnter } from '../state/course.ts';
import type { Opened, State } from '../state/state.ts';

type Hinted = Pick<Command, 'keys' | 'hint'>;

/** The keys while something plays. */
const whilePlaying: readonly Hinted[] = [
  { keys: ['space'], hint: 'pause' },
  { keys: ['<'], hint: 'slower' },
  { keys: ['>'], hint: 'faster' },
  { keys: ['U'], hint: 'unit' },
];

/** What the arrows and other keys do in each pane. */
const ofPanes: Readonly<Record<Pane, readonly Hinted[]>> = {
  tape: [
    { keys: ['down'], hint: 'select' },
    { keys: ['up'], hint: 'select' },
  ],
  listing: [
    { keys: ['down'], hint: 'next line' },
    { keys: ['t'], hint: 'run to here' },
    { keys: ['b'], hint: 'break' },
  ],
  values: [
    { keys: ['down'], hint: 'select' },
    { keys: ['up'], hint: 'select' },
  ],
  stack: [
    { keys: ['u'], hint: 'frame up' },
    { keys: ['d'], hint: 'frame down' },
  ],
  watches: [{ keys: ['x'], hint: 'remove' }],
  picture: [{ keys: ['down'], hint: 'next view' }],
};

/** The number of actions at the end that are always shown: the one that leaves, and the one for all keys. */
export const KEPT = 2;

/** The actions to show, the most useful first. Actions that can do nothing in this state are left out. */
export function footerActions(state: State): readonly Hinted[] {
  return usefulActions(state).map((each) => pressed(each, state));
}

/** What is pressed for a key of the tables above. */
function pressed(each: Hinted, state: State): Hinted {
  const [own = ''] = each.keys;
  const key = pressedKey(own, keyModeOf(state));
  return key === own ? each : { ...each, keys: [key] };
}

function usefulActions(state: State): readonly Hinted[] {
  const { opened, view, playing } = state;
  if (!opened) return actionsOf(state, ['down', 'up', 'enter', '/', 'q', '?']);
  if (playing === 'on') return [...whilePlaying, ...actionsOf(state, ['q', '?'])];
  const { session } = opened.debug;
  const { position, total, scenario, engine } = session;
  const forward = position < total ? ['right'] : [];
  const back = position > 0 ? ['left'] : [];
  const resume = opened.saved.length > 0 && position === 0 ? ['r'] : [];
  const variants = scenario.variants.length > 0 ? ['v'] : [];
  const epoch = engine.run.epochs > 1 && position < total ? ['J'] : [];
  const cell = session.frames.hasCells ? ['shift-right'] : [];
  const far = position < total ? [...cell, 'n', 'f', ...epoch, 'c', 'space'] : [];
  const farBack = position > 0 ? ['N', 'g'] : [];
  // The end of the run leads back.
  const ways = position < total ? [...forward, ...back, ...far] : [...back, ...farBack];
  const isUsual = view.focus === 'tape';
  const inPane = [...selectedKeys(opened), ...ofPane(opened, view.focus)];
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
    ...farBack,
  ];
  const next = nextByEnter(state) === null ? [] : [{ keys: ['enter'], hint: 'next scenario' }];
  const all: readonly Hinted[] = [
    ...next,
    ...actionsOf(state, resume),
    ...(isUsual ? selectedKeys(opened) : []),
    ...actionsOf(state, ways.slice(0, isUsual ? undefined : 2)),
    ...(isUsual ? [] : inPane),
    ...actionsOf(state, [...ways, ...others]),
    ...(isUsual ? ofPanes.tape : []),
    ...actionsOf(state, ['q', '?']),
  ];
  const names = all.map(({ keys: [name] }) => name);
  return all.filter((_each, index) => names.indexOf(names[index]) === index);
}

/** The keys of a pane. Within the innermost frame there is no other. */
function ofPane({ debug }: Opened, pane: Pane): readonly Hinted[] {
  const keys = ofPanes[pane];
  return pane === 'stack' && debug.selection.frame === null
    ? keys.filter(({ keys: [name] }) => name !== 'd')
    : keys;
}

/** What can be done with what is selected, or with a result that is not finite. */
function selectedKeys({ debug, scene }: Opened): Hinted[] {
  const { selection, session } = debug;
  const clear = Object.values(selection).some((each) => each !== null)
    ? [{ keys: ['escape'], hint: 'clear' }]
    : [];
  const result = scene.lastStep?.instruction.result;
  const isTrouble = result !== undefined && !Number.isFinite(session.registers[result]);
  const trouble = isTrouble ? [{ keys: ['X'], hint: 'first trouble' }] : [];
  if (selection.step !== null)
    return [
      ...trouble,
      { keys: ['enter'], hint: 'go' },
      { keys: ['t'], hint: 'run to here' },
      { keys: ['b'], hint: 'break' },
      ...clear,
    ];
  if (selection.address === null) return [...trouble, ...clear];
  const edits =
    session.editable(selection.address) === null
      ? []
      : [
          { keys: ['e'], hint: 'edit' },
          { keys: ['+'], hint: 'more' },
          { keys: ['-'], hint: 'less' },
        ];
  return [
    ...trouble,
    ...edits,
    { keys: ['w'], hint: 'why' },
    { keys: ['b'], hint: 'break' },
    { keys: ['a'], hint: 'watch' },
    ...clear,
  ];
}

function actionsOf(state: State, keys: readonly string[]): Hinted[] {
  return [...new Set(keys)].flatMap((key) => actionOfOwnKey(state, key) ?? []);
}
