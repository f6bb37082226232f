/** The stack of the step at the cursor, as an editor shows it. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { t } from '../i18n/translate.ts';
import { type Frame, type Level, levels } from '../session/frames.ts';
import { lineOfStep, termOfStep } from '../session/numpy-lines.ts';
import { columnFor, lineFor, RequestFault, sourceOf, type Target } from './target.ts';

/** The frames of the step at the cursor, or of the first step, the innermost first. */
function framesOf({ debug: { session } }: Target): Frame[] {
  return session.total === 0 ? [] : session.frames.stack(Math.max(1, session.position)).reverse();
}

/** A level of frames is in a stack once at most, so its number identifies a frame as long as nothing moves. */
function idOf(level: Level): number {
  return levels.indexOf(level) + 1;
}

/** The frame with an id. @throws RequestFault if the stack has none */
export function frameOf(target: Target, id: number): Frame {
  const frame = framesOf(target).find(({ level }) => idOf(level) === id);
  if (!frame) throw new RequestFault(t`There is no frame ${String(id)}.`);
  return frame;
}

/** The name with its level, unless the name says it: `node output`, `epoch 2`. */
function titleOf({ level, name }: Frame): string {
  const isNamed = level === 'run' || level === 'epoch' || level === 'batch' || level === 'example';
  return isNamed ? name : `${level} ${name}`;
}

/**
 * The stack. The innermost frame is at the part of the line that the step at the cursor computes; a node and a layer are
 * where they stand in the scenario; any other frame is at the line of its first step.
 */
export function stackTrace(
  target: Target,
  { startFrame = 0, levels: most = 0 }: Pick<DebugProtocol.StackTraceArguments, 'startFrame' | 'levels'>,
): DebugProtocol.StackTraceResponse['body'] {
  const frames = framesOf(target);
  const shown = frames.slice(startFrame, most === 0 ? undefined : startFrame + most);
  return {
    stackFrames: shown.map((frame) => ({
      id: idOf(frame.level),
      name: titleOf(frame),
      ...(frame === frames[0] ? placeHere(target) : placeOf(target, frame)),
      canRestart: true,
    })),
    totalFrames: frames.length,
  };
}

type Placed = Pick<
  DebugProtocol.StackFrame,
  'source' | 'line' | 'column' | 'endLine' | 'endColumn' | 'instructionPointerReference'
>;

function placeHere(target: Target): Placed {
  const { session } = target.debug;
  const step = Math.max(1, session.position);
  const term = termOfStep(session, step);
  const line = lineFor(target, term?.line ?? 1);
  return {
    source: sourceOf(target, 'listing'),
    line,
    column: columnFor(target, term?.from ?? 0),
    endLine: line,
    endColumn: columnFor(target, term?.to ?? 0),
    instructionPointerReference: String(step),
  };
}

function placeOf(target: Target, { level, name, start }: Frame): Placed {
  const written = target.places.find((place) => place.kind === level && place.name === name);
  const line = written?.line ?? lineOfStep(target.debug.session, start + 1) ?? 1;
  return {
    source: sourceOf(target, written ? 'scenario' : 'listing'),
    line: lineFor(target, line),
    column: columnFor(target, 0),
    instructionPointerReference: String(start + 1),
  };
}
