/** Where a value that is not finite began, and why. */
import { notFiniteSign } from '../core/operations/not-finite.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { reasonOf } from '../session/steps.ts';
import { sourceOf } from '../session/writers.ts';

/** A step with a result that is not finite, for another reason than that an operand is not. */
export interface Beginning {
  readonly step: number;
  readonly address: string;
  readonly value: number;
  /** A clause without a full stop. */
  readonly reason: string;
}

/** Each step back may replay a batch, so longer ways are not followed. */
const MOST_STEPS_BACK = 2000;

/**
 * Follows a value that is not finite back through the steps, always to an operand that is not finite either. NaN can
 * come from infinite operands (∞ − ∞): then the way goes on to where one of them began.
 *
 * @param step the step that wrote it
 * @returns where it became NaN and where it became infinite, the latest first. Empty if the result of the step is
 *   finite; the earliest is missing if an edit set it, or if the way is too long
 */
export function beginningsOf(session: Session, step: number): readonly Beginning[] {
  const { schedule } = session.engine;
  const found: Beginning[] = [];
  let at = step;
  for (let back = 0; back < MOST_STEPS_BACK; back++) {
    const record = session.step(at);
    const { operands, result } = record;
    const reason = reasonOf(record);
    if (reason !== null) found.push({ step: at, address: result.name, value: result.value, reason });
    const hasNaN = operands.some(({ value }) => Number.isNaN(value));
    const operand = operands.findIndex(({ value }) =>
      hasNaN ? Number.isNaN(value) : !Number.isFinite(value),
    );
    const slot = schedule.instructionAt(at).operands[operand];
    if (Number.isFinite(result.value) || slot === undefined) return found;
    const source = sourceOf(session, slot, schedule.segmentAt(at), at - 1);
    if (source.kind !== 'step') return found;
    at = source.step;
  }
  return found;
}

/** A sentence: `loss became ∞ at step 12: it is too large …` */
export function beginningText({ step, address, value, reason }: Beginning): string {
  return t`${address} became ${notFiniteSign(value)} at step ${String(step)}: ${reason}.`;
}
