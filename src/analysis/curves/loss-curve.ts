/** The loss over time, up to the cursor. */
import type { Machine } from '../../core/execution/machine.ts';
import { memoize } from '../../core/memo.ts';
import type { Instruction } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import type { Session } from '../../session/session.ts';
import { PAST_STEPS, PastBatches } from '../past-batches.ts';
import { evenIndices } from '../sampling.ts';
import { surveyOf } from '../survey.ts';
import type { Point } from './curve.ts';

export interface LossCurve {
  /** What has one loss: an example, or all examples that are taken together, which are a batch or a part of it. */
  readonly one: 'example' | 'batch' | 'micro-batch';
  /**
   * `epoch`: a point is the mean over the losses of one epoch, and x is the epoch at whose end it is; of a long run only
   * some epochs are shown. Otherwise a point is the loss of `one`, and x counts these. It is the same during a whole run.
   */
  readonly unit: LossCurve['one'] | 'epoch';
  /** Number of examples in an epoch; where several are taken together, of these. */
  readonly examples: number;
  /** Ascending in x. Only examples, or epochs, that are finished: from their last step on. */
  readonly points: readonly Point[];
  /**
   * By example: the loss of the cursor's example; null if it is not computed yet. By epoch: the mean over the latest
   * losses, as many as an epoch has; null if there is only one example and its loss is not computed yet. Where the
   * cursor is at the end of an example or epoch, it is the last of `points`.
   */
  readonly present: Point | null;
  /** How many losses `present` is the mean of, where they are not those of one epoch or example; otherwise null. */
  readonly latest: number | null;
  /** The place of `present` on the x axis, or of the loss that is computed next. */
  readonly at: number;
  /** Whether that is the loss of the finish, which is computed after the last epoch and the last update. */
  readonly isAfterTraining: boolean;
  /** The end of the whole run on the x axis. */
  readonly total: number;
}

/** Maximum number of epochs shown: of those that the survey of the run has, and of others, which take steps. */
const MOST_SURVEYED = 400;
const MOST_EPOCHS = 64;

/** In runs of up to this many epochs the losses of single examples are shown; in longer ones, means over epochs. */
const EPOCHS_OF_EXAMPLES = 2;

/**
 * Window length in steps; of an epoch that is longer, up to its length or this many. In a longer run only the losses of
 * the last one or two windows are shown.
 */
const STRETCH = PAST_STEPS / 2;
const LONGEST_STRETCH = 400_000;

/** Cached mean losses over windows of batches, by their first batch. An edit makes a new history and so a new cache. */
const meansOf = memoize(
  ({ history }: Session) => history,
  () => new PastBatches<number>(),
);

/** The loss up to the cursor; null if there is no loss. */
export function lossCurve(session: Session): LossCurve | null {
  const place = lossPlace(session);
  if (place === null) return null;
  const { run, schedule } = session.engine;
  const { epoch, start, length, example } = schedule.segmentAt(session.position);
  const examples = run.data.length;
  const perEpoch = schedule.batches / run.epochs;
  const epochs = run.epochs + (run.finish.instructions.length > 0 ? 1 : 0);
  const one = run.rows === null ? 'example' : run.batch > 1 ? 'micro-batch' : 'batch';
  const isByEpoch = examples === 1 || run.epochs > EPOCHS_OF_EXAMPLES;
  if (isByEpoch) {
    const latest = lossesBetween(
      session,
      place,
      schedule.epochStart(Math.max(1, epoch - 1)),
      session.position,
    );
    const last = latest.at(-1);
    const isComputed = last !== undefined && last.x > (epoch - 1) * examples;
    const taken = latest.slice(-examples).map(({ y }) => y);
    // The losses of a very long epoch are read only in part. Its mean may be known from the survey.
    const isEpoch = last !== undefined && last.x % examples === 0;
    const surveyed = isEpoch ? surveyOf(session).means[last.x / examples - 1] : undefined;
    const isWhole = surveyed !== undefined || (isEpoch && taken.length === examples);
    const present =
      last !== undefined && (isComputed || examples > 1)
        ? { x: last.x / examples, y: surveyed ?? mean(taken) }
        : null;
    const at = present?.x ?? epoch;
    const isFinished = isComputed && isWhole && session.position === schedule.epochStart(epoch + 1);
    const earlier = epochMeans(session, place, epoch - 1, perEpoch);
    return {
      one,
      unit: 'epoch',
      examples,
      // A bar stands for the epochs before it too, as far back as the one before.
      points:
        isFinished && present && earlier.length >= Math.min(1, epoch - 1) ? [...earlier, present] : earlier,
      present,
      latest: present === null || isWhole ? null : taken.length,
      at,
      isAfterTraining: at > run.epochs,
      total: epochs,
    };
  }
  const all = lossesBetween(session, place, 0, session.position);
  // An update belongs to the last example of its batch.
  const isOwn = all.length > 0 && (example === null || session.position > start + place);
  const isFinished = isOwn && (example === null || session.position === start + length);
  const at = all.length + (isOwn ? 0 : 1);
  return {
    one,
    unit: one,
    examples,
    points: isOwn && !isFinished ? all.slice(0, -1) : all,
    present: isOwn ? (all.at(-1) as Point) : null,
    latest: null,
    at,
    isAfterTraining: at > run.epochs * examples,
    total: epochs * examples,
  };
}

