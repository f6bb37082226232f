/** Which weight or bias a step is about: it reads it, writes it, or computes its gradient or its change. */
import type { Instruction, Run } from '../core/program.ts';
import { tapeIndexOf } from '../core/tape-index.ts';
import type { Session } from './session.ts';
import { shownName } from './steps.ts';

function parameterIn(run: Run, { operands, result }: Instruction): string | null {
  const tape = tapeIndexOf(run);
  for (const slot of [result, ...operands]) {
    const parameter = tape.parameterOf(slot);
    if (parameter !== null) return shownName(run, parameter);
  }
  return null;
}

/** The address of the parameter that a step is about, or null. */
export function parameterAt({ engine }: Session, step: number): string | null {
  return step < 1 ? null : parameterIn(engine.run, engine.schedule.instructionAt(step));
}

/**
 * The address of the parameter that the latest step of the cursor's iteration up to the cursor is about; null where
 * none is. So a sum, an activation or a loss belongs to the weight whose product came last.
 */
export function latestParameter({ engine, position }: Session): string | null {
  const { program, start } = engine.schedule.segmentAt(position);
  const { instructions } = engine.schedule.program(program);
  for (let index = position - start - 1; index >= 0; index--) {
    const name = parameterIn(engine.run, instructions[index] as Instruction);
    if (name !== null) return name;
  }
  return null;
}
