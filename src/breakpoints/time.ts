/** What the schedule alone says of a condition. */
import { type Schedule, timeIn } from '../core/schedule.ts';
import { type Expression, isTrue, type ReadTime } from '../expression/condition.ts';

/**
 * Whether a condition is true at every step after one position and up to another, or false at every one, whatever the
 * values of the run are. Null if it is neither, or depends on them. Both are starts of batches. Nothing is executed.
 */
export function truthBetween(
  schedule: Schedule,
  { evaluate, isTimed }: Expression,
  from: number,
  to: number,
): boolean | null {
  if (!isTimed) return null;
  const truth = (time: ReadTime) => {
    const value = evaluate(() => null, time);
    return value === null ? null : isTrue(value);
  };
  let found: boolean | null = null;
  for (let position = from; position < to; ) {
    const segment = schedule.segmentAt(position + 1);
    const inEpoch = truth((word) => (word === 'epoch' ? segment.epoch : null));
    const here = inEpoch ?? truth((word) => timeIn(segment, word));
    if (here === null || here !== (found ?? here)) return null;
    found = here;
    position = inEpoch === null ? segment.start + segment.length : schedule.epochStart(segment.epoch + 1);
  }
  return found;
}
