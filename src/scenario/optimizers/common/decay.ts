/**
 * Decoupled weight decay: each weight loses a share of itself in each update, apart from its gradient (Loshchilov &
 * Hutter 2019, "Decoupled weight decay regularization").
 */
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import type { SharedWriter, UpdateSentences, UpdateWriter } from './optimizer.ts';
import { keepsSimple, multiplied } from './sentences.ts';

const share: UpdateSentences['means'] = ({ result }) =>
  t`Weights that decay shrink by this share: ${result.text}.`;

/** The words of `emitDecayRate`. */
const decayRateParts = {
  decayRate: {
    what: ({ a, b }) => t`The learning rate (${a.text}) is multiplied by the weight decay (${b.text}).`,
    why: keepsSimple,
    means: share,
  },
} satisfies Record<string, UpdateSentences>;

/** The words of `emitShrunk`. */
const shrunkParts = {
  decay: { what: multiplied, why: keepsSimple },
  shrunk: {
    what: ({ a, b }) => t`That part (${b.text}) is subtracted from ${a.name} (${a.text}).`,
    why: keepsSimple,
  },
} satisfies Record<string, UpdateSentences>;

/** The words of `emitDecayFactor`. */
const decayFactorParts = {
  decayFactor: {
    what: ({ a, b }) =>
      t`The factor of the learning rate (${a.text}) is multiplied by the weight decay (${b.text}).`,
    why: keepsSimple,
    means: share,
  },
} satisfies Record<string, UpdateSentences>;

export const decayParts = { ...decayRateParts, ...decayFactorParts, ...shrunkParts };

/** Emits learning rate × weight decay: the share that every weight loses. */
export function emitDecayRate(writer: SharedWriter<keyof typeof decayRateParts>): Slot {
  const decay = writer.constant(writer.setting('weight_decay'));
  return writer.step('decayRate', writer.rateAddress('decay'), 'multiply', writer.rate, decay);
}

/** Emits factor of the schedule × weight decay; without a schedule, the weight decay alone. */
export function emitDecayFactor(writer: SharedWriter<keyof typeof decayFactorParts>): Slot {
  const decay = writer.constant(writer.setting('weight_decay'));
  const { scheduled } = writer;
  return scheduled === null
    ? decay
    : writer.step('decayFactor', writer.rateAddress('decay'), 'multiply', scheduled, decay);
}

/** Emits the parameter without the share that it loses; null if it loses none, as a bias may. */
export function emitShrunk(writer: UpdateWriter<keyof typeof shrunkParts>, lost: Slot): Slot | null {
  if (!writer.isPenalised) return null;
  const { parameter } = writer;
  const part = writer.step('decay', writer.delta('decay'), 'multiply', lost, parameter);
  return writer.step('shrunk', writer.delta('shrunk'), 'subtract', parameter, part);
}
