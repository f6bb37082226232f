import { t } from '../../../i18n/translate.ts';
import { decayParts, emitDecayRate, emitShrunk } from '../common/decay.ts';
import { defineOptimizer } from '../common/optimizer.ts';
import { nextMean, runningMeanParts } from '../common/parts.ts';
import { penaltyForms } from '../common/penalty.ts';
import { addedTo, multiplied, workedOut } from '../common/sentences.ts';

const sameSize = () =>
  t`Only the sign counts, so all weights change by the learning rate, whatever the size of their gradients.`;
const mixes = () => t`The direction mixes the mean of the earlier gradients with the newest gradient.`;

/** Chen et al. 2023, "Symbolic discovery of optimization algorithms". The sign of 0 is 0. */
export const lion = defineOptimizer({
  usualRate: 0.001,
  keys: {
    beta1: { range: 'share', standard: 0.9, from: 'the paper, Keras, optax' },
    beta2: { range: 'share', standard: 0.99, from: 'the paper, Keras, optax' },
    weight_decay: { range: 'not negative', standard: 0, from: 'Keras; optax: 0.001' },
  },
  forms: penaltyForms,
  hasMomentum: true,
  ofRate: (writer) => (writer.setting('weight_decay') === 0 ? {} : { decay: emitDecayRate(writer) }),
  change: (writer, { decay }) => {
    const { gradient } = writer;
    const mix = writer.setting('beta1');
    let direction = gradient;
    writer.state(writer.kept('m'), 0, (before) => {
      const old = writer.step('old', writer.delta('old'), 'multiply', writer.constant(mix), before);
      const newest = writer.step(
        'newest',
        writer.delta('newest'),
        'multiply',
        writer.constant(1 - mix),
        gradient,
      );
      const mixed = writer.step('mixed', writer.delta('mixed'), 'add', old, newest);
      direction = writer.step('sign', writer.delta('direction'), 'abs_slope', mixed);
      return nextMean(writer, 'm', writer.setting('beta2'), before, gradient);
    });
    const base = decay === undefined ? null : emitShrunk(writer, decay);
    return base === null ? { direction } : { direction, base };
  },
  parts: {
    ...runningMeanParts,
    decayRate: decayParts.decayRate,
    decay: decayParts.decay,
    shrunk: decayParts.shrunk,
    old: { what: multiplied, why: mixes },
    newest: { what: multiplied, why: mixes },
    mixed: { what: addedTo, why: mixes },
    sign: {
      what: ({ a }) => t`The sign of ${a.name} (${a.text}) is taken: 1, −1 or 0.`,
      why: sameSize,
      means: ({ parameter, result }) => t`The direction for ${parameter} is ${result.text}.`,
    },
  },
  why: workedOut,
  convention: () =>
    t`lion: the sign of beta1 × mean gradient + (1 − beta1) × gradient; then mean = beta2 × mean + (1 − beta2) × gradient; each weight first loses the share learning rate × weight decay`,
});
