/** Optimizers with a velocity: a sum of the gradients so far, in which older gradients have smaller factors. */
import type { Slot } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import { defineOptimizer, type UpdateSentences, type UpdateWriter } from './optimizer.ts';
import { directionPart, kept } from './parts.ts';
import { l2 } from './penalty.ts';
import { addedTo, multiplied, workedOut } from './sentences.ts';

const keys = { momentum: { range: 'share', standard: 0.9 }, l2 } as const;

const velocityParts = {
  kept,
  velocity: {
    what: addedTo,
    why: () =>
      t`A velocity adds up gradients: where they agree, it grows; where they alternate, they cancel.`,
    means: ({ parameter, result }) => t`The velocity of ${parameter} is ${result.text}.`,
  },
} satisfies Record<string, UpdateSentences>;

function velocity(writer: UpdateWriter<keyof typeof velocityParts>): Slot {
  return writer.state(writer.kept('velocity'), 0, (before) => {
    const momentum = writer.constant(writer.setting('momentum'));
    const kept = writer.step('kept', writer.kept('velocity', 'kept'), 'multiply', momentum, before);
    return writer.step('velocity', writer.kept('velocity'), 'add', kept, writer.gradient);
  });
}

/** Polyak 1964, in PyTorch's form: velocity = momentum × velocity + gradient. */
export const momentum = defineOptimizer({
  keys,
  direction: velocity,
  parts: velocityParts,
  why: workedOut,
  convention: () => t`momentum: velocity = momentum × velocity + gradient; weight − learning rate × velocity`,
});

const lookingAhead = () => t`Nesterov looks ahead, to where the velocity leads from here.`;

/** Nesterov 1983, in PyTorch's form: the direction is gradient + momentum × velocity. */
export const nesterov = defineOptimizer({
  keys,
  direction: (writer) => {
    const factor = writer.constant(writer.setting('momentum'));
    const address = writer.kept('velocity', 'ahead');
    const ahead = writer.step('ahead', address, 'multiply', factor, velocity(writer));
    return writer.step('direction', writer.delta('direction'), 'add', writer.gradient, ahead);
  },
  parts: {
    ...velocityParts,
    ahead: { what: multiplied, why: lookingAhead },
    direction: directionPart(lookingAhead),
  },
  why: workedOut,
  convention: () => t`nesterov: like momentum, but the direction is gradient + momentum × velocity`,
});
