/**
 * The debugger's commands in one table. Keys, the command line, scripts, completion, the footer, the help and the
 * tables of docs/keys.md are made from it.
 */
import { t } from '../../i18n/translate.ts';
import { command, type DebuggerCommand, type Outcome, stopped } from '../command.ts';
import type { Debugger } from '../debugger.ts';
import { commandName, commandOf, helpOf, splitLine, unknownLine } from '../line.ts';
import { choice, commandText, file, optional, type Typed } from '../parameters.ts';
import { breakpointCommands } from './breakpoints.ts';
import { editCommands } from './edits.ts';
import { explainCommands } from './explain.ts';
import { moveCommands } from './movement.ts';
import { runCommands } from './running.ts';
import { searchCommands } from './search.ts';
import { stopCommandsCommand, toTheLastStop } from './stop-commands.ts';
import { timelineCommands } from './timelines.ts';
import { valueCommands } from './values.ts';
import { numbersOrFile, verifyCommands } from './verify.ts';

/** A part of the table, with its heading. */
export interface Section {
  readonly title: string;
  readonly commands: readonly DebuggerCommand[];
}

/** What `info` lists, with the command that lists it. */
const topics = {
  breakpoints: 'breakpoints',
  display: 'watches',
  edits: 'edits',
  frame: 'where',
  locals: 'values',
  stack: 'where',
  timelines: 'timelines',
  values: 'values',
  watches: 'watches',
} as const;

const infoCommand = command({
  words: ['info'],
  keys: [],
  parameters: [choice(Object.keys(topics) as (keyof typeof topics)[], () => t`something to list`)],
  hint: 'info',
  help: 'list the breakpoints, the watches, the values or the frames',
  run: (debug, topic) => execute(debug, topics[topic]),
});

export const debuggerSections: readonly Section[] = [
  { title: 'Moving through time (with Shift: backward)', commands: moveCommands },
  {
    title: 'Breakpoints',
    commands: [
      ...runCommands,
      ...breakpointCommands,
      stopCommandsCommand(() => debuggerCommands),
      infoCommand,
    ],
  },
  { title: 'Values', commands: valueCommands },
  { title: 'Why', commands: explainCommands },
  { title: 'Find and compare', commands: [...searchCommands, ...verifyCommands] },
  { title: 'Edits and timelines', commands: [...editCommands, ...timelineCommands] },
];

export const debuggerCommands: readonly DebuggerCommand[] = debuggerSections.flatMap(
  ({ commands }) => commands,
);

/** What the commands say of themselves that each front end carries out in its own way. */
export const frontEndCommands = {
  save: {
    words: ['save'],
    keys: [],
    hint: 'save',
    help: 'save this session to a file, to open later',
    parameters: [file],
  },
  verify: {
    words: ['verify'],
    keys: [],
    hint: 'verify',
    help: 'check numbers of your own, typed or in a file: which is the first wrong one, and why',
    parameters: [numbersOrFile],
  },
  help: {
    words: ['help'],
    keys: ['?', 'f1'],
    hint: 'keys',
    help: 'show all keys and commands, to search or run, or what a command takes',
  },
  quit: {
    words: ['quit'],
    keys: ['ctrl-c'],
    hint: 'quit',
    help: 'quit Backstep at once; as a key, pressed twice',
    parameters: [],
  },
} as const;

/**
 * The help where there is no screen: a list of the commands, or what one of them takes.
 *
 * @param sign what is typed before a command
 */
export function listedHelp(commands: () => readonly DebuggerCommand[], sign = ''): DebuggerCommand {
  const all = () => commands().map((each) => ({ text: `${sign}${commandText(each)}   ${t(each.help)}` }));
  return command({
    ...frontEndCommands.help,
    parameters: [optional(commandName(commands))],
    run: (_debug, chosen) => (chosen ? helpOf(chosen) : { kind: 'listed', title: t`Commands`, rows: all() }),
  });
}

/** Executes a line of the command line. An empty line or a comment (#) does nothing. */
export function execute(
  debug: Debugger,
  line: string,
  commands: readonly DebuggerCommand[] = debuggerCommands,
): Outcome {
  const { word, typed } = splitLine(line);
  if (word === '') return stopped('entry');
  const found = commandOf(word, commands);
  return found ? carryOut(found, debug, typed) : unknownLine(line, commands, debug);
}

/** Carries a command out, and after it the commands of the breakpoints at which it stops. */
export function carryOut(chosen: DebuggerCommand, debug: Debugger, typed: Typed): Outcome {
  const outcome = chosen.run(debug, typed);
  return outcome.kind === 'running' && outcome.isMove
    ? { ...outcome, work: toTheLastStop(debug, outcome.work, debuggerCommands) }
    : outcome;
}
