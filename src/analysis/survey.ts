/** What is known about a run as a whole: how the loss goes, and where numbers stop being finite. */
import type { Engine, Machine } from '../core/execution/machine.ts';
import { memoize } from '../core/memo.ts';
import type { Instruction } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type { History } from '../session/history/history.ts';
import type { Session } from '../session/session.ts';

/** The longest part of a run that is surveyed, in steps: about a second of work. */
const MOST_STEPS = 60_000_000;

/** The results so far. They grow while the work of the survey is carried out. */
export interface Survey {
  /** The mean loss of each epoch surveyed so far, from the first on. Empty without a loss. */
  readonly means: readonly number[];
  /** The first step whose result is NaN or infinite; null if none was found yet. */
  readonly firstNotFinite: number | null;
  /** Whether the survey is finished, at the end of the run or after as many steps as are affordable. */
  readonly isComplete: boolean;
}

/**
 * A survey of one run with its edits, on a machine of its own: the cursor stays where it is. It is kept with the
 * history of the run, so an edit begins a new one.
 */
class RunSurvey implements Survey {
  readonly means: number[] = [];
  firstNotFinite: number | null = null;
  isComplete = false;
  readonly work: Generator<number, void>;

  constructor(session: Session) {
    this.work = this.#work(session.engine, session.history);
  }

  *#work(engine: Engine, history: History): Generator<number, void> {
    const { run, schedule } = engine;
    let segment: Segment | null = schedule.total === 0 ? null : schedule.segmentAt(1);
    for (const _part of engine.prepare()) yield 0;
    const machine = history.steadyMachine();
    let [sum, count] = [0, 0];
    while (segment && segment.start < MOST_STEPS) {
      const end: number = segment.start + segment.length;
      machine.advance(end);
      this.firstNotFinite ??= firstNotFiniteIn(engine, machine, segment);
      if (segment.example !== null && run.loss !== null) {
        sum += machine.registers[run.loss] as number;
        count += 1;
      }
      const next: Segment | null = end < schedule.total ? schedule.next(segment) : null;
      if (count > 0 && segment.epoch <= run.epochs && next?.epoch !== segment.epoch) {
        this.means.push(sum / count);
        [sum, count] = [0, 0];
      }
      segment = next;
      yield end;
    }
    this.isComplete = true;
  }
}

const surveys = memoize(
  ({ history }: Session) => history,
  (session) => new RunSurvey(session),
);

/** The results so far for the run of a session with its edits. */
export function surveyOf(session: Session): Survey {
  return surveys(session);
}

/**
 * The work of that survey, in slices of one example or update each; it yields the position reached. It is the same
 * generator each time, so whoever is interrupted continues it.
 */
export function surveyWork(session: Session): Generator<number, void> {
  return surveys(session).work;
}

/** The first step of the segment just executed whose result is not finite; null if there is none. */
function firstNotFiniteIn(
  engine: Engine,
  { registers }: Machine,
  { program, start }: Segment,
): number | null {
  if (areFinite(registers)) return null;
  const { instructions } = engine.schedule.program(program);
  const index = instructions.findIndex(
    ({ result }: Instruction) => !Number.isFinite(registers[result] as number),
  );
  return index < 0 ? null : start + index + 1;
}

/** Whether all values are finite. Zero times anything else is NaN, so one sum tells it for all of them. */
function areFinite(values: Readonly<Float64Array>): boolean {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index] as number) * 0;
  return sum === 0;
}
