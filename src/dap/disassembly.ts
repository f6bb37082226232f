/** The tape as an editor shows machine code: one operation an instruction, its address the number of its step. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { exactNumber } from '../core/exact-number.ts';
import { lineOfStep } from '../session/numpy-lines.ts';
import type { Session } from '../session/session.ts';
import { operationOf } from './stack.ts';
import { lineFor, sourceOf, type Target } from './target.ts';

/** The most instructions that are given at once. */
const MOST = 10_000;

/** The operation of a step, and its result if it is done: results ahead of the cursor are hidden. */
function textOf(session: Session, step: number): string {
  const text = operationOf(session, step);
  return step > session.position ? text : `${text} = ${exactNumber(session.step(step).result.value)}`;
}

/** The instructions around an address, exactly as many as are asked for: outside the run they are invalid. */
export function disassemble(
  target: Target,
  {
    memoryReference,
    offset = 0,
    instructionOffset = 0,
    instructionCount,
  }: DebugProtocol.DisassembleArguments,
): { readonly instructions: DebugProtocol.DisassembledInstruction[] } {
  const { session } = target.debug;
  const first = Number(memoryReference) + offset + instructionOffset;
  const length = Math.min(MOST, instructionCount);
  const instructions = Array.from({ length }, (_each, index): DebugProtocol.DisassembledInstruction => {
    const step = first + index;
    if (!(Number.isInteger(step) && step >= 1 && step <= session.total))
      return { address: String(step), instruction: '', presentationHint: 'invalid' };
    const { node, layer, phase } = session.engine.schedule.instructionAt(step).scope;
    const line = lineOfStep(session, step);
    return {
      address: String(step),
      instruction: textOf(session, step),
      symbol: node ?? layer ?? phase,
      ...(line !== null && { location: sourceOf(target, 'listing'), line: lineFor(target, line) }),
    };
  });
  return { instructions };
}
