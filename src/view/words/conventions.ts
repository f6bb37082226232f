/** The conventions that textbooks differ in, said where they act. */

import { ops } from '../../core/operations.ts';
import type { Instruction } from '../../core/program.ts';
import { english, t, translated } from '../../i18n/translate.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import type { LossName } from '../../scenario/losses/losses.ts';
import type { OptimizerName } from '../../scenario/optimizers/optimizers.ts';

const losses: Readonly<Record<LossName, string>> = {
  squared_error: english('loss: squared_error, the sum of error² over the outputs, without the factor ½'),
  half_squared_error: english('loss: half_squared_error, the sum of ½ × error² over the outputs'),
  mean_squared_error: english('loss: mean_squared_error, the mean of error² over the outputs'),
  mean_absolute_error: english('loss: mean_absolute_error, the mean of |error| over the outputs'),
  huber: english('loss: huber, the mean over the outputs: ½ × error² up to δ, δ × (|error| − ½ × δ) beyond'),
  binary_cross_entropy: english('loss: binary_cross_entropy of probabilities, the mean over the outputs'),
  binary_cross_entropy_from_logits: english(
    'loss: binary_cross_entropy of sigmoid(output), the mean over the outputs',
  ),
  softmax_cross_entropy: english('loss: cross-entropy of softmax(outputs), the sum over the outputs'),
};

const optimizers: Readonly<Record<OptimizerName, string>> = {
  sgd: english('sgd: weight − learning rate × gradient'),
  momentum: english('momentum: velocity = momentum × velocity + gradient; weight − learning rate × velocity'),
  nesterov: english('nesterov: like momentum, but the direction is gradient + momentum × velocity'),
  rmsprop: english('rmsprop: the gradient ÷ the root of its mean square'),
  adam: english('adam: mean gradient ÷ root of mean square, both corrected for starting at 0'),
  adamw: english('adamw: like adam, but every weight first loses a share: learning rate × weight decay'),
};

/** The convention that an instruction follows, in a sentence; null where there is nothing to choose. */
export function conventionOf(scenario: Scenario, { op, scope }: Instruction): string | null {
  if (scope.phase === 'loss') return scenario.loss === null ? null : translated(losses[scenario.loss]);
  const own = ops[op].convention;
  if (own) return own();
  if (scope.phase === 'backward' && scenario.optimizer === null) return null;
  if (scope.phase === 'backward') return t`gradients use the weights from before the update`;
  if (scope.phase === 'update')
    return scenario.optimizer ? translated(optimizers[scenario.optimizer.kind]) : null;
  return null;
}
