/** Texts for the backward phase: slopes, and the products and sums of the chain rule. */
import { listed } from '../../core/operations/spoken.ts';
import { activationWords, ops } from '../../core/operations.ts';
import type { GradientTarget } from '../../explain/role.ts';
import { t } from '../../i18n/translate.ts';
import { type Facts, told, type Words } from './facts.ts';

/**
 * The meaning of a gradient: what a small increase of the value at its address does to the loss. The sentence is true
 * for every sign of the value, and says nothing about the update.
 *
 * @param scope the part of the gradient that the sentence is about, as a clause at the end of the English sentence; may
 *   be empty
 */
function effect(address: string, { result, size, isBatched, goal }: Facts, scope = ''): string {
  if (result.value === 0) {
    if (goal !== null) return t`The slope of ${goal} with respect to ${address} is 0${scope}.`;
    return isBatched
      ? t`The slope of the batch loss with respect to ${address} is 0${scope}.`
      : t`The slope of the loss with respect to ${address} is 0${scope}.`;
  }
  const loss = goal ?? lossOf(isBatched);
  if (size === '1') {
    return result.value > 0
      ? t`If ${address} goes up a little, ${loss} goes up just as much${scope}.`
      : t`If ${address} goes up a little, ${loss} goes down just as much${scope}.`;
  }
  return result.value > 0
    ? t`If ${address} goes up a little, ${loss} goes up ${size} times as much${scope}.`
    : t`If ${address} goes up a little, ${loss} goes down ${size} times as much${scope}.`;
}

const lossOf = (isBatched: boolean) => (isBatched ? t`the batch loss` : t`the loss`);

/** The effect of a value on the loss. If it has several paths to the loss, only along the path through `node`. */
export const effectBy = ({ address, isTerm }: GradientTarget, node: string, facts: Facts) =>
  effect(address, facts, isTerm ? t`, through ${node}` : '');

/** For a product that is 0 although neither factor is 0. */
const rounded = (address: string) => t`The gradient of ${address} is so small that it rounds to 0.`;

/** The effect of a product of two slopes. */
export const productEffect = (by: GradientTarget, node: string, facts: Facts) =>
  facts.result.value === 0 && facts.a.value !== 0 && facts.b.value !== 0
    ? rounded(by.address)
    : effectBy(by, node, facts);

/** The meaning of the slope of one operation, `of`, with respect to its operand `from`; null if it reads that twice. */
export function slopeEffect(
  { of, from, by }: { of: string; from: string | null; by: GradientTarget | null },
  facts: Facts,
): string {
  const special = ops[facts.op].means?.(facts);
  if (special) return special;
  if (by) return effectBy(by, of, facts);
  const { result, size } = facts;
  if (from === null || !Number.isFinite(result.value))
    return t`The slope is ${result.text}: a small change counts this many times in ${of}.`;
  if (result.value === 0) return t`The slope is 0: a small change of ${from} does not change ${of}.`;
  if (size === '1') {
    return result.value > 0
      ? t`If ${from} goes up a little, ${of} goes up just as much.`
      : t`If ${from} goes up a little, ${of} goes down just as much.`;
  }
  return result.value > 0
    ? t`If ${from} goes up a little, ${of} goes up ${size} times as much.`
    : t`If ${from} goes up a little, ${of} goes down ${size} times as much.`;
}

/** What the slope of one operation, `of`, is computed from: the operands that are not constants, each once. */
export function slopeSource({ of }: { of: string }, { operands }: Facts): string {
  const variables = operands.filter(({ isConstant }) => !isConstant);
  const values = new Set((variables.length > 0 ? variables : operands).map(told));
  return t`The slope of ${of} is worked out from ${listed([...values])}.`;
}

export const slopesNeeded = () => t`The chain rule needs the slope of every operation on the way back.`;

export const chainRule = () => t`The chain rule multiplies all the slopes on the way back.`;

export const squareSlope: Words<'squareSlope'> = {
  what: (_role, { b }) => t`The error (${b.text}) is multiplied by 2.`,
  why: () => t`The way back starts at the loss: the slope of error² is 2 × error.`,
  means: ({ by, node }, facts) => {
    const { result, size } = facts;
    if (result.value === 0)
      return t`The error is 0: its square is as small as it can be, and the slope there is 0.`;
    if (by) return effectBy(by, node, facts);
    return result.value > 0
      ? t`If the error goes up a little, its square goes up ${size} times as much.`
      : t`If the error goes up a little, its square goes down ${size} times as much.`;
  },
};

export const errorGradient: Words<'errorGradient'> = {
  what: (_role, { a, b }) =>
    t`The slope of the square (${a.text}) is multiplied by its share in the loss (${b.text}).`,
  why: chainRule,
  means: ({ by, node }, facts) => productEffect(by, node, facts),
};

export const factorGradient: Words<'factorGradient'> = {
  what: (_role, { a, b }) =>
    t`The factor of the loss (${a.text}) is multiplied by the share of this example (${b.text}).`,
  why: chainRule,
  means: ({ by }, facts) => effect(by.address, facts),
};

