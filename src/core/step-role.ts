/**
 * What an instruction is for, recorded where it is emitted. Names of losses, optimisers and their parts are text
 * here: the tape does not know which there are.
 */
import type { Activation, Slot } from './operations.ts';

export type { Activation } from './operations.ts';

/** The activation of a layer. Softmax is one of all its nodes together. */
export type LayerActivation = Activation | 'softmax';

/** What softmax is made from: of a layer, or of the outputs in a loss. */
export type SoftmaxPart = 'max' | 'shifted' | 'exp' | 'expSum' | 'share';

/** `count` terms of `all` have been added. */
export interface Progress {
  readonly count: number;
  readonly all: number;
}

/** A node's name, and the activation of its layer: null where that is the identity. */
interface AtNode {
  readonly node: string;
  readonly activation: LayerActivation | null;
}

/** `of` is the index of the forward instruction of the same Program that is differentiated, by which operand. */
interface Differentiates {
  readonly of: number;
  readonly operand: number;
}

export type StepRole =
  /** Incoming value × weight. */
  | ({ readonly kind: 'product' } & AtNode)
  | ({ readonly kind: 'sum' } & AtNode & Progress)
  | ({ readonly kind: 'bias'; readonly isShared: boolean } & AtNode)
  /** Of a node; `formula` where it is an operation of one. */
  | { readonly kind: 'activation'; readonly activation: Activation; readonly formula: string | null }
  /** A node's value times its mask. */
  | { readonly kind: 'dropout'; readonly node: string }
  /** An operation of a formula; a part where the formula goes on. */
  | { readonly kind: 'formula'; readonly formula: string; readonly isPart: boolean }
  | { readonly kind: 'softmaxPart'; readonly part: SoftmaxPart; readonly layer: string | null }
  | { readonly kind: 'error'; readonly outputs: number }
  | { readonly kind: 'squaredError' }
  | { readonly kind: 'halfSquaredError' }
  /** What one output's term of a loss is made from, where it is no squared error. */
  | { readonly kind: 'lossPart'; readonly part: string }
  | ({ readonly kind: 'lossSum' } & Progress)
  | { readonly kind: 'lossMean'; readonly outputs: number }
  /** An example's loss times its share of the batch, and the sum over the examples of a batch. */
  | { readonly kind: 'batchPart' }
  | { readonly kind: 'batchLoss' }
  /** A local derivative; `isGradient` where it is multiplied by nothing, and so the gradient itself. */
  | ({ readonly kind: 'slope'; readonly isGradient: boolean } & Differentiates)
  /** A product of the chain rule: local derivative × gradient of the result. */
  | ({ readonly kind: 'term' } & Differentiates)
  /** The sum of the terms of a gradient: that of the loss with respect to slot `of`. */
  | ({ readonly kind: 'gradientSum'; readonly of: Slot } & Progress)
  /** The sum over the examples of a batch. */
  | { readonly kind: 'batchGradient'; readonly parameter: Slot }
  /** What an optimiser computes before the change of a parameter; for all of them together where there is none. */
  | { readonly kind: 'updatePart'; readonly part: string; readonly parameter: Slot | null }
  /** What an update subtracts; plain where that is learning rate × gradient. */
  | { readonly kind: 'delta'; readonly parameter: Slot; readonly isPlain: boolean }
  | { readonly kind: 'update'; readonly parameter: Slot; readonly gradient: Slot };
