/** Completion on the command line. */

import { exceptionNames } from '../breakpoints/exceptions.ts';
import { targetTypes } from '../breakpoints/list.ts';
import { frameNames } from '../breakpoints/location.ts';
import { breakpointTargets } from '../breakpoints/targets.ts';
import type { Session } from '../session/session.ts';

/** `start`: the index in the text where the incomplete word starts; `words`: the words that can replace it. */
export interface Completion {
  readonly start: number;
  readonly words: readonly string[];
}

/**
 * Completes the word at the end of a text: first a command, then addresses, names of frames and the command's own
 * words.
 *
 * @param commands the words of all commands
 */
export function complete(text: string, session: Session, commands: readonly string[]): Completion {
  const isCommand = !/^\s*\S+\s/.test(text);
  // The characters of an address, with its brackets and dots. In an expression, operators and spaces end it.
  const word = isCommand ? text.trimStart() : (/[\p{L}_][\p{L}\p{N}_.[\]()]*$/u.exec(text)?.[0] ?? '');
  const known = isCommand
    ? commands
    : [...frameNames(session), ...session.values.names, ...vocabularyOf(text, session)];
  const words = [...new Set(known)].filter((each) => each.startsWith(word) && each !== word);
  if (isCommand || words.length > 0) return { start: text.length - word.length, words };
  return innermost(text, known);
}

/** The words that a command accepts in its argument, besides addresses and names of frames. */
function vocabularyOf(text: string, session: Session): readonly string[] {
  const [command] = text.trim().split(/\s/);
  switch (command) {
    case 'catch':
      return exceptionNames;
    case 'break':
    case 'b':
      return [...targetTypes, ...breakpointTargets(session).kind, 'change', 'if', 'by', 'catch'];
    case 'goto':
      return ['line'];
    case 'variant':
    case 'compare':
      return session.scenario.variants.map(({ name }) => name);
    default:
      return [];
  }
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
