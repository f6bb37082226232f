/** Texts on what the slope of a smooth activation does to a gradient in the backward phase. */
import { t } from '../../../i18n/translate.ts';
import type { StepFacts } from '../step-facts.ts';

/** For an activation whose slope is computed from its input, the node's sum. */
export const slopeOfSum =
  (name: string) =>
  ({ a, result }: StepFacts) =>
    result.value === 0
      ? t`At ${a.text}, ${name} is flat: no gradient gets back through it.`
      : t`At ${a.text}, the slope of ${name} is ${result.text}: the gradient is multiplied by it on its way back.`;

/** For an activation whose slope is computed from its result. */
export const slopeOfResult =
  (name: string) =>
  ({ a, result }: StepFacts) =>
    result.value === 0
      ? t`Where ${name} gives ${a.text}, it is flat: no gradient gets back through it.`
      : t`Where ${name} gives ${a.text}, its slope is ${result.text}: that part of the gradient gets back through it.`;
