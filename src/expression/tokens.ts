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
import type { NumberOfValues } from './arrays/array-function.ts';
import type { AxisIndex } from './arrays/terms.ts';
import { isTransposed, readAxis, readIndexes } from './indexes.ts';
import {
  canonicalSpelling,
  numberPattern,
  operatorAt,
  prefixAt,
  type Syntax,
  spellings,
  type Time,
} from './syntax.ts';
import { type Names, vocabularyOf } from './vocabulary.ts';

const MAX_DEPTH = 100;

/** A number or a name in a text; in formulas also the indexes of a part of an array, and the axis of a function. */
export type Leaf =
  | number
  | string
  | Time
  | { readonly indexes: readonly AxisIndex[] }
  | { readonly axis: number };

/** The state of reading inside a pair of brackets, or in the whole text. */
interface Group {
  /** The name of the function before the bracket; empty for plain brackets and for the whole text. */
  readonly opened: string;
  readonly closing: ')' | ']';
  readonly depth: number;
  /** Number of commas so far. */
  commas: number;
  /** Number of signs before the current operand. */
  signs: number;
  /** The kinds of operator since the last `&&` or `||` whose precedence readers may misjudge. */
  ambiguous: Set<'order' | 'equality' | 'not'>;
}

/** What may follow an expression: some words and signs, or whatever begins another value, and a comma. */
export type Until = readonly string[] | 'value';

/** The name of the function that a call of jsep's tree calls. */
export function calledFunction(node: jsep.CallExpression, calls: Tokenizer['calls']): string {
  return calls[Number(String(node.callee.name).slice(1))]?.name ?? '';
}

