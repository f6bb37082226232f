/** Schedules: how the learning rate changes between epochs. */
import type { OpName } from '../../../core/operations.ts';
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import type { Rate, SharedWriter, UpdateSentences } from './optimizer.ts';

/** A schedule that starts with the learning rate of the scenario, and that a warm-up may stand before. */
export type LaterSchedule =
  /** The learning rate is multiplied by `factor` every `every` epochs. */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** The learning rate follows half a cosine wave down to 0 (Loshchilov & Hutter 2017, "SGDR", eq. 5, no restarts). */
  | { readonly kind: 'cosine'; readonly epochs: number }
  /** The same in cycles: the first has `epochs` epochs, each other one `times` as many as the one before (SGDR). */
  | { readonly kind: 'cosine_restarts'; readonly epochs: number; readonly times: number };

export type RateSchedule =
  | LaterSchedule
  /** In `epochs` epochs the factor grows along a line from `from` to 1; then another schedule starts, or nothing. */
  | {
      readonly kind: 'warmup';
      readonly epochs: number;
      readonly from: number;
      readonly after: LaterSchedule | null;
    };

type Restarts = Extract<LaterSchedule, { kind: 'cosine_restarts' }>;

/** Where a warm-up starts if the scenario does not say it: `start_factor` of PyTorch's LinearLR. */
export const STANDARD_WARMUP = 1 / 3;

type Part =
  | 'periods'
  | 'whole'
  | 'factor'
  | 'angle'
  | 'turned'
  | 'wave'
  | 'half'
  | 'now'
  | 'nowOfGroup'
  | 'updates'
  | 'warmed'
  | 'share'
  | 'missing'
  | 'lower'
  | 'warm'
  | 'late'
  | 'afterWarm'
  | 'since'
  | 'inCycle'
  | 'cycles'
  | 'over'
  | 'grown'
  | 'cycle'
  | 'moved'
  | 'cycleStart'
  | 'both';

const rateAddress = (part: string) => ({ kind: 'learningRate', part }) as const;

/**
 * Emits the learning rate of this update's epoch, computed from the number of previous updates.
 *
 * @param writer its rate is the learning rate of the scenario
 * @param batches the number of updates per epoch
 */
