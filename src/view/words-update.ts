/** Words for the update: the step, and the new value. */
import { t } from '../language/translate.ts';
import type { Words } from './facts.ts';

export const delta: Words<'delta'> = {
  what: ({ parameter, isPlain }, { a, b }) =>
    isPlain
      ? t`The slope of ${parameter}, ${b.text}, is multiplied by the learning rate, ${a.text}.`
      : t`The direction for ${parameter}, ${b.text}, is multiplied by the learning rate, ${a.text}.`,
  why: () =>
    t`The learning rate says how large a step is: with one that is too large, steps jump past the lowest loss.`,
  means: ({ parameter, isPlain }, { a, b, result, size }) => {
    if (result.value > 0) return t`The step for ${parameter} is ${size} down.`;
    if (result.value < 0) return t`The step for ${parameter} is ${size} up.`;
    if (b.value === 0)
      return isPlain
        ? t`The slope is 0, so there is no step for ${parameter}.`
        : t`The direction is 0, so there is no step for ${parameter}.`;
    if (a.value === 0) return t`The learning rate is 0, so there is no step for ${parameter}.`;
    return t`The step for ${parameter} is so small that it is rounded to 0.`;
  },
};

export const update: Words<'update'> = {
  what: ({ parameter }, { a, b }) => t`The step, ${b.text}, is subtracted from ${parameter}, ${a.text}.`,
  why: (_role, { optimizer }) =>
    optimizer === 'sgd'
      ? t`Gradient descent: the new value is the old one minus the learning rate times the slope, because against the slope the loss falls.`
      : t`The new value is the old one minus the step that the optimizer has worked out.`,
  means: ({ parameter, gradient }, { a, b, result, number, read }) => {
    if (b.value === 0) return t`${parameter} stays at ${a.text}: there is no step.`;
    if (result.value === a.value)
      return t`${parameter} stays at ${a.text}: the step is too small to change it.`;
    const way = number(Math.abs(result.value - a.value));
    if (result.text === a.text) return t`${parameter} moves by ${way}, too little to show in ${a.text}.`;
    // With a negative learning rate it does not.
    return Math.sign(b.value) === Math.sign(read(gradient))
      ? t`${parameter} moves from ${a.text} to ${result.text}, against its slope.`
      : t`${parameter} moves from ${a.text} to ${result.text}, with its slope.`;
  },
};
