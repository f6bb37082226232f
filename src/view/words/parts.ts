/** Texts for the steps of softmax and of losses. They are defined with softmax and with each loss. */
import type { StepSentences } from '../../core/operations/step-facts.ts';
import type { RoleOf } from '../../explain/role.ts';
import { softmaxWords } from '../../scenario/losses/common/softmax.ts';
import { type LossName, losses } from '../../scenario/losses/losses.ts';
import type { Words } from './facts.ts';

export const softmaxPart: Words<'softmaxPart'> = {
  what: ({ part }, facts) => softmaxWords[part].what(facts),
  why: ({ part }, facts) => softmaxWords[part].why(facts),
  means: ({ part }, facts) => softmaxWords[part].means(facts),
};

const wordsOf = ({ loss, part }: RoleOf<'lossPart'>) =>
  losses[loss as LossName].parts[part]?.words as StepSentences;

export const lossPart: Words<'lossPart'> = {
  what: (role, facts) => wordsOf(role).what(facts),
  why: (role, facts) => wordsOf(role).why(facts),
  means: (role, facts) => wordsOf(role).means(facts),
  infinite: (role) => wordsOf(role).infinite?.(),
};
