/**
 * The tokens of expressions and formulas. Reading token by token gives every address, and the exact location of a
 * syntax error.
 */
import type jsep from 'jsep';
import { t } from '../i18n/translate.ts';
import {
  type ExpressionFault,
  failAt,
  matchAt,
  readAddress,
  skipSpaces,
  type Vocabulary,
  wordPattern,
} from './addresses.ts';
import type { AxisIndex } from './arrays/terms.ts';
import { Brackets } from './brackets.ts';
import { isTransposed, readAxis, readIndexes } from './indexes.ts';
import {
  canonicalSpelling,
  numberPattern,
  operatorAt,
  prefixAt,
  type Syntax,
  spellings,
  type TakenValues,
  type Time,
} from './syntax.ts';
import { knownNameAt, type Names, vocabularyOf } from './vocabulary.ts';

const MAX_DEPTH = 100;

/** How many values plain brackets can have, and a list. */
const one: TakenValues = { least: 1, most: 1 };
const several: TakenValues = { least: 1, most: Number.POSITIVE_INFINITY };

/** A number or a name in a text; in formulas also the indexes of a part of an array, and the axis of a function. */
export type Leaf =
  | number
  | string
  | Time
  | { readonly indexes: readonly AxisIndex[] }
  | { readonly axis: number };

/** What may follow an expression: some words and signs, or whatever begins another value, and a comma. */
export type Until = readonly string[] | 'value';

/** A function that is called: where its name and its brackets stand. An operand is between two of the separators. */
interface Call {
  readonly name: string;
  readonly at: number;
  readonly separators: readonly number[];
}

/** What a call of jsep's tree calls. */
export function callOf(node: jsep.CallExpression, calls: readonly Call[]): Call {
  return calls[Number(String(node.callee.name).slice(1))] as Call;
}

/** Reads the tokens of an expression. */
export class Tokenizer {
  readonly #text: string;
  readonly #syntax: Syntax;
  readonly #vocabulary: Vocabulary;
  readonly #until: Until;
  /** The brackets that are open, after the whole text. */
  readonly #open = [new Brackets('', ')', one, 0)];
  #at: number;
  #latestOperator = 0;
  /** The text for jsep: operators in their standard spelling, `v0`, `v1` … for the leaves, `f0`, `f1` … for functions. */
  readonly code: string[] = [];
  /** The numbers and addresses in the text: leaf i is `vi` in `code`. */
  readonly leaves: Leaf[] = [];
  /** By leaf: its offset, and that of the operator before it. If an operand starts with this leaf, it is its operator. */
  readonly leavesAt: number[] = [];
  readonly operatorsAt: number[] = [];
  /** The functions that are called: function i is `fi` in `code`. */
  readonly calls: Call[] = [];

  /**
   * @param from offset at which reading starts
   * @param names all known addresses
   * @param until what may follow the expression
   */
  constructor(text: string, from: number, names: Names, syntax: Syntax, until: Until = []) {
    this.#until = until;
    this.#text = text;
    this.#at = from;
    this.#syntax = syntax;
    this.#vocabulary = vocabularyOf(names, syntax);
  }

