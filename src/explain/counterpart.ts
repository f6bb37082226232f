/** Links forward operations and the gradient steps that differentiate them, in both directions. */
import type { Instruction, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { isOfOptimizer } from '../core/step-role.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { displayName } from '../session/steps.ts';
import { carriedFrom, instructionOf, lastExecution } from '../session/writers.ts';

/** The linked step, or the reason why there is none. */
export type LinkedStep = { readonly step: number } | { readonly reason: string };

/**
 * The step linked to a step.
 * - From a forward or loss operation: the first step of the same example that differentiates it. If its gradient is
 *   passed on without a step of its own: the first step that differentiates its node.
 * - From a gradient: the operation that it differentiates.
 * - From an update: the gradient that it uses; for a batch, the sum with its last term.
 *
 * @throws RangeError if there is no such step
 */
export function linkedStep(session: Session, step: number): LinkedStep {
  const { schedule } = session.engine;
  const segment = schedule.segmentAt(step);
  const instruction = schedule.instructionAt(step);
  const { phase } = instruction.scope;
  if (phase === 'update') return gradientOf(session, instruction, step);
  if (phase === 'backward') return differentiated(session, instruction, segment);
  return derivative(session, instruction, segment, step);
}

function derivative(
  session: Session,
  { group, scope, result }: Instruction,
  { program, start }: Segment,
  step: number,
): LinkedStep {
  const { run, schedule } = session.engine;
  if (program === 'finish') return { reason: t`There is no backward phase after the last update.` };
  const { instructions } = schedule.program(program);
  const stepWhere = (isWanted: (of: number) => boolean) => {
    const index = instructions.findIndex(
      ({ forwardIndex }) => forwardIndex !== null && isWanted(forwardIndex),
    );
    return index < 0 ? null : start + index + 1;
  };
  const inNode = (of: number) => {
    const forward = instructions[of] as Instruction;
    return forward.group === group && forward.scope.phase === scope.phase;
  };
  const found = stepWhere((of) => of === step - start - 1) ?? stepWhere(inNode);
  if (found !== null) return { step: found };
  const name = displayName(run, result);
  return instructions.some(({ scope: { phase } }) => phase === 'backward')
    ? { reason: t`No step computes the slope of ${name}: it is 1, or nothing needs it.` }
    : { reason: t`This scenario has no backward phase.` };
}

function differentiated(
  { engine }: Session,
  { forwardIndex, operands, result }: Instruction,
  { start }: Segment,
): LinkedStep {
  // A sum over a batch differentiates nothing itself, but its newest term does.
  const term = forwardIndex === null ? instructionOf(engine, operands.at(-1) as Slot) : null;
  const index =
    forwardIndex ?? (term ? engine.run.example.instructions[term.index]?.forwardIndex : null) ?? null;
  if (index !== null) return { step: start + index + 1 };
  return {
    reason: t`${displayName(engine.run, result)} adds up gradients, so it has no forward operation of its own.`,
  };
}

/** Goes back through the operations of the update to the value that the backward phase has computed. */
function gradientOf({ engine }: Session, instruction: Instruction, step: number): LinkedStep {
  const { instructions } = engine.run.update;
  const { group, operands, result, role } = instruction;
  const name = displayName(engine.run, result);
  const seen = new Set<Slot>();
  const search = (slots: readonly Slot[]): number | null => {
    for (const slot of slots) {
      if (seen.has(slot)) continue;
      seen.add(slot);
      const writer = instructionOf(engine, slot);
      const place = writer ?? instructionOf(engine, carriedFrom(engine, slot) ?? slot);
      if (place?.program === 'example') return lastExecution(engine, place, step);
      const before = writer ? (instructions[writer.index] as Instruction) : null;
      const found = before?.group === group ? search(before.operands) : null;
      if (found !== null) return found;
    }
    return null;
  };
  if (!isOfOptimizer(role)) return { reason: t`${name} belongs to a kept value: no gradient changes it.` };
  if (role.kind === 'updatePart' && role.parameter === null)
    return role.source === 'clip'
      ? { reason: t`${name} comes from the gradients of all weights and biases together.` }
      : { reason: t`${name} belongs to the optimizer: it does not come from a gradient.` };
  const found = search(operands);
  if (found !== null) return { step: found };
  return { reason: t`${name} comes from a gradient that is given, not computed.` };
}
