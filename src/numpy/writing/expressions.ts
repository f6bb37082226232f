/** Builds expressions over the variables of the listing from the instructions of the tape. */

import { binding, type Notation } from '../../core/operations/operation.ts';
import { neededBy, piecesOf } from '../../core/operations/template.ts';
import { ops } from '../../core/operations.ts';
import type { Instruction, Run, Slot } from '../../core/program.ts';
import type { ProgramName } from '../../core/schedule.ts';
import { type TapeIndex, tapeIndexOf } from '../../core/tape-index.ts';
import { firstCell, indexes, type Leaf, type VariableMap } from './cells.ts';
import { constantText } from './numbers.ts';

/** An expression, its precedence (`binding`), and the instruction that each part of it computes. */
export interface Expression {
  readonly text: string;
  readonly binds: number;
  readonly marks: readonly SourceSpan[];
}

export interface SourceSpan {
  /** Index in the Program. */
  readonly instruction: number;
  readonly from: number;
  readonly to: number;
}

/** One element of a variable to compute; its slot is null if the tape does not compute it. */
interface Element {
  readonly index: string;
  readonly slot: Slot | null;
}

/** Builds expressions for the results of a Program's instructions. */
export class Expressions {
  readonly #cells: VariableMap;
  readonly #instructions: readonly Instruction[];
  readonly #tape: TapeIndex;
  readonly #program: 'example' | 'update';

  constructor(cells: VariableMap, run: Run, program: ProgramName) {
    this.#cells = cells;
    this.#instructions = run[program].instructions;
    this.#tape = tapeIndexOf(run);
    this.#program = program === 'update' ? 'update' : 'example';
  }

  /** The index of the instruction that writes a slot; null if a variable already holds the slot. */
  writer(slot: Slot): number | null {
    return this.#cells.of(slot).length > 0 ? null : this.#tape.writerIn(this.#program, slot);
  }

  instruction(index: number): Instruction {
    return this.#instructions[index] as Instruction;
  }

  /** The expression for a slot's value, in terms of variables and constants. */
  write(slot: Slot, leaf: Leaf = firstCell): Expression {
    const cells = this.#cells.of(slot);
    if (cells.length > 0) return { text: leaf(cells), binds: binding.atom, marks: [] };
    if (this.#cells.isConstant(slot)) return { ...constantText(this.#cells.initial(slot)), marks: [] };
    const { terms, additions } = this.chain(slot);
    if (additions.length > 0) return this.#sum(terms, additions, leaf);
    return this.apply(this.writer(slot) as number, (operand) => this.write(operand, leaf));
  }

  /** Writes all additions of a sum in one loop. Nested calls would take quadratic time for long sums. */
  #sum(terms: readonly Slot[], additions: readonly number[], leaf: Leaf): Expression {
    let text = '';
    const marks: SourceSpan[] = [];
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

  /** The expression for one instruction. @param operandText writes its operands */
  apply(index: number, operandText: (slot: Slot) => Expression): Expression {
    const { op, operands } = this.instruction(index);
    const { numpy } = ops[op];
    const notation = (operands.length > 2 ? numpy.many : null) ?? numpy;
    return this.#noted(index, notation, this.#operandsOf(index, operandText));
  }

  #operandsOf(index: number, operandText: (slot: Slot) => Expression): Expression[] {
    const { op, operands } = this.instruction(index);
    const { takesTruths = 0 } = ops[op].numpy;
    // Weights come first in products, as in products with a matrix: in nodes, formulas and penalties.
    const isSwapped = op === 'multiply' && this.#cells.isParameter(operands[1] as Slot);
    return (isSwapped ? operands.toReversed() : operands).map((slot, operand) => {
      const truth = operand < takesTruths ? this.#truth(slot, operandText) : null;
      return truth ?? operandText(slot);
    });
  }

