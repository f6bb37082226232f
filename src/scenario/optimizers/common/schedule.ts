/** Schedules: how the learning rate changes between epochs. */
import type { OpName } from '../../../core/operations.ts';
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import type { Rate, SharedWriter, UpdateSentences } from './optimizer.ts';

export type RateSchedule =
  /** The learning rate is multiplied by `factor` every `every` epochs. */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** The learning rate follows half a cosine wave down to 0 (Loshchilov & Hutter 2017, "SGDR", eq. 5, no restarts). */
  | { readonly kind: 'cosine'; readonly epochs: number };

type Part = 'periods' | 'whole' | 'factor' | 'angle' | 'wave' | 'half' | 'now' | 'updates';

const rateAddress = (part: string) => ({ kind: 'learningRate', part }) as const;

/**
 * Emits the learning rate of this update's epoch, computed from the number of previous updates.
 *
 * @param writer its rate is the learning rate of the scenario
 * @param batches the number of updates per epoch
 */
export function emitSchedule(writer: SharedWriter<Part>, schedule: RateSchedule, batches: number): Rate {
  const { rate, updatesBefore } = writer;
  const step = (part: Part, op: OpName, ...operands: Slot[]) =>
    writer.step(part, rateAddress(part), op, ...operands);
  let now: Rate = { slot: rate, scheduled: null };
  writer.state(rateAddress('updates'), updatesBefore, (before) => {
    const perPeriod = batches * (schedule.kind === 'step' ? schedule.every : 1);
    const periods = step('periods', 'divide', before, writer.constant(perPeriod));
    const whole = step('whole', 'floor', periods);
    const factor =
      schedule.kind === 'step'
        ? step('factor', 'power', writer.constant(schedule.factor), whole)
        : cosine(whole, schedule.epochs);
    now = { slot: step('now', 'multiply', rate, factor), scheduled: factor };
    return step('updates', 'add', before, writer.constant(1));
  });
  return now;

  /** ½ + ½ cos(π × completed epochs ÷ epochs). */
  function cosine(whole: Slot, epochs: number): Slot {
    const angle = step('angle', 'multiply', writer.constant(Math.PI / epochs), whole);
    const wave = step('wave', 'cos', angle);
    const half = step('half', 'multiply', writer.constant(0.5), wave);
    return step('factor', 'add', writer.constant(0.5), half);
  }
}

const schedule = () => t`Large updates at first get close to the lowest loss; smaller ones later stay there.`;

/** The words of the steps of a schedule. */
export const scheduleSentences: Readonly<Record<Part, UpdateSentences>> = {
  periods: {
    what: ({ a, b }) => t`The number of updates so far (${a.text}) is divided by ${b.text}.`,
    why: schedule,
  },
  whole: {
    what: ({ a }) => t`${a.text} is rounded down.`,
    why: () => t`The learning rate changes only when an epoch starts.`,
  },
  angle: {
    what: ({ b }) => t`${b.text} is turned into an angle: half a turn over all epochs.`,
    why: schedule,
  },
  wave: { what: ({ a }) => t`The cosine of ${a.text} is taken.`, why: schedule },
  half: { what: ({ b }) => t`The cosine (${b.text}) is halved.`, why: schedule },
  factor: {
    what: ({ a, b }) => t`The factor of the learning rate is worked out from ${a.text} and ${b.text}.`,
    why: schedule,
  },
  now: {
    what: ({ a, b }) => t`The learning rate (${a.text}) is multiplied by its factor (${b.text}).`,
    why: schedule,
    means: ({ result }) => t`In this update, the learning rate is ${result.text}.`,
  },
  updates: {
    what: ({ a }) => t`One more update is counted; there were ${a.text} before.`,
    why: () => t`The number of updates tells which epoch this is.`,
  },
};
