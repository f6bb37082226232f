/** What commands open: a debugger of a scenario or of a saved session, and the step where it is. */
import { openedDebugger } from '../print/opened.ts';
import type { Session } from '../session/session.ts';
import type { LoadResult } from './loading/files.ts';
import { tell } from './streams/output.ts';

/**
 * A debugger at position 0 of a scenario, or a restored session. What no longer fits is reported on standard error.
 */
export function begin(opening: LoadResult, variant?: string) {
  const { notices, ...begun } = openedDebugger(opening, variant);
  for (const notice of notices) tell(notice);
  return begun;
}

/** The step to show if none is asked for: where a saved session left off, else the last one. */
export function startOf({ saved }: LoadResult, { position }: Session): string {
  return saved ? String(position) : 'end';
}
