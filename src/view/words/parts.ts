/** Words for what softmax and the losses other than squares are made from, operation by operation. */
import type { SoftmaxPart } from '../../core/step-role.ts';
import type { LossPart } from '../../explain/role.ts';
import { t } from '../../i18n/translate.ts';
import type { Facts, Words } from './facts.ts';
import { lossSentence } from './loss.ts';

/** The sentences for one operation. */
interface Part {
  readonly what: (facts: Facts) => string;
  readonly why: (facts: Facts) => string;
  readonly means: (facts: Facts) => string;
}

const least = () =>
  t`The largest value is subtracted from all values, so that no power becomes too large. The result of softmax stays the same.`;
const shares = () => t`Softmax divides every power by the sum of all powers, so that the shares add up to 1.`;

const softmaxParts: Readonly<Record<SoftmaxPart, Part>> = {
  max: {
    what: ({ a, b }) => t`The larger of ${a.name} (${a.text}) and ${b.name} (${b.text}) is kept.`,
    why: least,
    means: ({ result }) => t`The largest so far is ${result.text}.`,
  },
  shifted: {
    what: ({ a, b }) => t`The largest value (${b.text}) is subtracted from ${a.name} (${a.text}).`,
    why: least,
    means: ({ a, result, size }) =>
      result.value === 0 ? t`${a.name} is the largest.` : t`${a.name} is ${size} below the largest.`,
  },
  exp: {
    what: ({ a }) => t`e is raised to the power of ${a.name} (${a.text}).`,
    why: () => t`A power of e is never negative and grows fast, so larger values get much larger shares.`,
    means: ({ result }) =>
      t`${result.name} is ${result.text}: the larger it is among all powers, the larger its share.`,
  },
  expSum: {
    what: ({ a, b }) => t`${b.name} (${b.text}) is added to ${a.name} (${a.text}).`,
    why: shares,
    means: ({ result }) => t`The powers so far add up to ${result.text}.`,
  },
  share: {
    what: ({ a, b }) => t`${a.name} (${a.text}) is divided by the sum of all powers (${b.text}).`,
    why: shares,
    means: ({ result }) => t`The share of ${result.name} is ${result.text}.`,
  },
};

export const softmaxPart: Words<'softmaxPart'> = {
  what: ({ part }, facts) => softmaxParts[part].what(facts),
  why: ({ part }, facts) => softmaxParts[part].why(facts),
  means: ({ part }, facts) => softmaxParts[part].means(facts),
};

const sentence = (facts: Facts) => lossSentence(null, facts);
const isNow = ({ result }: Facts) => t`${result.name} is ${result.text}.`;
const brings = ({ result }: Facts) => t`This output adds ${result.text} to the loss.`;
const cost = () =>
  t`A probability near 1 costs almost nothing; the closer it is to 0, the more it costs. The logarithm measures this.`;
const chooses = () => t`The target says which of the two classes is right.`;
const logits = () =>
  t`softplus(output) − target × output is the cross-entropy of sigmoid(output), and it does not overflow.`;
const logShare = () => t`The logarithm of a share is log(power) − log(sum), so no division is needed.`;

const log = {
  what: ({ a }: Facts) => t`The logarithm of the probability (${a.text}) is taken.`,
  why: cost,
  means: isNow,
};

const lossParts: Readonly<Record<LossPart, Part>> = {
  absolute: {
    what: ({ a }) => t`The absolute value of the error (${a.text}) is taken.`,
    why: sentence,
    means: ({ result }) => t`Too high and too low count the same, by the size of the error: ${result.text}.`,
  },
  huber: {
    what: ({ a, b }) =>
      t`The error (${a.text}) counts as half its square up to the limit ${b.text}, and as a straight line beyond.`,
    why: sentence,
    means: brings,
  },
  log,
  logRest: log,
  hit: {
    what: ({ a, b }) => t`The target (${a.text}) is multiplied by the logarithm (${b.text}).`,
    why: chooses,
    means: isNow,
  },
  rest: {
    what: ({ b }) => t`The probability (${b.text}) is subtracted from 1.`,
    why: () => t`The rest is the probability of the other class.`,
    means: isNow,
  },
  other: {
    what: ({ b }) => t`The target (${b.text}) is subtracted from 1.`,
    why: chooses,
    means: isNow,
  },
  miss: {
    what: ({ a, b }) =>
      t`The rest of the target (${a.text}) is multiplied by the logarithm for the other class (${b.text}).`,
    why: chooses,
    means: isNow,
  },
  likelihood: {
    what: ({ a, b }) => t`The parts of the two classes, ${a.text} and ${b.text}, are added.`,
    why: sentence,
    means: isNow,
  },
  negated: {
    what: ({ a }) => t`The sign of ${a.name} (${a.text}) is flipped.`,
    why: () =>
      t`Logarithms of probabilities are never positive, and a loss should be something to make small.`,
    means: brings,
  },
  softplus: {
    what: ({ a }) => t`softplus is applied to the output (${a.text}).`,
    why: logits,
    means: isNow,
  },
  pull: {
    what: ({ a, b }) => t`The target (${a.text}) is multiplied by the output (${b.text}).`,
    why: logits,
    means: isNow,
  },
  logitTerm: {
    what: ({ a, b }) =>
      t`That product (${b.text}) is subtracted from the softplus of the output (${a.text}).`,
    why: sentence,
    means: brings,
  },
  logSum: {
    what: ({ a }) => t`The logarithm of the sum of all powers (${a.text}) is taken.`,
    why: logShare,
    means: isNow,
  },
  surprise: {
    what: ({ a, b }) => t`${b.name} (${b.text}) is subtracted from the logarithm of the sum (${a.text}).`,
    why: logShare,
    means: ({ result }) => t`The negative logarithm of the share of this output is ${result.text}.`,
  },
  weighted: {
    what: ({ a, b }) =>
      t`The target (${a.text}) is multiplied by the negative logarithm of the share (${b.text}).`,
    why: sentence,
    means: brings,
  },
};

export const lossPart: Words<'lossPart'> = {
  what: ({ part }, facts) => lossParts[part].what(facts),
  why: ({ part }, facts) => lossParts[part].why(facts),
  means: ({ part }, facts) => lossParts[part].means(facts),
};
