/** How the loss has gone up to the cursor. */
import type { Machine } from '../../core/execution/machine.ts';
import { memoize } from '../../core/memo.ts';
import type { Instruction } from '../../core/program.ts';
import type { Session } from '../../session/session.ts';
import { PAST_STEPS, PastBatches } from '../past-batches.ts';
import type { Point } from './curve.ts';

export interface LossCurve {
  /**
   * `example`: each point is the loss of one example, and x counts examples. `epoch`: each is the mean over as many
   * losses as an epoch has, ending at x, which counts epochs; of a long run some are shown.
   */
  readonly unit: 'example' | 'epoch';
  /** How many examples an epoch has. */
  readonly examples: number;
  /** Ascending in x. What came before the cursor's example, or before its epoch. */
  readonly points: readonly Point[];
  /** The cursor's example, where its loss is computed; or the mean over the latest losses, as many as an epoch has. */
  readonly present: Point | null;
  /** Where the cursor is on the x axis. */
  readonly at: number;
  /** Where the x axis ends in the whole run. */
  readonly total: number;
}

/** Epochs shown, at the most. */
const MOST_EPOCHS = 64;

/** Losses of single examples shown before the first two epochs are complete. */
const EPOCHS_BEFORE_MEANS = 2;

/** Losses of a longer stretch than twice these steps are left out at its beginning. */
const STRETCH = PAST_STEPS / 2;

/** Means over stretches of batches, by their first batch. An edit makes a new history. */
const meansOf = memoize(
  ({ history }: Session) => history,
  () => new PastBatches<number>(),
);

/** The losses of the examples up to the cursor; null where there is no loss. */
export function lossCurve(session: Session): LossCurve | null {
  const place = lossPlace(session);
  if (place === null) return null;
  const { run, schedule } = session.engine;
  const { epoch, start, example } = schedule.segmentAt(session.position);
  const examples = run.data.length;
  const perEpoch = schedule.batches / run.epochs;
  const epochs = run.epochs + (run.finish.instructions.length > 0 ? 1 : 0);
  const isByEpoch = examples === 1 || epoch > EPOCHS_BEFORE_MEANS;
  if (isByEpoch) {
    const latest = lossesBetween(
      session,
      place,
      schedule.epochStart(Math.max(1, epoch - 1)),
      session.position,
    );
    const last = latest.at(-1);
    const isComputed = last !== undefined && last.x > (epoch - 1) * examples;
    const present =
      last !== undefined && (isComputed || examples > 1)
        ? { x: last.x / examples, y: mean(latest.slice(-examples).map(({ y }) => y)) }
        : null;
    return {
      unit: 'epoch',
      examples,
      points: epochMeans(session, place, (epoch - 1) * perEpoch, perEpoch),
      present,
      at: present?.x ?? epoch,
      total: epochs,
    };
  }
  const all = lossesBetween(session, place, 0, session.position);
  const isOwn = all.length > 0 && example !== null && session.position > start + place;
  return {
    unit: 'example',
    examples,
    points: isOwn ? all.slice(0, -1) : all,
    present: isOwn ? (all.at(-1) as Point) : null,
    at: Math.max(1, all.length + (isOwn || example === null ? 0 : 1)),
    total: epochs * examples,
  };
}

/** The index of the instruction that computes an example's loss; null where none does. */
function lossPlace({ engine, values }: Session): number | null {
  const slots = values.slotsOf('loss');
  const index = engine.run.example.instructions.findIndex(({ result }) => slots.includes(result));
  return index < 0 ? null : index;
}

function epochMeans(session: Session, place: number, before: number, perEpoch: number): Point[] {
  const { schedule } = session.engine;
  const past = { before, most: MOST_EPOCHS, length: perEpoch };
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

/** The latest stretch of losses of each history: as the cursor goes on, it is continued. */
const walkedOf = memoize(
  ({ history }: Session) => history,
  (): { latest: Walked | null } => ({ latest: null }),
);

/** The losses computed after position `from` up to `to`, of a long stretch the latest; x counts the run's losses. */
function lossesBetween(session: Session, place: number, from: number, to: number): readonly Point[] {
  const { schedule } = session.engine;
  // Not the very latest: a beginning that moved with every step would be walked from with every step.
  const stretches = Math.floor((to - from) / STRETCH);
  const first = stretches < 2 ? from : schedule.segmentAt(from + (stretches - 1) * STRETCH).start;
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

/** Executes from one position to another and reads every loss that is computed between them. */
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
