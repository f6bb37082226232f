/** The parameters of earlier iterations, for plots of the way down. */
import { memoize } from '../../core/memo.ts';
import type { Session } from '../../session/session.ts';
import { PastBatches } from '../past-batches.ts';

/** Maximum number of earlier weights shown. */
const MOST_PAST = 48;

/** Cached parameters of earlier iterations, by batch. An edit makes a new history and so a new cache. */
const pastOf = memoize(
  ({ history }: Session) => history,
  () => new PastBatches<Float64Array>(),
);

/** The parameters that earlier iterations used, by batch from 0, in order; of a long run only some iterations. */
export function pastParameters(session: Session): ReadonlyMap<number, Float64Array> {
  const { run, schedule } = session.engine;
  if (run.update.instructions.length === 0) return new Map();
  const { batchIndex } = schedule.segmentAt(session.position);
  const past = { before: batchIndex, most: MOST_PAST };
  return pastOf(session).sample(session, past, (batch, machineAt) => {
    const { registers } = machineAt(schedule.batchStart(batch + 1));
    return Float64Array.from(run.parameters, (slot) => registers[slot] as number);
  });
}