  read(): this {
    for (let wantsValue = true; ; ) {
      this.#at = skipSpaces(this.#text, this.#at);
      if (!wantsValue && this.#isFollowed()) return this;
      if (this.#at === this.#text.length) {
        if (wantsValue) this.#refuse(t`a value`);
        if (this.#open.length > 1) this.#refuse(`"${this.#inside.closing}"`);
        return this;
      }
      wantsValue = wantsValue ? this.#value() : this.#operator();
    }
  }

  /** The offset of what follows the expression. */
  get end(): number {
    return this.#at;
  }

  /** Whether something comes next that may follow the expression. */
  #isFollowed(): boolean {
    if (this.#open.length > 1) return false;
    const word = matchAt(wordPattern, this.#text, this.#at);
    const sign = this.#text[this.#at] ?? '';
    if (this.#until !== 'value') return this.#until.includes(word || sign);
    if (word === '')
      return sign === ',' || sign === '(' || matchAt(numberPattern, this.#text, this.#at) !== '';
    return matchAt(operatorAt, this.#text, this.#at) === '';
  }

  /** The innermost brackets. */
  get #inside(): Brackets {
    return this.#open.at(-1) as Brackets;
  }

  /** Reads one token where a value is expected. @returns whether a value is expected next */
  #value(): boolean {
    const number = matchAt(numberPattern, this.#text, this.#at);
    if (number !== '') return this.#number(number);
    const sign = matchAt(prefixAt, this.#text, this.#at);
    if (this.#syntax.signs.has(canonicalSpelling(sign))) return this.#sign(sign);
    if (this.#text[this.#at] === '(') return this.#openCall('');
    if (this.#syntax.hasArrays && this.#text[this.#at] === '[') return this.#openList();
    const word = matchAt(wordPattern, this.#text, this.#at);
    if (word === '') this.#refuse(t`a value`);
    const next = this.#text[skipSpaces(this.#text, this.#at + word.length)] ?? '';
    // A value can have the name of a function or of a constant: only the function has a bracket after it.
    const isValue = next !== '(' && (this.#vocabulary.addresses.has(word) || next === '[' || next === '.');
    if (this.#syntax.functions.has(word) && !isValue) return this.#openCall(word);
    const constant = this.#syntax.constants.get(word);
    if (constant !== undefined && !isValue) return this.#leaf(constant, this.#at + word.length);
    if (this.#syntax.hasArrays) {
      if (this.#inside.values.takesAxis && word === 'axis') {
        const { axis, end } = readAxis(this.#text, this.#at);
        return this.#leaf({ axis }, end);
      }
      const known =
        next === '(' ? null : knownNameAt(this.#text, this.#at, word, this.#vocabulary, this.#syntax);
      if (known) return this.#leaf(known.name, known.end);
    }
    const { name, end } = readAddress(this.#text, this.#at, this.#vocabulary);
    return this.#leaf(name, end);
  }

  #openList(): boolean {
    this.#open.push(new Brackets('', ']', several, this.#deepen()));
    this.code.push('[');
    this.#at += 1;
    return true;
  }

  #number(number: string): boolean {
    const end = this.#at + number.length;
    if (!/[\d.]$/.test(number)) {
      const place = skipSpaces(this.#text, end);
      failAt(this.#text, place, t`the digits of the exponent`, { isIncomplete: end === this.#text.length });
    }
    return this.#leaf(Number(number.replace('−', '-')), end);
  }

  #leaf(leaf: Leaf, end: number): boolean {
    this.code.push(`v${this.leaves.push(leaf) - 1}`);
    this.leavesAt.push(this.#at);
    this.operatorsAt.push(this.#latestOperator);
    this.#at = end;
    return false;
  }

  #sign(sign: string): boolean {
    const operator = canonicalSpelling(sign);
    this.#deepen();
    this.#inside.addSign(operator);
    this.code.push(operator);
    this.#at += sign.length;
    return true;
  }

  #openCall(opened: string): boolean {
    const depth = this.#deepen();
    const at = this.#at;
    this.#at = skipSpaces(this.#text, at + opened.length);
    if (this.#text[this.#at] !== '(') this.#refuse(t`"(" after ${opened}`);
    const brackets = new Brackets(opened, ')', this.#syntax.functions.get(opened) ?? one, depth);
    this.#open.push(brackets);
    const { separators } = brackets;
    if (opened !== '') this.code.push(`f${this.calls.push({ name: opened, at, separators }) - 1}`);
    separators.push(this.#at);
    this.code.push('(');
    this.#at += 1;
    return true;
  }

  #deepen(): number {
    const depth = this.#inside.depth + 1;
    if (depth > MAX_DEPTH) {
      this.#refuse(t`brackets and signs nested at most ${MAX_DEPTH} deep`, { fix: t`use fewer` });
    }
    return depth;
  }

  /** Reads one token where an operator is expected. @returns whether a value is expected next */
  #operator(): boolean {
    const isInside = this.#open.length > 1;
    const { closing, isEnough, values } = this.#inside;
    const sign = this.#text[this.#at] as string;
    if (this.#syntax.hasArrays && sign === '[') {
      const { indexes, end } = readIndexes(this.#text, this.#at);
      this.code.push('[');
      this.#leaf({ indexes }, end);
      this.code.push(']');
      return false;
    }
    if (this.#syntax.hasArrays && isTransposed(this.#text, this.#at)) {
      this.code.push('.T');
      this.#at += 2;
      return false;
    }
    const canEnd = isInside && isEnough;
    const canGoOn =
      this.#inside.canGoOn || (values.takesAxis && /^,\s*axis\s*=/.test(this.#text.slice(this.#at)));
    if ((sign === closing && canEnd) || (sign === ',' && canGoOn)) {
      this.#inside.separators.push(this.#at);
      if (sign === closing) this.#open.pop();
      else this.#inside.addComma();
      this.code.push(sign);
      this.#at += 1;
      return sign === ',';
    }
    const written = matchAt(operatorAt, this.#text, this.#at);
    if (this.#syntax.operators.has(canonicalSpelling(written))) return this.#binary(written);
    const rest = this.#text.slice(this.#at);
    const operators = [...this.#syntax.operators, ...spellings.keys()];
    const isIncomplete = operators.some((operator) => operator !== 'not' && operator.startsWith(rest));
    const end = !canEnd
      ? t`an operator or ","`
      : canGoOn
        ? t`an operator, "," or "${closing}"`
        : t`an operator or "${closing}"`;
    const isBeside = this.#syntax.beside !== '' && /^[\p{L}_(]/u.test(rest);
    const isMiscounted = isInside && ((sign === closing && !canEnd) || (sign === ',' && !canGoOn));
    const fix = isBeside ? t(this.#syntax.beside) : isMiscounted ? this.#inside.takenText : '';
    return this.#refuse(isInside ? end : t`an operator`, { isIncomplete, ...(fix !== '' && { fix }) });
  }

  #binary(written: string): boolean {
    const operator = canonicalSpelling(written);
    const needed = this.#inside.addOperator(operator);
    if (needed) this.#refuse(needed.expected, { fix: needed.fix });
    this.#latestOperator = this.#at;
    this.code.push(operator);
    this.#at += written.length;
    return true;
  }

  #refuse(expected: string, rest: Partial<ExpressionFault> = {}): never {
    const fix = t(this.#syntax.hints.get(this.#text[this.#at] ?? '') ?? '');
    return failAt(this.#text, this.#at, expected, { fix, ...rest });
  }
}
