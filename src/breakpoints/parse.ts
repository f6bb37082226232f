/** The text form of breakpoints: `node output if loss < 1`, `change y.w[0] by 0.1`, `catch nan`. */

import { timeWords } from '../core/schedule.ts';
import { listChoices, suggestion } from '../diagnostics/suggestion.ts';
import {
  catchFault,
  type ExpressionFault,
  failAt,
  matchAt,
  SyntaxFault,
  skipSpaces,
  wordPattern,
} from '../expression/addresses.ts';
import { bothOf, type Expression, expressionAt } from '../expression/condition.ts';
import { numberPattern } from '../expression/syntax.ts';
import { addressAt } from '../expression/vocabulary.ts';
import { msg, t } from '../i18n/translate.ts';
import { slotsNamed, vocabularyOfRun } from '../session/array-parts.ts';
import { computingLines } from '../session/numpy-lines.ts';
import type { Session } from '../session/session.ts';
import { clausesAt, clauseWords, isWordAt } from './clauses/clauses.ts';
import { type ExceptionName, exceptionNames, exceptions } from './exceptions/exceptions.ts';
import { type BreakpointRequest, type BreakpointSpec, type TargetType, targetTypes } from './list.ts';
import { type BreakpointTargets, breakpointTargets } from './targets.ts';

export type ParsedBreakpoint =
  | ({ readonly ok: true } & BreakpointRequest)
  | { readonly ok: false; readonly fault: ExpressionFault };

/**
 * Parses a breakpoint. It is one of:
 * - a target, with or without `if CONDITION`: `node NAME`, `layer NAME`, `phase NAME`, `kind OPERATION`,
 *   `at ADDRESS`, `line NUMBER`, or the bare name of a node, layer, phase or operation, or a bare address, tried in
 *   this order;
 * - a condition, or `CONDITION if CONDITION`, which is true if both are;
 * - `change ADDRESS [by NUMBER]`, with or without `if CONDITION`;
 * - `catch EXCEPTION [NUMBER]`, the same.
 *
 * An address can also be that of an array or of a row of one: then any of its numbers counts.
 *
 * `hit COUNT`, `hit >= COUNT` or `hit % COUNT`, and `log "MESSAGE"` may follow.
 *
 * @param from the offset in the text at which it starts
 * @param allowed the clauses that may follow
 */
export function parseBreakpoint(
  text: string,
  session: Session,
  from = 0,
  allowed = clauseWords,
): ParsedBreakpoint {
  return catchFault(text, () => ({ ok: true, ...new Reading(text, session).request(from, allowed) }));
}

/** Parses what follows `catch`: `EXCEPTION [NUMBER] [if CONDITION]`. @param from the offset in the text at which it starts */
export function parseException(text: string, session: Session, from: number): ParsedBreakpoint {
  return catchFault(text, () => ({ ok: true, ...new Reading(text, session).exceptionRequest(from) }));
}

const placeWords: Readonly<Record<Exclude<TargetType, 'at' | 'line'>, string>> = {
  node: msg('a node in this run'),
  layer: msg('a layer in this run'),
  phase: msg('a phase in this run'),
  kind: msg('an operation in this run'),
};
const kindsOfPlace = Object.keys(placeWords) as (keyof typeof placeWords)[];
const firstWords: readonly string[] = [...targetTypes, 'change', 'catch'];
/** Words that may follow an address. Before one of them, a first word such as `at` is an address of that name. */
const joins: readonly string[] = ['if', 'and', 'or', ...clauseWords];
const digitsAt = /\d+/y;

/** What a breakpoint stops at, the offset of its end, and what could follow besides the clauses. */
interface ReadSpec {
  readonly spec: BreakpointSpec;
  readonly end: number;
  readonly also: readonly string[];
}

/** The condition after `if`, the offset of its end, and what could follow besides the clauses. */
interface IfClause {
  readonly condition: Expression | null;
  readonly end: number;
  readonly also: readonly string[];
}

class Reading {
  readonly #text: string;
  readonly #names: readonly string[];
  readonly #places: BreakpointTargets;
  readonly #session: Session;

  constructor(text: string, session: Session) {
    this.#text = text;
    this.#session = session;
    this.#names = session.values.names;
    this.#places = breakpointTargets(session);
  }

  /** @throws SyntaxFault at the first fault */
  request(from: number, allowed: readonly string[]): BreakpointRequest {
    return this.#withClauses(this.#spec(from), allowed);
  }

