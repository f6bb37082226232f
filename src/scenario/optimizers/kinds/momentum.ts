/** Optimizers with a velocity: a sum of the gradients so far, in which older gradients have smaller factors. */
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import { defineOptimizer, type Form, type UpdateSentences, type UpdateWriter } from '../common/optimizer.ts';
import { directionPart, kept } from '../common/parts.ts';
import { penaltyForms, penaltyKeys } from '../common/penalty.ts';
import { addedTo, multiplied, workedOut } from '../common/sentences.ts';

const keys = {
  momentum: { range: 'share', standard: 0.9, from: 'usual; PyTorch and Keras: 0' },
  ...penaltyKeys,
} as const;

/** Where the learning rate is: in the change (PyTorch), or in the velocity (Keras). */
const forms = {
  form: { pytorch: 'PyTorch, optax', keras: 'Keras, Sutskever et al. 2013' },
  ...penaltyForms,
} satisfies Record<string, Form>;

const isKeras = (form: string | undefined) => form === 'keras';

const addsUp = () =>
  t`A velocity adds up gradients: where they agree, it grows; where they alternate, they cancel.`;

const velocityParts = {
  kept,
  added: {
    what: ({ a, b }) => t`${b.name} (${b.text}) is multiplied by the learning rate (${a.text}).`,
    why: addsUp,
  },
  velocity: {
    what: addedTo,
    why: addsUp,
    means: ({ parameter, result }) => t`The velocity of ${parameter} is ${result.text}.`,
  },
  slowed: {
    what: ({ a, b }) => t`${b.name} (${b.text}) is subtracted from ${a.name} (${a.text}).`,
    why: addsUp,
    means: ({ parameter, result }) => t`The velocity of ${parameter} is ${result.text}.`,
  },
} satisfies Record<string, UpdateSentences>;

type Part = keyof typeof velocityParts;

/** momentum × velocity + gradient. */
function velocity(writer: UpdateWriter<Part>): Slot {
  return writer.state(writer.kept('velocity'), 0, (before) =>
    writer.step('velocity', writer.kept('velocity'), 'add', keptOf(writer, before), writer.gradient),
  );
}

/** momentum × velocity − learning rate × gradient, and the latter product. */
function velocityWithRate(writer: UpdateWriter<Part>): { readonly velocity: Slot; readonly added: Slot } {
  const { rate, gradient } = writer;
  const added = writer.step('added', writer.kept('velocity', 'added'), 'multiply', rate, gradient);
  const after = writer.state(writer.kept('velocity'), 0, (before) =>
    writer.step('slowed', writer.kept('velocity'), 'subtract', keptOf(writer, before), added),
  );
  return { velocity: after, added };
}

function keptOf(writer: UpdateWriter<Part>, before: Slot): Slot {
  const factor = writer.constant(writer.setting('momentum'));
  return writer.step('kept', writer.kept('velocity', 'kept'), 'multiply', factor, before);
}

/**
 * Polyak 1964, "Some methods of speeding up the convergence of iteration methods".
 *
 * PyTorch (torch.optim.SGD): velocity = momentum × velocity + gradient; weight − learning rate × velocity. Keras
 * (keras.optimizers.SGD) and Sutskever, Martens, Dahl & Hinton 2013: velocity = momentum × velocity − learning rate ×
 * gradient; weight + velocity. They differ where the learning rate changes.
 */
export const momentum = defineOptimizer({
  usualRate: 0.01,
  keys,
  forms,
  hasMomentum: true,
  change: (writer) =>
    isKeras(writer.form('form'))
      ? { added: velocityWithRate(writer).velocity }
      : { direction: velocity(writer) },
  parts: velocityParts,
  why: workedOut,
  convention: ({ form }) =>
    isKeras(form)
      ? t`momentum: velocity = momentum × velocity − learning rate × gradient; weight + velocity`
      : t`momentum: velocity = momentum × velocity + gradient; weight − learning rate × velocity`,
});

const lookingAhead = () => t`Nesterov looks ahead, to where the velocity leads from here.`;

/**
 * Nesterov 1983, "A method of solving a convex programming problem with convergence rate O(1/k²)", in the forms of
 * PyTorch and of Keras. In both, the weight that is kept is the point ahead, where the gradient is computed. Sutskever
 * et al. 2013 keep the point behind it, which is that weight − momentum × velocity with the velocity of Keras.
 */
export const nesterov = defineOptimizer<Part | 'ahead' | 'direction' | 'change'>({
  usualRate: 0.01,
  keys,
  forms,
  hasMomentum: true,
  change: (writer) => {
    const ahead = (slot: Slot) => {
      const factor = writer.constant(writer.setting('momentum'));
      return writer.step('ahead', writer.kept('velocity', 'ahead'), 'multiply', factor, slot);
    };
    if (isKeras(writer.form('form'))) {
      const { velocity: moving, added } = velocityWithRate(writer);
      return { added: writer.step('change', writer.delta('change'), 'subtract', ahead(moving), added) };
    }
    const leading = ahead(velocity(writer));
    return {
      direction: writer.step('direction', writer.delta('direction'), 'add', writer.gradient, leading),
    };
  },
  parts: {
    ...velocityParts,
    ahead: { what: multiplied, why: lookingAhead },
    direction: directionPart(lookingAhead),
    change: {
      what: ({ a, b }) => t`${b.name} (${b.text}) is subtracted from ${a.name} (${a.text}).`,
      why: lookingAhead,
      means: ({ parameter, result }) => t`${parameter} will change by ${result.text}.`,
    },
  },
  why: workedOut,
  convention: ({ form }) =>
    isKeras(form)
      ? t`nesterov: velocity = momentum × velocity − learning rate × gradient; weight + momentum × velocity − learning rate × gradient`
      : t`nesterov: like momentum, but the direction is gradient + momentum × velocity`,
});
