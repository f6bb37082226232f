/** Texts for the update: the change of a parameter and its new value. */
import { t } from '../../i18n/translate.ts';
import { type OptimizerName, optimizers } from '../../scenario/optimizers/optimizers.ts';
import type { Words } from './facts.ts';

export const delta: Words<'delta'> = {
  what: ({ parameter, isPlain }, { a, b }) => {
    if (a.isOwnRate)
      return isPlain
        ? t`${a.name} (${a.text}) is multiplied by the gradient of ${parameter} (${b.text}).`
        : t`${a.name} (${a.text}) is multiplied by the direction for ${parameter} (${b.text}).`;
    return isPlain
      ? t`The gradient of ${parameter} (${b.text}) is multiplied by the learning rate (${a.text}).`
      : t`The direction for ${parameter} (${b.text}) is multiplied by the learning rate (${a.text}).`;
  },
  why: () =>
    t`The learning rate sets the size of each update. If it is too large, updates jump past the lowest loss.`,
  means: ({ parameter, isPlain, isApart }, { a, b, result, size, number }) => {
    if (isApart) return t`Apart from its weight decay, ${parameter} will change by ${number(-result.value)}.`;
    if (result.value > 0) return t`${parameter} will go down by ${size}.`;
    if (result.value < 0) return t`${parameter} will go up by ${size}.`;
    if (b.value === 0)
      return isPlain
        ? t`The gradient is 0, so ${parameter} does not change.`
        : t`The direction is 0, so ${parameter} does not change.`;
    if (a.value === 0) return t`The learning rate is 0, so ${parameter} does not change.`;
    return t`The change to ${parameter} is so small that it rounds to 0.`;
  },
};

export const update: Words<'update'> = {
  what: ({ isAdded }, { a, b }) =>
    isAdded
      ? t`The change (${b.text}) is added to ${a.name} (${a.text}).`
      : t`The change (${b.text}) is subtracted from ${a.name} (${a.text}).`,
  why: (_role, { optimizer }) => optimizers[optimizer as OptimizerName].why(),
  means: ({ parameter, before, gradient }, { a, b, result, number, read, hasMomentum }) => {
    const [old, slope] = [read(before), read(gradient)];
    const [from, to] = [number(old), result.text];
    const moved = result.value - old;
    if (moved === 0)
      return b.value === 0
        ? t`${parameter} stays at ${from}: the change is 0.`
        : t`${parameter} stays at ${from}: the change is too small to show in it.`;
    if (from === to)
      return t`${parameter} moves by ${number(Math.abs(moved))}, too little to show in ${from}.`;
    if (slope === 0) return t`${parameter} moves from ${from} to ${to}, though its slope is 0.`;
    // A velocity, a penalty, its decay or a negative learning rate can move a parameter along its slope.
    if (Math.sign(moved) === -Math.sign(slope))
      return t`${parameter} moves from ${from} to ${to}, against its slope.`;
    return hasMomentum && a.value === old
      ? t`${parameter} moves from ${from} to ${to}, along its slope: the slopes of earlier updates still carry it on.`
      : t`${parameter} moves from ${from} to ${to}, along its slope.`;
  },
};
