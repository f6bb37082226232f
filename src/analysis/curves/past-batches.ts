/** Looks at batches before the cursor's for a picture, without executing more than a bounded number of steps. */
import type { Machine } from '../../core/execution/machine.ts';
import type { History } from '../../session/history.ts';
import type { Session } from '../../session/session.ts';

/** So many steps are executed for one picture of the past, where checkpoints lie at the batches that are looked at. */
export const PAST_STEPS = 200_000;

/** How many steps may be executed for one picture. */
interface Budget {
  /** Where checkpoints lie at the batches that are looked at. */
  readonly steps: number;
  /** Where they do not: after a long run, when the cursor is back near its beginning. */
  readonly most: number;
}

const usual: Budget = { steps: PAST_STEPS, most: 1_000_000 };

/**
 * Stretches of `length` batches before batch `before`, as the numbers of their first batches, ascending. As long as
 * there are few they follow each other without a gap. In a long run they begin at even distances: powers of two, as
 * those of checkpoints are, and each after a multiple of its distance, so that there is mostly a checkpoint where the
 * batch before begins, which is where a history goes on from.
 *
 * @param most at most so many; fewer, or none, where all are too much to execute
 * @param isKnown those that need not be executed any more
 */
export function pastStretches(
  { engine, history }: Session,
  before: number,
  most: number,
  length: number,
  isKnown: (batch: number) => boolean,
  budget: Budget = usual,
): number[] {
  const { schedule } = engine;
  const last = before - length;
  const affordable = Math.floor(budget.steps / (schedule.batchStart(length) + schedule.batchStart(1)));
  const shown = Math.min(most, affordable);
  if (last < 0 || shown < 1) return [];
  let distance = length;
  let offset = 0;
  if (last / length >= shown) {
    distance = 1;
    while (distance < length || last / distance >= shown) distance *= 2;
    offset = 1;
  }
  /** The steps that a stretch takes for a machine that stands at `position`. */
  const cost = (batch: number, position: number) =>
    schedule.batchStart(batch + length) - history.seeksFrom(schedule.batchStart(batch) + 1, position);
  const chosen: number[] = [];
  let following = 0;
  let next: number | null = null;
  for (
    let batch = offset + Math.floor((last - offset) / distance) * distance;
    batch >= 0;
    batch -= distance
  ) {
    if (!isKnown(batch)) {
      if (next !== null) following += cost(next, schedule.batchStart(batch + length));
      if (cost(batch, 0) + following > budget.most) break;
      next = batch;
    }
    chosen.unshift(batch);
  }
  return chosen;
}

/**
 * What was found in stretches of batches before the cursor's, by their first batches, ascending: kept for each history
 * as long as it is shown, since an edit makes a new history.
 *
 * @param kept where it is kept
 * @param read finds it for a stretch that begins with a batch; the machine that it is given is the same each time
 */
export function pastValues<Value>(
  session: Session,
  kept: WeakMap<History, ReadonlyMap<number, Value>>,
  before: number,
  most: number,
  length: number,
  read: (batch: number, machineAt: (position: number) => Machine) => Value,
  budget: Budget = usual,
): ReadonlyMap<number, Value> {
  const { history } = session;
  const known = kept.get(history) ?? new Map<number, Value>();
  let machine: Machine | undefined;
  const machineAt = (position: number) => {
    machine = history.machineAt(position, machine);
    return machine;
  };
  const isKnown = (batch: number) => known.has(batch);
  const batches = pastStretches(session, before, most, length, isKnown, budget);
  const values = new Map(
    batches.map((batch) => [batch, known.has(batch) ? (known.get(batch) as Value) : read(batch, machineAt)]),
  );
  kept.set(history, values);
  return values;
}
