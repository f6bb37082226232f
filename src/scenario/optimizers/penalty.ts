/** The penalty on large weights: ½ × λ × weight² is added to the loss, and thus λ × weight to the gradient. */
import type { Address } from '../../core/address.ts';
import type { Slot } from '../../core/program.ts';
import type { StepRole } from '../../core/step-role.ts';
import type { TapeBuilder } from '../../core/tape-builder.ts';
import type { Setting } from '../losses/setting.ts';
import type { Updated, UpdateSentences } from './optimizer.ts';
import { addedTo, keepsSimple, multiplied } from './sentences.ts';

type Part = 'penalty' | 'gradient';

/** λ, the setting `l2`. */
export const l2: Setting = { range: 'not negative', standard: 0 };

/** The words of its steps. */
export const penaltySentences: Readonly<Record<Part, UpdateSentences>> = {
  penalty: { what: multiplied, why: keepsSimple },
  gradient: { what: addedTo, why: keepsSimple },
};

/**
 * Emits the gradient of the loss including the penalty.
 *
 * @param factor λ
 */
export function emitPenalty(
  builder: TapeBuilder,
  { parameter, address: of, gradient, gradientAddress }: Updated,
  factor: number,
): Slot {
  const roleOf = (part: Part): StepRole => ({ kind: 'updatePart', source: 'penalty', part, parameter });
  const addressOf = (part: Part): Address => ({ kind: 'delta', of, part });
  const penalty = builder.emit('multiply', [builder.constant(factor), parameter], roleOf('penalty'));
  builder.name(penalty, addressOf('penalty'));
  const called = [gradientAddress, addressOf('penalty')];
  const sum = builder.emit('add', [gradient, penalty], roleOf('gradient'), called);
  builder.name(sum, addressOf('gradient'));
  return sum;
}
