/** What stands for the target of a class: with label smoothing and class weights, as in PyTorch's CrossEntropyLoss. */
import type { StepSentences } from '../../../core/operations/step-facts.ts';
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import type { LossWriter, Pair } from './loss.ts';
import { isNow } from './sentences.ts';
import type { Setting } from './setting.ts';

const smooths = () =>
  t`Label smoothing takes a share of the target away and gives all classes the same part of it, so that the network does not become too certain.`;

export const smoothingKeys = {
  /** The share of the target that is given to all classes alike. */
  label_smoothing: { range: 'share', standard: 0, from: 'PyTorch, Keras' },
} satisfies Record<string, Setting>;

export const classTargetParts = {
  less: {
    word: 'less',
    words: {
      what: ({ a, b }) => t`The target (${b.text}) is multiplied by 1 − the smoothing (${a.text}).`,
      why: smooths,
      means: isNow,
    },
  },
  smoothed: {
    word: 'smoothed',
    words: {
      what: ({ a, b }) => t`The part of every class (${b.text}) is added to ${a.name} (${a.text}).`,
      why: smooths,
      means: isNow,
    },
  },
  ofClass: {
    word: 'of_class',
    words: {
      what: ({ a, b }) => t`${b.name} (${b.text}) is multiplied by the weight of its class (${a.text}).`,
      why: () => t`The weight says how much this class counts, for example because it is rare.`,
      means: isNow,
    },
  },
} satisfies Record<string, { readonly word: string; readonly words: StepSentences }>;

/** Emits the target of a class: (1 − smoothing) × target + smoothing ÷ classes, times the weight of the class. */
export function emitClassTarget(
  writer: LossWriter<keyof typeof classTargetParts>,
  { target, index }: Pair,
): Slot {
  const smoothing = writer.setting('label_smoothing');
  const weight = writer.classWeight(index);
  let result = target;
  if (smoothing !== 0) {
    const less = writer.part('less', index, 'multiply', writer.constant(1 - smoothing), target);
    const part = writer.constant(smoothing / writer.pairs.length);
    result = writer.part('smoothed', index, 'add', less, part);
  }
  return weight === null ? result : writer.part('ofClass', index, 'multiply', weight, result);
}
