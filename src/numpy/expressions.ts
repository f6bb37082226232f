/** Expressions over the variables of the listing, as they are read off the tape. */

import { binding } from '../core/operations/operation.ts';
import { ops } from '../core/operations.ts';
import type { Instruction, Run, Slot } from '../core/program.ts';
import type { ProgramName } from '../core/schedule.ts';
import { type TapeIndex, tapeIndexOf } from '../core/tape-index.ts';
import { type Cells, firstCell, indexes, type Leaf } from './cells.ts';
import { constantText } from './numbers.ts';

/** A text, and which instruction each part of it computes. */
export interface Written {
  readonly text: string;
  readonly binds: number;
  readonly marks: readonly Mark[];
}

export interface Mark {
  /** Its index in the Program. */
  readonly instruction: number;
  readonly from: number;
  readonly to: number;
}

/** One element of a variable that is to be computed: null where the tape has nothing for it. */
interface Element {
  readonly index: string;
  readonly slot: Slot | null;
}

/** Expressions for what a Program's instructions compute. */
export class Expressions {
  readonly #cells: Cells;
  readonly #instructions: readonly Instruction[];
  readonly #tape: TapeIndex;
  readonly #program: 'example' | 'update';

  constructor(cells: Cells, run: Run, program: ProgramName) {
    this.#cells = cells;
    this.#instructions = run[program].instructions;
    this.#tape = tapeIndexOf(run);
    this.#program = program === 'update' ? 'update' : 'example';
  }

  /** The instruction that writes a slot which is not kept anywhere yet. */
  writer(slot: Slot): number | null {
    return this.#cells.of(slot).length > 0 ? null : this.#tape.writerIn(this.#program, slot);
  }

  instruction(index: number): Instruction {
    return this.#instructions[index] as Instruction;
  }

  /** What a slot holds, down to what is kept in variables. */
  write(slot: Slot, leaf: Leaf = firstCell): Written {
    const cells = this.#cells.of(slot);
    if (cells.length > 0) return { text: leaf(cells), binds: binding.atom, marks: [] };
    if (this.#cells.isConstant(slot)) return { ...constantText(this.#cells.initial(slot)), marks: [] };
    const { terms, additions } = this.chain(slot);
    if (additions.length > 0) return this.#sum(terms, additions, leaf);
    return this.apply(this.writer(slot) as number, (operand) => this.write(operand, leaf));
  }

  /** All additions of a sum at once: one inside the other they would take long, where there are many. */
  #sum(terms: readonly Slot[], additions: readonly number[], leaf: Leaf): Written {
    let text = '';
    const marks: Mark[] = [];
    for (const [position, slot] of terms.entries()) {
      const { text: term, binds, marks: inside } = this.write(slot, leaf);
      const isLoose = position > 0 && binds < binding.product;
      const from = text.length + (position > 0 ? ' + '.length : 0) + (isLoose ? 1 : 0);
      text += `${position > 0 ? ' + ' : ''}${isLoose ? `(${term})` : term}`;
      marks.push(...moved(inside, from));
      if (position > 0)
        marks.push({ instruction: additions[position - 1] as number, from: 0, to: text.length });
    }
    return { text, binds: binding.sum, marks };
  }

  /** One instruction, with its operands as they are given. */
  apply(index: number, operandText: (slot: Slot) => Written): Written {
    const { op, operands } = this.instruction(index);
    const { text: notation, binds, needs } = ops[op].numpy;
    // A weight stands before what it is multiplied by, as in a product with a matrix: in nodes, formulas and penalties.
    const isSwapped = op === 'multiply' && this.#cells.isParameter(operands[1] as Slot);
    const written = (isSwapped ? operands.toReversed() : operands).map(operandText);
    let text = '';
    const marks: Mark[] = [];
    for (const part of notation.split(/(\{[01]\})/)) {
      const place = /^\{([01])\}$/.exec(part);
      if (!place) {
        text += part;
        continue;
      }
      const operand = written[Number(place[1])] as Written;
      const isLoose = operand.binds < (needs[Number(place[1])] ?? 0);
      const from = text.length + (isLoose ? 1 : 0);
      marks.push(...moved(operand.marks, from));
      text += isLoose ? `(${operand.text})` : operand.text;
    }
    return { text, binds, marks: [{ instruction: index, from: 0, to: text.length }, ...marks] };
  }

