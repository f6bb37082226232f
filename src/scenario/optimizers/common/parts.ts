/** Parts of an update that several optimizers have: how they are emitted, and their words. */
import type { StateName } from '../../../core/address.ts';
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import type { Form, UpdateSentences, UpdateWriter } from './optimizer.ts';
import { addedTo, avoidsDivisionBy0, multiplied } from './sentences.ts';

const memory = () => t`Earlier gradients count less and less, and the newest one is added.`;

/** Explains a division by the usual size of a gradient. */
export const scaled = () =>
  t`Dividing by the usual size of its gradients gives every weight updates of about the same size.`;

/** The words of a product with the value from the previous update. */
export const kept: UpdateSentences = { what: multiplied, why: memory };

/** The words of `runningMean`. */
export const runningMeanParts = {
  kept,
  added: { what: multiplied, why: memory },
  mean: { what: addedTo, why: memory },
} satisfies Record<string, UpdateSentences>;

/** Emits an exponential moving average: keep × mean + (1 − keep) × value. */
export function runningMean(
  writer: UpdateWriter<keyof typeof runningMeanParts>,
  state: StateName,
  keep: number,
  value: Slot,
): Slot {
  return writer.state(writer.kept(state), 0, (before) => nextMean(writer, state, keep, before, value));
}

/** Emits the value of a running mean after this update from the one before it. */
export function nextMean(
  writer: UpdateWriter<keyof typeof runningMeanParts>,
  state: StateName,
  keep: number,
  before: Slot,
  value: Slot,
): Slot {
  const kept = writer.step('kept', writer.kept(state, 'kept'), 'multiply', writer.constant(keep), before);
  const share = writer.constant(1 - keep);
  const added = writer.step('added', writer.kept(state, 'added'), 'multiply', share, value);
  return writer.step('mean', writer.kept(state), 'add', kept, added);
}

/** The words of `squareOf`. */
export const squareParts = {
  square: {
    what: ({ a }) => t`The gradient (${a.text}) is squared.`,
    why: () => t`The square shows how large a gradient is, whatever its sign.`,
  },
} satisfies Record<string, UpdateSentences>;

/** Emits the square of the gradient. */
export function squareOf(writer: UpdateWriter<keyof typeof squareParts>): Slot {
  return writer.step('square', writer.kept('v', 'square'), 'square', writer.gradient);
}

/** The words of `rootOf`. */
export const rootParts = {
  root: { what: ({ a }) => t`The square root of ${a.text} is taken.`, why: scaled },
  safe: { what: ({ a, b }) => t`${b.text} is added to the root (${a.text}).`, why: avoidsDivisionBy0 },
  safeSquare: { what: ({ a, b }) => t`${b.text} is added to ${a.name} (${a.text}).`, why: avoidsDivisionBy0 },
} satisfies Record<string, UpdateSentences>;

/** Where epsilon is added: to the root of a square, or to the square. */
export const epsilonForms = {
  epsilon_position: { outside: 'PyTorch', inside: 'Keras, optax' },
} satisfies Record<string, Form>;

/** Emits the root of a sum or mean of squares. Epsilon is added to the root or to the square, as the scenario says. */
export function rootOf(writer: UpdateWriter<keyof typeof rootParts>, square: Slot): Slot {
  return writer.form('epsilon_position') === 'inside'
    ? epsilonInside(writer, 'v', square)
    : epsilonOutside(writer, square);
}

/** Emits √square + epsilon. */
export function epsilonOutside(writer: UpdateWriter<'root' | 'safe'>, square: Slot): Slot {
  const epsilon = writer.constant(writer.setting('epsilon'));
  const root = writer.step('root', writer.kept('v', 'root'), 'sqrt', square);
  return writer.step('safe', writer.kept('v', 'safe'), 'add', root, epsilon);
}

/** Emits √(square + epsilon), of a mean of squares. */
export function epsilonInside(
  writer: UpdateWriter<'root' | 'safeSquare'>,
  state: StateName,
  square: Slot,
): Slot {
  const epsilon = writer.constant(writer.setting('epsilon'));
  const safe = writer.step('safeSquare', writer.kept(state, 'safe'), 'add', square, epsilon);
  return writer.step('root', writer.kept(state, 'root'), 'sqrt', safe);
}

/** The words of a direction that is computed from two values. */
export function directionPart(why: () => string): UpdateSentences {
  return {
    what: ({ a, b }) => t`The direction is worked out from ${a.name} (${a.text}) and ${b.name} (${b.text}).`,
    why,
    means: ({ parameter, result }) => t`The direction for ${parameter} is ${result.text}.`,
  };
}
