/** Compares two timelines: which values differ at the cursor's step, and the step at which they first differ. */
import type { Machine } from '../core/execution/machine.ts';
import { memoize } from '../core/memo.ts';
import { History } from '../session/history/history.ts';
import { firstDifference, patchesOf } from '../session/patches.ts';
import type { Session } from '../session/session.ts';
import type { Timeline } from '../session/timeline.ts';
import type { Values } from '../session/values.ts';
import { instructionsBetween } from '../session/writers.ts';

/** The value of one address in two timelines; null if it has no value yet. */
export interface Comparison {
  readonly address: string;
  readonly here: number | null;
  readonly there: number | null;
  /** Compared by `Object.is`: 0 and −0 differ, NaN and NaN do not. */
  readonly differs: boolean;
}

interface Other {
  readonly values: Values;
  readonly history: History;
}

/** Number of steps executed between two yields. */
const SLICE = 2000;

/**
 * Every value known at the cursor, in the session's timeline and in another. All variants of a scenario have the same
 * steps and addresses, so they can be compared too. The cursor does not move.
 *
 * @throws RangeError if no timeline has that name
 */
export function compare(session: Session, name: string): Comparison[] {
  const { history, values } = otherOf({ session, timeline: timelineOf(session, name) });
  history.seek(session.position);
  const known = values.known(session.position, history.registers);
  const there = new Map(known.map(({ names, value }) => [names[0], value]));
  const here = new Map(session.known().map(({ names, value }) => [names[0], value]));
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((address) => {
    if (address === undefined) return [];
    const [ours, theirs] = [here.get(address) ?? null, there.get(address) ?? null];
    return [{ address, here: ours, there: theirs, differs: !Object.is(ours, theirs) }];
  });
}

/**
 * The first step of the run whose operands or result differ between the session's timeline and another; null if none
 * differs. Every step is compared, from the first edit that only one of the timelines has. A binary search would be
 * wrong here, because timelines that differ at one step can agree again later.
 *
 * @yields the position reached after every `SLICE` steps, where the caller can stop the comparison
 * @throws RangeError if no timeline has that name
 */
export function* firstDivergence(session: Session, name: string): Generator<number, number | null, void> {
  const timeline = timelineOf(session, name);
  const { history } = otherOf({ session, timeline });
  const { schedule } = session.engine;
  // The numbers of another variant can differ from the first step on.
  const isSameVariant = timeline.variant === session.timeline.variant;
  const parting = isSameVariant ? firstDifference(session.timeline.edits, timeline.edits) : 0;
  const start = Math.min(parting, schedule.total);
  const [here, there] = [session.history.machineAt(start), history.machineAt(start)];
  for (const [step, { operands, result }] of instructionsBetween(session.engine, start, schedule.total)) {
    here.advance(step, false);
    there.advance(step, false);
    if (differ(here, there, result) || operands.some((slot) => differ(here, there, slot))) return step;
    if ((step - start) % SLICE === 0) yield step;
  }
  return null;
}

function differ(here: Machine, there: Machine, slot: number): boolean {
  return !Object.is(here.registers[slot], there.registers[slot]);
}

function timelineOf(session: Session, name: string): Timeline {
  const timeline = session.timelines.all.find((each) => each.name === name);
  if (!timeline) throw new RangeError(`no timeline ${name}`);
  return timeline;
}

interface TimelineOf {
  readonly session: Session;
  readonly timeline: Timeline;
}

/** The values and a separate history of a timeline. Cached by timeline, because an edit makes a new Timeline object. */
const otherOf = memoize(({ timeline }: TimelineOf) => timeline, makeOther);

function makeOther({ session, timeline }: TimelineOf): Other {
  const { engine, values } = session.compiled(timeline.variant);
  return { values, history: new History(engine, patchesOf(values, timeline.edits)) };
}
