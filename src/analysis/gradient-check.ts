/** Checks a parameter's gradient against a central difference of the loss. */
import { ops } from '../core/operations.ts';
import type { Instruction, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { tapeIndexOf } from '../core/tape-index.ts';
import { beginningsOf, beginningText } from '../explain/not-finite.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { displayName } from '../session/steps.ts';
import { WhatIf } from './what-if.ts';

export interface GradientCheck {
  /** The address of the parameter. */
  readonly address: string;
  /** The gradient that the tape has computed. */
  readonly analytic: number;
  /** (loss at p + h − loss at p − h) ÷ distance of the two points × `share`. */
  readonly numeric: number;
  /** |analytic − numeric| ÷ the larger absolute value of the two; 0 if both are 0. */
  readonly difference: number;
  readonly h: number;
  readonly lossPlus: number;
  readonly lossMinus: number;
  /** Weight of the example in the batch's loss: 1 ÷ number of examples for a mean, otherwise 1. */
  readonly share: number;
}

/** A gradient check, or the reason why there is none, in the current language. */
export type GradientCheckResult = GradientCheck | { readonly reason: string };

/**
 * Checks the gradient of a weight or bias that the step just done has computed. It is compared with the central
 * difference (f(p + h) − f(p − h)) ÷ 2h. With h = ∛ε × max(1, |p|), the truncation error and the rounding error are
 * about equal (Press et al., "Numerical Recipes", 3rd ed. 2007, section 5.7). All other values are those of the start
 * of the iteration.
 *
 * f is `loss`, the loss of this example alone. If the scenario has given gradients of the outputs instead of a loss, f
 * is the sum of output × gradient. If the batch's loss is a mean, the gradients already contain the example's share,
 * so the difference is multiplied by `share` too.
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
  if (!Number.isFinite(analytic)) return { reason: gradientReason(session, position) };
  const odd = [plus.loss, minus.loss].find((loss) => !Number.isFinite(loss));
  if (odd !== undefined) {
    const address = displayName(run, parameter);
    return {
      reason: t`Next to ${address} = ${String(value)} the loss is ${String(odd)}, so there is no difference to take.`,
    };
  }
  if (!Number.isFinite(numeric)) return { reason: t`The numbers are too large to take a difference.` };
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

/** Why a gradient that is not finite cannot be checked, and where it began. @param step the step that computed it */
function gradientReason(session: Session, step: number): string {
  const { name, value } = session.step(step).result;
  const said = t`${name} is ${String(value)}, which no difference can check.`;
  return [said, ...beginningsOf(session, step).map(beginningText)].join(' ');
}

/** The parameter whose gradient for this example a slot holds; null if it holds no parameter's gradient. */
function parameterOf({ engine: { run } }: Session, gradient: Slot): Slot | null {
  const tape = tapeIndexOf(run);
  return run.parameters.find((slot) => tape.gradientsOf(slot).includes(gradient)) ?? null;
}

/** The function to differentiate: the loss, or without one the sum of each output × its given gradient. */
function objective({ engine: { run } }: Session, registers: Float64Array): number {
  const read = (slot: Slot) => registers[slot] as number;
  if (run.loss !== null) return read(run.loss);
  return run.seeds.reduce((sum, seed, index) => sum + read(run.outputs[index] as Slot) * read(seed), 0);
}

/**
 * The name of a value that goes into an operation with a kink, if the values are not on the same side of the kink in all
 * registers; null if there is none.
 */
function kinkBetween({ engine }: Session, segment: Segment, all: readonly Float64Array[]): string | null {
  const { instructions } = engine.schedule.program(segment.program);
  const found = instructions.find(({ op, operands, result, scope }: Instruction) => {
    const kink = ops[op].traits?.kink;
    if ((scope.phase !== 'forward' && scope.phase !== 'loss') || kink === undefined) return false;
    const sides = all.map((registers) => {
      const read = (slot: Slot) => registers[slot] as number;
      return kink === 'at zero'
        ? Number(read(operands[0] as Slot) > 0)
        : operands.findIndex((slot) => read(slot) === read(result));
    });
    return new Set(sides).size > 1;
  });
  return found ? displayName(engine.run, found.operands[0] as Slot) : null;
}