  /**
   * The terms of a sum, from left to right, and the additions between them; or what a maximum is taken of.
   *
   * It goes by operations and not by roles: `a + b + c` is one sum, whatever its additions are for.
   */
  chain(
    slot: Slot,
    op: 'add' | 'max' = 'add',
  ): { readonly terms: readonly Slot[]; readonly additions: readonly number[] } {
    // From the last to the first.
    const terms: Slot[] = [];
    const additions: number[] = [];
    let at = slot;
    for (;;) {
      const index = this.writer(at);
      if (index === null || this.instruction(index).op !== op) break;
      const [left, right] = this.instruction(index).operands as readonly [Slot, Slot];
      terms.push(right);
      additions.push(index);
      at = left;
    }
    return { terms: [...terms, at].reverse(), additions: additions.reverse() };
  }

  /**
   * One text for all elements of a variable at once; null where they are not computed alike.
   *
   * @param suffix stands after every variable of the same shape: it picks the same elements of all
   */
  together(elements: readonly Element[], shape: readonly number[], suffix = ''): Written | null {
    let common: Written | null = null;
    // A text of numbers alone would give a number, and no vector.
    let isShaped = shape.length === 0;
    const marks: Mark[] = [];
    for (const { index, slot } of elements) {
      // What has no gradient has 0, whatever the others have.
      if (slot === null) return null;
      const written = this.write(slot, (cells) => {
        const holder = this.#cells.holder(cells, index, shape);
        isShaped ||= holder !== null;
        return holder === null ? firstCell(cells) : `${holder}${suffix}`;
      });
      if (common !== null && common.text !== written.text) return null;
      common = written;
      marks.push(...written.marks);
    }
    return common && isShaped ? { ...common, marks } : null;
  }

  /**
   * A number that is a sum, or the largest, over the elements of vectors of this length; as it stands on the tape
   * where it is neither. A factor may stand before it: of a mean, of a batch, or of a slope.
   */
  total(slot: Slot, length: number): Written {
    const writer = this.writer(slot);
    const isMaximum = writer !== null && this.instruction(writer).op === 'max';
    const { terms, additions } = this.chain(slot, isMaximum ? 'max' : 'add');
    const shape = [length];
    const elements = elementsOf(shape, terms);
    const inside = terms.length === length ? this.together(elements, shape) : null;
    if (inside) {
      const text = `${isMaximum ? 'np.max' : 'np.sum'}(${inside.text})`;
      const sums = additions.map((instruction) => ({ instruction, from: 0, to: text.length }));
      return { text, binds: binding.atom, marks: [...sums, ...moved(inside.marks, 'np.sum('.length)] };
    }
    if (writer === null || this.instruction(writer).op !== 'multiply') return this.write(slot);
    return this.apply(writer, (operand) =>
      this.#cells.isConstant(operand) ? this.write(operand) : this.total(operand, length),
    );
  }

  /** One instruction alone: its operands are variables, or short forms of what leads to it. */
  alone(index: number, leaf: Leaf): Written {
    const written = (slot: Slot): Written => {
      const partial = this.#cells.of(slot).length === 0 ? this.#cells.partial(slot) : null;
      if (partial !== null) return { text: partial, binds: binding.product, marks: [] };
      const writer = this.writer(slot);
      return writer === null ? this.write(slot, leaf) : this.apply(writer, written);
    };
    return this.apply(index, written);
  }
}

/** The elements of a variable, in the order of the indexes. */
export function elementsOf(shape: readonly number[], slots: readonly (Slot | null)[]): Element[] {
  return indexes(shape).map((index, position) => ({ index, slot: slots[position] ?? null }));
}

/** The same marks, in a text that stands further to the right. */
export function moved(marks: readonly Mark[], by: number): Mark[] {
  return marks.map(({ instruction, from, to }) => ({ instruction, from: from + by, to: to + by }));
}
