/** The course through the scenarios: which are done, and which is next. */
import { fieldsOf } from './saved-fields.ts';
import type { ScenarioEntry, State } from './state.ts';

/** A scenario that comes next. */
export interface Next {
  readonly id: string;
  /** Its entry in the menu; null if it is elsewhere, where the front end leads. */
  readonly entry: ScenarioEntry | null;
}

/** What comes after the open entry; null if it is the last, or if none is open. */
function nextOf({ entries, opened, onward }: Pick<State, 'entries' | 'opened' | 'onward'>): Next | null {
  const at = entries.findIndex(({ key }) => key === opened?.entry.key);
  if (at < 0) return null;
  const entry = entries[at + 1] ?? null;
  const id = entry?.id ?? onward;
  return id === null ? null : { id, entry };
}

/** Whether the cursor of the open scenario is at the end of a run that has steps. */
export function isAtEnd({ opened }: Pick<State, 'opened'>): boolean {
  const session = opened?.debug.session;
  return session !== undefined && session.total > 0 && session.position === session.total;
}

/**
 * The scenario that Enter opens at the end of the run; null elsewhere, and where Enter uses what was selected there. What
 * was selected on the way, for example to edit it, does not count.
 */
export function nextByEnter(state: State): Next | null {
  const { opened, view } = state;
  if (!opened || !isAtEnd(state)) return null;
  const { selection } = opened.debug;
  const { step, line, address } = selection;
  const isUsed =
    selection !== opened.atEnd &&
    (step !== null ||
      (view.focus === 'listing' && line !== null) ||
      (view.focus === 'values' && address !== null));
  return isUsed ? null : nextOf(state);
}

/** More keys than this are taken for a damaged file. */
const MOST_DONE = 10_000;

/** The keys of the scenarios that were gone through to their end, from saved options of any form. */
export function doneFrom(options: unknown): readonly string[] {
  const { done } = fieldsOf(options);
  const isValid =
    Array.isArray(done) && done.length <= MOST_DONE && done.every((key) => typeof key === 'string');
  return isValid ? done : [];
}
