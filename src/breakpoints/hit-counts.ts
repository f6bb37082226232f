/**
 * How often breakpoints are hit from the start of the run up to a position. The counts at some positions are kept, so
 * that later ones nearby are found fast.
 */
import { memoizeLast } from '../core/memo.ts';
import type { Session } from '../session/session.ts';
import type { Breakpoint } from './list.ts';
import { Search } from './search.ts';

/** Number of positions at which counts are kept, and the least number of steps between two of them. */
const KEPT = 1024;
const LEAST_SPACING = 8192;

/** For one breakpoint on one timeline: element i is the count up to position i × spacing. */
const keptCounts = memoizeLast<number[]>();

/**
 * The counts of hits up to and including a position, in the order of the breakpoints. Disabled ones are counted too.
 *
 * @param reached what is yielded from time to time
 */
export function* hitCounts(
  session: Session,
  breakpoints: readonly Breakpoint[],
  position: number,
  reached: number,
): Generator<number, number[]> {
  if (breakpoints.length === 0) return [];
  const { engine, timeline, total } = session;
  const spacing = Math.max(LEAST_SPACING, Math.ceil(total / KEPT));
  const kept = breakpoints.map(({ spec }) => keptCounts(spec, [engine, timeline.edits], () => [0]));
  const first = Math.min(Math.floor(position / spacing), ...kept.map(({ length }) => length - 1));
  const counts = kept.map((known) => known[first] as number);
  const search = new Search(session, breakpoints);
  const machine = yield* search.begin(first * spacing, reached);
  for (let index = first + 1; machine.position < position; index++) {
    yield* search.look(machine, Math.min(position, index * spacing), reached);
    search.watchers.forEach((watcher, each) => {
      counts[each] = (counts[each] as number) + watcher.clear();
      if (machine.position === index * spacing) (kept[each] as number[])[index] = counts[each] as number;
    });
  }
  return counts;
}