export function emitSchedule(writer: SharedWriter<Part>, schedule: RateSchedule, batches: number): Rate {
  const { rate, updatesBefore } = writer;
  const step = (part: Part, word: string, op: OpName, ...operands: Slot[]) =>
    writer.step(part, rateAddress(word), op, ...operands);
  let now: Rate = { slot: rate, group: null, scheduled: null };
  writer.state(rateAddress('updates'), updatesBefore, (before) => {
    const factor = schedule.kind === 'warmup' ? warmup(schedule, before) : later(schedule, before, batches);
    now = emitScheduled(writer, { slot: rate, group: null, scheduled: factor });
    return step('updates', 'updates', 'add', before, writer.constant(1));
  });
  return now;

  /** The number of whole periods so far. @param prefix of the words, where there are two such numbers */
  function wholePeriods(count: Slot, perPeriod: number, prefix = ''): Slot {
    const periods = step('periods', `${prefix}periods`, 'divide', count, writer.constant(perPeriod));
    return step('whole', `${prefix}whole`, 'floor', periods);
  }

  /** @param count the number of updates, or of epochs, so far; `perEpoch` of them are an epoch */
  function later(given: LaterSchedule, count: Slot, perEpoch: number, done = 0): Slot {
    const prefix = done === 0 ? '' : 'since_';
    // What counts epochs already is a whole number.
    const epochs = () => (perEpoch === 1 && done > 0 ? count : wholePeriods(count, perEpoch, prefix));
    switch (given.kind) {
      case 'step': {
        const whole = wholePeriods(count, perEpoch * given.every, prefix);
        return step('factor', 'factor', 'power', writer.constant(given.factor), whole);
      }
      case 'cosine':
        return cosine(step('angle', 'angle', 'multiply', writer.constant(Math.PI / given.epochs), epochs()));
      case 'cosine_restarts':
        return restarts(given, epochs(), done);
    }
  }

  /** ½ + ½ cos(angle). */
  function cosine(angle: Slot): Slot {
    const wave = step('wave', 'wave', 'cos', angle);
    const half = step('half', 'half', 'multiply', writer.constant(0.5), wave);
    return step('factor', 'factor', 'add', writer.constant(0.5), half);
  }

  /** The cosine of the cycle that this epoch is in. A cycle is over after as many epochs as it has. */
  function restarts(given: Restarts, epoch: Slot, done: number): Slot {
    const first = cycleAt(given, Math.max(0, Math.floor(updatesBefore / batches) - done));
    const over = (start: Slot, length: Slot) => {
      const since = step('since', 'since_start', 'subtract', epoch, start);
      return step('over', 'over', 'floor', step('cycles', 'cycles', 'divide', since, length));
    };
    let length = writer.constant(first.length);
    const start = writer.state(rateAddress('cycle_start'), first.start, (before) => {
      let [ended, ofEnded] = [length, length];
      if (given.times === 1) ended = over(before, length);
      else
        length = writer.state(rateAddress('cycle'), first.length, (lengthBefore) => {
          [ended, ofEnded] = [over(before, lengthBefore), lengthBefore];
          const grown = step('grown', 'grown', 'power', writer.constant(given.times), ended);
          return step('cycle', 'cycle', 'multiply', grown, lengthBefore);
        });
      const moved = step('moved', 'moved', 'multiply', ended, ofEnded);
      return step('cycleStart', 'cycle_start', 'add', before, moved);
    });
    const inCycle = step('inCycle', 'in_cycle', 'subtract', epoch, start);
    const share = step('share', 'in_cycle_share', 'divide', inCycle, length);
    return cosine(step('turned', 'angle', 'multiply', writer.constant(Math.PI), share));
  }

  function warmup({ epochs, from, after }: Extract<RateSchedule, { kind: 'warmup' }>, before: Slot): Slot {
    const [one, all] = [writer.constant(1), writer.constant(epochs)];
    const whole = wholePeriods(before, batches);
    const warmed = step('warmed', 'warmed', 'minimum', whole, all);
    const share = step('share', 'share', 'divide', warmed, all);
    const missing = step('missing', 'missing', 'subtract', one, share);
    const lower = step('lower', 'lower', 'multiply', writer.constant(1 - from), missing);
    const warm = step('warm', 'warm', 'subtract', one, lower);
    if (after === null) return warm;
    const late = step('late', 'late', 'subtract', whole, all);
    const since = step('afterWarm', 'since', 'maximum', late, writer.constant(0));
    return step('both', 'both', 'multiply', warm, later(after, since, 1, epochs));
  }
}

/** Emits a learning rate × its factor. */
export function emitScheduled(writer: SharedWriter<'now' | 'nowOfGroup'>, given: Rate): Rate {
  const { slot, group, scheduled } = given;
  const part = group === null ? 'now' : 'nowOfGroup';
  const now = writer.step(part, writer.rateAddress('now'), 'multiply', slot, scheduled as Slot);
  return { ...given, slot: now };
}

/** The cycle that an epoch is in, counted from 0: its first epoch and its length. */
function cycleAt(
  { epochs, times }: Restarts,
  epoch: number,
): { readonly start: number; readonly length: number } {
  if (times === 1) return { start: epoch - (epoch % epochs), length: epochs };
  let [start, length] = [0, epochs];
  while (start + length <= epoch) [start, length] = [start + length, length * times];
  return { start, length };
}

const schedule = () => t`Large updates at first get close to the lowest loss; smaller ones later stay there.`;

const warming = () =>
  t`A warm-up starts with small updates, because the first gradients lead anywhere and large updates would follow them.`;
