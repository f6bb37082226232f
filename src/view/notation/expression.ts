/**
 * Writes formulas from the tape: an instruction together with the instructions of its frame whose results it uses, in
 * names or in numbers, with one instruction marked.
 */
import { binding } from '../../core/operations/operation.ts';
import { neededBy, piecesOf } from '../../core/operations/template.ts';
import { ops } from '../../core/operations.ts';
import type { Instruction, Program, Slot } from '../../core/program.ts';
import { type FrameUses, RecentFrames } from './frame-uses.ts';
import type { Leaf } from './leaves.ts';
import { followsOperator, isNegativeText } from './operation.ts';

/** Reads what an operand is: of an instruction, which has an index in its Program. */
export type OperandReader<Read> = (instruction: Instruction, operand: number, index: number) => Read;

/** Writes an operand that comes from outside the frame, so that the formula does not expand it. */
export type LeafWriter = OperandReader<Leaf>;

/** A piece of a formula: a leaf, or what stands between leaves. */
export interface Piece extends Leaf {
  /** Whether it belongs to the marked instruction. */
  readonly marked: boolean;
  readonly isLeaf?: true;
}

/** Maximum number of terms of a sum that are written. No screen is wide enough for more. */
const MOST_TERMS = 60;

/** Writes formulas of one Program. */
export class Formulas {
  readonly #program: Program;
  readonly #frames: RecentFrames;

  constructor(program: Program) {
    this.#program = program;
    this.#frames = new RecentFrames(program);
  }

  /** The instruction whose formula shows what `index` is a part of. It follows the users while there is exactly one. */
  whole(index: number): number {
    const { first, users } = this.#frames.of(index);
    let at = index;
    for (;;) {
      const user = users[at - first] as number;
      if (user < 0) return at;
      at = user;
    }
  }

  /** Whether the formula of an instruction has more than one operation. */
  isCompound(root: number): boolean {
    const { writers } = this.#frames.of(root);
    return this.#at(root).operands.some((slot) => writers.has(slot));
  }

  /**
   * The formula of instruction `root`. Values from other frames are written by `leaf`; instruction `marked` is
   * marked.
   */
  write(root: number, marked: number, leaf: LeafWriter): Piece[] {
    const writer = new FormulaWriter(this.#program, this.#frames.of(root), marked, leaf);
    return merge(withBrackets(writer.write(root, false, false)));
  }

  /**
   * The operands of an instruction, computed from the values outside its frame.
   *
   * @param outside the value of an operand from another frame
   */
  operandsOf(index: number, outside: OperandReader<number>): number[] {
    const computed = new Map<Slot, number>();
    const operandsAt = (at: number) => {
      const instruction = this.#at(at);
      return instruction.operands.map(
        (slot, operand) => computed.get(slot) ?? outside(instruction, operand, at),
      );
    };
    for (const at of this.#inside(index)) {
      const { op, result } = this.#at(at);
      const [a, b = a, ...rest] = operandsAt(at) as [number, ...number[]];
      computed.set(result, ops[op].forward(a, b, ...rest));
    }
    return operandsAt(index);
  }

  /** The instructions of the same frame whose results an instruction uses, directly or not, in their order. */
  #inside(index: number): number[] {
    const { writers } = this.#frames.of(index);
    const found = new Set<number>();
    const open = [...this.#at(index).operands];
    for (let slot = open.pop(); slot !== undefined; slot = open.pop()) {
      const source = writers.get(slot);
      if (source === undefined) continue;
      if (!found.has(source)) open.push(...this.#at(source).operands);
      found.add(source);
    }
    return [...found].sort((a, b) => a - b);
  }

  #at(index: number): Instruction {
    return this.#program.instructions[index] as Instruction;
  }
}

/** Writes one formula, whose operations are all in one frame. */
class FormulaWriter {
  readonly #program: Program;
  readonly #frame: FrameUses;
  readonly #marked: number;
  readonly #leaf: LeafWriter;

  constructor(program: Program, frame: FrameUses, marked: number, leaf: LeafWriter) {
    this.#program = program;
    this.#frame = frame;
    this.#marked = marked;
    this.#leaf = leaf;
  }

  /** @param isMarked whether it belongs to the marked instruction, as a part of what that has computed */
  write(index: number, isInSum: boolean, isMarked: boolean): Piece[] {
    const { op, operands } = this.#at(index);
    if (ops[op].traits?.flattens) return this.#writeChain(index, isMarked);
    const { text, inSum = text, needs, binds } = ops[op].paper;
    const inside = isMarked || index === this.#marked;
    let before = '';
    return piecesOf(isInSum ? inSum : text, operands.length).flatMap((piece): Piece[] => {
      if (typeof piece === 'string') {
        before = piece;
        return [{ text: piece, marked: inside }];
      }
      const needed = neededBy(piece, needs);
      const isTerm = binds === binding.sum && needed <= binding.product;
      const written = this.#operand(index, piece, isTerm, inside);
      const isLoose = this.#bindingOf(operands[piece] as Slot, written) < needed;
      return isLoose || isSigned(written, before) ? inBrackets(written, inside) : written;
    });
  }

