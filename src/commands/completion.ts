/** What may come next on the command line. */

import { exceptionNames } from '../breakpoints/exceptions.ts';
import { placeTypes } from '../breakpoints/list.ts';
import { placeNames } from '../breakpoints/location.ts';
import { placesOf } from '../breakpoints/parse.ts';
import type { Session } from '../session/session.ts';

/** What the text before the caret may go on with: where the unfinished word begins, and the words that fit. */
export interface Completion {
  readonly start: number;
  readonly words: readonly string[];
}

/**
 * Completes the word at the end of a text: a command at its beginning, then addresses and names of places.
 *
 * @param commands the words of all commands
 */
export function complete(text: string, session: Session, commands: readonly string[]): Completion {
  const isCommand = !/^\s*\S+\s/.test(text);
  // An address has brackets and dots in it, but an expression around it has signs and spaces.
  const word = isCommand ? text.trimStart() : (/[\p{L}_][\p{L}\p{N}_.[\]()]*$/u.exec(text)?.[0] ?? '');
  const known = isCommand
    ? commands
    : [...placeNames(session), ...session.values.names, ...vocabularyOf(text, session)];
  const words = [...new Set(known)].filter((each) => each.startsWith(word) && each !== word);
  if (isCommand || words.length > 0) return { start: text.length - word.length, words };
  return innermost(text, known);
}

/** The words that belong to a command. */
function vocabularyOf(text: string, session: Session): readonly string[] {
  const [command] = text.trim().split(/\s/);
  switch (command) {
    case 'catch':
      return exceptionNames;
    case 'break':
    case 'b':
      return [...placeTypes, ...placesOf(session).kind, 'change', 'if', 'by', 'catch'];
    case 'goto':
      return ['line'];
    case 'variant':
    case 'compare':
      return session.scenario.variants.map(({ name }) => name);
    default:
      return [];
  }
}

/** Inside a bracket the word begins behind it: `abs(lo` goes on with `loss`. */
function innermost(text: string, known: readonly string[]): Completion {
  const word = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(text)?.[0] ?? '';
  const words =
    word === '' ? [] : [...new Set(known)].filter((each) => each.startsWith(word) && each !== word);
  return { start: text.length - word.length, words };
}

/** What all words have in common at their beginnings. */
export function commonBeginning(words: readonly string[]): string {
  const [first = '', ...rest] = words;
  let length = first.length;
  for (const word of rest) {
    while (!word.startsWith(first.slice(0, length))) length -= 1;
  }
  return first.slice(0, length);
}
