/** How good the network has become up to the cursor, and in what state it was on the way. */
import type { Machine } from '../../core/execution/machine.ts';
import { memoize, memoizeLast } from '../../core/memo.ts';
import type { Session } from '../../session/session.ts';
import { type NetworkState, stateOf } from '../metrics.ts';
import { PastBatches } from '../past-batches.ts';
import { currentRegisters, updatedRegisters } from '../what-if.ts';

/** The network after a part of the run. */
export interface MetricsPoint extends NetworkState {
  /** In epochs: 0 before the first, and fractions after a batch inside one. */
  readonly x: number;
}

export interface MetricsCurve {
  /** Ascending in x: the first weights, those after batches that are done, and last those of the cursor. */
  readonly points: readonly MetricsPoint[];
  /** How many epochs the run has. */
  readonly total: number;
}

/** Points shown, at the most; the first weights are one more. */
const MOST_POINTS = 32;

/** Instructions executed to look at one point: a picture may need all of them anew. */
const MOST_STEPS = 100_000;

/** Batches of compiled code are soon executed. */
const BUDGET = { steps: 1_500_000, most: 3_000_000 };

/** What was found after batches. An edit makes a new history. */
const statesOf = memoize(
  ({ history }: Session) => history,
  () => new PastBatches<NetworkState>(),
);
const latestState = memoizeLast<NetworkState>();

/** With the weights that the run begins with. */
const firstState = memoize(
  ({ history }: Session) => history,
  (session): NetworkState => ({
    ...stateOf(session, session.history.machineAt(0).registers.slice(), MOST_STEPS),
    gradientNorm: null,
  }),
);

/** With the weights of the cursor, which most steps leave as they are. */
function presentState(session: Session, isComplete: boolean): NetworkState {
  const registers = currentRegisters(session);
  const weights = session.engine.run.parameters.map((slot) => registers[slot]);
  return latestState(session.history, [isComplete, ...weights], () => {
    const state = stateOf(session, registers, MOST_STEPS);
    // Inside a batch the gradient is still being added up.
    return isComplete ? state : { ...state, gradientNorm: null };
  });
}

/**
 * The metrics over all examples after batches before the cursor; of a long run after some. Null where there is neither a
 * loss nor anything else to be seen, or nothing is ever updated.
 */
export function metricsCurve(session: Session): MetricsCurve | null {
  const { engine, position } = session;
  const { run, schedule } = engine;
  if (run.update.instructions.length === 0) return null;
  const perEpoch = schedule.batches / run.epochs;
  const { batchIndex } = schedule.segmentAt(position);
  const isComplete = batchIndex < schedule.batches && position === schedule.batchStart(batchIndex + 1);
  const before = Math.min(schedule.batches, batchIndex + (isComplete ? 1 : 0));
  const stateAfter = (batch: number, machineAt: (position: number) => Machine) => {
    const { registers } = machineAt(schedule.batchStart(batch + 1));
    return stateOf(session, updatedRegisters(run, registers), MOST_STEPS);
  };
  const past = { before, most: MOST_POINTS, budget: BUDGET };
  const found = statesOf(session).sample(session, past, stateAfter);
  const later = Array.from(found, ([batch, state]) => ({ x: (batch + 1) / perEpoch, ...state }));
  const at = Math.min(run.epochs, position / schedule.epochStart(2));
  const earlier = [{ x: 0, ...firstState(session) }, ...later].filter(({ x }) => x < at);
  return { points: [...earlier, { x: at, ...presentState(session, isComplete) }], total: run.epochs };
}
