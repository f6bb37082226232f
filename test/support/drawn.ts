/** Reads numbers and equations back from a drawn screen, without the code that drew them. */
import { ops } from '../../src/core/operations.ts';

/** A drawn equation: the text before its sign, the sign, and the number after it. */
export interface DrawnEquation {
  readonly left: string;
  readonly sign: '=' | '≈';
  readonly right: string;
}

const NUMBER = /−?(?:∞|NaN|\d[\d.]*(?:e−?\d+)?)/u;

/** The numbers of a text, without those that are part of a name such as `node_0.w[1]`, or of a shortened one: `h…0`. */
export function numbersIn(text: string): string[] {
  return [
    ...text.matchAll(
      new RegExp(`(?<![\\p{L}\\d_.[]|[\\p{L}\\d_\\])]…)${NUMBER.source}(?![\\p{L}\\d_\\]]|\\.\\d)`, 'gu'),
    ),
  ].map(([number]) => number);
}

/**
 * The equations of a line in numbers only, for example `2 × (−1) = −2`. Columns are separated by two blanks. Equations
 * with a number that is not known yet, or with terms left out, are not among them.
 */
export function equationsIn(line: string): DrawnEquation[] {
  return line.split(/\s{2,}|│/).flatMap((column) => {
    const [, left = '', sign, right = ''] = /^(?:= )?(.*) ([=≈]) (\S+)$/u.exec(column.trim()) ?? [];
    if (sign === undefined || /[…?]/.test(column) || !isNumber(right)) return [];
    return evaluated(left) === null ? [] : [{ left, sign: sign as '=' | '≈', right }];
  });
}

/** The value of a drawn number. */
export function numberOf(text: string): number {
  return Number(text.replaceAll('−', '-').replace('∞', 'Infinity'));
}

function isNumber(text: string): boolean {
  return new RegExp(`^${NUMBER.source}$`, 'u').test(text);
}

const functions: Readonly<Record<string, (a: number, b: number) => number>> = Object.fromEntries(
  Object.values(ops).flatMap(({ paper, forward }) => {
    const name = /^([\p{L}_]+′?)\(\{0\}(?:, \{1\})?\)$/u.exec(paper.text)?.[1];
    return name === undefined ? [] : [[name, forward]];
  }),
);

/** The value of a drawn operation on numbers; null if the text is not one. */
export function evaluated(text: string): number | null {
  const tokens = text.match(/\d[\d.]*(?:e−?\d+)?|∞|NaN|[\p{L}_]+′?|\S/gu) ?? [];
  const reader = new Reader(tokens);
  try {
    const value = reader.sum();
    return reader.isAtEnd ? value : null;
  } catch {
    return null;
  }
}

/** Reads an operation by recursive descent. */
class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): number {
    let value = this.#product();
    for (;;) {
      if (this.#takes('+')) value += this.#product();
      else if (this.#takes('−')) value -= this.#product();
      else return value;
    }
  }

  #product(): number {
    let value = this.#power();
    for (;;) {
      if (this.#takes('×')) value *= this.#power();
      else if (this.#takes('÷')) value /= this.#power();
      else return value;
    }
  }

  #power(): number {
    const value = this.#atom();
    return this.#takes('²') ? value * value : value;
  }

  #atom(): number {
    if (this.#takes('−')) return -this.#atom();
    if (this.#takes('(')) return this.#closed(this.sum(), ')');
    if (this.#takes('[')) {
      const left = this.#closed(this.sum(), '>');
      const right = this.#closed(this.sum(), ']');
      return left > right ? 1 : left < right ? 0 : 0.5;
    }
    const token = this.#tokens[this.#at++] ?? '';
    if (isNumber(token)) return numberOf(token);
    const call = functions[token];
    if (!call || !this.#takes('(')) throw new SyntaxError(token);
    const first = this.sum();
    const second = this.#takes(',') ? this.sum() : first;
    return this.#closed(call(first, second), ')');
  }

  #takes(token: string): boolean {
    const isNext = this.#tokens[this.#at] === token;
    if (isNext) this.#at += 1;
    return isNext;
  }

  #closed(value: number, token: string): number {
    if (!this.#takes(token)) throw new SyntaxError(`no ${token}`);
    return value;
  }
}

/** One unit of the fifth significant digit of a number, the fourth with an exponent, or of its last digit after those. */
export function unitOf(text: string): number {
  const [digits = '', exponent = '0'] = text.replaceAll('−', '-').split('e');
  const drawn = Number(exponent) - (digits.split('.')[1] ?? '').length;
  const value = Math.abs(numberOf(text));
  if (value === 0) return 10 ** drawn;
  const usual = Math.floor(Math.log10(value)) - (text.includes('e') ? 3 : 4);
  return 10 ** Math.min(drawn, usual);
}
