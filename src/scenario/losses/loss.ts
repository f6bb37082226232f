/**
 * What a loss is: how the terms of its outputs are written on the tape, how they are put together, and all that is
 * said of it. A file of this folder holds one loss, or a family of them.
 */
import type { StepSentences } from '../../core/operations/step-facts.ts';
import type { OpName } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';
import type { Setting } from './setting.ts';
import type { Exponentials } from './softmax.ts';
import type { TargetKind } from './targets.ts';

/** The value of one output and its target; `index` counts the outputs from 0. */
export interface Pair {
  readonly output: Slot;
  readonly target: Slot;
  readonly index: number;
}

/** What a loss writes its terms with. Each call of a method but `constant` and `setting` emits steps. */
export interface LossWriter<Part extends string> {
  /** The kind of the targets of all examples. */
  readonly targets: TargetKind;
  constant(value: number): Slot;
  /** The number that the scenario gives for a key of the loss, or its standard. */
  setting(key: string): number;
  /** output − target. */
  error(pair: Pair): Slot;
  /** (output − target)². */
  squaredError(pair: Pair): Slot;
  /** Half of a squared error. */
  half(slot: Slot): Slot;
  /** What softmax of all outputs is made from. */
  exponentials(): Exponentials;
  /** A step of the loss's own. `index`: of which output; null for all of them. */
  part(part: Part, index: number | null, op: OpName, ...operands: Slot[]): Slot;
}

/** A step of a loss's own. */
interface LossPart {
  /** The word in its address, `loss.WORD[i]`; null where `loss.term[i]` is its only one. */
  readonly word: string | null;
  readonly words: StepSentences;
}

export interface Loss<Part extends string = string> {
  /** Emits what all outputs share, in a frame of its own; gives how the term of one output is emitted. */
  prepare(writer: LossWriter<Part>): (pair: Pair) => Slot;
  /** What the terms are put together by. */
  readonly reduction: 'sum' | 'mean';
  /** The steps of its own. */
  readonly parts: Readonly<Record<Part, LossPart>>;
  /** How the loss is made of the outputs and the targets, in a sentence. */
  readonly sentence: () => string;
  /** What textbooks differ in, said where the loss is computed. */
  readonly convention: () => string;
  /** What the mean over several outputs does, where that can be said more exactly. */
  readonly meanSentence?: (total: string, outputs: number) => string;
  /** Its numbers, by the keys of the format. */
  readonly keys?: Readonly<Record<string, Setting>>;
  /** Where it compares outputs: how many there must be, and the loss to write for fewer. */
  readonly leastOutputs?: {
    readonly count: number;
    readonly expected: () => string;
    readonly instead: string;
  };
  /** The loss is only for targets that name one of two classes, and refuses other numbers. */
  readonly targets?: 'signs or bits';
  /**
   * Where outputs say which class an example belongs to: the largest does, or each one says whether it belongs to
   * one class, by being above a number.
   */
  readonly classes?: { readonly kind: 'largest' } | { readonly kind: 'above'; readonly output: number };
}

/** A loss for the table of losses, which does not know the names of its parts. */
export function defineLoss<Part extends string>(loss: Loss<Part>): Loss {
  return loss;
}
