/**
 * Texts for the steps of an update before the change of a parameter. They are defined with the optimizers, the learning
 * rate schedules, clipping and the penalties on weights.
 */
import type { RoleOf } from '../../explain/role.ts';
import { t } from '../../i18n/translate.ts';
import { clipSentences } from '../../scenario/optimizers/common/clip.ts';
import type { UpdateFacts, UpdateSentences } from '../../scenario/optimizers/common/optimizer.ts';
import { penaltySentences } from '../../scenario/optimizers/common/penalty.ts';
import { scheduleSentences } from '../../scenario/optimizers/common/schedule.ts';
import { type OptimizerName, optimizers } from '../../scenario/optimizers/optimizers.ts';
import type { Facts, Words } from './facts.ts';

function sentencesOf({ source, part }: RoleOf<'updatePart'>, { optimizer }: Facts): UpdateSentences {
  const parts: Readonly<Record<string, UpdateSentences>> = {
    schedule: scheduleSentences,
    clip: clipSentences,
    penalty: penaltySentences,
    optimizer: optimizers[optimizer as OptimizerName].parts,
  }[source];
  return parts[part] as UpdateSentences;
}

const updateFacts = ({ parameter }: RoleOf<'updatePart'>, facts: Facts): UpdateFacts => ({
  ...facts,
  parameter: parameter ?? '',
});

export const updatePart: Words<'updatePart'> = {
  what: (role, facts) => sentencesOf(role, facts).what(updateFacts(role, facts)),
  why: (role, facts) => sentencesOf(role, facts).why(),
  means: (role, facts) =>
    sentencesOf(role, facts).means?.(updateFacts(role, facts)) ??
    t`${facts.result.name} is ${facts.result.text}.`,
};
