/** Two timelines at the same step: what differs, and where they part. */
import { Engine, type Machine } from '../core/execution/machine.ts';
import { memoize } from '../core/memo.ts';
import { compile } from '../scenario/compile/compile.ts';
import { History } from '../session/history.ts';
import { firstDifference, patchesOf } from '../session/patches.ts';
import type { Session } from '../session/session.ts';
import type { Timeline } from '../session/timeline.ts';
import { Values } from '../session/values.ts';
import { instructionsBetween } from '../session/writers.ts';

/** One address in two timelines; null where it has no value yet. */
export interface Comparison {
  readonly address: string;
  readonly here: number | null;
  readonly there: number | null;
  /** Bit for bit: 0 and −0 differ, NaN and NaN do not. */
  readonly differs: boolean;
}

interface Other {
  readonly values: Values;
  readonly history: History;
}

/** So many steps are executed between two yields. */
const SLICE = 2000;

/**
 * Every value of the cursor's step in the session's timeline and in another. All variants of a scenario have the
 * same steps and addresses. The session stays where it is.
 *
 * @throws RangeError where there is no timeline of that name
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
 * The first step of the run whose operands or result differ between the session's timeline and another; null
 * where none does. Every step is looked at from the first edit on that only one of them has: two timelines that
 * have parted may agree again, so that halving a stretch would miss the first.
 *
 * @yields positions that the comparison has come to; it may be given up there
 * @throws RangeError where there is no timeline of that name
 */
export function* firstDivergence(session: Session, name: string): Generator<number, number | null, void> {
  const timeline = timelineOf(session, name);
  const { history } = otherOf({ session, timeline });
  const { schedule } = session.engine;
  // Another variant has other numbers from the first step on.
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

/** A timeline of a session with a history of its own. It is kept: a timeline never changes, a changed one is another. */
const otherOf = memoize(({ timeline }: TimelineOf) => timeline, makeOther);

function makeOther({ session, timeline }: TimelineOf): Other {
  const variant = session.scenario.variants.find((each) => each.name === timeline.variant);
  const isSameVariant = timeline.variant === session.timeline.variant;
  const engine = isSameVariant ? session.engine : new Engine(compile(session.scenario, variant));
  const values = isSameVariant ? session.values : new Values(engine);
  return { values, history: new History(engine, patchesOf(values, timeline.edits)) };
}
