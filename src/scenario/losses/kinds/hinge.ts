import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import { defineLoss } from '../common/loss.ts';
import { brings, isNow } from '../common/sentences.ts';

const sentence = () =>
  t`The loss is max(0, 1 − margin), averaged over all outputs; the margin is the class (−1 or 1) × the output.`;
const asSign = () => t`A class that is written as 0 or 1 is turned into −1 or 1.`;

/** max(0, 1 − s y) for s = ±1, the mean over the outputs (Cortes & Vapnik 1995, "Support-vector networks"). */
export const hinge = defineLoss({
  reduction: 'mean',
  asIn: 'Keras `Hinge`',
  prepare: (writer) => {
    const [zero, one, two] = [writer.constant(0), writer.constant(1), writer.constant(2)];
    const signOf = (target: Slot, index: number) => {
      if (writer.targets === 'signs') return target;
      const doubled = writer.part('doubled', index, 'multiply', two, target);
      return writer.part('sign', index, 'subtract', doubled, one);
    };
    return ({ output, target, index }) => {
      const margin = writer.part('margin', index, 'multiply', signOf(target, index), output);
      const shortfall = writer.part('shortfall', index, 'subtract', one, margin);
      // Where both are equal, `maximum` gives each half of the slope.
      return writer.part('larger', index, 'maximum', shortfall, zero);
    };
  },
  parts: {
    doubled: {
      word: 'doubled',
      words: { what: ({ b }) => t`The target (${b.text}) is doubled.`, why: asSign, means: isNow },
    },
    sign: {
      word: 'sign',
      words: { what: ({ a }) => t`1 is subtracted from ${a.text}.`, why: asSign, means: isNow },
    },
    margin: {
      word: 'margin',
      words: {
        what: ({ a, b }) => t`The output (${b.text}) is multiplied by its class (${a.text}).`,
        why: () => t`The margin is positive if the output has the sign of its class.`,
        means: isNow,
      },
    },
    shortfall: {
      word: 'shortfall',
      words: {
        what: ({ b }) => t`The margin (${b.text}) is subtracted from 1.`,
        why: () => t`A margin of 1 is enough. Only what is missing counts.`,
        means: isNow,
      },
    },
    larger: {
      word: null,
      words: {
        what: ({ a, b }) => t`The larger of ${a.text} and ${b.text} is kept.`,
        why: sentence,
        means: (facts) =>
          facts.result.value === 0
            ? t`The margin is large enough: this output adds nothing to the loss.`
            : brings(facts),
      },
    },
  },
  classes: { kind: 'above', output: 0 },
  expects: { outputs: 'scores', targets: 'signs or bits' },
  usualFor: 'signs',
  sentence,
  convention: () =>
    t`loss: hinge, max(0, 1 − margin), the mean over the outputs; slope of max ½ at a margin of 1`,
});
