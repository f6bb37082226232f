/** Reads typed addresses and returns their standard spelling. */

import { quoted } from '../diagnostics/diagnostic.ts';
import { listChoices, nearest, suggestion } from '../diagnostics/suggestion.ts';
import { msg, t } from '../i18n/translate.ts';

/** A syntax error in a typed text. */
export interface ExpressionFault {
  /** Offset in the text, in UTF-16 units: 0 … the length of the text. */
  readonly at: number;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
  /** Whether the text is the start of a valid one, that is, still being typed. */
  readonly isIncomplete: boolean;
  /** Whether it only follows from a fault in another formula, which is told there. */
  readonly follows?: true;
}

/** Thrown at the first error in a text. */
export class SyntaxFault extends Error {
  readonly fault: ExpressionFault;

  constructor(fault: ExpressionFault) {
    super(fault.expected);
    this.fault = fault;
  }
}

const MAX_LENGTH = 1000;

/** Returns the result of `parse`, or the fault that it threw. A text of more than 1000 characters is a fault. */
export function catchFault<Result>(
  text: string,
  parse: () => Result,
): Result | { readonly ok: false; readonly fault: ExpressionFault } {
  try {
    if (text.length > MAX_LENGTH) {
      failAt(text, MAX_LENGTH, t`at most ${MAX_LENGTH} characters`, { found: t`${text.length} characters` });
    }
    return parse();
  } catch (error) {
    if (error instanceof SyntaxFault) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** Texts for error messages if the addresses are those of a run. */
export const runVocabularyTexts: Vocabulary['expected'] = {
  address: msg('an address in this run'),
  called: msg('a function, or an address in this run'),
};

/** The same where a new value is typed, which most often is a number. */
export const valueTexts: Vocabulary['expected'] = {
  ...runVocabularyTexts,
  address: msg('a number, or an address in this run'),
  fix: msg('write a number, for example 0.5'),
};

/** The words that are valid where a value is expected. */
export interface Vocabulary {
  /** Every address of the run. */
  readonly addresses: ReadonlySet<string>;
  /** What error messages say was expected instead of an unknown address or an unknown function; in English. */
  readonly expected: {
    readonly address: string;
    readonly called: string;
    /** The fix for a word that is near no address, instead of a list of them. */
    readonly fix?: string;
  };
  readonly functions: readonly string[];
  /** Other words with a meaning: numbers and operators. */
  readonly words: readonly string[];
}

/** A word in any script, so that an invalid name is reported in full. */
export const wordPattern = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;

/** The text that the sticky `pattern` matches at `at`; empty if it does not match. */
export function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  // Without the list of groups that `exec` makes.
  return pattern.test(text) ? text.slice(at, pattern.lastIndex) : '';
}

/** The offset of the first character from `at` on that is not a space. */
export function skipSpaces(text: string, at: number): number {
  return at + matchAt(/\s*/y, text, at).length;
}

/** The token at an offset of the text, in quotation marks, for error messages. */
export function foundAt(text: string, at: number): string {
  if (at >= text.length) return t`the end of the text`;
  return quoted(matchAt(wordPattern, text, at) || matchAt(/\d[\d.]*|[<>=!&|*]+|./suy, text, at));
}

/** @throws SyntaxFault always. A fault at the end of the text is marked as isIncomplete. */
export function failAt(
  text: string,
  at: number,
  expected: string,
  rest: Partial<ExpressionFault> = {},
): never {
  const found = foundAt(text, at);
  throw new SyntaxFault({ at, expected, found, fix: '', isIncomplete: at === text.length, ...rest });
}

type Expected = 'name' | 'index' | 'closing' | 'more';

const pieces: Readonly<Record<Expected, RegExp>> = {
  name: wordPattern,
  index: /\d+/y,
  closing: /\]/y,
  more: /[.[()]/y,
};
const expectations: Readonly<Record<Expected, string>> = {
  name: msg('a name'),
  index: msg('an index: 0, 1, 2 …'),
  closing: '"]"',
  more: '")"',
};
const expectedAfter = new Map<string, Expected>([
  ['.', 'name'],
  ['(', 'name'],
  ['[', 'index'],
]);

/**
 * Reads the address that starts at `at`: names, `.name`, `[index]` and one address in brackets, with or without
 * spaces between them. There must be a word at `at`.
 *
 * @returns its spelling without spaces, and the offset of its end
 * @throws SyntaxFault if it is not a known address
 */
export function readAddress(
  text: string,
  at: number,
  vocabulary: Vocabulary,
): { readonly name: string; readonly end: number } {
  let name = '';
  let end = at;
  let depth = 0;
  for (let wanted: Expected = 'name'; ; ) {
    const place = skipSpaces(text, end);
    const piece = matchAt(pieces[wanted], text, place);
    const ends = wanted === 'more' && depth === 0 && (piece === '' || piece === ')');
    if (ends && vocabulary.addresses.has(name)) return { name, end };
    if (ends || piece === '') {
      const start = name;
      const isTouching = end === text.length;
      const isAtEnd = place === text.length;
      const isKnown = () => begins(start, vocabulary, isTouching);
      if (ends || !isKnown()) {
        throw new SyntaxFault(unknown(name, vocabulary, at, () => isAtEnd && isKnown()));
      }
      failAt(text, place, t(expectations[wanted]), {
        fix: fixAfter(name, wanted, depth, vocabulary),
        isIncomplete: isAtEnd,
      });
    }
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    name += piece;
    end = place + piece.length;
    wanted = expectedAfter.get(piece) ?? (wanted === 'index' ? 'closing' : 'more');
  }
}

/** The fix for a wrong piece after the start of an address. @param depth the number of open brackets */
function fixAfter(name: string, wanted: Expected, depth: number, { addresses }: Vocabulary): string {
  if (wanted === 'index') {
    const elements = [...addresses].filter((each) => each.startsWith(name));
    return t`an index is a whole number: ${listChoices(elements)}`;
  }
  return depth > 0 ? t`write one address in the brackets after ${quoted(name)}` : '';
}

/** Whether a known word starts with `text`. Only if `touching` may `text` end within a word. */
function begins(text: string, { addresses, functions, words }: Vocabulary, touching: boolean): boolean {
  const isBegun = (known: string) =>
    known.startsWith(text) && (touching || /\W$/.test(text) || /^\W/.test(known.slice(text.length)));
  for (const address of addresses) if (isBegun(address)) return true;
  return functions.some((each) => isBegun(`${each}(`)) || words.some(isBegun);
}

/**
 * The fault of an unknown word. What compares the word with all known ones is found when it is read: its fix, and
 * whether the text is incomplete.
 */
function unknown(
  name: string,
  vocabulary: Vocabulary,
  at: number,
  isIncomplete: () => boolean,
): ExpressionFault {
  const { addresses, functions, expected: wanted } = vocabulary;
  const [head = '', ...rest] = name.split('(');
  const isCall = rest.length > 0 && ![...addresses].some((each) => each.startsWith(`${head}(`));
  return {
    at,
    expected: t(isCall && functions.length > 0 ? wanted.called : wanted.address),
    found: quoted(isCall ? head : name),
    get isIncomplete() {
      return isIncomplete();
    },
    get fix() {
      return isCall ? fixOfCall(head, vocabulary) : fixOfName(name, vocabulary);
    },
  };
}

function fixOfName(name: string, { addresses, expected: wanted }: Vocabulary): string {
  const known = [...addresses];
  // An array where one number is wanted: `A`, `A[0]`, `grad(A)`; or `hidden.w`, whose numbers are `hidden[0].w[0]` ….
  const array = name.replace(/\)+$/, '');
  const numbersOf = (start: string) =>
    known.filter((each) => each.startsWith(start) && /^([[)]|$)/.test(each.slice(start.length)));
  const start = [array, array.replace('.', '[0].')].find((each) => numbersOf(each).length > 0) ?? array;
  const numbers = numbersOf(start);
  // `output[0]`, and not `output[0].w[0]` or `output[1]`.
  const own = numbers.filter((each) => /^[\d[\])]+$/.test(each.slice(start.length)));
  const number = own.sort()[0] ?? numbers[0];
  if (number !== undefined) return t`write one of its numbers, as in ${number}`;
  const isOther = wanted.fix !== undefined && nearest(name, known) === null;
  return isOther ? t(wanted.fix as string) : suggestion(name, known);
}

function fixOfCall(head: string, { addresses, functions }: Vocabulary): string {
  const calls = [...addresses].filter((each) => each.includes('('));
  const heads = calls.map((each) => each.slice(0, each.indexOf('(')));
  return suggestion(head, [...functions, ...new Set(heads)]);
}
