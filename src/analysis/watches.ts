/** Values of expressions over time: for small pictures of how they went, and for when they changed last. */
import { memoize } from '../core/memo.ts';
import type { Program } from '../core/program.ts';
import type { ProgramName } from '../core/schedule.ts';
import type { Expression } from '../expression/condition.ts';
import type { Session } from '../session/session.ts';
import { PastBatches } from './past-batches.ts';
import { sampleEvenly } from './sampling.ts';

/** The value of an expression when `position` steps had been executed. */
export interface Sample {
  readonly position: number;
  readonly value: number;
}

/** Up to so many steps before the cursor, every change is seen; beyond, iterations are sampled at their ends. */
const SHORT = 4000;

/** The samples of a long run are cheap, since there may be many watches; but long batches have some as well. */
const BUDGET = { steps: 50_000, most: Number.POSITIVE_INFINITY, fewest: 8 };

/** So many samples of one expression are kept, so that going back and forth between places takes no steps. */
const MOST_KEPT = 2000;

/** So many steps back a change is looked for, and so many at first. */
const FURTHEST = 100_000;
const FIRST_STRETCH = 1000;

/**
 * The values that an expression has had up to the cursor, at most `points` of them, the last among them. A
 * position where it had no value yet has no sample. In a long run they are those at the ends of batches, at
 * even distances.
 */
export function watchHistory(session: Session, expression: Expression, points: number): Sample[] {
  if (points < 1) return [];
  const { position } = session;
  if (position > SHORT) return sampled(session, expression, points);
  const changes: Sample[] = [];
  for (const { position: at, value } of valuesAt(session, expression, 0, position)) {
    if (value !== null && !Object.is(value, changes.at(-1)?.value)) changes.push({ position: at, value });
  }
  return sampleEvenly(changes, points);
}

/** Where an expression changed last. */
export interface Change {
  /** The step that changed it; a change by hand belongs to the step that it was made after. */
  readonly step: number;
  /** The value before; null where it had none. */
  readonly before: number | null;
}

/**
 * The last change of an expression's value, at the cursor or before it; null where it has not changed, or not
 * for so long that it is not looked for.
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

/** The values of an expression from one position to another, wherever it can have changed. */
function* valuesAt(session: Session, expression: Expression, from: number, to: number): Generator<Moment> {
  const machine = session.history.machineAt(from);
  for (const position of [from, ...positionsOfChange(session, expression, from, to)]) {
    machine.advance(position);
    yield { position, value: valueAt(session, expression, position, machine.registers) };
  }
}

function valueAt(
  { values }: Session,
  expression: Expression,
  position: number,
  registers: Readonly<Float64Array>,
): number | null {
  return expression.evaluate((address) => {
    const slot = values.resolve(address, position);
    return slot === null ? null : (registers[slot] as number);
  });
}

/**
 * The positions after `from` up to `to` at which an expression can have changed: after a step that writes one of
 * its values, after the first of a segment, which loads others, and where something was set by hand.
 */
function positionsOfChange(
  { engine, timeline, values }: Session,
  expression: Expression,
  from: number,
  to: number,
): number[] {
  const { schedule } = engine;
  const slots = new Set(expression.addresses.flatMap((address) => values.slotsOf(address)));
  const offsets = new Map<ProgramName, readonly number[]>();
  const offsetsOf = (name: ProgramName, { instructions }: Program) => {
    const known = offsets.get(name);
    if (known) return known;
    const writes = instructions.flatMap(({ result }, index) =>
      index === 0 || slots.has(result) ? [index + 1] : [],
    );
    offsets.set(name, writes);
    return writes;
  };
  const found = new Set(timeline.edits.map(({ at }) => at));
  for (let position = from; position < to; ) {
    const { program, start, length } = schedule.segmentAt(position + 1);
    for (const offset of offsetsOf(program, schedule.program(program))) found.add(start + offset);
    position = start + length;
  }
  return [...found].filter((position) => position > from && position <= to).sort((a, b) => a - b);
}

/** The samples of expressions by their texts. An edit makes a new history. */
const pastsOf = memoize(
  ({ history }: Session) => history,
  () => new Map<string, PastBatches<number | null>>(),
);

/** Values at the ends of batches before the cursor's, and the present one. */
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
