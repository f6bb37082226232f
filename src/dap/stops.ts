/** What an editor is told of a stop, and of what was written on the way. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Finished, Outcome } from '../commands/command.ts';
import type { Row } from '../commands/rows/row.ts';
import { t } from '../i18n/translate.ts';
import { lineOfStep } from '../session/numpy-lines.ts';
import { type EditorBreakpoints, FUNCTIONS } from './breakpoints.ts';
import { lineFor, RequestFault, sourceOf, type Target, THREAD } from './target.ts';

export type Stopped = Extract<Outcome, { readonly kind: 'stopped' }>;

/** Words of the protocol. */
const PAUSE = 'pause';
const AT_FUNCTION = 'function breakpoint';
const REMOVED = 'removed';

function stopBody(reason: string, text: string | null): DebugProtocol.StoppedEvent['body'] {
  return {
    reason,
    threadId: THREAD,
    allThreadsStopped: true,
    ...(text !== null && { description: text, text }),
  };
}

/** The event of a stop. Reasons are called as in the protocol; the ends of the run, which it has not, have their own. */
export function stoppedBody(
  { reason, text, breakpoints = [] }: Stopped,
  known: EditorBreakpoints,
): DebugProtocol.StoppedEvent['body'] {
  const isFunction = reason === 'breakpoint' && known.isIn(FUNCTIONS, breakpoints);
  return {
    ...stopBody(isFunction ? AT_FUNCTION : reason, text),
    ...(breakpoints.length > 0 && { hitBreakpointIds: known.idsOf(breakpoints) }),
  };
}

/** The event of a run that was paused. @param text why; null if nothing is to be said of it */
export function pausedBody(text: string | null): DebugProtocol.StoppedEvent['body'] {
  return stopBody(PAUSE, text);
}

/** The event of a breakpoint that is no more. */
export function removedBody(id: number): DebugProtocol.BreakpointEvent['body'] {
  return { reason: REMOVED, breakpoint: { id, verified: false } };
}

/** The exception of the last stop. @throws RequestFault if it was none */
export function exceptionInfo(
  { debug }: Target,
  stop: Stopped | null,
): DebugProtocol.ExceptionInfoResponse['body'] {
  const hit = debug.breakpoints.filter(({ id }) => stop?.breakpoints?.includes(id));
  const names = hit.flatMap(({ spec }) => (spec.type === 'exception' ? [spec.exception] : []));
  if (stop === null || names.length === 0)
    throw new RequestFault(t`The run has not stopped at an exception.`);
  return { exceptionId: names.join(', '), description: stop.text ?? '', breakMode: 'always' };
}

/**
 * A line of output, with the line of the code that its step belongs to.
 *
 * @param category VS Code colours the last two as a warning and as an error
 */
export function outputOf(
  target: Target,
  { text, step }: Pick<Row, 'text' | 'step'>,
  category: 'stdout' | 'console' | 'stderr' = 'stdout',
): DebugProtocol.OutputEvent['body'] {
  const line = step === undefined ? null : lineOfStep(target.debug.session, step);
  return {
    category,
    output: `${text}\n`,
    ...(line !== null && { source: sourceOf(target, 'listing'), line: lineFor(target, line) }),
  };
}

/** What a stop has to say besides itself: messages on the way, answers of its commands, the one that failed. */
export function outputsOf(target: Target, stop: Stopped): DebugProtocol.OutputEvent['body'][] {
  const { passed = [], answers = [], failure } = stop;
  return [
    ...[...passed, ...answers].map((row) => outputOf(target, row)),
    ...(failure ? [outputOf(target, { text: `${failure.line}: ${failure.text}` }, 'stderr')] : []),
  ];
}

/** The answer of a command, as text. */
export function answerText(outcome: Finished): string {
  switch (outcome.kind) {
    case 'failed':
    case 'said':
      return outcome.text;
    case 'listed': {
      const verdict = outcome.verdict ? [`  ${outcome.verdict.text}`] : [];
      const rows = outcome.rows.map(({ text, depth = 0 }) => `${'  '.repeat(depth + 1)}${text}`);
      return [outcome.title, ...verdict, ...rows].join('\n');
    }
    case 'stopped':
      return outcome.text ?? '';
  }
}
