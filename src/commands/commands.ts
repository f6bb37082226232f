/**
 * The debugger's commands in one table. Keys, the command line, scripts, completion, the footer, the help and the
 * tables of docs/keys.md are made from it.
 */

import { changeBreakpoint } from '../breakpoints/list.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { t, toAsciiDigits } from '../i18n/translate.ts';
import { breakpointCommands } from './breakpoints.ts';
import {
  type Command,
  command,
  type DebuggerCommand,
  failed,
  message,
  type Outcome,
  type Row,
  stopped,
} from './command.ts';
import type { Debugger } from './debugger.ts';
import { editCommands } from './edits.ts';
import { explainCommands } from './explain.ts';
import { moveCommands } from './movement.ts';
import {
  choice,
  commandText,
  count,
  Misread,
  optional,
  type Parameter,
  readArguments,
  required,
  type Typed,
  wordAt,
} from './parameters.ts';
import { continueCommand, rowAtStep, runCommands } from './running.ts';
import { searchCommands } from './search.ts';
import { breakpointNumber } from './session-parameters.ts';
import { valueCommands } from './values.ts';

/** A part of the table, with its heading. */
export interface Section {
  readonly title: string;
  readonly commands: readonly DebuggerCommand[];
}

/** Commands of a breakpoint: `print loss; continue`. Each is checked when it is given, not only at the stop. */
const stopCommands: Parameter<readonly string[]> = required(
  'COMMAND; COMMAND …',
  (line, at, debug) => {
    const parts = Array.from(line.slice(at).matchAll(/(?:[^;"]|"[^"]*"?)+/g), ({ 0: text, index }) => {
      const from = at + index + (text.length - text.trimStart().length);
      checkCommand(line.slice(0, at + index + text.length), from, debug);
      return text.trim();
    });
    return { value: parts, end: line.length };
  },
  () => debuggerCommands.flatMap(({ words }) => words),
);

/** @throws Misread if the command that starts at `from` cannot be read */
function checkCommand(line: string, from: number, debug: Debugger): void {
  const { word, typed } = splitLine(line.slice(from));
  const found = commandOf(word, debuggerCommands);
  if (!found) {
    const unknown = unknownCommand(word, debuggerCommands);
    throw new Misread(from, unknown.kind === 'failed' ? unknown.text : '');
  }
  const read = readArguments(found, typed, debug);
  if (!read.ok) throw new Misread(from + read.at, read.text);
}

const stopCommandsCommand = command({
  words: ['commands'],
  keys: [],
  parameters: [breakpointNumber, optional(stopCommands)],
  hint: 'commands',
  help: 'carry out commands at each stop at a breakpoint; with none, no longer',
  run: (debug, id, lines) => {
    debug.breakpoints = changeBreakpoint(debug.breakpoints, id, { commands: lines ?? [] });
    return message(
      lines === null
        ? t`Breakpoint ${String(id)} carries out no commands.`
        : t`Breakpoint ${String(id)} carries out: ${lines.join('; ')}.`,
    );
  },
});

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
    commands: [...runCommands, ...breakpointCommands, stopCommandsCommand, infoCommand],
  },
  { title: 'Values', commands: valueCommands },
  { title: 'Why', commands: explainCommands },
  { title: 'Find and compare', commands: searchCommands },
  { title: 'Edits and timelines', commands: editCommands },
];

export const debuggerCommands: readonly DebuggerCommand[] = debuggerSections.flatMap(
  ({ commands }) => commands,
);

/**
 * The command for a word: one that has the word or, for a single letter, has it as a key; otherwise the only command
 * with a word that starts like this. Null if there is none or more than one.
 */
export function commandOf<
  Any extends { readonly words: readonly string[]; readonly keys: readonly string[] },
>(word: string, commands: readonly Any[]): Any | null {
  const exact =
    commands.find(({ words }) => words.includes(word)) ??
    commands.find(({ keys }) => /^[A-Za-z]$/.test(word) && keys.includes(word));
  if (exact) return exact;
  const beginning = commands.filter(({ words }) => words.some((each) => each.startsWith(word)));
  return beginning.length === 1 ? (beginning[0] as Any) : null;
}

/** Splits a typed line into a command's word and the rest. A number or a percentage alone is an argument of `goto`. */
export function splitLine(line: string): { readonly word: string; readonly typed: Typed } {
  const text = toAsciiDigits(line).trim().replace(/^:/, '').trimStart();
  if (/^\d+$|^\d+(\.\d+)? ?%$/.test(text)) return { word: 'goto', typed: { line: text, from: 0 } };
  const word = /^\S*/.exec(text)?.[0] ?? '';
  return { word, typed: { line: text, from: word.length } };
}

