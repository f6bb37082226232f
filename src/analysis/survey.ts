/** What is known about a run as a whole: how the loss goes, and where numbers stop being finite. */
import type { Machine } from '../core/execution/machine.ts';
import { memoize } from '../core/memo.ts';
import type { Instruction } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type { Session } from '../session/session.ts';

/** The longest part of a run that is surveyed, in steps: about a second of work. */
const MOST_STEPS = 60_000_000;

/** The results so far. They grow while `surveySlices` is carried out, and are kept with the history of the run. */
export interface Survey {
  /** The mean loss of each epoch surveyed so far, from the first on. Empty without a loss. */
  readonly means: readonly number[];
  /** The first step whose result is NaN or infinite; null if none was found yet. */
  readonly firstNotFinite: number | null;
  /** Whether the survey is finished, at the end of the run or after as many steps as are affordable. */
  readonly isComplete: boolean;
}

interface Writable extends Survey {
  means: number[];
  firstNotFinite: number | null;
  isComplete: boolean;
  isBegun: boolean;
}

const surveys = memoize(
  ({ history }: Session) => history,
  (): Writable => ({ means: [], firstNotFinite: null, isComplete: false, isBegun: false }),
);

/** The results so far for the run of a session with its edits. An edit begins a new survey. */
export function surveyOf(session: Session): Survey {
  return surveys(session);
}

/** Whether nobody has asked for the slices of this run's survey yet. */
export function isUnsurveyed(session: Session): boolean {
  return !surveys(session).isBegun;
}

/**
 * Surveys a run from its start, on a machine of its own, in slices of one example or update; the cursor stays where it
 * is. Yields the position reached.
 */
export function* surveySlices(session: Session): Generator<number, void> {
  const { engine, history, total } = session;
  const { run, schedule } = engine;
  const survey = surveys(session);
  survey.isBegun = true;
  let segment: Segment | null = total === 0 ? null : schedule.segmentAt(1);
  const machine = history.machineAt(0);
  let [epoch, sum, count] = [1, 0, 0];
  while (segment && segment.start < MOST_STEPS) {
    const end: number = segment.start + segment.length;
    machine.advance(end);
    survey.firstNotFinite ??= firstNotFiniteIn(session, machine, segment);
    if (segment.example !== null && run.loss !== null) {
      sum += machine.registers[run.loss] as number;
      count += 1;
    }
    segment = end < total ? schedule.next(segment) : null;
    if (segment?.epoch !== epoch) {
      if (count > 0 && epoch <= run.epochs) survey.means.push(sum / count);
      [epoch, sum, count] = [segment?.epoch ?? epoch, 0, 0];
    }
    yield end;
  }
  survey.isComplete = true;
}

/** The first step of the segment just executed whose result is not finite; null if there is none. */
function firstNotFiniteIn(
  { engine }: Session,
  { registers }: Machine,
  { program, start }: Segment,
): number | null {
  if (isFinite(registers)) return null;
  const { instructions } = engine.schedule.program(program);
  const index = instructions.findIndex(
    ({ result }: Instruction) => !Number.isFinite(registers[result] as number),
  );
  return index < 0 ? null : start + index + 1;
}

/** Whether all values are finite. Zero times anything else is NaN, so one sum tells it for all of them. */
function isFinite(values: Readonly<Float64Array>): boolean {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index] as number) * 0;
  return sum === 0;
}
