/** Sentences that several parts of an update say. */
import { t } from '../../i18n/translate.ts';
import type { UpdateFacts } from './optimizer.ts';

export const multiplied = ({ a, b }: UpdateFacts) => t`${b.name} (${b.text}) is multiplied by ${a.text}.`;

export const addedTo = ({ a, b }: UpdateFacts) => t`${b.name} (${b.text}) is added to ${a.name} (${a.text}).`;

/** Why large weights are made smaller. */
export const keepsSimple = () =>
  t`A penalty on large weights keeps a network simple: it pulls every weight towards 0.`;

/** What the update is, of an optimiser that makes more of a gradient than a multiple. */
export const workedOut = () =>
  t`The new value is the old value minus the change that the optimizer worked out.`;
