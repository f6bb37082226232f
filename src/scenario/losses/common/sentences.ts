/** Sentences about steps that several losses use. */
import type { StepFacts } from '../../../core/operations/step-facts.ts';
import { t } from '../../../i18n/translate.ts';

/** For an intermediate value of a term. */
export const isNow = ({ result }: StepFacts) => t`${result.name} is ${result.text}.`;

/** For the term of an output. */
export const brings = ({ result }: StepFacts) => t`This output adds ${result.text} to the loss.`;
