/** Writes a formula of arrays as one expression, as the scenario has it: `softmax(Q @ K.T / np.sqrt(2), axis=1)`. */
import { binding } from '../../core/operations/operation.ts';
import { ops } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';
import { arrayFunctionOf } from '../../expression/arrays/array-functions.ts';
import type { AxisIndex, FormulaTree, Terms } from '../../expression/arrays/terms.ts';
import { indexes, type VariableMap } from './cells.ts';
import { type Expression, type Expressions, noted } from './expressions.ts';
import { constantText, nested } from './numbers.ts';
import { foundIn } from './parts-of-variables.ts';
import type { TermSlots } from './term-slots.ts';

/** Thrown if a formula has no form as a whole. */
class NoWhole extends Error {}

/** Writes the parts of a formula. */
export class WholeFormula {
  readonly #cells: VariableMap;
  readonly #expressions: Expressions;
  readonly #slots: TermSlots;
  /** Whether the tape's steps inside are later written in terms of its parts. */
  #abbreviates = true;

  constructor(cells: VariableMap, expressions: Expressions, slots: TermSlots) {
    this.#cells = cells;
    this.#expressions = expressions;
    this.#slots = slots;
  }

  /**
   * The expression for the whole formula; null if NumPy has none, and for formulas of single values.
   *
   * @param abbreviates whether to record how intermediate results are written as parts of it
   */
  write(formula: Terms, abbreviates = true): Expression | null {
    this.#abbreviates = abbreviates;
    if (!formula.made && formula.shape.length === 0) return null;
    try {
      return this.#written(formula, true);
    } catch (error) {
      if (error instanceof NoWhole) return null;
      throw error;
    }
  }

  #written(terms: Terms, isRoot: boolean): Expression {
    const { shape, cells } = terms;
    if (cells.every((cell) => !('op' in cell))) return this.#given(terms);
    const held = foundIn(
      this.#cells,
      shape,
      cells.map((cell) => this.#slots.of(cell)),
    );
    if (held && held.shape.length === shape.length) return held;
    const written = terms.made ? this.#made(terms) : null;
    if (written === null) {
      const [cell] = cells;
      const slot = shape.length === 0 && cell ? this.#slots.of(cell) : null;
      if (slot === null) throw new NoWhole();
      return this.#expressions.write(slot);
    }
    const between = this.#slots.instructionsBetween(cells, terms.made?.operands ?? []);
    const own = between.map((instruction) => ({ instruction, from: 0, to: written.text.length }));
    if (!isRoot && this.#abbreviates) this.#abbreviate(terms, written);
    return { ...written, marks: [...own, ...written.marks] };
  }

  /** Numbers and values with a name. */
  #given({ shape, cells }: Terms): Expression {
    const slots = cells.map((cell) => this.#slots.of(cell));
    const held = foundIn(this.#cells, shape, slots);
    if (held && held.shape.length === shape.length) return held;
    const texts = cells.map((cell, place) => {
      if ('number' in cell) return constantText(cell.number);
      const slot = slots[place] ?? null;
      if (slot === null) throw new NoWhole();
      return this.#expressions.write(slot);
    });
    const [only] = texts;
    if (shape.length === 0 && only) return { ...only, marks: [] };
    return this.#list(
      shape,
      slots,
      texts.map(({ text }) => text),
    );
  }

  /** A list of arrays that have variables, or of single numbers. */
  #list(shape: readonly number[], slots: readonly (Slot | null)[], texts: readonly string[]): Expression {
    const [length = 1, ...inner] = shape;
    const size = slots.length / length;
    const rows = Array.from({ length }, (_row, row) =>
      inner.length === 0 ? null : foundIn(this.#cells, inner, slots.slice(row * size, (row + 1) * size)),
    );
    const isOfRows = rows.every((row) => row !== null && row.shape.length === inner.length);
    const text = isOfRows ? `[${rows.map((row) => row?.text).join(', ')}]` : nested(shape, texts);
    return { text: `np.array(${text})`, binds: binding.atom, marks: [] };
  }

  #made({ made }: Terms): Expression {
    if (!made) throw new NoWhole();
    const operands = made.operands.map((each) => this.#written(each, false));
    switch (made.kind) {
      case 'operation': {
        const { numpy } = ops[made.op];
        const isChain = ops[made.op].arity === 2 && operands.length > 2;
        // Arrays of several shapes are no elements of one list.
        if (isChain || (operands.length > 2 && numpy.many)) throw new NoWhole();
        return noted(numpy, operands);
      }
      case 'function': {
        const notation = arrayFunctionOf
          .get(made.name)
          ?.numpy({ operands: operands.length, axis: made.axis });
        if (!notation) throw new NoWhole();
        return noted(notation, operands);
      }
      case 'part': {
        const index = made.indexes.map(indexText).join(', ');
        return noted({ text: `{0}[${index}]`, binds: binding.atom, needs: [binding.atom] }, operands);
      }
      case 'list':
        return noted({ text: 'np.array([{0…}])', binds: binding.atom, needs: [0] }, operands);
    }
  }

  /** Notes how the numbers of an intermediate array are written where one of them is used. */
  #abbreviate({ shape, cells }: Terms, { text, binds }: Expression): void {
    const array = shape.length === 0 || binds === binding.atom ? text : `(${text})`;
    for (const [place, index] of indexes(shape).entries()) {
      const slot = this.#slots.of(cells[place] as FormulaTree);
      if (slot === null) continue;
      this.#cells.abbreviate(
        slot,
        shape.length === 0 && binds < binding.product ? `(${text})` : `${array}${index}`,
      );
    }
  }
}

function indexText(index: AxisIndex): string {
  if (typeof index === 'number') return String(index);
  const { from, to, step } = index;
  return `${from ?? ''}:${to ?? ''}${step === null ? '' : `:${step}`}`;
}
