/**
 * The debugger's commands in one table. Keys, the command line, scripts, completion, the footer, the help and the
 * tables of docs/keys.md are made from it.
 */

import { suggestion } from '../diagnostics/suggestion.ts';
import { t, toAsciiDigits } from '../i18n/translate.ts';
import { runCommands } from './breakpoints.ts';
import { type DebuggerCommand, failed, type Outcome, stopped } from './command.ts';
import type { Debugger } from './debugger.ts';
import { editCommands } from './edits.ts';
import { explainCommands } from './explain.ts';
import { moveCommands } from './movement.ts';
import type { Typed } from './parameters.ts';
import { searchCommands } from './search.ts';
import { valueCommands } from './values.ts';

/** A part of the table, with its heading. */
export interface Section {
  readonly title: string;
  readonly commands: readonly DebuggerCommand[];
}

export const debuggerSections: readonly Section[] = [
  { title: 'Moving through time (with Shift: backward)', commands: moveCommands },
  { title: 'Breakpoints', commands: runCommands },
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
  return found ? found.run(debug, typed) : unknownCommand(word, commands);
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
