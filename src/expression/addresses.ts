/** Addresses as they are typed: read up to where they end, and spelt as the address grammar spells them. */

import { quoted } from '../diagnostics/diagnostic.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { english, t, translated } from '../i18n/translate.ts';

/** What is wrong with a text, for its reader. */
export interface ExpressionFault {
  /** Where, in UTF-16 units: 0 … the length of the text. */
  readonly at: number;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
  /** True where the text is the beginning of something right: it is still being typed. */
  readonly unfinished: boolean;
}

/** Ends the reading of a text at its first fault. */
export class Refusal extends Error {
  readonly fault: ExpressionFault;

  constructor(fault: ExpressionFault) {
    super(fault.expected);
    this.fault = fault;
  }
}

const MAX_LENGTH = 1000;

/** What `parse` gives, or the fault that it has met in the text. */
export function orFault<Result>(
  text: string,
  parse: () => Result,
): Result | { readonly ok: false; readonly fault: ExpressionFault } {
  try {
    if (text.length > MAX_LENGTH) {
      refuse(text, MAX_LENGTH, t`at most ${MAX_LENGTH} characters`, { found: String(text.length) });
    }
    return parse();
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** What is expected where the addresses are those of a run. */
export const ofRun: Vocabulary['expected'] = {
  address: english('an address in this run'),
  called: english('a function, or an address in this run'),
};

/** The words that may stand where a value is expected. */
export interface Vocabulary {
  /** Every address of the run. */
  readonly addresses: ReadonlySet<string>;
  /** What is expected where an unknown address stands, and where an unknown word is called; in English. */
  readonly expected: { readonly address: string; readonly called: string };
  readonly functions: readonly string[];
  /** Words with a meaning of their own: numbers and operators. */
  readonly words: readonly string[];
}

/** A word, of any script: what is no name is refused as a whole. */
export const wordAt = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;

/** What `pattern` (sticky) finds at `at`; empty where it finds nothing. */
export function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** The first place from `at` on that is no space. */
export function skipSpaces(text: string, at: number): number {
  return at + matchAt(/\s*/y, text, at).length;
}

/** What a person finds at a place of the text, in quotation marks. */
function foundAt(text: string, at: number): string {
  if (at >= text.length) return t`the end of the text`;
  return quoted(matchAt(wordAt, text, at) || matchAt(/\d[\d.]*|[<>=!&|*]+|./suy, text, at));
}

/** @throws Refusal always. What is missing at the end of the text may still be typed. */
export function refuse(
  text: string,
  at: number,
  expected: string,
  rest: Partial<ExpressionFault> = {},
): never {
  const found = foundAt(text, at);
  throw new Refusal({ at, expected, found, fix: '', unfinished: at === text.length, ...rest });
}

type Wanted = 'name' | 'index' | 'closing' | 'more';

const pieces: Readonly<Record<Wanted, RegExp>> = {
  name: wordAt,
  index: /\d+/y,
  closing: /\]/y,
  more: /[.[()]/y,
};
const expectations: Readonly<Record<Wanted, string>> = {
  name: english('a name'),
  index: english('an index: 0, 1, 2 …'),
  closing: '"]"',
  more: '")"',
};
const nextOf = new Map<string, Wanted>([
  ['.', 'name'],
  ['(', 'name'],
  ['[', 'index'],
]);

/**
 * Reads the address that begins at `at`, where a word stands: names, `.name`, `[index]` and one address in
 * brackets, with or without spaces between them.
 *
 * @returns its spelling without spaces, and where it ends
 * @throws Refusal where it is no address of the run
 */
export function readAddress(
  text: string,
  at: number,
  vocabulary: Vocabulary,
): { readonly name: string; readonly end: number } {
  let name = '';
  let end = at;
  let depth = 0;
  for (let wanted: Wanted = 'name'; ; ) {
    const place = skipSpaces(text, end);
    const piece = matchAt(pieces[wanted], text, place);
    const ends = wanted === 'more' && depth === 0 && (piece === '' || piece === ')');
    if (ends && vocabulary.addresses.has(name)) return { name, end };
    if (ends || piece === '') {
      const known = begins(name, vocabulary, end === text.length);
      const unfinished = known && place === text.length;
      if (ends || !known) throw new Refusal({ ...unknown(name, vocabulary), at, unfinished });
      const fix = depth > 0 ? t`write one address in the brackets after ${quoted(name)}` : '';
      refuse(text, place, translated(expectations[wanted]), { fix, unfinished });
    }
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    name += piece;
    end = place + piece.length;
    wanted = nextOf.get(piece) ?? (wanted === 'index' ? 'closing' : 'more');
  }
}

/** Whether something known begins with `text`, and goes on with more of its last word only if `touching`. */
function begins(text: string, { addresses, functions, words }: Vocabulary, touching: boolean): boolean {
  const calls = functions.map((each) => `${each}(`);
  return [...addresses, ...calls, ...words].some(
    (known) =>
      known.startsWith(text) && (touching || /\W$/.test(text) || /^\W/.test(known.slice(text.length))),
  );
}

function unknown(name: string, { addresses, functions, expected: wanted }: Vocabulary) {
  const known = [...addresses];
  const [head = '', ...rest] = name.split('(');
  if (rest.length === 0 || known.some((each) => each.startsWith(`${head}(`))) {
    return { expected: translated(wanted.address), found: quoted(name), fix: suggestion(name, known) };
  }
  const heads = known.filter((each) => each.includes('(')).map((each) => each.slice(0, each.indexOf('(')));
  const callable = [...functions, ...new Set(heads)];
  const expected = translated(functions.length > 0 ? wanted.called : wanted.address);
  return { expected, found: quoted(head), fix: suggestion(head, callable) };
}
