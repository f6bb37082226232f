/** What a loss is: how the terms of its outputs are written on the tape, and how they are put together. */
import type { OpName } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';
import type { Exponentials } from './softmax.ts';

/** The value of one output and its target; `index` counts the outputs from 0. */
export interface Pair {
  readonly output: Slot;
  readonly target: Slot;
  readonly index: number;
}

/** What a loss writes its terms with. Each call of a method but `constant` emits steps. */
export interface LossWriter<Part extends string> {
  constant(value: number): Slot;
  /** The number that the scenario gives for an option of the loss. */
  option(key: LossOption): number;
  /** output − target. */
  error(pair: Pair): Slot;
  /** (output − target)². */
  squaredError(pair: Pair): Slot;
  /** Half of a squared error. */
  half(slot: Slot): Slot;
  /** What softmax of all outputs is made from, in a frame of its own. */
  exponentials(): Exponentials;
  /** A step of the loss's own. `index`: of which output; null for all of them. */
  part(part: Part, index: number | null, op: OpName, ...operands: Slot[]): Slot;
}

/** Numbers that a scenario may give for a loss, as the keys of the format. */
export type LossOption = 'huber_delta';

export interface Loss<Part extends string = string> {
  /** Emits what all outputs share; gives how the term of one output is emitted. */
  prepare(writer: LossWriter<Part>): (pair: Pair) => Slot;
  /** What the terms are put together by. */
  readonly reduction: 'sum' | 'mean';
  /** The steps of its own: the word in their address, `loss.WORD[i]`; null where `loss.term[i]` is their only one. */
  readonly parts: Readonly<Record<Part, { readonly word: string | null }>>;
  readonly options?: readonly LossOption[];
  /** Where it compares outputs: how many there must be, and what to write for fewer. */
  readonly leastOutputs?: { readonly count: number; readonly instead: string };
}

/** A loss for the table of losses, which does not know the names of its parts. */
export function defineLoss<Part extends string>(loss: Loss<Part>): Loss {
  return loss;
}
