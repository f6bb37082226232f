import {
  formOf,
  type OptimizerDocument,
  type ScenarioDocument,
  type ScheduleDocument,
  settingOf,
} from '../format/schema.ts';
import type { Setting } from '../losses/common/setting.ts';
import { type Clip, STANDARD_CLIP_EPSILON } from '../optimizers/common/clip.ts';
import type { Forms } from '../optimizers/common/optimizer.ts';
import { type LaterSchedule, type RateSchedule, STANDARD_WARMUP } from '../optimizers/common/schedule.ts';
import { type OptimizerName, optimizers } from '../optimizers/optimizers.ts';
import type { OptimizerChoice } from '../optimizers/updates.ts';

/** Settings that are not in the file have the usual values from the papers. */
function settingsOf(
  keys: Readonly<Record<string, Setting>>,
  document: Parameters<typeof settingOf>[0],
): Record<string, number> {
  const settings = Object.entries(keys).map(
    ([key, { standard }]) => [key, settingOf(document, key) ?? standard] as const,
  );
  return Object.fromEntries(settings);
}

/** The optimizer with its defaults; null if there is none. */
export function toOptimizer({
  optimizer,
  training,
}: Pick<ScenarioDocument, 'optimizer' | 'training'>): OptimizerChoice | null {
  if (!optimizer) return null;
  const {
    kind,
    learning_rate: learningRate,
    learning_rates: rates = {},
    schedule,
    clip,
    start = {},
  } = optimizer;
  const { updates: updatesBefore = 0, ...kept } = start;
  return {
    kind,
    learningRate,
    rates,
    settings: settingsOf(optimizers[kind].keys, optimizer),
    forms: toForms(kind, optimizer),
    clip: clip ? toClip(clip) : null,
    updatesBefore,
    start: kept,
    schedule: schedule ? toSchedule(schedule, training?.epochs ?? 1) : null,
  };
}

/** @param epochs the number of epochs of the run */
function toSchedule(schedule: ScheduleDocument, epochs: number): RateSchedule {
  if (schedule.kind !== 'warmup') return toLater(schedule, epochs);
  const { epochs: warm, from = STANDARD_WARMUP, after } = schedule;
  return {
    kind: 'warmup',
    epochs: warm,
    from,
    after: after ? toLater(after, Math.max(1, epochs - warm)) : null,
  };
}

/** @param epochs the number of epochs from its start to the end of the run */
function toLater(schedule: Exclude<ScheduleDocument, { kind: 'warmup' }>, epochs: number): LaterSchedule {
  switch (schedule.kind) {
    case 'step':
      return schedule;
    case 'cosine':
      return { kind: 'cosine', epochs: schedule.epochs ?? epochs };
    case 'cosine_restarts':
      return { ...schedule, times: schedule.times ?? 1 };
  }
}

/** Forms that are not in the file have their first word. */
function toForms(kind: OptimizerName, optimizer: OptimizerDocument): Forms {
  const forms = Object.entries(optimizers[kind].forms).map(
    ([key, words]) => [key, formOf(optimizer, key) ?? (Object.keys(words)[0] as string)] as const,
  );
  return Object.fromEntries(forms);
}

function toClip(clip: NonNullable<OptimizerDocument['clip']>): Clip {
  return 'value' in clip
    ? { kind: 'value', most: clip.value }
    : { kind: 'norm', most: clip.norm, epsilon: clip.epsilon ?? STANDARD_CLIP_EPSILON };
}
