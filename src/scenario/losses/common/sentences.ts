/** Sentences about steps that several losses use. */
import type { StepFacts } from '../../../core/operations/step-facts.ts';
import { t } from '../../../i18n/translate.ts';

/** For an intermediate value of a term. */
export const isNow = ({ result }: StepFacts) => t`${result.name} is ${result.text}.`;

/** For the term of an output: the loss is the sum of these, or their mean. */
export const brings = ({ result }: StepFacts) => t`The loss of this output is ${result.text}.`;
