/** Sentences that several parts of an update use. */
import { t } from '../../../i18n/translate.ts';
import type { UpdateFacts } from './optimizer.ts';

export const multiplied = ({ a, b }: UpdateFacts) => t`${b.name} (${b.text}) is multiplied by ${a.text}.`;

export const addedTo = ({ a, b }: UpdateFacts) => t`${b.name} (${b.text}) is added to ${a.name} (${a.text}).`;

/** Explains a penalty on large weights. */
export const keepsSimple = () =>
  t`A penalty on large weights keeps a network simple: it pulls weights towards 0.`;

/** Explains an update whose change is not just learning rate × gradient. */
export const workedOut = () =>
  t`The new value is the old value minus the change that the optimizer worked out.`;

export const avoidsDivisionBy0 = () => t`This avoids a division by 0.`;
