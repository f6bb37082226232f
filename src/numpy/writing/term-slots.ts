/** Which slot of the tape holds each term of a formula, and which instructions compute it. */
import { ops } from '../../core/operations.ts';
import type { Run, Slot } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import type { FormulaTree, Terms } from '../../expression/arrays/terms.ts';

export class TermSlots {
  readonly #run: Run;
  readonly #program: 'example' | 'update';
  readonly #slotOfName: (name: string) => Slot | null;
  readonly #slots = new Map<FormulaTree, Slot>();
  /** The instructions of each operation; and of each cell that is only copied. */
  readonly #instructions = new Map<FormulaTree, number[]>();
  readonly #copies: number[] = [];

  /**
   * @param slots of the cells of the formula
   * @param program the Program that computes it
   */
  constructor(
    run: Run,
    formula: Terms,
    slots: readonly Slot[],
    slotOfName: (name: string) => Slot | null,
    program: 'example' | 'update',
  ) {
    this.#run = run;
    this.#program = program;
    this.#slotOfName = slotOfName;
    for (const [place, cell] of formula.cells.entries()) this.#cell(cell, slots[place] as Slot);
  }

  /** The slot of a term; null for a number that the tape does not have. */
  of(term: FormulaTree): Slot | null {
    return 'name' in term ? this.#slotOfName(term.name) : (this.#slots.get(term) ?? null);
  }

  /** The instructions that compute these cells from the cells of the operands, with those that copy cells. */
  instructionsBetween(cells: readonly FormulaTree[], operands: readonly Terms[]): number[] {
    const done = new Set<FormulaTree>(operands.flatMap((each) => each.cells));
    const found: number[] = [];
    const open = [...cells];
    for (let term = open.pop(); term !== undefined; term = open.pop()) {
      if (done.has(term)) continue;
      done.add(term);
      found.push(...(this.#instructions.get(term) ?? []));
      if ('op' in term) open.push(...term.operands);
    }
    return found;
  }

  /** The instructions that copy numbers that another formula, or another cell, has computed. */
  get copies(): readonly number[] {
    return this.#copies;
  }

  /** As the formula was emitted: a term that an earlier cell has computed is copied. */
  #cell(term: FormulaTree, slot: Slot): void {
    if ('op' in term && !this.#slots.has(term)) {
      this.#term(term, slot);
      return;
    }
    const index = tapeIndexOf(this.#run).writerIn(this.#program, slot);
    if (index === null) return;
    this.#copies.push(index);
    const [copied] = this.#run[this.#program].instructions[index]?.operands ?? [];
    if (copied !== undefined && !this.#slots.has(term)) this.#slots.set(term, copied);
  }

  /** Follows the tape backwards beside the term. */
  #term(root: FormulaTree, slot: Slot): void {
    const tape = tapeIndexOf(this.#run);
    const open: [FormulaTree, Slot][] = [[root, slot]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [term, at] = next;
      if (this.#slots.has(term)) continue;
      this.#slots.set(term, at);
      if (!('op' in term)) continue;
      const own: number[] = [];
      let rest = at;
      const operands = term.operands;
      // A chain of operations on two values, from its end.
      const isChain = ops[term.op].arity === 2;
      for (let left = operands.length; left > 0; ) {
        const index = tape.writerIn(this.#program, rest) as number;
        own.push(index);
        const used = this.#run[this.#program].instructions[index]?.operands ?? [];
        if (!isChain) {
          for (const [place, operand] of operands.entries()) open.push([operand, used[place] as Slot]);
          break;
        }
        left -= 1;
        open.push([operands[left] as FormulaTree, used[1] as Slot]);
        rest = used[0] as Slot;
        if (left > 1) continue;
        open.push([operands[0] as FormulaTree, rest]);
        break;
      }
      this.#instructions.set(term, own);
    }
  }
}
