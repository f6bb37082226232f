/**
 * The weight or bias that a step belongs to: the step reads it, writes it, or computes its gradient or its change.
 */
import type { Instruction, Run } from '../core/program.ts';
import { tapeIndexOf } from '../core/tape-index.ts';
import type { Session } from './session.ts';
import { displayName } from './steps.ts';

function parameterIn(run: Run, { operands, result }: Instruction): string | null {
  const tape = tapeIndexOf(run);
  for (const slot of [result, ...operands]) {
    const parameter = tape.parameterOf(slot);
    if (parameter !== null) return displayName(run, parameter);
  }
  return null;
}

/** The address of the parameter that a step belongs to, or null. */
export function parameterAt({ engine }: Session, step: number): string | null {
  return step < 1 ? null : parameterIn(engine.run, engine.schedule.instructionAt(step));
}

/**
 * The address of the parameter of the latest step at or before the cursor, in the cursor's segment; null if there is
 * none. A sum, an activation or a loss therefore belongs to the weight of the product before it.
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

/**
 * The address of the parameter that pictures mark at the cursor: that of the step just done; after a sum, that of the
 * product that it has added. Null if there is none.
 */
export function markedParameter(session: Session): string | null {
  const { engine, position } = session;
  if (position < 1) return null;
  const { role } = engine.schedule.instructionAt(position);
  return role.kind === 'sum' ? latestParameter(session) : parameterAt(session, position);
}
