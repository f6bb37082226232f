/** A typed line: its command, and how it can go on. */
import { quoted } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/suggestion.ts';
import { fuzzyMatches } from '../i18n/fuzzy.ts';
import { t, toAsciiDigits } from '../i18n/translate.ts';
import { type Command, failed, type Outcome } from './command.ts';
import type { Debugger } from './debugger.ts';
import { commandText, Misread, type Parameter, required, type Typed, wordAt } from './parameters.ts';
import { destination } from './session-parameters.ts';

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

/**
 * A line without its comment: from a # on that starts a word and is not in quotation marks. Behind another word no
 * digit follows it: timelines have names such as `as written #2`.
 */
export function withoutComment(line: string): string {
  return line.replace(/^[\s:]*#.*|("(?:\\.|[^"\\])*"?)|(?<!\S)#(?!\d).*/g, '$1');
}

/** Splits a typed line into a command's word and the rest. A number or a percentage alone is an argument of `goto`. */
export function splitLine(line: string): { readonly word: string; readonly typed: Typed } {
  const text = toAsciiDigits(withoutComment(line)).trim().replace(/^:/, '').trimStart();
  if (/^\d+$|^\d+(\.\d+)? ?%$/.test(text)) return { word: 'goto', typed: { line: text, from: 0 } };
  const word = /^\S*/.exec(text)?.[0] ?? '';
  return { word, typed: { line: text, from: word.length } };
}

/** The commands that only the screen has. */
export const screenCommands: readonly string[] = [
  'warnings',
  'reload',
  'menu',
  'language',
  'redraw',
  'suspend',
];

/**
 * The failure for a word that is not a command, with suggestions.
 *
 * @param place the typed line and the words with which places in the run begin: a line that names one is meant for `goto`
 */
export function unknownCommand(
  word: string,
  commands: readonly { readonly words: readonly string[] }[],
  place: { readonly line: string; readonly words: readonly string[] } | null = null,
): Outcome {
  const words = commands.flatMap((command) => command.words);
  // The screen has all of them, but for those that its front end cannot carry out.
  if (screenCommands.includes(word) && !words.some((each) => screenCommands.includes(each)))
    return failed(t`"${word}" works only on the screen.`, { line: word, at: 0 });
  if (place?.words.includes(word)) {
    const meant = t`did you mean ${quoted(`goto ${place.line}`)}?`;
    return failed(t`There is no command "${word}": ${meant}`, { line: place.line, at: 0 });
  }
  const beginning = words.filter((each) => each.startsWith(word));
  return beginning.length > 1
    ? failed(t`"${word}" is ambiguous: it could be ${beginning.join(', ')}.`)
    : failed(t`There is no command "${word}": ${meantBy(word, words)}`, { line: word, at: 0 });
}

/** The command with which one does here what another debugger has this command for. */
const elsewhere: Readonly<Record<string, string>> = {
  condition: 'break',
  jump: 'goto',
  up: 'where',
  down: 'where',
  call: 'print',
  inspect: 'print',
  checkpoint: 'mark',
};

/** A command of other debuggers, or a word that is spelled almost like this one, or one with its letters. */
function meantBy(word: string, words: readonly string[]): string {
  const best =
    (Object.hasOwn(elsewhere, word) ? elsewhere[word] : nearest(word, words)) ?? fuzzyMatches(words, word)[0];
  return best === undefined ? t`type help to see all commands` : t`did you mean ${quoted(best)}?`;
}

/** The failure for a typed line whose first word is not a command. */
export function unknownLine(
  line: string,
  commands: readonly { readonly words: readonly string[] }[],
  debug: Debugger,
): Outcome {
  const { word, typed } = splitLine(line);
  return unknownCommand(word, commands, { line: typed.line.trim(), words: destination.words(debug) });
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

/**
 * `start`: the index in the text where the typed word starts; `words`: the words that can stand there, the best first.
 * What is typed is among them if it is one.
 */
export interface Completion {
  readonly start: number;
  readonly words: readonly string[];
}

/**
 * Completes the word at the end of a text: first a command, by some of its letters, then the words that the command
 * takes, by their beginning.
 */
export function complete(text: string, debug: Debugger, commands: readonly Command[]): Completion {
  if (!/^\s*\S+\s/.test(text)) return commandCompletion(text, commands);
  // The characters of an address, with its brackets and dots. In an expression, operators and spaces end it.
  const word = /[\p{L}_][\p{L}\p{N}_.[\]()]*$/u.exec(text)?.[0] ?? '';
  const known =
    commandOf(splitLine(text).word, commands)?.parameters.flatMap(({ words }) => words(debug)) ?? [];
  const words = [...new Set(known)].filter((each) => each.startsWith(word));
  return words.length > 0 ? { start: text.length - word.length, words } : innermost(text, known);
}

function commandCompletion(text: string, commands: readonly Command[]): Completion {
  const word = text.trimStart();
  const known = [...new Set(commands.flatMap(({ words }) => words))];
  const matches = word === '' ? known : fuzzyMatches(known, word);
  const isBegun = (each: string) => each.startsWith(word);
  const words = [...matches.filter(isBegun), ...matches.filter((each) => !isBegun(each))];
  return { start: text.length - word.length, words };
}

/** Completes the word after an opening bracket: `abs(lo` becomes `abs(loss`. */
function innermost(text: string, known: readonly string[]): Completion {
  const word = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(text)?.[0] ?? '';
  const words = word === '' ? [] : [...new Set(known)].filter((each) => each.startsWith(word));
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
