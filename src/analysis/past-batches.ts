/**
 * Samples of the past: values of batches before the cursor's, for a picture of how they went. However long the run, a
 * bounded number of steps is executed for them.
 */
import type { Machine } from '../core/execution/machine.ts';
import type { Session } from '../session/session.ts';

/** So many steps are executed for one picture of the past, where checkpoints lie at the batches that are looked at. */
export const PAST_STEPS = 200_000;

/** How many steps may be executed for one picture. */
interface Budget {
  /** Where checkpoints lie at the batches that are looked at. */
  readonly steps: number;
  /** Where they do not: after a long run, when the cursor is back near its beginning. */
  readonly most: number;
  /** So many stretches are looked at even where `steps` are too few for them. */
  readonly fewest: number;
}

const usual: Budget = { steps: PAST_STEPS, most: 1_000_000, fewest: 0 };

/** Which part of the past is looked at, in stretches of batches. */
export interface Past {
  /** The batch, counted from 0, before whose beginning all stretches end. */
  readonly before: number;
  /** At most so many stretches; fewer, or none, where all are too much to execute. */
  readonly most: number;
  /** Batches of one stretch: 1 where nothing is said. */
  readonly length?: number;
  readonly budget?: Partial<Budget>;
}

/**
 * The first batches of the stretches that are looked at, ascending. As long as there are few they follow each other
 * without a gap. In a long run they begin at even distances: powers of two, as those of checkpoints are, and each
 * after a multiple of its distance, so that there is mostly a checkpoint where the batch before begins, which is where
 * a history goes on from.
 *
 * @param isKnown those that need not be executed any more
 */
export function batchWindows(
  { engine, history }: Session,
  { before, most, length = 1, budget }: Past,
  isKnown: (batch: number) => boolean,
): number[] {
  const { schedule } = engine;
  const { steps, most: mostSteps, fewest } = { ...usual, ...budget };
  const last = before - length;
  const affordable = Math.floor(steps / (schedule.batchStart(length) + schedule.batchStart(1)));
  const shown = Math.min(most, Math.max(fewest, affordable));
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
      if (cost(batch, 0) + following > mostSteps) break;
      next = batch;
    }
    chosen.unshift(batch);
  }
  return chosen;
}

/** Samples of one history, which are not taken again while they are looked at. */
export class PastBatches<Value> {
  readonly #mostKept: number;
  #known = new Map<number, Value>();

  /** @param mostKept so many samples stay, looked at or not; where there are more, only those looked at */
  constructor(mostKept = 0) {
    this.#mostKept = mostKept;
  }

  /**
   * The samples by the first batches of their stretches, ascending.
   *
   * @param session one with the history that the samples are of
   * @param read finds the sample of a stretch that begins with a batch; the machine that it is given is the same
   *   each time
   */
  sample(
    session: Session,
    past: Past,
    read: (batch: number, machineAt: (position: number) => Machine) => Value,
  ): ReadonlyMap<number, Value> {
    const { history } = session;
    const known = this.#known;
    let machine: Machine | undefined;
    const machineAt = (position: number) => {
      machine = history.machineAt(position, machine);
      return machine;
    };
    const values = new Map<number, Value>();
    for (const batch of batchWindows(session, past, (each) => known.has(each))) {
      const value = known.has(batch) ? (known.get(batch) as Value) : read(batch, machineAt);
      known.set(batch, value);
      values.set(batch, value);
    }
    if (known.size > this.#mostKept) this.#known = new Map(values);
    return values;
  }
}
