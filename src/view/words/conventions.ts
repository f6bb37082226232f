/** The conventions in which textbooks differ, shown at the steps that they apply to. */

import { ops } from '../../core/operations.ts';
import type { Instruction } from '../../core/program.ts';
import { isOfOptimizer, type StepRole } from '../../core/step-role.ts';
import { t } from '../../i18n/translate.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import { type LossName, losses } from '../../scenario/losses/losses.ts';
import { clipConventions } from '../../scenario/optimizers/common/clip.ts';
import { optimizers } from '../../scenario/optimizers/optimizers.ts';
import type { OptimizerChoice } from '../../scenario/optimizers/updates.ts';

/** The convention that an instruction follows; null if textbooks do not differ there. */
export function conventionOf(scenario: Scenario, { op, role, scope }: Instruction): string | null {
  if (scope.phase === 'loss') return ofLoss(scenario, role);
  const own = ops[op].convention;
  if (own) return own();
  if (scope.phase === 'backward' && scenario.optimizer === null) return null;
  if (scope.phase === 'backward') return t`Gradients use the weights before this update.`;
  return isOfOptimizer(role) && scenario.optimizer ? ofUpdate(scenario.optimizer, role) : null;
}

/** The convention of the loss that a step belongs to; null for a step of losses of several kinds. */
function ofLoss({ losses: all }: Scenario, role: StepRole): string | null {
  const [only = null, ...others] = new Set(all.map(({ kind }) => kind));
  const own = 'loss' in role ? role.loss : others.length === 0 ? only : null;
  return own ? losses[own as LossName].convention() : null;
}

function ofUpdate({ kind, forms, clip }: OptimizerChoice, role: StepRole): string {
  const isClipping = role.kind === 'updatePart' && role.source === 'clip';
  return clip && isClipping ? clipConventions[clip.kind]() : optimizers[kind].convention(forms);
}
