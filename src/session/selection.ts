/** The values that belong to a frame. */
import type { Engine } from '../core/execution/machine.ts';
import type { Instruction, Slot } from '../core/program.ts';
import { isAroundPhase, type Level } from './frames.ts';

/**
 * A test for the slots that the step's frame at a level reads or writes. For the frames around a phase it accepts every
 * slot.
 */
export function slotFilterForFrame(
  { schedule }: Engine,
  step: number,
  level: Level,
): (slot: Slot) => boolean {
  if (isAroundPhase(level)) return () => true;
  const { scope, cell } = schedule.instructionAt(step);
  const { program } = schedule.segmentAt(step);
  const isInside = (instruction: Instruction) =>
    instruction.scope.phase === scope.phase &&
    (level === 'phase' || instruction.scope.layer === scope.layer) &&
    (level === 'layer' || level === 'phase' || instruction.scope.node === scope.node) &&
    (level !== 'cell' || instruction.cell === cell);
  const inside = schedule.program(program).instructions.filter(isInside);
  const slots = new Set(inside.flatMap(({ operands, result }) => [...operands, result]));
  return (slot) => slots.has(slot);
}
