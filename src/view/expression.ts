/**
 * Formulas out of the tape: an instruction together with those of its frame that lead to it, written out in
 * names or in numbers, with one of them marked.
 */
import { ops } from '../core/ops.ts';
import type { Instruction, Program, Slot } from '../core/program.ts';

/** A piece of a formula. */
export interface Piece {
  readonly text: string;
  /** Whether it belongs to the marked instruction. */
  readonly marked: boolean;
}

/** How an operand that the formula does not open any further is written. */
export type Leaf = (slot: Slot, instruction: Instruction, operand: number) => string;

/** A Program's instructions by what they write, and by who uses it inside the same frame. */
export class Formulas {
  readonly #program: Program;
  readonly #writer = new Map<Slot, number>();
  readonly #users = new Map<number, number[]>();

  constructor(program: Program) {
    this.#program = program;
    for (const [index, { operands, group, result }] of program.instructions.entries()) {
      for (const slot of new Set(operands)) {
        const source = this.#writer.get(slot);
        if (source !== undefined && this.#at(source).group === group) {
          this.#users.set(source, [...(this.#users.get(source) ?? []), index]);
        }
      }
      this.#writer.set(result, index);
    }
  }

  /** The instruction whose formula tells what `index` is a part of: the last of its frame that it alone leads to. */
  whole(index: number): number {
    let at = index;
    for (;;) {
      const users = this.#users.get(at) ?? [];
      if (users.length !== 1) return at;
      at = users[0] as number;
    }
  }

  /** Whether a formula has more than one operation. */
  isCompound(root: number): boolean {
    const { operands, group } = this.#at(root);
    return operands.some((slot) => this.#isInside(slot, group));
  }

  /** The formula of instruction `root`, down to the values that come from other frames. */
  write(root: number, marked: number, leaf: Leaf): Piece[] {
    return merge(this.#write(root, marked, leaf, 0, false));
  }

  #write(index: number, marked: number, leaf: Leaf, within: number, isMarked: boolean): Piece[] {
    const instruction = this.#at(index);
    const { op, operands, group } = instruction;
    const { notation, precedence } = ops[op];
    const inside = isMarked || index === marked;
    // A product inside a sum is written closely, so that the terms stand out.
    const symbols = within === 1 && op === 'multiply' ? notation.replaceAll(' ', '') : notation;
    return symbols.split(/(\{[01]\}²?)/).flatMap((part): Piece[] => {
      const place = /^\{([01])\}(²?)$/.exec(part);
      if (!place) return part === '' ? [] : [{ text: part, marked: inside }];
      const operand = Number(place[1]);
      const slot = operands[operand] as Slot;
      const needed = place[2] === '²' ? 3 : precedence === 4 ? 0 : precedence;
      const opened = this.#isInside(slot, group);
      const source = this.#writer.get(slot) as number;
      const written = opened
        ? this.#write(source, marked, leaf, needed, inside)
        : [{ text: leaf(slot, instruction, operand), marked: inside }];
      const binds = opened ? ops[this.#at(source).op].precedence : bindingOf(written);
      // Sums and differences are computed left to right: a sum on the right is one of its own.
      const loose = binds < needed || (binds === needed && needed === 1 && operand === 1 && opened);
      const wrapped = loose
        ? [{ text: '(', marked: inside }, ...written, { text: ')', marked: inside }]
        : written;
      return [...wrapped, { text: place[2] as string, marked: inside }];
    });
  }

  /** Whether an operand is computed in the same frame. */
  #isInside(slot: Slot, group: number): boolean {
    const source = this.#writer.get(slot);
    return source !== undefined && this.#at(source).group === group;
  }

  #at(index: number): Instruction {
    return this.#program.instructions[index] as Instruction;
  }
}

/** A negative number binds like a product: `(−4)²`, but `2 × −4`. */
function bindingOf(pieces: readonly Piece[]): number {
  return pieces[0]?.text.startsWith('−') ? 2 : 4;
}

function merge(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece.text === '') continue;
    if (last && last.marked === piece.marked)
      merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged;
}
