/** The correction of running means that start at 0 and are too small at first (Kingma & Ba 2015, section 3). */
import { pow } from '../../../core/math/pow.ts';
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import type { SharedWriter, UpdateSentences, UpdateWriter } from './optimizer.ts';
import { multiplied } from './sentences.ts';

export const unbiased = () =>
  t`The means start at 0, so they are too small at first. Dividing by this corrects them.`;

/** The words of `emitCorrection` and `emitCorrected`. */
export const correctionParts = {
  power: { what: multiplied, why: unbiased },
  correction: { what: ({ b }) => t`${b.text} is subtracted from 1.`, why: unbiased },
  corrected: { what: ({ a, b }) => t`${a.name} (${a.text}) is divided by ${b.text}.`, why: unbiased },
} satisfies Record<string, UpdateSentences>;

type Part = keyof typeof correctionParts;

/** Emits 1 − β to the power of the number of updates, which the mean is divided by. */
export function emitCorrection(writer: SharedWriter<Part>, state: 'm' | 'v', beta: number): Slot {
  const address = (part: string) => ({ kind: 'correction', state, part }) as const;
  const power = writer.state(address('power'), pow(beta, writer.updatesBefore), (before) =>
    writer.step('power', address('power'), 'multiply', writer.constant(beta), before),
  );
  return writer.step('correction', address('correction'), 'subtract', writer.constant(1), power);
}

/** Emits a mean divided by its correction. */
export function emitCorrected(writer: UpdateWriter<Part>, state: 'm' | 'v', mean: Slot, by: Slot): Slot {
  return writer.step('corrected', writer.kept(state, 'corrected'), 'divide', mean, by);
}
