/** The words that are valid where a value or an address is expected. */
import { memoize } from '../core/memo.ts';
import { t } from '../i18n/translate.ts';
import {
  failAt,
  matchAt,
  readAddress,
  runVocabularyTexts,
  type Vocabulary,
  wordPattern,
} from './addresses.ts';
import type { Syntax } from './syntax.ts';

/** Known addresses. A large run has millions of them, so a set is made once for a list. */
export type Names = readonly string[] | ReadonlySet<string>;

const setOfList = memoize(
  (names: readonly string[]) => names,
  (names) => new Set(names),
);

/** Known addresses and some more. A large run has a million addresses: they stay in the set that is made for them. */
class JoinedNames extends Set<string> {
  readonly #names: readonly string[];

  constructor(names: readonly string[], others: Iterable<string>) {
    super(others);
    this.#names = names;
  }

  override has(name: string): boolean {
    return super.has(name) || setOfList(this.#names).has(name);
  }

  override *[Symbol.iterator](): SetIterator<string> {
    yield* this.#names;
    yield* super[Symbol.iterator]();
  }
}

/** Known addresses, and other names that are read like them. */
export function joinedNames(names: readonly string[], others: Iterable<string>): Names {
  return new JoinedNames(names, others);
}

function setOf(names: Names): ReadonlySet<string> {
  return names instanceof Set ? names : setOfList(names as readonly string[]);
}

/** The words of a syntax, listed once for all texts. */
const wordsOf = memoize(
  (syntax: Syntax) => syntax,
  ({ functions, constants, signs }) => ({
    functions: [...functions.keys()],
    words: [...constants.keys(), ...(signs.has('!') ? ['not '] : [])],
  }),
);

/** The words that are valid where a value is expected. @param names all known addresses */
export function vocabularyOf(names: Names, syntax: Syntax): Vocabulary {
  const { functions, words } = wordsOf(syntax);
  return { addresses: setOf(names), expected: syntax.expected, functions, words };
}

/** What may follow a word in a name: indexes, and other words after points. */
const pathPattern = /(?:\[\d+\]|\.[\p{L}_][\p{L}\p{M}\p{N}_]*)+/uy;
const pathPart = /\[\d+\]|\.[^.[]+/gu;

/**
 * Reads the longest known name that starts with the word at `at`: `x`, `city.Dhaka`, `rnn[0].h`.
 *
 * @returns the name, and the offset of its end: if nothing else is known of it, after all that may follow in a name; null
 * if there is no such name
 */
export function knownNameAt(
  text: string,
  at: number,
  word: string,
  { addresses }: Vocabulary,
  { isFaulty }: Syntax,
): { readonly name: string; readonly end: number } | null {
  const parts = matchAt(pathPattern, text, at + word.length).match(pathPart) ?? [];
  for (let count = parts.length; count >= 0; count--) {
    const name = word + parts.slice(0, count).join('');
    if (!addresses.has(name)) continue;
    const end = at + name.length;
    return { name, end: isFaulty?.(name) ? end + matchAt(pathPattern, text, end).length : end };
  }
  return null;
}

/** The vocabulary if only an address is valid. @param names all known addresses */
function addressVocabulary(names: Names): Vocabulary {
  return { addresses: setOf(names), expected: runVocabularyTexts, functions: [], words: [] };
}

/**
 * Reads the address that starts at `at`.
 *
 * @param names all known addresses
 * @returns its spelling without spaces, and the offset of its end
 * @throws SyntaxFault if there is none, or an unknown one
 */
export function addressAt(
  text: string,
  at: number,
  names: Names,
): { readonly name: string; readonly end: number } {
  if (matchAt(wordPattern, text, at) === '') failAt(text, at, t`an address`);
  return readAddress(text, at, addressVocabulary(names));
}