  /** A comparison as a boolean; null if a variable holds its result, and for other operations. */
  #truth(slot: Slot, operandText: (slot: Slot) => Expression): Expression | null {
    const writer = this.writer(slot);
    const truth = writer === null ? undefined : ops[this.instruction(writer).op].numpy.truth;
    if (writer === null || truth === undefined) return null;
    const notation = { ...truth, binds: binding.atom };
    return this.#noted(writer, notation, this.#operandsOf(writer, operandText));
  }

  /** The expression for one instruction in a notation. @param written what stands for the places of its template */
  #noted(index: number, notation: Notation, written: readonly Expression[]): Expression {
    const all = noted(notation, written);
    return { ...all, marks: [{ instruction: index, from: 0, to: all.text.length }, ...all.marks] };
  }

  /**
   * The terms of a sum or of a maximum, from left to right, and the instructions that combine them.
   *
   * It compares operations and not step roles: `a + b + c` is one sum, whatever the roles of its additions.
   */
  chain(
    slot: Slot,
    op: 'add' | 'max' = 'add',
  ): { readonly terms: readonly Slot[]; readonly additions: readonly number[] } {
    // Both lists are collected from last to first.
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
   * One expression for all elements of a variable; null if they are not all computed in the same way.
   *
   * @param suffix is added after each variable of the same shape, to select the same elements from all of them
   */
  together(elements: readonly Element[], shape: readonly number[], suffix = ''): Expression | null {
    let common: Expression | null = null;
    // An expression without a variable of this shape would give a number instead of a vector.
    let isShaped = shape.length === 0;
    const marks: SourceSpan[] = [];
    for (const { index, slot } of elements) {
      // An element that the tape does not compute stays 0, so one expression cannot cover all elements.
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
   * The expression for a number that is a sum or maximum over vectors of this length: `np.sum(…)` or `np.max(…)`,
   * possibly times a factor (1 ÷ n of a mean, the share of a batch, a slope), or that one operation computes from such a
   * vector. Otherwise as the tape computes it.
   */
  total(slot: Slot, length: number): Expression {
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
    if (writer === null) return this.write(slot);
    const { op, operands } = this.instruction(writer);
    const { vector } = ops[op].numpy;
    const whole =
      vector && operands.length === length ? this.together(elementsOf(shape, operands), shape) : null;
    if (vector && whole) return this.#noted(writer, vector, [whole]);
    // A sum with one number beside it, as the factor of a mean.
    const isBeside = operands.length === 2 && operands.some((each) => this.#cells.isConstant(each));
    if (op !== 'multiply' && !isBeside) return this.write(slot);
    return this.apply(writer, (operand) =>
      this.#cells.isConstant(operand) ? this.write(operand) : this.total(operand, length),
    );
  }

  /** The expression for one instruction: its operands are variables, short expressions, or written in full. */
  alone(index: number, leaf: Leaf): Expression {
    const written = (slot: Slot): Expression => {
      const partial = this.#cells.of(slot).length === 0 ? this.#cells.partial(slot) : null;
      if (partial !== null) return { text: partial, binds: binding.product, marks: [] };
      const writer = this.writer(slot);
      if (writer === null) return this.write(slot, leaf);
      const { op, operands } = this.instruction(writer);
      if (ops[op].arity !== 2) return this.apply(writer, written);
      // Long sums and maxima in a loop: nested calls would be too deep.
      const links = [writer];
      let [at] = operands as [Slot];
      for (;;) {
        const next = this.#cells.partial(at) === null ? this.writer(at) : null;
        if (next === null || this.instruction(next).op !== op) break;
        links.push(next);
        [at] = this.instruction(next).operands as [Slot];
      }
      return links.reduceRight((left, link) => {
        const [before] = this.instruction(link).operands;
        return this.apply(link, (each) =>
          each === before ? { text: left.text, binds: left.binds, marks: [] } : written(each),
        );
      }, written(at));
    };
    return this.apply(index, written);
  }
}

/** The elements of a variable of this shape, in the order of `indexes`. */
export function elementsOf(shape: readonly number[], slots: readonly (Slot | null)[]): Element[] {
  return indexes(shape).map((index, position) => ({ index, slot: slots[position] ?? null }));
}

/** The marks shifted to the right by a number of columns. */
export function moved(marks: readonly SourceSpan[], by: number): SourceSpan[] {
  return marks.map(({ instruction, from, to }) => ({ instruction, from: from + by, to: to + by }));
}

/** An operation in a notation. @param written what stands for the places of its template */
export function noted(notation: Notation, written: readonly Expression[]): Expression {
  let text = '';
  const marks: SourceSpan[] = [];
  for (const piece of piecesOf(notation.text, written.length)) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    const operand = written[piece] as Expression;
    const isLoose = operand.binds < neededBy(piece, notation.needs);
    marks.push(...moved(operand.marks, text.length + (isLoose ? 1 : 0)));
    text += isLoose ? `(${operand.text})` : operand.text;
  }
  return { text, binds: notation.binds, marks };
}
