/** Values of watched expressions over time, for sparklines, and the step at which each last changed. */
import { memoize, memoizeLast } from '../core/memo.ts';
import type { ProgramName } from '../core/schedule.ts';
import type { Expression } from '../expression/condition.ts';
import type { Session } from '../session/session.ts';
import { PastBatches } from './past-batches.ts';
import { sampleEvenly } from './sampling.ts';

/** The value of an expression after `position` steps. */
export interface Sample {
  readonly position: number;
  readonly value: number;
}

/** Up to this cursor position every change is recorded; beyond it, values are sampled at the ends of batches. */
const SHORT = 4000;

/**
 * A small budget, because there may be many watches. `fewest` makes sure that runs with long batches have samples too.
 */
const BUDGET = { steps: 50_000, most: Number.POSITIVE_INFINITY, fewest: 8 };

/** Samples cached for each expression, so that moving back and forth does not execute steps again. */
const MOST_KEPT = 2000;

/** How far back the search for the last change goes, and the size of its first window, in steps. */
const FURTHEST = 100_000;
const FIRST_STRETCH = 1000;

/**
 * The values of an expression up to the cursor, at most `points`, including the last. There is no sample where the
 * expression has no value yet. Near the start of a run the samples are changes of the value; further on, they are the
 * values at the ends of evenly spaced batches.
 */
export function watchHistory(session: Session, expression: Expression, points: number): Sample[] {
  if (points < 1) return [];
  const { position } = session;
  if (position > SHORT) return sampled(session, expression, points);
  const changes = changesUpTo(session, expression, position);
  return sampleEvenly(
    changes.filter((change) => change.position <= position),
    points,
  );
}

/** The changes of an expression from the start of a run, as far as they were looked for. */
interface Changes {
  /** The last position that was looked at; null for none. */
  until: number | null;
  readonly found: Sample[];
}

/** By the text of the expression. An edit makes a new history and so a new cache. */
const changesOf = memoize(
  ({ history }: Session) => history,
  () => new Map<string, Changes>(),
);

/** All changes up to a position, and perhaps some beyond it. Only steps that were not looked at before are executed. */
function changesUpTo(session: Session, expression: Expression, position: number): readonly Sample[] {
  const all = changesOf(session);
  const known = all.get(expression.text) ?? { until: null, found: [] };
  const { found, until } = known;
  if (until !== null && until >= position) return found;
  for (const { position: at, value } of valuesAt(session, expression, until ?? 0, position))
    if (value !== null && !Object.is(value, found.at(-1)?.value)) found.push({ position: at, value });
  known.until = position;
  all.set(expression.text, known);
  return found;
}

/** The last change of an expression. */
export interface Change {
  /** The step that changed it. An edit counts as a change by the step after which it was made. */
  readonly step: number;
  /** The value before; null if it had none. */
  readonly before: number | null;
}

/**
 * The last change of an expression's value, at the cursor or before it; null if it has not changed within the last
 * `FURTHEST` steps.
 */
export function lastChange(session: Session, expression: Expression): Change | null {
  let end = session.position;
  const limit = Math.max(0, end - FURTHEST);
  for (let length = FIRST_STRETCH; end > limit; length *= 2) {
    const start = Math.max(limit, end - length);
    let before: number | null = null;
    let found: Change | null = null;
    for (const { position, value } of valuesAt(session, expression, start, end)) {
      if (position > start && !Object.is(value, before)) found = { step: position, before };
      before = value;
    }
    if (found) return found;
    end = start;
  }
  return null;
}

interface Moment {
  readonly position: number;
  readonly value: number | null;
}

/** The value of an expression at position `from`, and at every position up to `to` where it can have changed. */
function* valuesAt(session: Session, expression: Expression, from: number, to: number): Generator<Moment> {
  const machine = session.history.machineAt(from);
  for (const position of [from, ...positionsOfChange(session, expression, from, to)]) {
    machine.advance(position);
    yield { position, value: valueAt(session, expression, position, machine.registers) };
  }
}

/** The value of an expression after `position` steps, whose registers are given; null if it has none yet. */
export function valueAt(
  session: Session,
  expression: Expression,
  position: number,
  registers: Readonly<Float64Array>,
): number | null {
  return expression.evaluate((address) => {
    const slot = session.values.resolve(address, position);
    return slot === null ? null : (registers[slot] as number);
  }, session.timeAt(position));
}

/**
 * The positions after `from` up to `to`, ascending, at which an expression can have changed: after a step that writes
 * one of its values, after the first step of a segment (which loads new values), and at edits.
 */
function positionsOfChange(session: Session, expression: Expression, from: number, to: number): number[] {
  const { engine, timeline } = session;
  const { schedule } = engine;
  const offsetsOf = offsets(expression, [engine], () => offsetsIn(session, expression));
  const found = new Set(timeline.edits.map(({ at }) => at));
  for (let position = from; position < to; ) {
    const { program, start, length } = schedule.segmentAt(position + 1);
    for (const offset of offsetsOf(program)) found.add(start + offset);
    position = start + length;
  }
  return [...found].filter((position) => position > from && position <= to).sort((a, b) => a - b);
}

/** The steps of a Program after which an expression can have changed, counted from 1. */
type OffsetsOf = (name: ProgramName) => readonly number[];

/** For each expression those of the latest engine. They need a look at the whole tape, and are the same at each step. */
const offsets = memoizeLast<OffsetsOf>();

function offsetsIn({ engine, values }: Session, expression: Expression): OffsetsOf {
  const slots = new Set(expression.addresses.flatMap((address) => values.slotsOf(address)));
  const known = new Map<ProgramName, readonly number[]>();
  return (name) => {
    const writes =
      known.get(name) ??
      engine.schedule
        .program(name)
        .instructions.flatMap(({ result }, index) => (index === 0 || slots.has(result) ? [index + 1] : []));
    known.set(name, writes);
    return writes;
  };
}

/** Cached samples, by the text of the expression. An edit makes a new history and so a new cache. */
const pastsOf = memoize(
  ({ history }: Session) => history,
  () => new Map<string, PastBatches<number | null>>(),
);

/** Values at the ends of batches before the cursor's, and the current value. */
function sampled(session: Session, expression: Expression, points: number): Sample[] {
  const { position } = session;
  const { schedule } = session.engine;
  const pasts = pastsOf(session);
  const past = pasts.get(expression.text) ?? new PastBatches(MOST_KEPT);
  pasts.set(expression.text, past);
  const { batchIndex } = schedule.segmentAt(position);
  const found = past.sample(
    session,
    { before: batchIndex, most: points - 1, budget: BUDGET },
    (batch, machineAt) => {
      const end = schedule.batchStart(batch + 1);
      return valueAt(session, expression, end, machineAt(end).registers);
    },
  );
  const samples = Array.from(found, ([batch, value]) => ({
    position: schedule.batchStart(batch + 1),
    value,
  }));
  const last = valueAt(session, expression, position, session.registers);
  return [...samples, { position, value: last }].filter((moment): moment is Sample => moment.value !== null);
}
