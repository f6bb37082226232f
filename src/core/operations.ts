/** All operations that a tape can hold. To add one, write a file in `operations/` and add a line here. */
import { elu } from './operations/activations/elu.ts';
import { gelu } from './operations/activations/gelu.ts';
import { identity } from './operations/activations/identity.ts';
import { relu } from './operations/activations/relu.ts';
import { sigmoid } from './operations/activations/sigmoid.ts';
import { silu } from './operations/activations/silu.ts';
import { softplus } from './operations/activations/softplus.ts';
import { tanh } from './operations/activations/tanh.ts';
import { arithmetic } from './operations/arithmetic.ts';
import { copy } from './operations/copy.ts';
import { divide } from './operations/divide.ts';
import { abs } from './operations/functions/abs.ts';
import { clamp } from './operations/functions/clamp.ts';
import { conditions } from './operations/functions/conditions.ts';
import { erf } from './operations/functions/erf.ts';
import { exponentials } from './operations/functions/exponentials.ts';
import { huber } from './operations/functions/huber.ts';
import { log1p } from './operations/functions/log1p.ts';
import { maximum } from './operations/functions/maximum.ts';
import { places } from './operations/functions/places.ts';
import { power } from './operations/functions/power.ts';
import { square } from './operations/functions/square.ts';
import { sumMinusOne } from './operations/functions/sum-minus-one.ts';
import { trigonometry } from './operations/functions/trigonometry.ts';
import { xlogy } from './operations/functions/xlogy.ts';
import { commonReason } from './operations/not-finite.ts';
import type { ActivationWords, Derivative, Operation } from './operations/operation.ts';

export type { Emitter, Slot } from './operations/operation.ts';

const { negate, floor, ...sumsAndProducts } = arithmetic;

/** Lists of operations and activations are shown in this order. */
const table = {
  ...sumsAndProducts,
  ...square,
  ...divide,
  ...copy,
  negate,
  ...exponentials,
  ...log1p,
  ...sumMinusOne,
  ...xlogy,
  ...abs,
  ...maximum,
  ...places,
  floor,
  ...trigonometry,
  ...power,
  ...clamp,
  ...conditions,
  ...erf,
  ...huber,
  ...identity,
  ...relu,
  ...sigmoid,
  ...tanh,
  ...elu,
  ...softplus,
  ...gelu,
  ...silu,
};

/** The name of an operation. */
export type OpName = keyof typeof table;

/** The operations that a layer can have as its activation. */
export type ActivationName = {
  [Name in OpName]: (typeof table)[Name] extends { activation: object | null } ? Name : never;
}[OpName];

/** An activation that is a step of its own: all but the identity. */
export type Activation = {
  [Name in OpName]: (typeof table)[Name] extends { activation: object } ? Name : never;
}[OpName];

/** The operations by their names. */
export const ops: Readonly<Record<OpName, Operation>> = table;

/**
 * The rule for the derivative of an operation with respect to one operand, by its number; undefined if there is none, and
 * null if no gradient goes back to this operand.
 */
export function derivativeOf(op: OpName, operand: number): Derivative | null | undefined {
  const { arity, derivatives } = ops[op];
  return derivatives[arity === 'many' ? 0 : operand];
}

/** Whether a gradient goes back through an operation to one of its operands. */
export function isDifferentiated(op: OpName, operand: number): boolean {
  return ops[op].derivatives.length > 0 && derivativeOf(op, operand) !== null;
}

/** All names, in the order of the table. */
export const opNames = Object.keys(table) as OpName[];

/** The operations that a layer can have as its activation, in the same order. */
export const activationNames = opNames.filter(
  (name) => ops[name].activation !== undefined,
) as ActivationName[];

/** The operation as an activation; null if it is not an activation, and for the identity. */
export function activationOf(op: OpName): Activation | null {
  return ops[op].activation ? (op as Activation) : null;
}

/**
 * Why the result of an operation is not finite, as a clause. Null if it is finite, or if it is not because an operand is
 * not.
 */
export function reasonNotFinite(op: OpName, operands: readonly number[], result: number): string | null {
  if (Number.isFinite(result)) return null;
  const comesFromOperand = Number.isNaN(result)
    ? operands.some((operand) => Number.isNaN(operand))
    : operands.some((operand) => !Number.isFinite(operand));
  if (comesFromOperand) return null;
  const [a = 0, b = a] = operands;
  return ops[op].notFinite?.(a, b) ?? commonReason(result);
}

/** Whether a tiny or zero result for these operands has lost digits. False if such a result is exact. */
export function underflows(op: OpName, a: number, b: number): boolean {
  const rule = ops[op].traits?.underflows ?? false;
  return typeof rule === 'function' ? rule(a, b) : rule;
}

/** What is said of an activation. */
export function activationWords(name: Activation): ActivationWords {
  return table[name].activation.words;
}

/** What an activation computes from `operand`: `max(0, x)`; null if its name says it. */
export function activationDefinition(name: ActivationName, operand: string): string | null {
  const { activation }: Operation = ops[name];
  return activation?.definition?.replaceAll('{0}', operand) ?? null;
}
