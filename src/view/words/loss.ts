/** Texts for the loss phase: errors, their squares, sums and means. */
import type { InLoss } from '../../core/step-role.ts';
import { t } from '../../i18n/translate.ts';
import { type LossName, losses } from '../../scenario/losses/losses.ts';
import { told, type Words } from './facts.ts';

/** The sentence that says what the loss computes. */
const lossSentence = ({ loss }: InLoss) => losses[loss as LossName].sentence();

export const error: Words<'error'> = {
  what: (_role, { a, b }) =>
    t`The target (${b.text}) is subtracted from the prediction of ${a.name} (${a.text}).`,
  why: () => t`The error says how far the prediction is from the target, and on which side.`,
  means: ({ outputs }, { a, b, result, size }) => {
    const predicted = a.value !== b.value && a.text === b.text ? t`almost ${a.text}` : a.text;
    if (outputs === 1) {
      if (result.value > 0) return t`The prediction (${predicted}) is ${size} too high.`;
      if (result.value < 0) return t`The prediction (${predicted}) is ${size} too low.`;
      return t`The prediction (${a.text}) is exactly the target: the error is 0.`;
    }
    if (result.value > 0) return t`The prediction of ${a.name} (${predicted}) is ${size} too high.`;
    if (result.value < 0) return t`The prediction of ${a.name} (${predicted}) is ${size} too low.`;
    return t`The prediction of ${a.name} (${a.text}) is exactly its target: the error is 0.`;
  },
};

export const squaredError: Words<'squaredError'> = {
  what: (_role, { a }) => t`The error (${a.text}) is squared.`,
  why: lossSentence,
  means: (_role, { a, result }) => {
    if (result.value > 0)
      return t`The square is ${result.text}: too high and too low count the same, and large errors count more.`;
    if (a.value === 0) return t`The error is 0, and so is its square.`;
    return t`The error is so small that its square rounds to 0.`;
  },
};

export const halfSquaredError: Words<'halfSquaredError'> = {
  what: (_role, { b }) => t`The squared error (${b.text}) is halved.`,
  why: () => t`The ½ cancels the 2 in the slope of the square, so that the slope is the error itself.`,
  means: (_role, { result }) => t`Half the squared error goes into the loss: ${result.text}.`,
};

export const lossSum: Words<'lossSum'> = {
  what: (_role, { a, b }) => t`The next output's part of the loss (${b.text}) is added to ${a.text}.`,
  why: lossSentence,
  means: ({ count, all }, { result }) =>
    count < all
      ? t`${count} of the ${all} outputs add up to ${result.text}.`
      : t`The ${all} outputs add up to ${result.text}.`,
};

export const lossMean: Words<'lossMean'> = {
  what: ({ loss, over, size }, { b }) => {
    if (over === 'examples')
      return t`The sum over the examples of the batch (${b.text}) is divided by their number (${size}).`;
    return (
      losses[loss as LossName].meanSentence?.(b.text, size) ??
      t`The sum over the outputs (${b.text}) is divided by their number (${size}).`
    );
  },
  why: lossSentence,
  means: ({ over }, { result }) =>
    over === 'examples'
      ? t`The mean over the examples is the loss: ${result.text}.`
      : t`The mean over the outputs is the loss: ${result.text}.`,
};

export const lossWeighted: Words<'lossWeighted'> = {
  what: (_role, { a, b }) => t`The loss ${told(b)} is multiplied by its weight (${a.text}).`,
  why: () => t`The weight says how much this loss counts beside the others.`,
  means: (_role, { b, result }) => t`${b.name} adds ${result.text} to the sum of the losses.`,
};

export const lossTotal: Words<'lossTotal'> = {
  what: (_role, { a, b }) => t`${told(b)} is added to ${told(a)}.`,
  why: () => t`The loss is the sum of several losses. Each of them sends gradients back.`,
  means: ({ count, all }, { result }) =>
    count < all
      ? t`${count} of the ${all} losses add up to ${result.text}.`
      : t`The ${all} losses add up to ${result.text}.`,
};

export const batchPart: Words<'batchPart'> = {
  what: (_role, { a, b }) =>
    t`The loss of this example (${a.text}) is multiplied by its share of the batch (${b.text}).`,
  why: () => t`The loss of a batch is the mean over its examples, so each example has the same share.`,
  means: (_role, { result }) => t`This example adds ${result.text} to the loss of the batch.`,
};

export const batchLoss: Words<'batchLoss'> = {
  what: (_role, { a, b }) =>
    t`This example's part (${b.text}) is added to the loss of the batch so far (${a.text}).`,
  why: () => t`Every example has its own error; the loss of the batch combines them into one number.`,
  means: ({ count, all }, { result }) => {
    if (count < all) return t`After ${count} of ${all} examples, the loss of the batch is ${result.text}.`;
    if (all === 1) return t`The batch has one example, so the loss of the batch is ${result.text}.`;
    return t`With all ${all} examples, the loss of the batch is ${result.text}.`;
  },
};
