/** The conventions that textbooks differ in, said where they act. */

import { LEAK } from '../core/ops.ts';
import type { Instruction } from '../core/program.ts';
import { english, t, translated } from '../language/translate.ts';
import type { LossName } from '../scenario/losses.ts';
import type { Scenario } from '../scenario/scenario.ts';

const losses: Readonly<Record<LossName, string>> = {
  squared_error: english('loss: squared_error, the sum of error² over the outputs, without a factor ½'),
  half_squared_error: english('loss: half_squared_error, the sum of ½ × error² over the outputs'),
  mean_squared_error: english('loss: mean_squared_error, the mean of error² over the outputs'),
};

/** The convention that an instruction follows, in a sentence; null where there is nothing to choose. */
export function conventionOf(scenario: Scenario, { op, scope }: Instruction): string | null {
  if (scope.phase === 'loss') return scenario.loss === null ? null : translated(losses[scenario.loss]);
  if (op === 'relu_slope') return t`slope of relu: 1 right of zero, 0 left of it, and relu′(0) = 0`;
  if (op === 'leaky_relu_slope') return t`slope of leaky_relu: 1 right of zero, ${String(LEAK)} elsewhere`;
  if (scope.phase === 'backward') return t`slopes are taken with the weights from before the update`;
  if (scope.phase === 'update') return t`sgd: weight − learning rate × gradient`;
  return null;
}
