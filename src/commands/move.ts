/** Moves the cursor: a near target at once, a far one in slices. */
import { t } from '../i18n/translate.ts';
import { type Outcome, type StopReason, stopped } from './command.ts';
import type { Debugger } from './debugger.ts';

/** Moves the cursor in slices, so that it can be stopped on the way. */
function* moveInSlices(debug: Debugger, target: number, reason: StopReason): Generator<number, Outcome> {
  const { history } = debug.session;
  for (const at of history.seekSlices(target)) {
    debug.seek(at);
    yield at;
  }
  return moveTo(debug, target, reason);
}

/** Moves the cursor; returns why it stopped there. A position outside the run is limited to its start or end. */
export function moveTo(debug: Debugger, target: number, reason: StopReason = 'step'): Outcome {
  const { session } = debug;
  const end = Math.max(0, Math.min(session.total, target));
  if (!session.history.seekSlices(end).next().done)
    return { kind: 'running', isMove: true, work: moveInSlices(debug, end, reason) };
  const before = session.position;
  debug.seek(target);
  if (session.position !== before || target === before) return stopped(reason);
  return before === 0 && target < before
    ? stopped('start', t`You are at the start of the run.`)
    : stopped('end', t`You are at the end of the run.`);
}
