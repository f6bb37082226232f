/** Texts for the steps of softmax and of losses. They are defined with softmax and with each loss. */
import type { StepSentences } from '../../core/operations/step-facts.ts';
import { softmaxWords } from '../../scenario/losses/common/softmax.ts';
import { type LossName, losses } from '../../scenario/losses/losses.ts';
import type { Facts, Words } from './facts.ts';

export const softmaxPart: Words<'softmaxPart'> = {
  what: ({ part }, facts) => softmaxWords[part].what(facts),
  why: ({ part }, facts) => softmaxWords[part].why(facts),
  means: ({ part }, facts) => softmaxWords[part].means(facts),
};

const wordsOf = (part: string, { loss }: Facts) =>
  losses[loss as LossName].parts[part]?.words as StepSentences;

export const lossPart: Words<'lossPart'> = {
  what: ({ part }, facts) => wordsOf(part, facts).what(facts),
  why: ({ part }, facts) => wordsOf(part, facts).why(facts),
  means: ({ part }, facts) => wordsOf(part, facts).means(facts),
  infinite: ({ part }, facts) => wordsOf(part, facts).infinite?.(),
};
