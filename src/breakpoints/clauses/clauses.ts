/** What may follow the place or condition of a breakpoint: `hit 3`, `hit >= 3`, `hit % 3`, and `log "MESSAGE"`. */
import { quoted } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/suggestion.ts';
import { failAt, matchAt, skipSpaces, wordPattern } from '../../expression/addresses.ts';
import { t } from '../../i18n/translate.ts';
import type { HitCondition } from './hit-condition.ts';
import { type LogMessage, logMessageAt } from './log-message.ts';

/** The words that clauses start with, in their order. */
export const clauseWords: readonly string[] = ['hit', 'log'];

export interface Clauses {
  /** The hits that a run stops at; null: all. */
  readonly hit: HitCondition | null;
  /** What is written at these hits; the run then goes on. Null: the run stops. */
  readonly log: LogMessage | null;
}

/** Whether a whole word is at an offset of the text. */
export function isWordAt(text: string, at: number, word: string): boolean {
  return matchAt(new RegExp(`${word}(?![\\p{L}\\p{M}\\p{N}_])`, 'uy'), text, at) !== '';
}

/**
 * Reads the clauses from offset `from` to the end of the text.
 *
 * @param also a word that could have come before them
 * @param allowed those of `clauseWords` that may follow
 * @param names all addresses of the run
 * @throws SyntaxFault
 */
export function clausesAt(
  text: string,
  from: number,
  also: readonly string[],
  allowed: readonly string[],
  names: readonly string[],
): Clauses {
  let hit: HitCondition | null = null;
  let log: LogMessage | null = null;
  let possible = [...also, ...allowed];
  let at = skipSpaces(text, from);
  if (isWordAt(text, at, 'hit')) {
    const read = hitAt(text, at + 'hit'.length);
    hit = read.hit;
    at = skipSpaces(text, read.end);
    possible = allowed.filter((word) => word !== 'hit');
  }
  if (allowed.includes('log') && isWordAt(text, at, 'log')) {
    const read = logMessageAt(text, skipSpaces(text, at + 'log'.length), names);
    log = read.message;
    at = skipSpaces(text, read.end);
    possible = [];
  }
  if (at < text.length) refuseRest(text, at, possible);
  return { hit, log };
}

/** Reads `3`, `>= 3` or `% 3`. */
function hitAt(text: string, from: number): { readonly hit: HitCondition; readonly end: number } {
  const at = skipSpaces(text, from);
  const sign = matchAt(/>=|%/y, text, at);
  const start = skipSpaces(text, at + sign.length);
  const digits = matchAt(/\d+/y, text, start);
  const count = Number(digits);
  if (count < 1 || !Number.isSafeInteger(count)) failAt(text, start, t`a count: 1, 2, 3 …`);
  const test = sign === '>=' ? 'from' : sign === '%' ? 'every' : 'only';
  return { hit: { test, count }, end: start + digits.length };
}

/** Fails at a word that cannot follow. @param possible the words that could */
function refuseRest(text: string, at: number, possible: readonly string[]): never {
  const near = nearest(matchAt(wordPattern, text, at), possible);
  const list = possible.map((word) => `"${word}"`).join(', ');
  return failAt(text, at, list === '' ? t`the end of the text` : t`${list}, or nothing more`, {
    fix: near === null ? '' : t`did you mean ${quoted(near)}?`,
    isIncomplete: possible.some((word) => word.startsWith(text.slice(at))),
  });
}