export const activationSlope: Words<'activationSlope'> = {
  what: ({ node, activation }, { a }) =>
    t`The slope of ${activation} in ${node} is worked out from ${a.name} (${a.text}).`,
  why: () =>
    t`This is the second factor of the chain rule: how much of a small change the activation passes on.`,
  means: ({ activation }, facts) => activationWords(activation).slope(facts),
};

export const activationGradient: Words<'activationGradient'> = {
  what: ({ node, activation }, { a, b }) =>
    t`The slope of ${activation} (${a.text}) is multiplied by the gradient at ${node} (${b.text}).`,
  why: () =>
    t`The way back to the sum of a node goes through its activation, so the chain rule multiplies the two slopes.`,
  means: ({ node, activation, by }, facts) => {
    const { a, b, result } = facts;
    if (result.value !== 0) return effectBy(by, node, facts);
    if (a.value === 0)
      return t`${activation} lets no gradient back here, so the gradient of ${by.address} is 0.`;
    if (b.value === 0) return t`No gradient comes back to ${node}, so the gradient of ${by.address} is 0.`;
    return rounded(by.address);
  },
};

export const localSlope: Words<'localSlope'> = {
  what: slopeSource,
  why: slopesNeeded,
  means: slopeEffect,
};

export const chainTerm: Words<'chainTerm'> = {
  what: ({ of }, { a, b }) =>
    t`The slope of ${of} (${a.text}) is multiplied by the gradient there (${b.text}).`,
  why: chainRule,
  means: ({ of, by }, facts) => productEffect(by, of, facts),
};

export const weightGradient: Words<'weightGradient'> = {
  what: ({ weight, node, activation }, { a, b }) =>
    activation
      ? t`The gradient of ${weight} = its input (${a.text}) × the gradient at the sum of ${node} (${b.text}).`
      : t`The gradient of ${weight} = its input (${a.text}) × the gradient at ${node} (${b.text}).`,
  why: ({ activation }) =>
    activation
      ? t`The slope of a weight is a product of three factors: the incoming value, the slope of the activation and the slope of the loss. The last two are already multiplied.`
      : t`The slope of a weight is a product of three factors: the incoming value, the slope of the activation and the slope of the loss. Without an activation, the second factor is 1.`,
  means: ({ weight, node, activation }, facts) => {
    const { a, b, result, isBatched } = facts;
    if (result.value !== 0) return effect(weight, facts, isBatched ? t`, in this example` : '');
    if (a.value === 0)
      return t`${a.name} is 0, so ${weight} has nothing to multiply: it cannot change the loss here.`;
    if (b.value === 0)
      return activation
        ? t`No gradient gets back to the sum of ${node}, so the gradient of ${weight} is 0.`
        : t`No gradient comes back to ${node}, so the gradient of ${weight} is 0.`;
    return rounded(weight);
  },
};

export const valueGradient: Words<'valueGradient'> = {
  what: ({ node, activation }, { a, b }) =>
    activation
      ? t`The weight ${a.name} (${a.text}) is multiplied by the gradient at the sum of ${node} (${b.text}).`
      : t`The weight ${a.name} (${a.text}) is multiplied by the gradient at ${node} (${b.text}).`,
  why: () => t`The gradient goes back the way the value came: through the same weight.`,
  means: ({ by, node, activation }, facts) => {
    const { a, b, result } = facts;
    if (result.value !== 0) return effectBy(by, node, facts);
    if (a.value === 0) return t`The weight is 0, so ${by.address} makes no difference to ${node}.`;
    if (b.value === 0)
      return activation
        ? t`No gradient gets back to the sum of ${node}, so none goes on to ${by.address}.`
        : t`No gradient comes back to ${node}, so none goes on to ${by.address}.`;
    return rounded(by.address);
  },
};

export const gradientSum: Words<'gradientSum'> = {
  what: (_role, { a, b }) =>
    t`The gradient that comes back along another path (${b.text}) is added to ${a.text}.`,
  why: () =>
    t`A value that reaches the loss along several paths changes it through all of them, so their slopes are added.`,
  means: ({ address, count, all }, facts) =>
    effect(
      address,
      facts,
      count < all
        ? t`, along ${count} of its ${all} paths together`
        : all === 2
          ? t`, along both of its paths together`
          : t`, along all ${all} of its paths together`,
    ),
};

export const batchGradient: Words<'batchGradient'> = {
  what: ({ parameter }, { a, b }) =>
    t`The gradient of ${parameter} in this example (${b.text}) is added to the sum of the examples before it (${a.text}).`,
  why: () => t`A batch has one gradient for each weight: the sum over its examples.`,
  means: ({ parameter, count, all }, facts) => {
    if (count < all) return effect(parameter, facts, t`, over ${count} of ${all} examples`);
    return effect(parameter, facts, all === 1 ? '' : t`, over the ${all} examples of the batch`);
  },
};

export const dropoutGradient: Words<'dropoutGradient'> = {
  what: ({ node }, { a, b }) =>
    t`The mask ${a.name} (${a.text}) is multiplied by the gradient at ${node} (${b.text}).`,
  why: () => t`The gradient goes back the way the value came: through the same mask.`,
  means: ({ node, by }, facts) =>
    facts.a.value === 0
      ? t`${node} was dropped: no gradient gets back through it.`
      : productEffect(by, node, facts),
};
