/** Which of many cases the usual tests try. The long tests try all. */
import type { Session } from '../../src/session/session.ts';

const isEverything = process.env.EVERYTHING !== undefined;

/**
 * Every `among`-th item of a list, beginning with another one in every turn. After `among` turns all items have been
 * tried: where many sizes are combined with many steps, all of both come up, but not all pairs. In the long tests all
 * items in every turn.
 */
export function inTurn<Item>(list: readonly Item[], turn: number, among = 3): readonly Item[] {
  return isEverything ? list : list.filter((_item, index) => (index + turn) % among === 0);
}

/** The start, the end, and the first step of each kind: what is computed, in which phase, for what. */
export function stepsOfKinds(session: Session): number[] {
  const kinds = new Map<string, number>();
  // Scenarios have up to millions of steps. The first 20,000 include every kind.
  for (let position = 1; position <= Math.min(session.total, 20_000); position++) {
    const { op, role, scope } = session.engine.schedule.instructionAt(position);
    const kind = `${scope.phase} ${role.kind} ${op}`;
    if (!kinds.has(kind)) kinds.set(kind, position);
  }
  return [0, ...kinds.values(), session.total];
}

/** What several tests need and takes long to make. It is made when the first of them asks. */
export function once<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
