/** What the schedule alone says of a condition. Nothing is executed for it. */
import { type Schedule, timeIn } from '../core/schedule.ts';
import { type Expression, isTrue, type ReadTime } from '../expression/condition.ts';

/**
 * The furthest position up to which a condition does not become true, whatever the values of the run are; `from` if
 * that depends on them at once.
 *
 * @param was whether it is true after `from` steps
 * @param to the last position to look at
 */
export function falseUntil(
  schedule: Schedule,
  { evaluate, isTimed, compared }: Expression,
  was: boolean,
  from: number,
  to: number,
): number {
  const truth = (time: ReadTime) => {
    const value = evaluate(() => null, time);
    return value === null ? null : isTrue(value);
  };
  let isTrueBefore = was;
  let position = from;
  while (isTimed && position < to) {
    const segment = schedule.segmentAt(position + 1);
    const { epoch } = segment;
    const inEpoch = truth((word) => (word === 'epoch' ? epoch : null));
    const here = inEpoch ?? truth((word) => timeIn(segment, word));
    if (here === null || (here && !isTrueBefore)) return position;
    isTrueBefore = here;
    position =
      inEpoch === null ? segment.start + segment.length : schedule.epochStart(nextOf(compared, epoch));
  }
  return Math.min(position, to);
}

/** The first epoch after one in which comparisons with these numbers can have another result; the next one if null. */
function nextOf(compared: readonly number[] | null, epoch: number): number {
  if (compared === null) return epoch + 1;
  const next = compared
    .flatMap((each) => [Math.ceil(each), Math.floor(each) + 1])
    .filter((each) => each > epoch);
  return Math.min(...next, Number.MAX_SAFE_INTEGER);
}
