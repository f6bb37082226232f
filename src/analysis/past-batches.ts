/**
 * Samples values of batches before the cursor's, for plots of the past. The number of steps executed for them is
 * bounded, however long the run is.
 */
import type { Machine } from '../core/execution/machine.ts';
import type { Session } from '../session/session.ts';

/** Step budget for one plot if there are checkpoints at the sampled batches. */
export const PAST_STEPS = 200_000;

/** Limits on the steps executed for one plot. */
interface Budget {
  /** Maximum number of steps if there are checkpoints at the sampled batches. It limits the number of windows. */
  readonly steps: number;
  /**
   * Maximum number of steps if there are none, for example near the start after a long run. Older windows are left out.
   */
  readonly most: number;
  /** Number of windows that are allowed even if they need more than `steps`. */
  readonly fewest: number;
}

const usual: Budget = { steps: PAST_STEPS, most: 1_000_000, fewest: 0 };

/** The part of the past to sample, in windows of consecutive batches. */
export interface Past {
  /** All windows end before this batch, counted from 0. */
  readonly before: number;
  /** Maximum number of windows. There are fewer, or none, if the budget is too small. */
  readonly most: number;
  /** Number of batches in a window. Default: 1. */
  readonly length?: number;
  readonly budget?: Partial<Budget>;
}

/**
 * The first batches of the windows to sample, ascending. As long as all fit, windows follow each other without gaps. In
 * a long run their distance is a power of two, like the distance of checkpoints. Each then starts one batch after a
 * multiple of the distance: a history seeks from the start of the batch before, and there is mostly a checkpoint there.
 *
 * @param isKnown whether the window that starts with a batch has its sample already, so that it costs no steps
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
  /** Number of steps to reach the end of a window for a machine at `position`. */
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

/** Caches the samples of one history. A sample is kept as long as it is requested. */
export class PastBatches<Value> {
  readonly #mostKept: number;
  #known = new Map<number, Value>();

  /** @param mostKept up to this number all samples are kept; beyond it, only those of the latest request */
  constructor(mostKept = 0) {
    this.#mostKept = mostKept;
  }

  /**
   * The samples by the first batch of their windows, ascending.
   *
   * @param session must have the history that this cache belongs to
   * @param read computes the sample of the window that starts with `batch`. `machineAt` moves the same machine each
   *   time
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
