/**
 * How often breakpoints are hit from the start of the run up to a position. The counts at some positions are kept, so
 * that later ones nearby are found fast. An edit keeps those before its step.
 */
import type { Engine } from '../core/execution/machine.ts';
import type { Session } from '../session/session.ts';
import type { Edit } from '../session/timeline.ts';
import type { Breakpoint, BreakpointSpec } from './list.ts';
import { Search } from './search.ts';

/** Number of positions at which counts are kept, and the least number of steps between two of them. */
const KEPT = 1024;
const LEAST_SPACING = 8192;

/** The counts of one breakpoint: element i is the one up to position i × spacing, with these edits. */
interface Kept {
  readonly engine: Engine;
  edits: readonly Edit[];
  readonly counts: number[];
}

const keptCounts = new WeakMap<BreakpointSpec, Kept>();

/** The counts of a breakpoint that are true for the edits of the current timeline. More may be added to them. */
function countsOf(spec: BreakpointSpec, { engine, timeline: { edits } }: Session, spacing: number): number[] {
  const known = keptCounts.get(spec);
  if (known === undefined || known.engine !== engine) {
    const counts = [0];
    keptCounts.set(spec, { engine, edits, counts });
    return counts;
  }
  // What was hit before the first step that is edited otherwise stays as it is.
  const changed = firstChange(known.edits, edits);
  known.counts.length = Math.min(known.counts.length, Math.max(1, Math.ceil(changed / spacing)));
  known.edits = edits;
  return known.counts;
}

/** The first position at which two timelines have other edits; infinity if they are the same. */
function firstChange(one: readonly Edit[], other: readonly Edit[]): number {
  const index = one.findIndex((edit, at) => edit !== other[at]);
  const first = index < 0 ? Math.min(one.length, other.length) : index;
  return Math.min(one[first]?.at ?? Number.POSITIVE_INFINITY, other[first]?.at ?? Number.POSITIVE_INFINITY);
}

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
  const { total } = session;
  const spacing = Math.max(LEAST_SPACING, Math.ceil(total / KEPT));
  const kept = breakpoints.map(({ spec }) => countsOf(spec, session, spacing));
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
