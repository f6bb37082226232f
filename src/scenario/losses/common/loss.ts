/**
 * A loss: how its steps are emitted, the words of these steps, and what a scenario must have for it. Each file of kinds/
 * defines one loss or a family of losses.
 */
import type { StepSentences } from '../../../core/operations/step-facts.ts';
import type { OpName } from '../../../core/operations.ts';
import type { Slot } from '../../../core/program.ts';
import type { ExpectedOutputs, ExpectedTargets } from './expectations.ts';
import type { Setting } from './setting.ts';
import type { Exponentials } from './softmax.ts';
import type { Predicted, TargetKind } from './targets.ts';

/** The value of one output and its target; `index` counts the outputs from 0. */
export interface Pair {
  readonly output: Slot;
  readonly target: Slot;
  readonly index: number;
}

/** Emits the steps of a loss. All methods except `constant`, `classWeight` and `setting` emit steps. */
export interface LossWriter<Part extends string> {
  /** The kind of the targets of all examples. */
  readonly targets: TargetKind;
  /** All outputs with their targets, for steps shared by all outputs. */
  readonly pairs: readonly Pair[];
  /** The weight of the class of an output; null if the scenario gives no class weights. */
  classWeight(index: number): Slot | null;
  constant(value: number): Slot;
  /** The value of a setting of the loss: the scenario's, or the standard one. */
  setting(key: string): number;
  /** output − target. */
  error(pair: Pair): Slot;
  /** (output − target)². */
  squaredError(pair: Pair): Slot;
  /** Half of a squared error. */
  half(slot: Slot): Slot;
  /** The intermediate values of a softmax over all outputs. If the outputs are a softmax, they are its own. */
  exponentials(): Exponentials;
  /** Emits a step defined by the loss. `index` is the output, or null if the step is for all outputs. */
  part(part: Part, index: number | null, op: OpName, ...operands: Slot[]): Slot;
  /** Emits the sum of several values, from left to right. `part` defines its steps. */
  total(part: Part, values: readonly Slot[]): Slot;
}

/** A step defined by a loss. */
interface LossPart {
  /** The word in its address, `loss.WORD[i]`; null if `loss.term[i]` is its only address. */
  readonly word: string | null;
  readonly words: StepSentences;
}

export interface Loss<Part extends string = string> {
  /** Emits the steps shared by all outputs, in their own frame. Returns a function that emits the term of one output. */
  prepare(writer: LossWriter<Part>): (pair: Pair) => Slot;
  /** How the terms of the outputs become the loss. */
  readonly reduction: 'sum' | 'mean';
  /** Emits the loss from the sum or mean of the terms; left out if that is the loss. */
  finish?(writer: LossWriter<Part>, total: Slot): Slot;
  /** Whether a scenario can give a weight for each class. */
  readonly hasClassWeights?: boolean;
  /** For documents: who has this form of the loss. */
  readonly asIn?: string;
  /** The steps that the loss defines. */
  readonly parts: Readonly<Record<Part, LossPart>>;
  /** What the loss computes, in a sentence. */
  readonly sentence: () => string;
  /** The form of the loss that is used here, as textbooks differ. It is shown in the loss phase. */
  readonly convention: () => string;
  /** Says how the sum over the outputs becomes the mean, if a more exact sentence than the usual one is possible. */
  readonly meanSentence?: (total: string, outputs: number) => string;
  /** Its settings, by their keys in the format. */
  readonly keys?: Readonly<Record<string, Setting>>;
  /** If the loss compares outputs: the smallest number of outputs, and the loss to use with fewer. */
  readonly leastOutputs?: {
    readonly count: number;
    readonly expected: () => string;
    readonly instead: string;
  };
  /** What outputs and targets it is meant for. The checks warn of others. */
  readonly expects: { readonly outputs: ExpectedOutputs; readonly targets: ExpectedTargets };
  /** The targets for which it is the usual loss, if the outputs are what it expects; left out if there are none. */
  readonly usualFor?: Predicted;
  /** The activation that is a part of the loss: where the last layer has it, the loss continues from there. */
  readonly continues?: 'softmax';
  /**
   * What makes probabilities of the outputs, for a loss that takes logits. The run has no such numbers; they are
   * computed only to be shown.
   */
  readonly probabilities?: { readonly word: string; readonly of: (outputs: readonly number[]) => number[] };
  /**
   * How outputs give a class, for a loss of a classification: the largest output is the class, or each output gives one
   * of two classes, depending on whether it is above a number.
   */
  readonly classes?: { readonly kind: 'largest' } | { readonly kind: 'above'; readonly output: number };
}

/** Makes a definition for the table of losses, whose type does not have the names of the parts. */
export function defineLoss<Part extends string>(loss: Loss<Part>): Loss {
  return loss;
}
