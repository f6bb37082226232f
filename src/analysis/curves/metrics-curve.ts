/** The metrics of the network over time, up to the cursor. */
import type { Machine } from '../../core/execution/machine.ts';
import { memoize, memoizeLast } from '../../core/memo.ts';
import { ops } from '../../core/operations.ts';
import type { Run } from '../../core/program.ts';
import type { Session } from '../../session/session.ts';
import { currentState, type NetworkState, stateOf, updatesBefore } from '../metrics.ts';
import { PastBatches } from '../past-batches.ts';
import { currentRegisters, updatedRegisters } from '../what-if.ts';
import { slopeAt } from './activation-curve.ts';

/** The state of the network at a point of the run. */
export interface MetricsPoint extends NetworkState {
  /** In epochs: 0 before the first, a fraction inside an epoch. */
  readonly x: number;
}

export interface MetricsCurve {
  /** Ascending in x: the initial weights, the weights after completed batches, and last the weights at the cursor. */
  readonly points: readonly MetricsPoint[];
  /** Number of epochs of the run. */
  readonly total: number;
  /** Epochs that a batch takes: so long before a point are the weights whose gradient the last update followed. */
  readonly batch: number;
  /** Whether a unit can die: an activation function is flat on one side, and only there. */
  readonly canDie: boolean;
}

/** Maximum number of batches shown, without the initial weights and the cursor. */
const MOST_POINTS = 32;

/** Maximum number of instructions to evaluate one point. It is small because a plot may need all points anew. */
const MOST_STEPS = 100_000;

/** Larger than the default, because compiled code executes whole batches fast. */
const BUDGET = { steps: 1_500_000, most: 3_000_000 };

/** Cached states after batches. An edit makes a new history and so a new cache. */
const statesOf = memoize(
  ({ history }: Session) => history,
  () => new PastBatches<NetworkState>(),
);
const latestState = memoizeLast<NetworkState>();

/** The state with the initial weights. */
const firstState = memoize(
  ({ history }: Session) => history,
  (session): NetworkState => ({
    ...stateOf(session, session.history.machineAt(0).registers.slice(), MOST_STEPS),
    gradientNorm: null,
  }),
);

/**
 * The state with the weights at the cursor. It is cached because most steps do not change a weight.
 *
 * @param updates the number of updates so far, whose last gradient is a part of the state. An update with the learning
 *   rate 0 leaves all weights as they are.
 */
function presentState(session: Session, updates: number): NetworkState {
  const registers = currentRegisters(session);
  const weights = session.engine.run.parameters.map((slot) => registers[slot]);
  return latestState(session.history, [updates, ...weights], () => currentState(session, MOST_STEPS));
}

/** An input that is far below 0. */
const FAR_BELOW = -1;

/** Whether an activation of a run has a kink and no slope below it, as ReLU does. */
const canDie = memoize(
  (run: Run) => run,
  ({ example }): boolean =>
    example.instructions.some(
      ({ role }) =>
        role.kind === 'activation' &&
        ops[role.activation].traits?.kink !== undefined &&
        slopeAt(role.activation, FAR_BELOW) === 0,
    ),
);

/**
 * The metrics over all examples, after each batch before the cursor (of a long run, after some of them), and at the
 * cursor. Null if the run has no updates.
 */
export function metricsCurve(session: Session): MetricsCurve | null {
  const { engine, position } = session;
  const { run, schedule } = engine;
  if (run.update.instructions.length === 0) return null;
  const perEpoch = schedule.batches / run.epochs;
  const before = updatesBefore(session);
  const stateAfter = (batch: number, machineAt: (position: number) => Machine) => {
    const { registers } = machineAt(schedule.batchStart(batch + 1));
    return stateOf(session, updatedRegisters(run, registers), MOST_STEPS);
  };
  const past = { before, most: MOST_POINTS, budget: BUDGET };
  const found = statesOf(session).sample(session, past, stateAfter);
  const later = Array.from(found, ([batch, state]) => ({ x: (batch + 1) / perEpoch, ...state }));
  const at = Math.min(run.epochs, position / schedule.epochStart(2));
  const earlier = [{ x: 0, ...firstState(session) }, ...later].filter(({ x }) => x < at);
  const points = [...earlier, { x: at, ...presentState(session, before) }];
  return { points, total: run.epochs, batch: 1 / perEpoch, canDie: canDie(run) };
}
