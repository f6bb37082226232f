/** The metrics at the end of each epoch. */

import type { Session } from '../session/session.ts';
import { type NetworkState, stateOf } from './metrics.ts';
import { currentRegisters } from './what-if.ts';

/** The state of the network after an epoch. */
export interface EpochRecord extends NetworkState {
  /** Counted from 1. */
  readonly epoch: number;
  /** Its last step. */
  readonly step: number;
}

/**
 * Yields a record for each epoch, after moving the session to the end of that epoch. The finish, which runs after the
 * last epoch, has no record. Yields nothing if the run has no steps.
 */
export function* epochMetrics(session: Session): Generator<EpochRecord> {
  const { engine, total } = session;
  if (total === 0) return;
  for (let epoch = 1; epoch <= engine.run.epochs; epoch++) {
    session.seek(engine.schedule.epochStart(epoch + 1));
    yield { epoch, step: session.position, ...stateOf(session, currentRegisters(session)) };
  }
}
