/** What a formula can use, and what becomes of it: values, the functions that a scenario defines, terms. */
import type { ExpressionFault } from './addresses.ts';
import type { NumberOfValues } from './arrays/array-function.ts';
import { namedTerms, type Shape, type Terms, TermWriter } from './arrays/terms.ts';

export type ParsedFormula =
  | {
      readonly ok: true;
      readonly terms: Terms;
      /** The arrays that it uses as a whole or in parts, not only single numbers of them. */
      readonly wholes: ReadonlySet<string>;
    }
  | { readonly ok: false; readonly fault: ExpressionFault };

/** What a call of a defined function gives: its last formula. */
export type Called = Extract<ParsedFormula, { ok: true }>;

/** The functions that a scenario defines. */
export interface Definitions {
  readonly values: ReadonlyMap<string, NumberOfValues>;
  /**
   * Takes a call apart.
   *
   * @param texts how the operands are written
   * @param isWhole whether the call is the whole formula
   * @throws SyntaxFault or ShapeFault if its formulas are wrong for these operands
   */
  readonly call: (
    name: string,
    operands: readonly Terms[],
    texts: readonly string[],
    isWhole: boolean,
  ) => Called;
}

/** The values that a formula can use: inputs, parameters and earlier formulas; and the functions that are defined. */
export class KnownValues {
  readonly #terms = new Map<string, Terms>();
  readonly #names = new Set<string>();
  readonly #arrays = new Set<string>();
  readonly #faulty = new Set<string>();
  readonly definitions: Definitions | null;
  readonly writer: TermWriter;
  /** Words that are no constants, because something in the scenario is called so, even if it is defined later. */
  readonly taken: ReadonlySet<string>;

  /** @param writer counts the operations of all formulas */
  constructor(
    definitions: Definitions | null = null,
    writer = new TermWriter(),
    taken: ReadonlySet<string> = new Set(),
  ) {
    this.definitions = definitions;
    this.writer = writer;
    this.taken = taken;
  }

  add(name: string, shape: Shape): void {
    this.bind(name, namedTerms(name, shape));
    if (shape.length > 0) this.#arrays.add(name);
  }

  /** Gives a name to terms that are, or have, other names. */
  bind(name: string, terms: Terms): void {
    this.#terms.set(name, terms);
    this.#names.add(name);
    this.#arrays.delete(name);
    this.#faulty.delete(name);
  }

  /** Gives a name to a value of which nothing is known, because its formula has a fault. */
  bindFaulty(name: string): void {
    this.bind(name, namedTerms(name, []));
    this.#faulty.add(name);
  }

  /** The same values, to which others can be added. */
  copy(): KnownValues {
    const copied = new KnownValues(this.definitions, this.writer, this.taken);
    for (const [name, terms] of this.#terms) copied.bind(name, terms);
    for (const name of this.#arrays) copied.#arrays.add(name);
    for (const name of this.#faulty) copied.#faulty.add(name);
    return copied;
  }

  /** Whether a name is that of an array, not another name for one. */
  isArray(name: string): boolean {
    return this.#arrays.has(name);
  }

  /** Whether nothing is known of a value but its name. */
  isFaulty(name: string): boolean {
    return this.#faulty.has(name);
  }

  /** The names of whole values: of an array that of the array, not those of its numbers. */
  get names(): ReadonlySet<string> {
    return this.#names;
  }

  get(name: string): Terms | undefined {
    return this.#terms.get(name);
  }
}
