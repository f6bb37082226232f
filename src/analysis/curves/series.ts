/** Values of expressions at every step, or at the end of every example, batch or epoch. */
import type { Segment } from '../../core/schedule.ts';
import type { Expression } from '../../expression/condition.ts';
import type { Session } from '../../session/session.ts';
import { valueAt } from '../watches.ts';

export const seriesUnits = ['step', 'example', 'batch', 'epoch'] as const;
export type SeriesUnit = (typeof seriesUnits)[number];

/** The values at one position. */
export interface SeriesPoint {
  /** The number of executed steps. */
  readonly step: number;
  readonly epoch: number;
  /** Counted from 1 within the epoch; null for an epoch as a whole. */
  readonly batch: number | null;
  /** Position of the example in its epoch; null in an update, and for a batch or an epoch as a whole. */
  readonly example: number | null;
  /** In the order of the expressions; null where an expression has no value yet. */
  readonly values: readonly (number | null)[];
}

/**
 * Yields the values of expressions over a run, up to a position. The end of a batch or an epoch is after its update: a
 * weight has its new value, and other addresses have the values that were computed last. The finish is a row of its own
 * if every step or every example is wanted. The session does not change.
 *
 * @param until the last position
 * @param from the first points are those after this position; it is where a batch or an epoch starts, unless every step
 *   is wanted
 */
export function* seriesOf(
  session: Session,
  expressions: readonly Expression[],
  unit: SeriesUnit,
  until = session.total,
  from = 0,
): Generator<SeriesPoint> {
  const { schedule } = session.engine;
  const machine = session.history.machineAt(from);
  const point = (position: number, { epoch, batch, example }: Segment): SeriesPoint => {
    machine.advance(position);
    const values = expressions.map((each) => valueAt(session, each, position, machine.registers));
    const isWhole = unit === 'epoch' || unit === 'batch';
    return {
      step: position,
      epoch,
      batch: unit === 'epoch' ? null : batch,
      example: isWhole ? null : example,
      values,
    };
  };
  for (let position = from; position < until; ) {
    const segment = schedule.segmentAt(position + 1);
    const { program, start, length, batchIndex, epoch } = segment;
    if (unit === 'step') {
      const end = Math.min(until, start + length);
      while (position < end) {
        position += 1;
        yield point(position, segment);
      }
      continue;
    }
    if (program === 'finish' && unit !== 'example') return;
    position =
      unit === 'example'
        ? start + length
        : unit === 'batch'
          ? schedule.batchStart(batchIndex + 1)
          : schedule.epochStart(epoch + 1);
    if (position <= until && (unit !== 'example' || program !== 'update')) yield point(position, segment);
  }
}

/** With more epochs than this, a row each says more than a row for each example. */
const EPOCHS_OF_EXAMPLES = 2;

/** The unit in which a run is best looked at: epochs if it has several, otherwise examples, otherwise steps. */
export function usualUnit({ engine: { run } }: Session): SeriesUnit {
  if (run.epochs > EPOCHS_OF_EXAMPLES) return 'epoch';
  return run.epochs * run.data.length > EPOCHS_OF_EXAMPLES ? 'example' : 'step';
}

/** A position from which `seriesOf` has at least the last `count` points up to the cursor, and not many more. */
export function startOfLast({ engine, position }: Session, unit: SeriesUnit, count: number): number {
  const { run, schedule } = engine;
  if (unit === 'step' || position === 0) return Math.max(0, position - count);
  const { batchIndex, epoch } = schedule.segmentAt(position);
  if (unit === 'epoch') return schedule.epochStart(Math.max(1, epoch - count));
  const examples = (run.data.length * run.epochs) / schedule.batches;
  const batches = unit === 'batch' ? count : Math.ceil(count / Math.floor(examples));
  return schedule.batchStart(Math.max(0, batchIndex - batches));
}
