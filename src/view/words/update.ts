/** Texts for the update: the change of a parameter and its new value. */
import { t } from '../../i18n/translate.ts';
import { type OptimizerName, optimizers } from '../../scenario/optimizers/optimizers.ts';
import type { Words } from './facts.ts';

export const delta: Words<'delta'> = {
  what: ({ parameter, isPlain }, { a, b }) =>
    isPlain
      ? t`The slope of ${parameter} (${b.text}) is multiplied by the learning rate (${a.text}).`
      : t`The direction for ${parameter} (${b.text}) is multiplied by the learning rate (${a.text}).`,
  why: () =>
    t`The learning rate sets the size of each update. If it is too large, updates jump past the lowest loss.`,
  means: ({ parameter, isPlain }, { a, b, result, size }) => {
    if (result.value > 0) return t`${parameter} will go down by ${size}.`;
    if (result.value < 0) return t`${parameter} will go up by ${size}.`;
    if (b.value === 0)
      return isPlain
        ? t`The slope is 0, so ${parameter} does not change.`
        : t`The direction is 0, so ${parameter} does not change.`;
    if (a.value === 0) return t`The learning rate is 0, so ${parameter} does not change.`;
    return t`The change to ${parameter} is so small that it rounds to 0.`;
  },
};

export const update: Words<'update'> = {
  what: ({ parameter }, { a, b }) => t`The change (${b.text}) is subtracted from ${parameter} (${a.text}).`,
  why: (_role, { optimizer }) => optimizers[optimizer as OptimizerName].why(),
  means: ({ parameter, gradient }, { a, b, result, number, read }) => {
    if (b.value === 0) return t`${parameter} stays at ${a.text}: the change is 0.`;
    if (result.value === a.value)
      return t`${parameter} stays at ${a.text}: the change is too small to show in it.`;
    const way = number(Math.abs(result.value - a.value));
    if (result.text === a.text) return t`${parameter} moves by ${way}, too little to show in ${a.text}.`;
    // With a negative learning rate, a parameter moves along its slope.
    return Math.sign(b.value) === Math.sign(read(gradient))
      ? t`${parameter} moves from ${a.text} to ${result.text}, against its slope.`
      : t`${parameter} moves from ${a.text} to ${result.text}, along its slope.`;
  },
};