/** What may follow a word in a name: indexes, and other words after points. */
const pathPattern = /(?:\[\d+\]|\.[\p{L}_][\p{L}\p{M}\p{N}_]*)+/uy;
const pathPart = /\[\d+\]|\.[^.[]+/gu;

/** Reads the tokens of an expression. */
export class Tokenizer {
  readonly #text: string;
  readonly #syntax: Syntax;
  readonly #vocabulary: Vocabulary;
  readonly #until: Until;
  readonly #groups: Group[] = [
    { opened: '', closing: ')', depth: 0, commas: 0, signs: 0, ambiguous: new Set() },
  ];
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
  readonly calls: { readonly name: string; readonly at: number }[] = [];

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
        if (this.#groups.length > 1) this.#refuse(`"${this.#group.closing}"`);
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
    if (this.#groups.length > 1) return false;
    const word = matchAt(wordPattern, this.#text, this.#at);
    const sign = this.#text[this.#at] ?? '';
    if (this.#until !== 'value') return this.#until.includes(word || sign);
    if (word === '')
      return sign === ',' || sign === '(' || matchAt(numberPattern, this.#text, this.#at) !== '';
    return matchAt(operatorAt, this.#text, this.#at) === '';
  }

  get #group(): Group {
    return this.#groups.at(-1) as Group;
  }

  /** Reads one token where a value is expected. @returns whether a value is expected next */
  #value(): boolean {
    const number = matchAt(numberPattern, this.#text, this.#at);
    if (number !== '') return this.#number(number);
    const sign = matchAt(prefixAt, this.#text, this.#at);
    if (this.#syntax.signs.has(canonicalSpelling(sign))) return this.#sign(sign);
    if (this.#text[this.#at] === '(') return this.#open('');
    if (this.#syntax.hasArrays && this.#text[this.#at] === '[') return this.#openList();
    const word = matchAt(wordPattern, this.#text, this.#at);
    if (word === '') this.#refuse(t`a value`);
    const next = this.#text[skipSpaces(this.#text, this.#at + word.length)] ?? '';
    // A value can have the name of a function or of a constant: only the function has a bracket after it.
    const isValue = next !== '(' && (this.#vocabulary.addresses.has(word) || next === '[' || next === '.');
    if (this.#syntax.functions.has(word) && !isValue) return this.#open(word);
    const constant = this.#syntax.constants.get(word);
    if (constant !== undefined && !isValue) return this.#leaf(constant, this.#at + word.length);
    if (this.#syntax.hasArrays) {
      if (this.#syntax.functions.get(this.#group.opened)?.takesAxis && word === 'axis') {
        const { axis, end } = readAxis(this.#text, this.#at);
        return this.#leaf({ axis }, end);
      }
      const known = this.#knownName(word);
      if (known !== null && next !== '(') return this.#leaf(known, this.#endOf(known));
    }
    const { name, end } = readAddress(this.#text, this.#at, this.#vocabulary);
    return this.#leaf(name, end);
  }

  /** The longest known name that starts with this word: `x`, `city.Dhaka`, `rnn[0].h`; null if there is none. */
  #knownName(word: string): string | null {
    const { addresses } = this.#vocabulary;
    const parts = matchAt(pathPattern, this.#text, this.#at + word.length).match(pathPart) ?? [];
    for (let count = parts.length; count >= 0; count--) {
      const name = word + parts.slice(0, count).join('');
      if (addresses.has(name)) return name;
    }
    return null;
  }

  /** The end of a known name, with all that may follow in one of which nothing else is known. */
  #endOf(name: string): number {
    const end = this.#at + name.length;
    return this.#syntax.isFaulty?.(name) ? end + matchAt(pathPattern, this.#text, end).length : end;
  }

  #openList(): boolean {
    this.#groups.push({
      opened: '',
      closing: ']',
      depth: this.#deepen(),
      commas: 0,
      signs: 0,
      ambiguous: new Set(),
    });
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
    this.#group.signs += 1;
    if (operator === '!') this.#group.ambiguous.add('not');
    this.code.push(operator);
    this.#at += sign.length;
    return true;
  }

  #open(opened: string): boolean {
    const depth = this.#deepen();
    const at = this.#at;
    this.#at = skipSpaces(this.#text, at + opened.length);
    if (this.#text[this.#at] !== '(') this.#refuse(t`"(" after ${opened}`);
    this.#groups.push({ opened, closing: ')', depth, commas: 0, signs: 0, ambiguous: new Set() });
    if (opened !== '') this.code.push(`f${this.calls.push({ name: opened, at }) - 1}`);
    this.code.push('(');
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

  /** Reads one token where an operator is expected. @returns whether a value is expected next */
  #operator(): boolean {
    const inside = this.#groups.length > 1;
    const { closing, commas } = this.#group;
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
    const { least, most, takesAxis = false } = this.#valuesInGroup();
    const canEnd = inside && commas + 1 >= least;
    const canGoOn = commas + 1 < most || (takesAxis && /^,\s*axis\s*=/.test(this.#text.slice(this.#at)));
    if ((sign === closing && canEnd) || (sign === ',' && canGoOn)) {
      if (sign === closing) this.#groups.pop();
      else Object.assign(this.#group, { commas: commas + 1, signs: 0, ambiguous: new Set() });
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
    const isMiscounted = (sign === closing && inside && !canEnd) || (sign === ',' && inside && !canGoOn);
    const fix = isBeside
      ? { fix: t(this.#syntax.beside) }
      : isMiscounted && this.#syntax.functions.has(this.#group.opened)
        ? { fix: takenBy(this.#group.opened, { least, most }) }
        : {};
    return this.#refuse(inside ? end : t`an operator`, { isIncomplete, ...fix });
  }

  /** How many values the brackets can have in which the text is. */
  #valuesInGroup(): NumberOfValues & { readonly takesAxis?: boolean } {
    const { opened, closing } = this.#group;
    if (closing === ']') return { least: 1, most: Number.POSITIVE_INFINITY };
    return this.#syntax.functions.get(opened) ?? { least: 1, most: 1 };
  }

  #binary(written: string): boolean {
    const operator = canonicalSpelling(written);
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

/** How many values a function takes. */
function takenBy(name: string, { least, most }: NumberOfValues): string {
  if (least !== most)
    return most === Number.POSITIVE_INFINITY
      ? t`${name} takes at least ${least} values`
      : t`${name} takes ${least} to ${most} values`;
  return least === 1 ? t`${name} takes 1 value` : t`${name} takes ${least} values`;
}