const afterWarming = () => t`The schedule after the warm-up counts its epochs from there.`;
const longer = () => t`Each cycle can be longer than the one before.`;
const restarting = () =>
  t`Every cycle starts again with the full learning rate, which may lead out of a valley that is not the lowest.`;

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
  turned: {
    what: ({ b }) => t`${b.text} is turned into an angle: half a turn over a cycle.`,
    why: restarting,
  },
  factor: {
    what: ({ a, b }) => t`The factor of the learning rate is worked out from ${a.text} and ${b.text}.`,
    why: schedule,
  },
  now: {
    what: ({ a, b }) => t`The learning rate (${a.text}) is multiplied by its factor (${b.text}).`,
    why: schedule,
    means: ({ result }) => t`In this update, the learning rate is ${result.text}.`,
  },
  nowOfGroup: {
    what: ({ a, b }) =>
      t`${a.name} (${a.text}) is multiplied by the factor of the learning rate (${b.text}).`,
    why: schedule,
    means: ({ result }) => t`In this update, ${result.name} is ${result.text}.`,
  },
  updates: {
    what: ({ a }) => t`One more update is counted; there were ${a.text} before.`,
    why: () => t`The number of updates tells which epoch this is.`,
  },
  warmed: { what: ({ a, b }) => t`The smaller of ${a.text} and ${b.text} is kept.`, why: warming },
  share: {
    what: ({ a, b }) => t`The number of epochs (${a.text}) is divided by ${b.text}.`,
    why: () => t`The learning rate depends on how far this epoch is.`,
  },
  missing: { what: ({ b }) => t`${b.text} is subtracted from 1.`, why: warming },
  lower: {
    what: ({ a, b }) => t`${b.name} (${b.text}) is multiplied by ${a.text}.`,
    why: warming,
  },
  warm: {
    what: ({ b }) => t`${b.text} is subtracted from 1.`,
    why: warming,
    means: ({ result }) =>
      result.value === 1
        ? t`The warm-up is over.`
        : t`The warm-up multiplies the learning rate by ${result.text}.`,
  },
  late: { what: ({ a, b }) => t`${b.text} is subtracted from ${a.text}.`, why: afterWarming },
  afterWarm: { what: ({ a, b }) => t`The larger of ${a.text} and ${b.text} is kept.`, why: afterWarming },
  both: {
    what: ({ a, b }) =>
      t`The factor of the warm-up (${a.text}) is multiplied by the factor of the schedule (${b.text}).`,
    why: afterWarming,
  },
  since: { what: ({ a, b }) => t`${b.text} is subtracted from ${a.text}.`, why: restarting },
  cycles: {
    what: ({ a, b }) => t`The number of epochs (${a.text}) is divided by ${b.text}.`,
    why: restarting,
  },
  over: {
    what: ({ a }) => t`${a.text} is rounded down.`,
    why: restarting,
    means: ({ result }) => (result.value === 0 ? t`The cycle goes on.` : t`A new cycle starts.`),
  },
  grown: { what: ({ a, b }) => t`${a.text} is raised to the power of ${b.text}.`, why: longer },
  cycle: {
    what: ({ a, b }) => t`The number of epochs of the cycle (${b.text}) is multiplied by ${a.text}.`,
    why: longer,
    means: ({ result }) => t`This cycle has ${result.text} epochs.`,
  },
  moved: { what: ({ a, b }) => t`${b.text} is multiplied by ${a.text}.`, why: restarting },
  cycleStart: {
    what: ({ a, b }) => t`${b.text} is added to the epoch in which the cycle before started (${a.text}).`,
    why: restarting,
  },
  inCycle: {
    what: ({ a, b }) => t`${b.text} is subtracted from ${a.text}.`,
    why: restarting,
    means: ({ result }) => t`Complete epochs of this cycle: ${result.text}.`,
  },
};
