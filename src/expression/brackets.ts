/** What is known of the brackets that a place in an expression is in: what they take, and what came before in them. */
import { t } from '../i18n/translate.ts';
import type { TakenValues } from './syntax.ts';

/** What is needed at a place, and how to write it. */
interface Needed {
  readonly expected: string;
  readonly fix: string;
}

/** A pair of brackets that is open, or the whole text. */
export class Brackets {
  /** The name of the function before them; empty for plain brackets and for the whole text. */
  readonly opened: string;
  readonly closing: ')' | ']';
  /** How many values they can have, and whether an axis after these. */
  readonly values: TakenValues;
  /** The offsets of the brackets and of the commas between them, as far as they have been read. */
  readonly separators: number[] = [];
  readonly #depth: number;
  /** Number of commas so far. */
  #commas = 0;
  /** Number of signs before the current operand. */
  #signs = 0;
  /** The kinds of operator since the last `&&` or `||` whose precedence readers may misjudge. */
  readonly #ambiguous = new Set<'order' | 'equality' | 'not'>();

  /** @param depth 0 for the whole text */
  constructor(opened: string, closing: ')' | ']', values: TakenValues, depth: number) {
    this.opened = opened;
    this.closing = closing;
    this.values = values;
    this.#depth = depth;
  }

  /** How deep the current operand is nested in brackets and signs. */
  get depth(): number {
    return this.#depth + this.#signs;
  }

  /** Whether the values so far are enough, and whether there can be another one. */
  get isEnough(): boolean {
    return this.#commas + 1 >= this.values.least;
  }

  get canGoOn(): boolean {
    return this.#commas + 1 < this.values.most;
  }

  /** A sign stands before the current operand. @param sign in its standard spelling */
  addSign(sign: string): void {
    this.#signs += 1;
    if (sign === '!') this.#ambiguous.add('not');
  }

  /** A comma follows: another value begins. */
  addComma(): void {
    this.#commas += 1;
    this.#signs = 0;
    this.#ambiguous.clear();
  }

  /**
   * An operator follows a value.
   *
   * @param operator in its standard spelling
   * @returns the brackets that are needed to show what is meant; null if that is clear
   */
  addOperator(operator: string): Needed | null {
    if (operator === '**' && this.#signs > 0) {
      return {
        expected: t`brackets that show what the sign applies to`,
        fix: t`write -(a ** b) or (-a) ** b`,
      };
    }
    if (/^[<>=!]/.test(operator)) {
      const kind = /^[<>]/.test(operator) ? 'order' : 'equality';
      if (this.#ambiguous.has('not')) {
        return { expected: t`brackets that show what ! applies to`, fix: t`write !(a < b) or (!a) < b` };
      }
      if (this.#ambiguous.has(kind)) {
        return { expected: t`&& or brackets between two comparisons`, fix: t`write a < b && b < c` };
      }
      if (kind === 'equality') this.#ambiguous.delete('order');
      this.#ambiguous.add(kind);
    }
    if (operator === '&&' || operator === '||') this.#ambiguous.clear();
    this.#signs = 0;
    return null;
  }

  /** How many values the function before these brackets takes, in words; empty for other brackets. */
  get takenText(): string {
    const { opened: name, values } = this;
    const { least, most } = values;
    if (name === '') return '';
    if (least !== most)
      return most === Number.POSITIVE_INFINITY
        ? t`${name} takes at least ${least} values`
        : t`${name} takes ${least} to ${most} values`;
    return least === 1 ? t`${name} takes 1 value` : t`${name} takes ${least} values`;
  }
}
