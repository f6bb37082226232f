/** The roles that a step may play in a network: a product, an error, the gradient of a weight. */
import type { ActivationName, OpName } from '../core/operations.ts';
import type { Slot } from '../core/program.ts';

/** An activation that is a step: an identity costs none. */
export type Activation = Exclude<ActivationName, 'identity'>;

/** What a gradient is taken by; `isTerm` where it is that of one way out of several. */
export interface By {
  readonly address: string;
  readonly isTerm: boolean;
}

/** A node, and its activation where it has one: softmax is one of the whole layer. */
interface AtNode {
  readonly node: string;
  readonly activation: Activation | 'softmax' | null;
}

/** The operations of optimisers, by what is computed. */
export type UpdatePart =
  | 'periods'
  | 'whole'
  | 'angle'
  | 'wave'
  | 'half'
  | 'factor'
  | 'now'
  | 'updates'
  | 'power'
  | 'correction'
  | 'decayRate'
  | 'penalty'
  | 'gradient'
  | 'velocity'
  | 'kept'
  | 'ahead'
  | 'square'
  | 'added'
  | 'mean'
  | 'corrected'
  | 'root'
  | 'safe'
  | 'direction'
  | 'decay'
  | 'shrunk';

/** What softmax is made from: of a layer, or of the outputs in a loss. */
export type SoftmaxPart = 'max' | 'shifted' | 'exp' | 'expSum' | 'share';

/** What one output's term of a loss is made from, where it is no squared error. */
export type LossPart =
  | 'absolute'
  | 'huber'
  | 'log'
  | 'hit'
  | 'rest'
  | 'logRest'
  | 'other'
  | 'miss'
  | 'likelihood'
  | 'negated'
  | 'softplus'
  | 'pull'
  | 'logitTerm'
  | 'logSum'
  | 'surprise'
  | 'weighted';

/** So many of all that are added up. */
export interface Counted {
  readonly count: number;
  readonly all: number;
}

/**
 * What a step's own operands and result do not tell. Their order is that of the formula: a product is value ×
 * weight, a term of the chain rule local derivative × gradient that comes back.
 */
export type Role =
  | ({ readonly kind: 'product' } & AtNode)
  | ({ readonly kind: 'sum' } & AtNode & Counted)
  | ({ readonly kind: 'bias'; readonly isShared: boolean } & AtNode)
  | { readonly kind: 'activation'; readonly node: string; readonly activation: Activation }
  /** A node's value times its mask. */
  | { readonly kind: 'dropout'; readonly node: string }
  /** The mask times the slope that comes back to the node. */
  | { readonly kind: 'dropoutGradient'; readonly node: string; readonly by: By }
  /** An operation of a formula; a part where the formula goes on. */
  | { readonly kind: 'formula'; readonly op: OpName; readonly formula: string; readonly isPart: boolean }
  /** The slope of one. `by` is null where it is still to be multiplied; `from`: the operands that are no constants. */
  | {
      readonly kind: 'formulaSlope';
      readonly op: OpName;
      readonly of: string;
      readonly by: By | null;
      readonly from: 'first' | 'second' | 'both';
    }
  /** That slope, or the other factor of a product, times the slope of the loss at the operation's result, `of`. */
  | { readonly kind: 'formulaGradient'; readonly op: OpName; readonly of: string; readonly by: By }
  | { readonly kind: 'softmaxPart'; readonly part: SoftmaxPart; readonly layer: string | null }
  | { readonly kind: 'error'; readonly outputs: number }
  | { readonly kind: 'lossPart'; readonly part: LossPart }
  | { readonly kind: 'squaredError' }
  | { readonly kind: 'halfSquaredError' }
  | ({ readonly kind: 'lossSum' } & Counted)
  | { readonly kind: 'lossMean'; readonly outputs: number }
  /** An example's loss times its share of the batch. */
  | { readonly kind: 'batchPart' }
  | ({ readonly kind: 'batchLoss' } & Counted)
  /** Twice the error. `by` is null where the loss has a factor that is still to come. */
  | { readonly kind: 'squareSlope'; readonly by: By | null; readonly node: string }
  /** The slope of the square times what the square counts in the loss. */
  | { readonly kind: 'errorGradient'; readonly by: By; readonly node: string }
  /** A constant factor of the loss times the share of the example. */
  | { readonly kind: 'factorGradient'; readonly by: By }
  | { readonly kind: 'activationSlope'; readonly node: string; readonly activation: Activation }
  | {
      readonly kind: 'activationGradient';
      readonly node: string;
      readonly activation: Activation;
      readonly by: By;
    }
  /** The slope of an operation of softmax or of a loss. `by` is null where it is still to be multiplied. */
  | { readonly kind: 'localSlope'; readonly op: OpName; readonly of: string; readonly by: By | null }
  /** That slope times the slope of the loss at the operation's result, `of`. */
  | { readonly kind: 'chainTerm'; readonly of: string; readonly by: By }
  | ({ readonly kind: 'weightGradient'; readonly weight: string } & AtNode)
  | ({ readonly kind: 'valueGradient'; readonly by: By } & AtNode)
  | ({ readonly kind: 'gradientSum'; readonly address: string; readonly isParameter: boolean } & Counted)
  | ({ readonly kind: 'batchGradient'; readonly parameter: string } & Counted)
  /** What an optimiser does before the step of a parameter; for all of them together where there is none. */
  | { readonly kind: 'updatePart'; readonly part: UpdatePart; readonly parameter: string | null }
  /** What an update subtracts. */
  | { readonly kind: 'delta'; readonly parameter: string; readonly isPlain: boolean }
  | { readonly kind: 'update'; readonly parameter: string; readonly gradient: Slot };

export type RoleOf<Kind extends Role['kind']> = Extract<Role, { readonly kind: Kind }>;
