/**
 * The printed role of a step: the role recorded with its instruction, with names instead of slots and with the counts
 * that depend on the position in the run.
 */
import { type Address, printAddress } from '../core/address.ts';
import type { OpName } from '../core/operations.ts';
import type { Instruction, Run, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type {
  Activation,
  InLoss,
  LayerActivation,
  Progress,
  SoftmaxPart,
  StepRole,
  UpdateSource,
} from '../core/step-role.ts';
import type { Session } from '../session/session.ts';
import { displayName } from '../session/steps.ts';

/** The variable of a gradient. `isTerm`: only one of several paths to the loss. */
export interface GradientTarget {
  readonly address: string;
  readonly isTerm: boolean;
}

/** A node and its activation, if it has one. Softmax belongs to the whole layer. */
interface AtNode {
  readonly node: string;
  readonly activation: LayerActivation | null;
}

/**
 * The purpose of a step in the computation. Factors have the order of the formula: a product is value × weight, a term
 * of the chain rule is local slope × incoming gradient.
 */
export type Role =
  | ({ readonly kind: 'product' } & AtNode)
  | ({ readonly kind: 'sum' } & AtNode & Progress)
  | ({ readonly kind: 'bias'; readonly isShared: boolean } & AtNode)
  | { readonly kind: 'activation'; readonly node: string; readonly activation: Activation }
  /** A node's value times its mask. */
  | { readonly kind: 'dropout'; readonly node: string }
  /** A node's mask times the gradient of the value after dropout. */
  | { readonly kind: 'dropoutGradient'; readonly node: string; readonly by: GradientTarget }
  /** An operation of a formula. `isPart`: the formula continues after it. */
  | { readonly kind: 'formula'; readonly op: OpName; readonly formula: string; readonly isPart: boolean }
  /** A formula that is only a name. */
  | { readonly kind: 'copied'; readonly name: string }
  /** The slope of a formula's operation. `by` is null if it still has to be multiplied. */
  | {
      readonly kind: 'formulaSlope';
      readonly op: OpName;
      readonly of: string;
      readonly from: string | null;
      readonly by: GradientTarget | null;
    }
  /** That slope, or the other factor of a product, times the slope of the loss with respect to the result `of`. */
  | {
      readonly kind: 'formulaGradient';
      readonly op: OpName;
      readonly of: string;
      readonly by: GradientTarget;
    }
  | { readonly kind: 'softmaxPart'; readonly part: SoftmaxPart; readonly layer: string | null }
  | ({ readonly kind: 'error'; readonly outputs: number } & InLoss)
  | ({ readonly kind: 'lossPart'; readonly part: string } & InLoss)
  | ({ readonly kind: 'squaredError' } & InLoss)
  | ({ readonly kind: 'halfSquaredError' } & InLoss)
  | ({ readonly kind: 'lossSum' } & InLoss & Progress)
  | ({ readonly kind: 'lossMean'; readonly over: 'outputs' | 'examples'; readonly size: number } & InLoss)
  /** One of several losses × its weight, and the sum of these. */
  | { readonly kind: 'lossWeighted' }
  | ({ readonly kind: 'lossTotal' } & Progress)
  /** An example's loss times the batch's share, 1 divided by the number of its examples. */
  | { readonly kind: 'batchPart' }
  | ({ readonly kind: 'batchLoss' } & Progress)
  /** 2 × the error. `by` is null if the loss has another factor, which is still to be multiplied. */
  | { readonly kind: 'squareSlope'; readonly by: GradientTarget | null; readonly node: string }
  /** The slope of a squared error times the factor of the square in the loss. */
  | { readonly kind: 'errorGradient'; readonly by: GradientTarget; readonly node: string }
  /** A constant factor of the loss times the batch's share. */
  | { readonly kind: 'factorGradient'; readonly by: GradientTarget }
  | { readonly kind: 'activationSlope'; readonly node: string; readonly activation: Activation }
  | {
      readonly kind: 'activationGradient';
      readonly node: string;
      readonly activation: Activation;
      readonly by: GradientTarget;
    }
  /**
   * The slope of an operation of softmax or of a loss with respect to its operand `from`, which is null if it reads the
   * same value twice. `by` is null if it still has to be multiplied.
   */
  | {
      readonly kind: 'localSlope';
      readonly op: OpName;
      readonly of: string;
      readonly from: string | null;
      readonly by: GradientTarget | null;
    }
  /** That slope times the slope of the loss with respect to the result `of`. */
  | { readonly kind: 'chainTerm'; readonly of: string; readonly by: GradientTarget }
  | ({ readonly kind: 'weightGradient'; readonly weight: string } & AtNode)
  | ({ readonly kind: 'valueGradient'; readonly by: GradientTarget } & AtNode)
  /** The gradient of a value, if it is a constant; `through`: the value whose formula it is used in. */
  | { readonly kind: 'constantGradient'; readonly by: GradientTarget; readonly through: string }
  | ({ readonly kind: 'gradientSum'; readonly address: string; readonly isParameter: boolean } & Progress)
  | ({ readonly kind: 'batchGradient'; readonly parameter: string } & Progress)
  /** An operation before the change of a parameter; `parameter` is null if it serves all of them. */
  | {
      readonly kind: 'updatePart';
      readonly source: UpdateSource;
      readonly part: string;
      readonly parameter: string | null;
    }
  /** The change that an update subtracts from a parameter. */
  | {
      readonly kind: 'delta';
      readonly parameter: string;
      readonly isPlain: boolean;
      readonly isApart: boolean;
    }
  /** `before`: the parameter before its update. `isAdded`: a change is added to it, not subtracted. */
  | {
      readonly kind: 'update';
      readonly parameter: string;
      readonly before: Slot;
      readonly gradient: Slot;
      readonly isAdded: boolean;
    };

export type RoleOf<Kind extends Role['kind']> = Extract<Role, { readonly kind: Kind }>;

/**
 * The role of a step.
 * @throws RangeError if there is no such step
 */
export function roleAt({ engine: { run, schedule } }: Session, step: number): Role {
  const segment = schedule.segmentAt(step);
  const { instructions } = schedule.program(segment.program);
  const instruction = instructions[step - segment.start - 1];
  if (!instruction) throw new RangeError(`no instruction at step ${step}`);
  return roleIn(run, instructions, instruction, segment);
}

function roleIn(
  run: Run,
  instructions: readonly Instruction[],
  instruction: Instruction,
  segment: Segment,
): Role {
  const { op, result, role } = instruction;
  const name = (slot: Slot) => displayName(run, slot);
  switch (role.kind) {
    case 'activation':
      return { kind: 'activation', node: name(result), activation: role.activation };
    case 'formula':
      return { ...role, op };
    case 'batchLoss':
      return { kind: 'batchLoss', ...examplesOf(segment) };
    case 'batchGradient':
      return { kind: 'batchGradient', parameter: name(role.parameter), ...examplesOf(segment) };
    case 'slope':
      return slopeRole(run, instructions[role.of] as Instruction, instruction, role);
    case 'term':
      return termRole(run, instructions[role.of] as Instruction, role.operand, result);
    case 'constantGradient': {
      const { scope } = instruction;
      return { kind: 'constantGradient', by: byOf(run, result), through: scope.node ?? name(role.of) };
    }
    case 'gradientSum': {
      const { of, count, all } = role;
      const isParameter = run.slots[of]?.kind === 'parameter';
      return { kind: 'gradientSum', address: name(of), isParameter, count, all };
    }
    case 'updatePart':
      return { ...role, parameter: role.parameter === null ? null : name(role.parameter) };
    case 'delta':
      return { ...role, parameter: name(role.parameter) };
    case 'update':
      return { ...role, parameter: name(role.parameter), before: role.parameter };
    default:
      return role;
  }
}

/** The number of examples of the batch that have been executed, this one included. */
function examplesOf({ example, firstExample, size }: Segment): Progress {
  return { count: (example as number) - firstExample + 1, all: size };
}

function slopeRole(
  run: Run,
  forward: Instruction,
  slope: Instruction,
  { isGradient, operand }: Pick<Extract<StepRole, { kind: 'slope' }>, 'isGradient' | 'operand'>,
): Role {
  const by = isGradient ? byOf(run, slope.result) : null;
  const of = displayName(run, forward.result);
  const { op, role, scope, operands } = forward;
  const read = operands[operand] as Slot;
  const isOnce = operands.filter((slot) => slot === read).length === 1;
  const from = isOnce ? displayName(run, read) : null;
  switch (role.kind) {
    case 'activation':
      return { kind: 'activationSlope', node: of, activation: role.activation };
    case 'formula':
      return { kind: 'formulaSlope', op, of, from, by };
    case 'squaredError':
      return { kind: 'squareSlope', by, node: scope.node as string };
    default:
      return { kind: 'localSlope', op, of, from, by };
  }
}

function termRole(run: Run, forward: Instruction, operand: number, result: Slot): Role {
  const by = byOf(run, result);
  const { op, operands, role, scope } = forward;
  const of = displayName(run, forward.result);
  switch (role.kind) {
    case 'dropout':
      return { kind: 'dropoutGradient', node: role.node, by };
    case 'product': {
      const { node, activation } = role;
      const weight = displayName(run, operands[1] as Slot);
      return operand === 1
        ? { kind: 'weightGradient', weight, node, activation }
        : { kind: 'valueGradient', by, node, activation };
    }
    case 'activation':
      return role.formula === null
        ? { kind: 'activationGradient', node: of, activation: role.activation, by }
        : { kind: 'formulaGradient', op, of, by };
    case 'formula':
      return { kind: 'formulaGradient', op, of, by };
    case 'squaredError':
      return { kind: 'errorGradient', by, node: scope.node as string };
    case 'halfSquaredError':
    case 'lossMean':
    case 'batchPart':
      return { kind: 'factorGradient', by };
    default:
      return { kind: 'chainTerm', of, by };
  }
}

/**
 * The variable of the gradient that a slot holds, from the first of its addresses that names a gradient.
 * @throws RangeError if the slot holds no gradient
 */
function byOf(run: Run, slot: Slot): GradientTarget {
  const addresses = run.slots[slot]?.addresses ?? [];
  const found = addresses.find(isGradientAddress);
  if (!found) throw new RangeError(`slot ${slot} holds no gradient`);
  return { address: printAddress(found.of), isTerm: found.kind === 'gradientTerm' };
}

function isGradientAddress(
  address: Address,
): address is Extract<Address, { readonly kind: 'gradient' | 'gradientTerm' }> {
  return address.kind === 'gradient' || address.kind === 'gradientTerm';
}