/** The index of the instruction that computes an example's loss; null if there is none. */
function lossPlace({ engine: { run } }: Session): number | null {
  return run.loss === null ? null : tapeIndexOf(run).writerIn('example', run.loss);
}

/** The means of the epochs before the cursor's: all from the survey if it has come so far, otherwise some of them. */
function epochMeans(session: Session, place: number, epochs: number, perEpoch: number): Point[] {
  const { means } = surveyOf(session);
  if (means.length >= epochs) {
    return evenIndices(epochs, MOST_SURVEYED).map((index) => ({ x: index + 1, y: means[index] as number }));
  }
  const { schedule } = session.engine;
  const past = { before: epochs * perEpoch, most: MOST_EPOCHS, length: perEpoch };
  const found = meansOf(session).sample(session, past, (batch, machineAt) => {
    const start = schedule.batchStart(batch);
    const end = schedule.batchStart(batch + perEpoch);
    return mean(walk(session, machineAt(start + 1), place, start, end).map(({ y }) => y));
  });
  return Array.from(found, ([batch, value]) => ({ x: (batch + perEpoch) / perEpoch, y: value }));
}

interface Walked {
  readonly from: number;
  readonly to: number;
  readonly losses: readonly Point[];
}

/** The losses read last, for each history. When the cursor moves on, only the losses after them are read. */
const walkedOf = memoize(
  ({ history }: Session) => history,
  (): { latest: Walked | null } => ({ latest: null }),
);

/** The losses computed after position `from` up to `to`, of many only the latest. x counts examples from the start. */
function lossesBetween(session: Session, place: number, from: number, to: number): readonly Point[] {
  const { schedule } = session.engine;
  // The start moves by whole windows. If it moved with every step, all losses would be read again at every step.
  const stretch = Math.max(STRETCH, Math.min(LONGEST_STRETCH, schedule.epochStart(2)));
  const stretches = Math.floor((to - from) / stretch);
  const first = stretches < 2 ? from : schedule.segmentAt(from + (stretches - 1) * stretch).start;
  const walked = walkedOf(session);
  const known = walked.latest;
  const isContinued = known !== null && known.from === first && known.to <= to;
  const begin = isContinued ? known.to : first;
  const before = isContinued ? known.losses : [];
  if (begin === to) return before;
  const found = walk(session, null, place, begin, to);
  const losses = found.length === 0 ? before : [...before, ...found];
  walked.latest = { from: first, to, losses };
  return losses;
}

/**
 * Executes steps from one position to another and reads every loss that is computed between them.
 *
 * @param moved the machine to use; null: a new one, if any loss is computed
 */
function walk(session: Session, moved: Machine | null, place: number, from: number, to: number): Point[] {
  const { run, schedule } = session.engine;
  const { result } = run.example.instructions[place] as Instruction;
  const losses: Point[] = [];
  let machine = moved;
  for (let position = from; position < to; ) {
    const segment = schedule.segmentAt(position + 1);
    const computed = segment.start + place + 1;
    if (segment.example !== null && computed > from && computed <= to) {
      machine ??= session.history.machineAt(computed);
      machine.advance(computed);
      const x = (segment.epoch - 1) * run.data.length + segment.example;
      losses.push({ x, y: machine.registers[result] as number });
    }
    position = segment.start + segment.length;
  }
  return losses;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
