/**
 * What commands take. A command lists its parameters; its usage, the completion and the reading of a typed line all
 * come from that list, so no typed word is passed over.
 */
import { listChoices, suggestion } from '../diagnostics/suggestion.ts';
import { catchFault, failAt, matchAt, SyntaxFault, skipSpaces } from '../expression/addresses.ts';
import { describeFault } from '../expression/error-text.ts';
import { t } from '../i18n/translate.ts';
import type { Debugger } from './debugger.ts';

/** A typed line, and the offset in it at which what a command takes starts. */
export interface Typed {
  readonly line: string;
  readonly from: number;
}

/** What a command is given by its key. */
export const nothingTyped: Typed = { line: '', from: 0 };

/** A value that has been read, and the offset of its end in the line. */
export interface Read<Value> {
  readonly value: Value;
  readonly end: number;
}

/** One thing that a command takes. `Context`: what it has to know to be read. */
export interface Parameter<Value, Context = Debugger> {
  /** How the usage shows it, for example `COUNT`; in brackets if it may be left out. */
  readonly usage: string;
  readonly isOptional: boolean;
  /** The words that it may consist of, for the completion. */
  readonly words: (context: Context) => readonly string[];
  /**
   * Reads it at an offset of the line that is not a space.
   *
   * @throws SyntaxFault or Misread at the first word that it does not understand
   */
  readonly read: (line: string, at: number, context: Context) => Read<Value>;
}

/** Thrown at a word that is wrong in its own way, with a whole sentence. */
export class Misread extends Error {
  readonly at: number;

  constructor(at: number, sentence: string) {
    super(sentence);
    this.at = at;
  }
}

export type Arguments<Values> =
  | { readonly ok: true; readonly values: Values }
  /** `at`: the offset in the line of what is wrong. */
  | { readonly ok: false; readonly at: number; readonly text: string };

/** The parameters whose values are `Values`. */
export type ParametersOf<Values extends readonly unknown[], Context = Debugger> = {
  readonly [Index in keyof Values]: Parameter<Values[Index], Context>;
};

/** Reads what a command takes, to the end of the line. */
export function readArguments<Values extends readonly unknown[], Context>(
  command: { readonly words: readonly string[]; readonly parameters: ParametersOf<Values, Context> },
  { line, from }: Typed,
  context: Context,
): Arguments<Values> {
  const parameters = command.parameters as readonly Parameter<unknown, Context>[];
  try {
    const read = catchFault(line, () => {
      let at = skipSpaces(line, from);
      const values = parameters.map((parameter) => {
        const { value, end } = parameter.read(line, at, context);
        at = skipSpaces(line, end);
        return value;
      });
      if (at < line.length)
        failAt(line, at, t`the end of the command`, { fix: t`write ${commandText(command)}` });
      return { ok: true as const, values: values as unknown[] as unknown as Values };
    });
    return read.ok ? read : { ok: false, at: read.fault.at, text: describeFault(line, read.fault, from) };
  } catch (error) {
    if (error instanceof Misread) return { ok: false, at: error.at, text: error.message };
    throw error;
  }
}

/** What is typed for a command: its first word, and what it takes, as in `set ADDRESS = VALUE`. */
export function commandText({
  words: [word = ''],
  parameters,
}: {
  readonly words: readonly string[];
  readonly parameters: readonly { readonly usage: string }[];
}): string {
  return [word, ...parameters.map(({ usage }) => usage)].join(' ');
}

/** A parameter that may be left out: null at the end of the line. */
export function optional<Value, Context>(
  parameter: Parameter<Value, Context>,
): Parameter<Value | null, Context> {
  return {
    ...parameter,
    usage: `[${parameter.usage}]`,
    isOptional: true,
    read: (line, at, context) =>
      at === line.length ? { value: null, end: at } : parameter.read(line, at, context),
  };
}

/** A parameter that must be typed. Its `usage` says what. */
export function required<Value, Context = unknown>(
  usage: string,
  read: Parameter<Value, Context>['read'],
  words: Parameter<Value, Context>['words'] = () => [],
): Parameter<Value, Context> {
  return { usage, isOptional: false, words, read };
}

/** All that is left of the line, as it was typed. */
export function rest<Context = unknown>(
  usage: string,
  otherwise: () => string,
  words?: (context: Context) => readonly string[],
): Parameter<string, Context> {
  return required(
    usage,
    (line, at) => {
      if (at === line.length) throw new Misread(at, otherwise());
      return { value: line.slice(at).trimEnd(), end: line.length };
    },
    words,
  );
}

/** The name of a file to write. */
export const file = rest('FILE', () => t`Save where? For example: save my.session`);

/** The word up to the next space. */
export function wordAt(line: string, at: number): string {
  return matchAt(/\S+/y, line, at);
}

/** A whole number, `least` or more. */
export function wholeNumber(usage: string, least: 0 | 1): Parameter<number, unknown> {
  return required(usage, (line, at) => {
    const word = wordAt(line, at);
    if (word === '') failAt(line, at, t`a count: 1, 2, 3 …`);
    const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
    if (!Number.isSafeInteger(value) || value < least) throw new Misread(at, notACount(word, least));
    return { value, end: at + word.length };
  });
}

function notACount(word: string, least: 0 | 1): string {
  return least === 0
    ? t`"${word}" is not a count: write a whole number, 0 or more.`
    : t`"${word}" is not a count: write a whole number, 1 or more.`;
}

/** How often: 1 or more. */
export const count = wholeNumber('COUNT', 1);

/** One of some words, or the start of only one of them. */
export function choice<Word extends string>(
  words: readonly Word[],
  expected: () => string,
): Parameter<Word, unknown> {
  return required(
    words.join(' | '),
    (line, at) => {
      const word = wordAt(line, at);
      const begun = word === '' ? [] : words.filter((each) => each.startsWith(word));
      const value = words.find((each) => each === word) ?? (begun.length === 1 ? begun[0] : undefined);
      if (value === undefined)
        return failAt(line, at, expected(), {
          fix: word === '' ? listChoices(words) : suggestion(word, words),
        });
      return { value, end: at + word.length };
    },
    () => words,
  );
}

/** The rest of the line as one of some names, which may contain spaces. `unknown` says that there is none. */
export function nameOf(
  usage: string,
  names: (debug: Debugger) => readonly string[],
  unknown: (name: string, fix: string) => string,
): Parameter<string> {
  return required(
    usage,
    (line, at, debug) => {
      const name = line.slice(at).trimEnd();
      const known = names(debug);
      if (name === '' && known.length > 0) failAt(line, at, t`a name`, { fix: listChoices(known) });
      if (!known.includes(name)) throw new Misread(at, unknown(name, suggestion(name, known)));
      return { value: name, end: line.length };
    },
    names,
  );
}

/** The value of `read`, or the fault that `read` is. @throws SyntaxFault */
export function valueOrFault<Result extends { readonly ok: true }>(
  read: Result | { readonly ok: false; readonly fault: SyntaxFault['fault'] },
): Result {
  if (!read.ok) throw new SyntaxFault(read.fault);
  return read;
}
