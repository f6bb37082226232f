/**
 * The signs of expressions and of formulas, and which may stand where. A text is read token by token, which finds
 * every fault at its place and every address.
 */
import { t, translated } from '../i18n/translate.ts';
import {
  type ExpressionFault,
  matchAt,
  ofRun,
  readAddress,
  refuse,
  skipSpaces,
  type Vocabulary,
  wordAt,
} from './addresses.ts';

/** What a text may be made of. */
export interface Syntax {
  /** The functions; those of `many` take any number of values, the others one. */
  readonly functions: ReadonlyMap<string, { readonly many: boolean }>;
  /** Words that are numbers. */
  readonly constants: ReadonlyMap<string, number>;
  /** The operators before a value, and between two values, in their plain spelling. */
  readonly signs: ReadonlySet<string>;
  readonly operators: ReadonlySet<string>;
  readonly expected: Vocabulary['expected'];
  /** What to write for signs that mean something elsewhere, in English. */
  readonly hints: ReadonlyMap<string, string>;
  /** The same where a word or a bracket follows a value at once. */
  readonly beside: string;
}

/** Other spellings of operators, and the one that they stand for. */
const spellings = new Map([
  ['−', '-'],
  ['×', '*'],
  ['÷', '/'],
  ['^', '**'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['and', '&&'],
  ['or', '||'],
  ['not', '!'],
]);

/** The spelling that an operator is known by. */
function plain(written: string): string {
  return spellings.get(written) ?? written;
}

/** A number without a sign; one that ends before the digits of its exponent as well. */
export const numberAt = /(?:\d+\.?\d*|\.\d+)(?:[eE][-+−]?\d*)?/y;
const prefixAt = /[-+−]|!(?!=)|not(?![\p{L}\p{M}\p{N}_])/uy;
const operatorAt = /&&|\|\||\*\*|[<>=!]=|[-+*/%<>−×÷^≤≥≠]|(?:and|or)(?![\p{L}\p{M}\p{N}_])/uy;

const MAX_DEPTH = 100;

/** What stands between two brackets, or between the ends of the text, as far as it has been read. */
interface Group {
  /** `(`, with the function's name before it; empty for the whole text. */
  readonly opened: string;
  readonly depth: number;
  /** Signs before the present operand. */
  signs: number;
  /** The kinds of operator since the last `&&` or `||` that a reader might bind otherwise than they are bound. */
  ambiguous: Set<'order' | 'equality' | 'not'>;
}

/** Whatever may stand where a value is expected. @param names every address that is known */
function vocabularyOf(names: readonly string[], syntax: Syntax): Vocabulary {
  const { functions, constants, signs, expected } = syntax;
  return {
    addresses: new Set(names),
    expected,
    functions: [...functions.keys()],
    words: [...constants.keys(), ...(signs.has('!') ? ['not '] : [])],
  };
}

/** The same where nothing but an address may stand. */
export function addressesAlone(names: readonly string[]): Vocabulary {
  return { addresses: new Set(names), expected: ofRun, functions: [], words: [] };
}

/** Reads the tokens of an expression, and refuses the first that may not stand where it does. */
export class Reader {
  readonly #text: string;
  readonly #syntax: Syntax;
  readonly #vocabulary: Vocabulary;
  readonly #groups: Group[] = [{ opened: '', depth: 0, signs: 0, ambiguous: new Set() }];
  #at: number;
  /** What the library gets: signs in their plain spelling, and `v0`, `v1` … for the leaves. */
  readonly code: string[] = [];
  /** Numbers, and addresses. */
  readonly leaves: (number | string)[] = [];

  /** @param names every address that is known */
  constructor(text: string, from: number, names: readonly string[], syntax: Syntax) {
    this.#text = text;
    this.#at = from;
    this.#syntax = syntax;
    this.#vocabulary = vocabularyOf(names, syntax);
  }

  read(): this {
    for (let wantsValue = true; ; ) {
      this.#at = skipSpaces(this.#text, this.#at);
      if (this.#at === this.#text.length) {
        if (wantsValue) this.#refuse(t`a value`);
        if (this.#groups.length > 1) this.#refuse('")"');
        return this;
      }
      wantsValue = wantsValue ? this.#value() : this.#operator();
    }
  }

  get #group(): Group {
    return this.#groups.at(-1) as Group;
  }

  /** @returns whether a value is still wanted after it */
  #value(): boolean {
    const number = matchAt(numberAt, this.#text, this.#at);
    if (number !== '') return this.#number(number);
    const sign = matchAt(prefixAt, this.#text, this.#at);
    if (this.#syntax.signs.has(plain(sign))) return this.#sign(sign);
    if (this.#text[this.#at] === '(') return this.#open('');
    const word = matchAt(wordAt, this.#text, this.#at);
    if (word === '') this.#refuse(t`a value`);
    if (this.#syntax.functions.has(word)) return this.#open(word);
    const constant = this.#syntax.constants.get(word);
    if (constant !== undefined) return this.#leaf(constant, this.#at + word.length);
    const { name, end } = readAddress(this.#text, this.#at, this.#vocabulary);
    return this.#leaf(name, end);
  }

  #number(number: string): boolean {
    const end = this.#at + number.length;
    if (!/[\d.]$/.test(number)) {
      const place = skipSpaces(this.#text, end);
      refuse(this.#text, place, t`the digits of the exponent`, { unfinished: end === this.#text.length });
    }
    return this.#leaf(Number(number.replace('−', '-')), end);
  }

  #leaf(leaf: number | string, end: number): boolean {
    this.code.push(`v${this.leaves.push(leaf) - 1}`);
    this.#at = end;
    return false;
  }

  #sign(sign: string): boolean {
    const operator = plain(sign);
    this.#deepen();
    this.#group.signs += 1;
    if (operator === '!') this.#group.ambiguous.add('not');
    this.code.push(operator);
    this.#at += sign.length;
    return true;
  }

  #open(opened: string): boolean {
    const depth = this.#deepen();
    this.#at = skipSpaces(this.#text, this.#at + opened.length);
    if (this.#text[this.#at] !== '(') this.#refuse(t`"(" after ${opened}`);
    this.#groups.push({ opened, depth, signs: 0, ambiguous: new Set() });
    this.code.push(opened, '(');
    this.#at += 1;
    return true;
  }

  #deepen(): number {
    const depth = this.#group.depth + this.#group.signs + 1;
    if (depth > MAX_DEPTH) {
      this.#refuse(t`brackets and signs nested at most ${MAX_DEPTH} deep`, { fix: t`use fewer` });
    }
    return depth;
  }

  /** @returns whether a value is wanted after it */
  #operator(): boolean {
    const inside = this.#groups.length > 1;
    const many = this.#syntax.functions.get(this.#group.opened)?.many === true;
    const sign = this.#text[this.#at] as string;
    if ((sign === ')' && inside) || (sign === ',' && many)) {
      if (sign === ')') this.#groups.pop();
      else Object.assign(this.#group, { signs: 0, ambiguous: new Set() });
      this.code.push(sign);
      this.#at += 1;
      return sign === ',';
    }
    const written = matchAt(operatorAt, this.#text, this.#at);
    if (this.#syntax.operators.has(plain(written))) return this.#binary(written);
    const rest = this.#text.slice(this.#at);
    const operators = [...this.#syntax.operators, ...spellings.keys()];
    const unfinished = operators.some((operator) => operator !== 'not' && operator.startsWith(rest));
    const end = many ? t`an operator, "," or ")"` : t`an operator or ")"`;
    const isBeside = this.#syntax.beside !== '' && /^[\p{L}_(]/u.test(rest);
    const fix = isBeside ? { fix: translated(this.#syntax.beside) } : {};
    return this.#refuse(inside ? end : t`an operator`, { unfinished, ...fix });
  }

  #binary(written: string): boolean {
    const operator = plain(written);
    const { signs, ambiguous } = this.#group;
    if (operator === '**' && signs > 0) {
      this.#refuse(t`brackets that show what the sign applies to`, { fix: t`write -(a ** b) or (-a) ** b` });
    }
    if (/^[<>=!]/.test(operator)) {
      const kind = /^[<>]/.test(operator) ? 'order' : 'equality';
      if (ambiguous.has('not')) {
        this.#refuse(t`brackets that show what ! applies to`, { fix: t`write !(a < b) or (!a) < b` });
      }
      if (ambiguous.has(kind)) {
        this.#refuse(t`&& or brackets between two comparisons`, { fix: t`write a < b && b < c` });
      }
      if (kind === 'equality') ambiguous.delete('order');
      ambiguous.add(kind);
    }
    if (operator === '&&' || operator === '||') ambiguous.clear();
    this.#group.signs = 0;
    this.code.push(operator);
    this.#at += written.length;
    return true;
  }

  #refuse(expected: string, rest: Partial<ExpressionFault> = {}): never {
    const fix = translated(this.#syntax.hints.get(this.#text[this.#at] ?? '') ?? '');
    return refuse(this.#text, this.#at, expected, { fix, ...rest });
  }
}