  /** @throws SyntaxFault at the first fault */
  exceptionRequest(from: number): BreakpointRequest {
    return this.#withClauses(this.#exception(from), clauseWords);
  }

  #spec(from: number): ReadSpec {
    const start = skipSpaces(this.#text, from);
    const word = matchAt(wordPattern, this.#text, start);
    const next = skipSpaces(this.#text, start + word.length);
    if (firstWords.includes(word) && this.#isExplicit(word, next)) return this.#explicit(word, next);
    const kind = this.#isAtEnd(next) ? kindsOfPlace.find((each) => this.#places[each].includes(word)) : null;
    if (kind) return this.#place(kind, word, next);
    const address = this.#addressAt(start);
    if (address && this.#isAtEnd(address.end)) return this.#writing(address.name, start, address.end);
    if (word !== '' && !address && this.#isBesideWord(next)) {
      if (!(timeWords as readonly string[]).includes(word)) this.#refuseWord(word, start);
      const digits = matchAt(digitsAt, this.#text, next);
      if (digits !== '')
        failAt(this.#text, next, t`an operator`, { fix: t`compare it: write ${`${word} == ${digits}`}` });
    }
    return this.#condition(start);
  }

  /** Whether the first word is a keyword, and not the start of an address or the name of a target. */
  #isExplicit(word: string, next: number): boolean {
    // No name is a number, so this is a line, whatever else is called "line".
    if (word === 'line' && matchAt(digitsAt, this.#text, next) !== '') return true;
    const isName =
      this.#names.includes(word) || kindsOfPlace.some((kind) => this.#places[kind].includes(word));
    const following = matchAt(wordPattern, this.#text, next);
    if (following !== '') return !(isName && joins.includes(following));
    const goesOn = (name: string) => name.startsWith(word) && /^[.[(]/.test(name.slice(word.length));
    return !isName && (next === this.#text.length || !this.#names.some(goesOn));
  }

  /** Whether the text ends here or goes on with a word or number that is no operator, so it is no condition. */
  #isBesideWord(at: number): boolean {
    const following = matchAt(/[\p{L}\p{M}\p{N}_]+/uy, this.#text, at);
    return at === this.#text.length || (following !== '' && following !== 'and' && following !== 'or');
  }

  #explicit(word: string, at: number): ReadSpec {
    if (word === 'change') return this.#change(at);
    if (word === 'catch') return this.#exception(at);
    if (word === 'line') return this.#line(at);
    if (word === 'at') {
      const { name, end } = this.#address(at);
      return this.#writing(name, at, end);
    }
    const kind = word as keyof typeof placeWords;
    const name = this.#oneOf(at, this.#places[kind], t(placeWords[kind]));
    return this.#place(kind, name, at + name.length);
  }

  #change(at: number): ReadSpec {
    const { name: address, end } = this.#address(at);
    const next = skipSpaces(this.#text, end);
    const isSized = isWordAt(this.#text, next, 'by');
    const size = isSized ? this.#number(next + 'by'.length) : { value: 0, end };
    const { condition, ...rest } = this.#ifClause(size.end, isSized ? [] : ['by']);
    return { spec: { type: 'change', address, by: size.value, condition }, ...rest };
  }

  #exception(from: number): ReadSpec {
    const at = skipSpaces(this.#text, from);
    const exception = this.#oneOf(at, exceptionNames, t`an exception`) as ExceptionName;
    const { limit } = exceptions[exception];
    const end = at + exception.length;
    const next = skipSpaces(this.#text, end);
    const typed = limit === null || this.#isAtEnd(next) ? { value: limit, end } : this.#number(next);
    const { condition, ...rest } = this.#ifClause(typed.end);
    return { spec: { type: 'exception', exception, limit: typed.value, condition }, ...rest };
  }

  /** @throws SyntaxFault if no step belongs to the line */
  #line(at: number): ReadSpec {
    const digits = matchAt(digitsAt, this.#text, at);
    const known = computingLines(this.#session);
    const end = at + digits.length;
    if (!known.includes(Number(digits))) {
      failAt(this.#text, at, t`a line of the code that computes something`, {
        fix: listChoices(known.map(String)),
        isIncomplete: end === this.#text.length && known.some((line) => String(line).startsWith(digits)),
      });
    }
    return this.#place('line', String(Number(digits)), end);
  }

  /** @throws SyntaxFault if no step writes the address, as for an input */
  #writing(name: string, at: number, end: number): ReadSpec {
    const { values } = this.#session;
    const slots = slotsNamed(this.#session, name);
    if (!slots.some((slot) => values.isComputed(slot))) {
      const fix = t`no step computes ${name}: write "change ${name}" to stop where it changes`;
      failAt(this.#text, at, t`an address that a step computes`, { fix });
    }
    return this.#place('at', name, end);
  }

  #place(place: TargetType, name: string, end: number): ReadSpec {
    const { condition, ...rest } = this.#ifClause(end);
    return { spec: { type: 'place', place, name, condition }, ...rest };
  }

  /** Reads `if CONDITION`, if it is there. @param before words that could have come before it */
  #ifClause(end: number, before: readonly string[] = []): IfClause {
    const next = skipSpaces(this.#text, end);
    if (!isWordAt(this.#text, next, 'if')) return { condition: null, end, also: [...before, 'if'] };
    const read = expressionAt(this.#text, next + 'if'.length, this.#names, clauseWords);
    return { condition: read.expression, end: read.end, also: [] };
  }

  #condition(start: number): ReadSpec {
    const { expression: condition, end } = expressionAt(this.#text, start, this.#names, [
      'if',
      ...clauseWords,
    ]);
    if (/^\d+$/.test(condition.text)) {
      // A step is not a breakpoint: it is passed once. Other debuggers mean a line by a number.
      const [step, line] = [`goto ${condition.text}`, `break line ${condition.text}`];
      failAt(this.#text, start, t`a name or a condition`, {
        fix: t`to go to this step, write ${step}; to stop at a line of the code, ${line}`,
        isIncomplete: end === this.#text.length,
      });
    }
    if (!condition.hasOperator) {
      const fix = t`compare it: write ${`${condition.text} > 0`}`;
      failAt(this.#text, end, t`an operator`, { fix });
    }
    const { condition: other, ...rest } = this.#ifClause(end);
    return { spec: { type: 'condition', condition: other ? bothOf(condition, other) : condition }, ...rest };
  }

  #withClauses({ spec, end, also }: ReadSpec, allowed: readonly string[]): BreakpointRequest {
    return { spec, ...clausesAt(this.#text, end, also, allowed, this.#names) };
  }

  /** Whether a target may end here: at the end of the text or before a clause, also one that is still being typed. */
  #isAtEnd(from: number): boolean {
    const at = skipSpaces(this.#text, from);
    const rest = this.#text.slice(at);
    const words = ['if', ...clauseWords];
    return words.some((word) => word.startsWith(rest) || isWordAt(this.#text, at, word));
  }

  #address(at: number): { readonly name: string; readonly end: number } {
    return addressAt(this.#text, at, vocabularyOfRun(this.#session));
  }

  #addressAt(at: number): { readonly name: string; readonly end: number } | null {
    try {
      return this.#address(at);
    } catch (error) {
      if (error instanceof SyntaxFault) return null;
      throw error;
    }
  }

  #oneOf(at: number, known: readonly string[], expected: string): string {
    const word = matchAt(wordPattern, this.#text, at);
    if (known.includes(word)) return word;
    const isIncomplete =
      at + word.length === this.#text.length && known.some((each) => each.startsWith(word));
    return failAt(this.#text, at, expected, { fix: suggestion(word, known), isIncomplete });
  }

  #number(from: number): { readonly value: number; readonly end: number } {
    const at = skipSpaces(this.#text, from);
    const text = matchAt(numberPattern, this.#text, at);
    const end = at + text.length;
    const value = text === '' ? Number.NaN : Number(text.replace('−', '-'));
    // The number may still be typed: 0 may become 0.5, and 1e may become 1e3.
    const isIncomplete = end === this.#text.length;
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
      failAt(this.#text, at, t`a number above 0`, { isIncomplete });
    }
    return { value, end };
  }

  #refuseWord(word: string, at: number): never {
    const named = kindsOfPlace.flatMap((kind) => this.#places[kind]);
    const known = [...new Set([...named, ...this.#names])];
    const begun = [...known, ...firstWords].some((each) => each.startsWith(word));
    return failAt(this.#text, at, t`a place, an address or a condition`, {
      fix: suggestion(word, [...known, ...firstWords], [...new Set(named)]),
      isIncomplete: begun && at + word.length === this.#text.length,
    });
  }
}
