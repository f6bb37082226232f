/** The gradient of a parameter, proved: compared with what the loss does when the parameter is changed a little. */
import { ops } from '../core/operations.ts';
import type { Instruction, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { tapeIndexOf } from '../core/tape-index.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { displayName } from '../session/steps.ts';
import { WhatIf } from './what-if.ts';

export interface GradientCheck {
  /** The parameter. */
  readonly address: string;
  /** The gradient that the step has computed. */
  readonly analytic: number;
  /** (loss at p + h − loss at p − h) ÷ the distance of the two points × `share`. */
  readonly numeric: number;
  /** |analytic − numeric| ÷ the larger of the two; 0 where both are 0. */
  readonly difference: number;
  readonly h: number;
  readonly lossPlus: number;
  readonly lossMinus: number;
  /** The example's part of the batch's loss: 1 ÷ examples where a mean is taken over them, else 1. */
  readonly share: number;
}

/** A proof, or why there is none. */
export type GradientCheckResult = GradientCheck | { readonly reason: string };

/**
 * Proves the gradient of a weight or bias that the step just done has computed, by the central difference
 * (f(p + h) − f(p − h)) ÷ 2h with h = ∛ε × max(1, |p|), where its two errors, of cutting off and of rounding,
 * are about equal (Press et al., "Numerical Recipes", 3rd ed. 2007, section 5.7). Everything but the parameter
 * is as it was when the iteration began.
 *
 * f is the loss of this example alone, `loss`; where the gradient comes from beyond the figure, the sum of each
 * output × its gradient. Where a batch's mean is taken, the example's gradients hold the factor 1 ÷ examples
 * already: the difference is multiplied by the same factor, so that like is compared with like.
 */
export function checkGradient(session: Session): GradientCheckResult {
  const { engine, position, registers, timeline } = session;
  const { run, schedule } = engine;
  const segment = schedule.segmentAt(position);
  const gradient = position === 0 ? null : schedule.instructionAt(position).result;
  const parameter = gradient === null ? null : parameterOf(session, gradient);
  if (gradient === null || parameter === null)
    return { reason: t`This step did not compute the gradient of a weight or bias.` };
  const edit = timeline.edits.find(({ at }) => at > segment.start && at <= position);
  if (edit) {
    return {
      reason: t`${edit.address} was set at step ${String(edit.at)}, in the middle of this iteration, so the gradient belongs to other values.`,
    };
  }
  const value = registers[parameter] as number;
  const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(value));
  const at = (changed: number) => {
    const whatIf = new WhatIf(session);
    whatIf.registers[parameter] = changed;
    whatIf.execute('loss');
    return { registers: whatIf.registers, loss: objective(session, whatIf.registers) };
  };
  const [minus, here, plus] = [at(value - h), at(value), at(value + h)];
  const kink = kinkBetween(session, segment, [minus.registers, here.registers, plus.registers]);
  if (kink !== null)
    return {
      reason: t`${kink} has a kink between the two points, so there is no single slope to check.`,
    };
  const share = run.batchShare === null ? 1 : (registers[run.batchShare] as number);
  const analytic = registers[gradient] as number;
  const numeric = ((plus.loss - minus.loss) / (value + h - (value - h))) * share;
  if (!Number.isFinite(analytic) || !Number.isFinite(numeric))
    return { reason: t`The numbers are too large to take a difference.` };
  const largest = Math.max(Math.abs(analytic), Math.abs(numeric));
  return {
    address: displayName(run, parameter),
    analytic,
    numeric,
    difference: largest === 0 ? 0 : Math.abs(analytic - numeric) / largest,
    h,
    lossPlus: plus.loss,
    lossMinus: minus.loss,
    share,
  };
}

/** The parameter whose gradient a slot holds, that of this example alone; null where it is none's. */
function parameterOf({ engine: { run } }: Session, gradient: Slot): Slot | null {
  const tape = tapeIndexOf(run);
  return run.parameters.find((slot) => tape.gradientsOf(slot).includes(gradient)) ?? null;
}

/** What is differentiated: the loss, or the outputs by the gradients that are given for them. */
function objective({ engine: { run } }: Session, registers: Float64Array): number {
  const read = (slot: Slot) => registers[slot] as number;
  if (run.loss !== null) return read(run.loss);
  return run.seeds.reduce((sum, seed, index) => sum + read(run.outputs[index] as Slot) * read(seed), 0);
}

/** What goes into an operation with a kink and is not on one side of it in all of the registers, or null. */
function kinkBetween({ engine }: Session, segment: Segment, all: readonly Float64Array[]): string | null {
  const { instructions } = engine.schedule.program(segment.program);
  const found = instructions.find(({ op, operands, scope }: Instruction) => {
    const kink = ops[op].traits?.kink;
    if ((scope.phase !== 'forward' && scope.phase !== 'loss') || kink === undefined) return false;
    const [first, second] = operands as readonly [Slot, Slot];
    const sides = all.map(
      (registers) => (registers[first] as number) > (kink === 'at zero' ? 0 : (registers[second] as number)),
    );
    return sides.includes(true) && sides.includes(false);
  });
  return found ? displayName(engine.run, found.operands[0] as Slot) : null;
}