  /**
   * A chain of the same operation, such as a sum, without brackets. A long chain shows the terms around the marked
   * one.
   */
  #writeChain(index: number, isMarked: boolean): Piece[] {
    const marked = this.#marked;
    const { op } = this.#at(index);
    const { text, needs } = ops[op].paper;
    const sign = text.replace(/\{[01]\}/g, '');
    const chain = [index];
    for (let at = index; ; chain.push(at)) {
      const [left] = this.#at(at).operands as readonly [Slot];
      const source = this.#frame.writers.get(left);
      if (source === undefined || this.#at(source).op !== op) break;
      at = source;
    }
    chain.reverse();
    const first = chain[0] as number;
    const terms = [{ at: first, operand: 0 }, ...chain.map((at) => ({ at, operand: 1 }))];
    // A marked addition is the sum of all terms up to its own.
    const sum = isMarked ? terms.length - 1 : chain.indexOf(marked) + 1;
    const focus = sum > 0 ? sum : terms.findIndex(({ at, operand }) => this.#holds(at, operand, marked));
    const from = terms.length <= MOST_TERMS ? 0 : Math.max(0, focus - MOST_TERMS / 2);
    const to = terms.length <= MOST_TERMS ? terms.length : Math.min(terms.length, from + MOST_TERMS);
    const pieces = terms.slice(from, to).flatMap(({ at, operand }, offset): Piece[] => {
      const inside = isMarked || (sum > 0 && from + offset <= sum);
      const instruction = this.#at(at);
      const written = this.#operand(at, operand, true, inside);
      const isLoose =
        this.#bindingOf(instruction.operands[operand] as Slot, written) < (needs[operand] as number);
      const isFirst = from + offset === 0;
      const separator = isFirst ? [] : [{ text: sign, marked: inside }];
      const isBracketed = isLoose || isSigned(written, isFirst ? '' : sign);
      return [...separator, ...(isBracketed ? inBrackets(written, inside) : written)];
    });
    const isMarkedAt = (at: number) => isMarked || (sum > 0 && at <= sum);
    return [
      ...(from > 0 ? [{ text: '…', marked: isMarkedAt(from) }] : []),
      ...pieces,
      ...(to < terms.length ? [{ text: `${sign}…`, marked: isMarkedAt(to) }] : []),
    ];
  }

  /** Whether the formula of an operand contains instruction `wanted`. */
  #holds(index: number, operand: number, wanted: number): boolean {
    const open = [this.#at(index).operands[operand] as Slot];
    for (let slot = open.pop(); slot !== undefined; slot = open.pop()) {
      const source = this.#frame.writers.get(slot);
      if (source === undefined) continue;
      if (source === wanted) return true;
      open.push(...this.#at(source).operands);
    }
    return false;
  }

  /** An operand: its formula if it is computed in this frame, otherwise a leaf. */
  #operand(index: number, operand: number, isInSum: boolean, inside: boolean): Piece[] {
    const instruction = this.#at(index);
    const source = this.#frame.writers.get(instruction.operands[operand] as Slot);
    return source === undefined
      ? [{ ...this.#leaf(instruction, operand, index), marked: inside, isLeaf: true }]
      : this.write(source, isInSum, inside);
  }

  /** How strongly an operand binds. A number with a sign before or after it binds like a product: `(−4)²`, `(4†)²`. */
  #bindingOf(slot: Slot, written: readonly Piece[]): number {
    const source = this.#frame.writers.get(slot);
    if (source !== undefined) return ops[this.#at(source).op].paper.binds;
    const [leaf] = written;
    const isSimple = !isNegativeText(leaf?.text ?? '') && leaf?.suffix === undefined;
    return isSimple ? binding.atom : binding.product;
  }

  #at(index: number): Instruction {
    return this.#program.instructions[index] as Instruction;
  }
}

function inBrackets(pieces: readonly Piece[], marked: boolean): Piece[] {
  return [{ text: '(', marked }, ...pieces, { text: ')', marked }];
}

/** Whether an operand that is not a leaf starts with the minus of its own operation, after another operator. */
function isSigned([first]: readonly Piece[], before: string): boolean {
  return first?.isLeaf === undefined && isNegativeText(first?.text ?? '') && followsOperator(before);
}

/** The pieces, with brackets around every negative leaf that follows an operator: `5×2 + (−1)×3`. */
function withBrackets(pieces: readonly Piece[]): Piece[] {
  let before = '';
  return pieces.flatMap((piece) => {
    const isLoose = piece.isLeaf && isNegativeText(piece.text) && followsOperator(before);
    before = piece.text;
    return isLoose ? inBrackets([piece], piece.marked) : [piece];
  });
}

/** Joins pieces that look the same. A number stays apart. */
function merge(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece.text === '') continue;
    if (last && last.marked === piece.marked && last.value === undefined && piece.value === undefined)
      merged[merged.length - 1] = { text: last.text + piece.text, marked: piece.marked };
    else merged.push(piece);
  }
  return merged;
}
