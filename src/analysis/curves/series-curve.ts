/** The curve of an expression over the run, up to the cursor. */
import { memoize } from '../../core/memo.ts';
import type { Expression } from '../../expression/condition.ts';
import type { Session } from '../../session/session.ts';
import { valueAt } from '../watches.ts';
import type { Point, Range } from './curve.ts';
import { type SeriesUnit, startOfLast } from './series.ts';

/** What is plotted: an expression at the end of each unit. */
export interface Plotted {
  readonly expression: Expression;
  readonly unit: SeriesUnit;
}

export interface SeriesCurve {
  /** Ascending in x, which counts units. y is NaN where the expression has no value yet. Of a long run only some. */
  readonly points: readonly Point[];
  /** The value at the cursor; null if it is not known yet. */
  readonly present: Point | null;
  /** Whether that is a sum over a batch, as far as it has come: not to be compared with those of finished batches. */
  readonly isPartial: boolean;
  /** The part of the run that is shown: all of it, or the last examples or steps. */
  readonly x: Range;
}

/** Maximum number of points, and of examples and steps. */
const MOST_POINTS = 512;

/** Maximum number of steps to execute for one drawing. Older points are left out. */
const MOST_STEPS = 3_000_000;

/** Values that are kept for an expression, so that moving back and forth does not execute steps again. */
const MOST_KEPT = 20_000;

/** The end of a unit. */
interface Moment {
  readonly x: number;
  readonly position: number;
}

/** By the text of an expression: its values by position. An edit makes a new history and so a new cache. */
const valuesOf = memoize(
  ({ history }: Session) => history,
  () => new Map<string, Map<number, number | null>>(),
);

export function seriesCurve(session: Session, { expression, unit }: Plotted): SeriesCurve {
  const { x, moments } = unit === 'epoch' || unit === 'batch' ? wholes(session, unit) : parts(session, unit);
  const points = valuesAt(session, expression, moments);
  const value = session.evaluate(expression);
  const at = placeOf(session, unit);
  const isPartial =
    (unit === 'batch' || unit === 'epoch') && isInBatch(session) && hasSum(session, expression);
  return { points, x, present: value === null ? null : { x: at, y: value }, isPartial };
}

/** Whether examples of the cursor's batch are still to come, or a part of its last one. */
function isInBatch({ engine: { schedule }, position, total }: Session): boolean {
  const { program, start, length, batchIndex } = schedule.segmentAt(position);
  if (program !== 'example' || position < start + length) return program === 'example';
  const next = position < total ? schedule.segmentAt(position + 1) : null;
  return next?.program === 'example' && next.batchIndex === batchIndex;
}

/** Whether a value of the expression is added up over the examples of a batch. */
function hasSum({ engine: { run }, values }: Session, { addresses }: Expression): boolean {
  return addresses.some((name) =>
    values.slotsOf(name).some((slot) => run.slots[slot]?.kind === 'accumulator'),
  );
}

/** Ends of epochs or batches over the whole run: their distance is a power of two, like that of checkpoints. */
function wholes({ engine, position }: Session, unit: 'epoch' | 'batch'): { x: Range; moments: Moment[] } {
  const { run, schedule } = engine;
  const total = unit === 'epoch' ? run.epochs : schedule.batches;
  const endOf = (index: number) =>
    unit === 'epoch' ? schedule.epochStart(index + 1) : schedule.batchStart(index);
  const { epoch, batchIndex } = schedule.segmentAt(position);
  const begun = Math.min(total, unit === 'epoch' ? epoch : batchIndex + 1);
  const ended = endOf(begun) <= position ? begun : begun - 1;
  let distance = 1;
  while (ended / distance > MOST_POINTS) distance *= 2;
  const moments: Moment[] = [];
  for (let x = distance; x <= ended; x += distance) moments.push({ x, position: endOf(x) });
  return { x: { from: 0, to: total }, moments };
}

/** Ends of the last examples or steps. A short run is shown as a whole. */
function parts(session: Session, unit: 'example' | 'step'): { x: Range; moments: Moment[] } {
  const { engine, position, total: steps } = session;
  const { run, schedule } = engine;
  const epochs = run.epochs + (run.finish.instructions.length > 0 ? 1 : 0);
  const total = unit === 'step' ? steps : epochs * run.data.length;
  const moments: Moment[] = [];
  if (position > 0) {
    let at = startOfLast(session, unit, MOST_POINTS);
    while (at < position) {
      const { start, length, example, epoch } = schedule.segmentAt(at + 1);
      at = unit === 'step' ? at + 1 : start + length;
      if (unit === 'step') moments.push({ x: at, position: at });
      else if (example !== null && at <= position)
        moments.push({ x: (epoch - 1) * run.data.length + example, position: at });
    }
  }
  const last = moments.slice(-MOST_POINTS);
  const from = total <= MOST_POINTS ? 0 : Math.max(0, Math.ceil(placeOf(session, unit)) - MOST_POINTS);
  return { x: { from, to: Math.min(total, from + MOST_POINTS) }, moments: last };
}

/** Where the cursor is on the x axis: within a unit, the part of its steps that are done. */
function placeOf({ engine, position }: Session, unit: SeriesUnit): number {
  const { run, schedule } = engine;
  if (unit === 'step' || position === 0) return position;
  const { epoch, batchIndex, start, length, example } = schedule.segmentAt(position);
  if (unit === 'epoch') return Math.min(run.epochs, position / schedule.epochStart(2));
  if (unit === 'batch') {
    const [from, to] = [schedule.batchStart(batchIndex), schedule.batchStart(batchIndex + 1)];
    return Math.min(schedule.batches, batchIndex + (position - from) / (to - from));
  }
  const before = (epoch - 1) * run.data.length;
  if (example !== null) return before + example - 1 + (position - start) / length;
  // An update belongs to the example before it.
  const latest = schedule.segmentAt(start).example;
  return before + (latest ?? run.data.length);
}

/** The values at moments, as far back as the budget of steps allows. */
function valuesAt(session: Session, expression: Expression, moments: readonly Moment[]): Point[] {
  const { history } = session;
  const all = valuesOf(session);
  const kept = all.get(expression.text);
  const known = kept && kept.size <= MOST_KEPT ? kept : new Map<number, number | null>();
  all.set(expression.text, known);
  const cost = (to: number, from: number) => to - history.seeksFrom(to, from);
  let first = moments.length;
  let following = 0;
  let next: number | null = null;
  for (let index = first - 1; index >= 0; index--) {
    const { position } = moments[index] as Moment;
    if (!known.has(position)) {
      if (next !== null) following += cost(next, position);
      if (following + cost(position, 0) > MOST_STEPS) break;
      next = position;
    }
    first = index;
  }
  const shown = moments.slice(first);
  const missing = shown.filter(({ position }) => !known.has(position));
  let machine = missing[0] && history.machineAt(missing[0].position);
  for (const { position } of missing) {
    machine = history.machineAt(position, machine);
    known.set(position, valueAt(session, expression, position, machine.registers));
  }
  return shown.map(({ x, position }) => ({ x, y: known.get(position) ?? Number.NaN }));
}