/** Executes a line of the command line. An empty line or a comment (#) does nothing. */
export function execute(
  debug: Debugger,
  line: string,
  commands: readonly DebuggerCommand[] = debuggerCommands,
): Outcome {
  const { word, typed } = splitLine(line);
  if (word === '' || word.startsWith('#')) return stopped('entry');
  const found = commandOf(word, commands);
  return found ? carryOut(found, debug, typed) : unknownCommand(word, commands);
}

/** Carries a command out, and after it the commands of the breakpoints at which it stops. */
export function carryOut(chosen: DebuggerCommand, debug: Debugger, typed: Typed): Outcome {
  const outcome = chosen.run(debug, typed);
  return outcome.kind === 'running' ? { ...outcome, work: toTheLastStop(debug, outcome.work) } : outcome;
}

/** Does some work and the commands of its stop, and goes on as long as these end with `continue`. */
function* toTheLastStop(debug: Debugger, work: Generator<number, Outcome>): Generator<number, Outcome> {
  const passed: Row[] = [];
  let outcome = yield* work;
  for (;;) {
    if (outcome.kind !== 'stopped') return outcome;
    for (const row of outcome.passed ?? []) passed.push(row);
    const { atStop, ...stop } = outcome;
    const result = passed.length === 0 ? stop : { ...stop, passed };
    if (!atStop) return result;
    const { position } = debug.session;
    const { answers, further } = yield* answersAt(debug, atStop.lines);
    const next = typeof further === 'number' ? (atStop.goOn?.(further) ?? null) : further;
    if (next === null) return { ...result, answers };
    for (const { text } of answers) passed.push(rowAtStep(position, text));
    // The work can be cancelled here, also if every stop comes at once.
    yield position;
    outcome = 'kind' in next ? next : yield* next;
  }
}

/**
 * Carries out the commands of a stop, up to one that fails or moves.
 *
 * @returns their answers, and how it goes on: to the stop with that number, with the result of a move, or not at all
 */
function* answersAt(
  debug: Debugger,
  lines: readonly string[],
): Generator<number, { readonly answers: readonly Row[]; readonly further: Outcome | number | null }> {
  let answers: readonly Row[] = [];
  for (const line of lines) {
    const times = continuing(debug, line);
    if (times !== null) return { answers, further: times };
    const { word, typed } = splitLine(line);
    let answer = commandOf(word, debuggerCommands)?.run(debug, typed);
    if (answer === undefined) continue;
    // A move that is repeated begins work after work.
    while (answer.kind === 'running')
      answer = yield* answer.isMove ? answer.work : withoutMoving(debug, answer.work);
    if (answer.kind === 'stopped') return { answers, further: answer };
    answers = [...answers, ...rowsOf(answer)];
    if (answer.kind === 'failed') break;
  }
  return { answers, further: null };
}

/** Does work that does not move: it yields how far it has looked, and the cursor stays. */
function* withoutMoving({ session }: Debugger, work: Generator<number, Outcome>): Generator<number, Outcome> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    yield session.position;
  }
}

/** How many stops a line goes on if it is `continue`; otherwise null. */
function continuing(debug: Debugger, line: string): number | null {
  const { word, typed } = splitLine(line);
  if (commandOf(word, debuggerCommands) !== continueCommand) return null;
  const read = readArguments({ words: [word], parameters: [optional(count)] as const }, typed, debug);
  return read.ok ? (read.values[0] ?? 1) : null;
}

function rowsOf(answer: Outcome): Row[] {
  if (answer.kind === 'listed') return [{ text: answer.title, isHeading: true }, ...answer.rows];
  return answer.kind === 'said' || answer.kind === 'failed' ? [{ text: answer.text }] : [];
}

/** The failure for a word that is not a command, with suggestions. */
export function unknownCommand(
  word: string,
  commands: readonly { readonly words: readonly string[] }[],
): Outcome {
  const words = commands.flatMap((command) => command.words);
  const beginning = words.filter((each) => each.startsWith(word));
  return beginning.length > 1
    ? failed(t`"${word}" is ambiguous: it could be ${beginning.join(', ')}.`)
    : failed(t`There is no command "${word}": ${suggestion(word, words)}`, { line: word, at: 0 });
}

/** The name of a command, a key of it, or the start of its name. */
export function commandName<Any extends Command>(commands: () => readonly Any[]): Parameter<Any, unknown> {
  return required(
    'COMMAND',
    (line, at) => {
      const word = wordAt(line, at);
      const found = commandOf(word, commands());
      if (found) return { value: found, end: at + word.length };
      const unknown = unknownCommand(word, commands());
      throw new Misread(at, unknown.kind === 'failed' ? unknown.text : '');
    },
    () => commands().flatMap(({ words }) => words),
  );
}

/** What a command takes and does, and its other words. */
export function helpOf(chosen: Command): Extract<Outcome, { readonly kind: 'listed' }> {
  const [, ...others] = chosen.words;
  return {
    kind: 'listed',
    title: commandText(chosen),
    rows: [{ text: t(chosen.help) }, ...others.map((word) => ({ text: word }))],
  };
}
