/**
 * The purpose of an instruction, recorded where it is emitted. Names of losses, optimizers and their parts are plain
 * text here, because the tape does not depend on the lists of them.
 */
import type { Activation, Slot } from './operations.ts';

export type { Activation } from './operations.ts';

/** The activation of a layer. Softmax applies to all its nodes together. */
export type LayerActivation = Activation | 'softmax';

/** The steps of softmax, in a layer or in a loss. */
export type SoftmaxPart = 'max' | 'shifted' | 'exp' | 'expSum' | 'share';

/** `count` terms of `all` have been added. */
export interface Progress {
  readonly count: number;
  readonly all: number;
}

/** What an operation of an update belongs to. */
export type UpdateSource = 'schedule' | 'clip' | 'penalty' | 'optimizer';

/** A node's name, and the activation of its layer: null for the identity. */
interface AtNode {
  readonly node: string;
  readonly activation: LayerActivation | null;
}

/** `of`: index of the differentiated forward instruction in the same Program. `operand`: with respect to which one. */
interface Differentiates {
  readonly of: number;
  readonly operand: number;
}

/** The kind of the loss that a step belongs to. */
export interface InLoss {
  readonly loss: string;
}

export type StepRole =
  /** Incoming value × weight. */
  | ({ readonly kind: 'product' } & AtNode)
  | ({ readonly kind: 'sum' } & AtNode & Progress)
  | ({ readonly kind: 'bias'; readonly isShared: boolean } & AtNode)
  /** The activation of a node, or an activation function in the formula `formula`. */
  | { readonly kind: 'activation'; readonly activation: Activation; readonly formula: string | null }
  /** A node's value × its mask. */
  | { readonly kind: 'dropout'; readonly node: string }
  /** An operation of a formula; `isPart` if it is an intermediate result. */
  | { readonly kind: 'formula'; readonly formula: string; readonly isPart: boolean }
  /** A formula that is only a name. */
  | { readonly kind: 'copied'; readonly name: string }
  | { readonly kind: 'softmaxPart'; readonly part: SoftmaxPart; readonly layer: string | null }
  | ({ readonly kind: 'error'; readonly outputs: number } & InLoss)
  | ({ readonly kind: 'squaredError' } & InLoss)
  | ({ readonly kind: 'halfSquaredError' } & InLoss)
  /** An intermediate value of a loss other than the squared errors. */
  | ({ readonly kind: 'lossPart'; readonly part: string } & InLoss)
  | ({ readonly kind: 'lossSum' } & InLoss & Progress)
  /** The mean over the outputs, or over examples that are taken together; `size`: their number. */
  | ({ readonly kind: 'lossMean'; readonly over: 'outputs' | 'examples'; readonly size: number } & InLoss)
  /** One of several losses × its weight, and the sum of these. */
  | { readonly kind: 'lossWeighted' }
  | ({ readonly kind: 'lossTotal' } & Progress)
  /** An example's loss × its share of the batch, and the sum of these over the batch. */
  | { readonly kind: 'batchPart' }
  | { readonly kind: 'batchLoss' }
  /** A local derivative; `isGradient` if the gradient of the result is 1, so that the slope is itself the gradient. */
  | ({ readonly kind: 'slope'; readonly isGradient: boolean } & Differentiates)
  /** A product of the chain rule: local derivative × gradient of the result. */
  | ({ readonly kind: 'term' } & Differentiates)
  /** The gradient of slot `of`, if it is a constant: no operation computes it. */
  | { readonly kind: 'constantGradient'; readonly of: Slot }
  /** The sum of the terms of the gradient of slot `of`. */
  | ({ readonly kind: 'gradientSum'; readonly of: Slot } & Progress)
  /** The sum of a parameter's gradient over the examples of a batch. */
  | { readonly kind: 'batchGradient'; readonly parameter: Slot }
  /** An intermediate value of an update. `parameter` is null if it is computed once for all parameters. */
  | {
      readonly kind: 'updatePart';
      readonly source: UpdateSource;
      readonly part: string;
      readonly parameter: Slot | null;
    }
  /**
   * The change that an update subtracts; `isPlain` if it is learning rate × gradient, `isApart` if the parameter changes
   * by its weight decay, too.
   */
  | {
      readonly kind: 'delta';
      readonly parameter: Slot;
      readonly isPlain: boolean;
      readonly isApart: boolean;
    }
  /** The new value of a parameter; `isAdded` if a change is added to the old one, not subtracted. */
  | {
      readonly kind: 'update';
      readonly parameter: Slot;
      readonly gradient: Slot;
      readonly isAdded: boolean;
    };

/** Whether a step belongs to an optimizer. The other steps of an update compute kept values. */
export function isOfOptimizer({ kind }: Pick<StepRole, 'kind'>): boolean {
  return kind === 'updatePart' || kind === 'delta' || kind === 'update';
}
