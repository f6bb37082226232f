import { t } from '../../../i18n/translate.ts';
import { defineLoss } from '../common/loss.ts';
import { brings, isNow } from '../common/sentences.ts';

const sentence = () =>
  t`The loss is max(0, 1 − output of the right class + output of another class), added up over the other classes and divided by the number of classes.`;
const rightClass = () =>
  t`The targets are 1 for the right class and 0 for the others, so this is its output.`;
const enough = () => t`The right class should be 1 above every other class. Only what is missing counts.`;

/** max(0, 1 − y_right + y), over the other classes, divided by the number of classes (Weston & Watkins 1999). */
export const multiclassHinge = defineLoss({
  reduction: 'mean',
  asIn: 'PyTorch `MultiMarginLoss`',
  prepare: (writer) => {
    const [zero, one] = [writer.constant(0), writer.constant(1)];
    const picked = writer.pairs.map(({ output, target, index }) =>
      writer.part('picked', index, 'multiply', target, output),
    );
    const right = writer.total('right', picked);
    return ({ output, target, index }) => {
      const above = writer.part('above', index, 'subtract', output, right);
      const shortfall = writer.part('shortfall', index, 'add', one, above);
      // Where both are equal, `maximum` gives each half of the slope.
      const larger = writer.part('larger', index, 'maximum', shortfall, zero);
      const other = writer.part('other', index, 'subtract', one, target);
      return writer.part('ofOthers', index, 'multiply', other, larger);
    };
  },
  parts: {
    picked: {
      word: 'picked',
      words: {
        what: ({ a, b }) => t`The output (${b.text}) is multiplied by its target (${a.text}).`,
        why: rightClass,
        means: isNow,
      },
    },
    right: {
      word: 'right',
      words: {
        what: ({ a, b }) => t`${b.name} (${b.text}) is added to ${a.name} (${a.text}).`,
        why: rightClass,
        means: isNow,
      },
    },
    above: {
      word: 'over',
      words: {
        what: ({ a, b }) =>
          t`The output of the right class (${b.text}) is subtracted from this output (${a.text}).`,
        why: enough,
        means: isNow,
      },
    },
    shortfall: {
      word: 'shortfall',
      words: { what: ({ b }) => t`1 is added to ${b.text}.`, why: enough, means: isNow },
    },
    larger: {
      word: 'larger',
      words: {
        what: ({ a, b }) => t`The larger of ${a.text} and ${b.text} is kept.`,
        why: enough,
        means: isNow,
      },
    },
    other: {
      word: 'other',
      words: {
        what: ({ b }) => t`The target (${b.text}) is subtracted from 1.`,
        why: () => t`The right class itself adds nothing.`,
        means: isNow,
      },
    },
    ofOthers: {
      word: null,
      words: {
        what: ({ a, b }) => t`${b.name} (${b.text}) is multiplied by ${a.text}.`,
        why: sentence,
        means: brings,
      },
    },
  },
  leastOutputs: {
    count: 2,
    expected: () => t`at least two outputs, one for each class`,
    instead: 'hinge',
  },
  classes: { kind: 'largest' },
  expects: { outputs: 'logits', targets: 'shares of 1' },
  sentence,
  convention: () =>
    t`loss: multiclass_hinge, max(0, 1 − right + other) over the other classes ÷ the number of classes; slope of max ½ where it is 0`,
});
