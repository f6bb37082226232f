/** The stack of the step at the cursor, as an editor shows it. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { t } from '../i18n/translate.ts';
import { type Frame, isAroundPhase, type Level, levels } from '../session/frames.ts';
import { lineOfStep, termOfStep } from '../session/numpy-lines.ts';
import type { Session } from '../session/session.ts';
import { displayName, operandNames } from '../session/steps.ts';
import { operationText } from '../view/notation/operation.ts';
import { columnFor, lineFor, RequestFault, sourceOf, type Target } from './target.ts';

/** The frames of the step at the cursor, or of the first step, the innermost first. */
function framesOf({ debug: { session } }: Target): Frame[] {
  return session.total === 0 ? [] : session.frames.stack(Math.max(1, session.position)).reverse();
}

/** The id of the frame of the step itself. */
const STEP = 1;

/** A level of frames is in a stack once at most, so its number identifies a frame as long as nothing moves. */
function idOf(level: Level): number {
  return levels.indexOf(level) + STEP + 1;
}

/** The operation of a step in names: `node_0 = node_0.product[0] + node_0.product[1]`. */
export function operationOf({ engine }: Session, step: number): string {
  const instruction = engine.schedule.instructionAt(step);
  const operands = [...operandNames(engine.run, instruction)];
  return `${displayName(engine.run, instruction.result)} = ${operationText(instruction.op, operands)}`;
}

/** The first step of the frame with an id. @throws RequestFault if the stack has none */
export function startOf(target: Target, id: number): number {
  const frames = framesOf(target);
  const frame = frames.find(({ level }) => idOf(level) === id);
  if (frame) return frame.start + 1;
  if (id !== STEP || frames.length === 0) throw new RequestFault(t`There is no frame ${String(id)}.`);
  return Math.max(1, target.debug.session.position);
}

/** The name with its level, unless the name says it: `node output`, `epoch 2`. */
function titleOf({ level, name }: Frame): string {
  return isAroundPhase(level) ? name : `${level} ${name}`;
}

/**
 * The stack. Its innermost frame is the step itself, at the part of the line that it computes. Around it are the frames
 * of the session: a node, a layer and a phase are where they stand in the scenario, if they do; any other frame is at the
 * line of its first step.
 */
export function stackTrace(
  target: Target,
  { startFrame = 0, levels: most = 0 }: Pick<DebugProtocol.StackTraceArguments, 'startFrame' | 'levels'>,
): DebugProtocol.StackTraceResponse['body'] {
  const frames = framesOf(target);
  const all = frames.length === 0 ? [] : [null, ...frames];
  return {
    stackFrames: all
      .slice(startFrame, most === 0 ? undefined : startFrame + most)
      .map((frame) => (frame === null ? stepFrame(target) : frameAround(target, frame))),
    totalFrames: all.length,
  };
}

function stepFrame(target: Target): DebugProtocol.StackFrame {
  const { session } = target.debug;
  const step = Math.max(1, session.position);
  const term = termOfStep(session, step);
  const line = lineFor(target, term?.line ?? 1);
  return {
    id: STEP,
    name: session.position === 0 ? t`before ${operationOf(session, step)}` : operationOf(session, step),
    source: sourceOf(target, 'listing'),
    line,
    column: columnFor(target, term?.from ?? 0),
    endLine: line,
    endColumn: columnFor(target, term?.to ?? 0),
    instructionPointerReference: String(step),
    canRestart: false,
  };
}

function frameAround(target: Target, frame: Frame): DebugProtocol.StackFrame {
  const { level, name, start } = frame;
  const written = target.places.find((place) => place.kind === level && place.name === name);
  const line = written?.line ?? lineOfStep(target.debug.session, start + 1) ?? 1;
  return {
    id: idOf(level),
    name: titleOf(frame),
    source: sourceOf(target, written ? 'scenario' : 'listing'),
    line: lineFor(target, line),
    column: columnFor(target, 0),
    instructionPointerReference: String(start + 1),
    canRestart: true,
  };
}
