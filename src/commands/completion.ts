/** Completion on the command line. */

import type { Command } from './command.ts';
import { commandOf, splitLine } from './commands.ts';
import type { Debugger } from './debugger.ts';

/** `start`: the index in the text where the incomplete word starts; `words`: the words that can replace it. */
export interface Completion {
  readonly start: number;
  readonly words: readonly string[];
}

/** Completes the word at the end of a text: first a command, then the words that the command takes. */
export function complete(text: string, debug: Debugger, commands: readonly Command[]): Completion {
  const isCommand = !/^\s*\S+\s/.test(text);
  // The characters of an address, with its brackets and dots. In an expression, operators and spaces end it.
  const word = isCommand ? text.trimStart() : (/[\p{L}_][\p{L}\p{N}_.[\]()]*$/u.exec(text)?.[0] ?? '');
  const known = isCommand
    ? commands.flatMap(({ words }) => words)
    : (commandOf(splitLine(text).word, commands)?.parameters.flatMap(({ words }) => words(debug)) ?? []);
  const words = [...new Set(known)].filter((each) => each.startsWith(word) && each !== word);
  if (isCommand || words.length > 0) return { start: text.length - word.length, words };
  return innermost(text, known);
}

/** Completes the word after an opening bracket: `abs(lo` becomes `abs(loss`. */
function innermost(text: string, known: readonly string[]): Completion {
  const word = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(text)?.[0] ?? '';
  const words =
    word === '' ? [] : [...new Set(known)].filter((each) => each.startsWith(word) && each !== word);
  return { start: text.length - word.length, words };
}

/** The longest common prefix of the words. */
export function commonPrefix(words: readonly string[]): string {
  const [first = '', ...rest] = words;
  let length = first.length;
  for (const word of rest) {
    while (!word.startsWith(first.slice(0, length))) length -= 1;
  }
  return first.slice(0, length);
}
