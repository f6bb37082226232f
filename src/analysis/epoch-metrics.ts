/** What every epoch of a run comes to. */

import type { Session } from '../session/session.ts';
import { type NetworkState, stateOf } from './metrics.ts';
import { currentRegisters } from './what-if.ts';

/** The network as an epoch leaves it. */
export interface EpochRecord extends NetworkState {
  /** Counted from 1. */
  readonly epoch: number;
  /** Its last step. */
  readonly step: number;
}

/**
 * A record for each epoch, as soon as the session, which is moved to its end, has got there. What is executed after
 * the last epoch is none; nor is there any where nothing is computed.
 */
export function* epochMetrics(session: Session): Generator<EpochRecord> {
  const { engine, total } = session;
  if (total === 0) return;
  for (let epoch = 1; epoch <= engine.run.epochs; epoch++) {
    session.seek(engine.schedule.epochStart(epoch + 1));
    yield { epoch, step: session.position, ...stateOf(session, currentRegisters(session)) };
  }
}
