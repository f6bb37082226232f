import type { StepSentences } from '../../../core/operations/step-facts.ts';
import { ops } from '../../../core/operations.ts';
import { t } from '../../../i18n/translate.ts';
import { defineLoss } from '../common/loss.ts';
import { brings, isNow } from '../common/sentences.ts';

const sentence = () =>
  t`The loss is the cross-entropy of the target and the sigmoid of the output, averaged over all outputs.`;

/** For the cost of one of the two classes. */
const cost = (what: StepSentences['what'], why: StepSentences['why']): StepSentences => ({
  what,
  why,
  means: isNow,
});
const weighs = () => t`The target says how much each of the two classes counts.`;

/**
 * Binary cross-entropy of p = sigmoid(z), the mean over the outputs: t softplus(−z) + (1 − t) softplus(z), where
 * softplus(−z) = −log p and softplus(z) = −log(1 − p). Nothing overflows, and for targets from 0 to 1 neither term is
 * negative, so the loss keeps its digits when it is close to 0. With softplus(z) − t z they would cancel.
 */
export const binaryCrossEntropyFromLogits = defineLoss({
  reduction: 'mean',
  asIn: 'PyTorch `BCEWithLogitsLoss`, Keras `BinaryCrossentropy(from_logits=True)`',
  prepare: (writer) => {
    const one = writer.constant(1);
    return ({ output, target, index }) => {
      const opposite = writer.part('opposite', index, 'negate', output);
      const ifOne = writer.part('ifOne', index, 'softplus', opposite);
      const hit = writer.part('hit', index, 'multiply', target, ifOne);
      const ifZero = writer.part('ifZero', index, 'softplus', output);
      const other = writer.part('other', index, 'subtract', one, target);
      const miss = writer.part('miss', index, 'multiply', other, ifZero);
      return writer.part('logitTerm', index, 'add', hit, miss);
    };
  },
  parts: {
    opposite: {
      word: 'opposite',
      words: cost(
        ({ a }) => t`The sign of the output (${a.text}) is flipped.`,
        () => t`The other class has the probability sigmoid(−output).`,
      ),
    },
    ifOne: {
      word: 'if_one',
      words: cost(
        ({ a }) => t`softplus is applied to the output with its sign flipped (${a.text}).`,
        () => t`softplus(−output) is −log(sigmoid(output)): the loss if the target is 1.`,
      ),
    },
    hit: {
      word: 'hit',
      words: cost(
        ({ a, b }) => t`The target (${a.text}) is multiplied by the loss for the target 1 (${b.text}).`,
        weighs,
      ),
    },
    ifZero: {
      word: 'if_zero',
      words: cost(
        ({ a }) => t`softplus is applied to the output (${a.text}).`,
        () => t`softplus(output) is −log(1 − sigmoid(output)): the loss if the target is 0.`,
      ),
    },
    other: {
      word: 'other',
      words: cost(({ b }) => t`The target (${b.text}) is subtracted from 1.`, weighs),
    },
    miss: {
      word: 'miss',
      words: cost(
        ({ a, b }) =>
          t`The rest of the target (${a.text}) is multiplied by the loss for the target 0 (${b.text}).`,
        weighs,
      ),
    },
    logitTerm: {
      word: null,
      words: {
        what: ({ a, b }) => t`The parts of the two classes, ${a.text} and ${b.text}, are added.`,
        why: sentence,
        means: brings,
      },
    },
  },
  probabilities: {
    word: 'sigmoid',
    of: (outputs) => outputs.map((output) => ops.sigmoid.forward(output, 0)),
  },
  classes: { kind: 'above', output: 0 },
  expects: { outputs: 'logits', targets: 'probabilities' },
  usualFor: 'bits',
  sentence,
  convention: () => t`loss: binary_cross_entropy of sigmoid(output), the mean over the outputs`,
});
