/** What every epoch of a run comes to. */
import { deadRelus, type Metrics, metricsOf } from './metrics.ts';
import type { Session } from './session.ts';
import { shownName } from './steps.ts';

export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  /** Its last step. */
  readonly step: number;
  /** Of the examples that are trained on, with the weights that the epoch leaves; null without a loss. */
  readonly trained: Metrics | null;
  /** Of the examples that are kept apart; null also without any. */
  readonly apart: Metrics | null;
  /** The Euclidean norm of the gradient that the epoch's last update follows; null without updates. */
  readonly gradientNorm: number | null;
  /** How many ReLUs are 0 for every example that is trained on; null without ReLUs. */
  readonly dead: number | null;
}

/**
 * A record for each epoch, as soon as the session, which is moved to its end, has got there. What is executed after
 * the last epoch is none; nor is there any where nothing is computed.
 */
export function* epochsOf(session: Session): Generator<EpochRecord> {
  const { engine, scenario, total } = session;
  if (total === 0) return;
  const gradients = gradientsOf(session);
  for (let epoch = 1; epoch <= engine.run.epochs; epoch++) {
    session.seek(engine.schedule.epochStart(epoch + 1));
    yield {
      epoch,
      step: session.position,
      trained: metricsOf(session, scenario.data),
      apart: metricsOf(session, scenario.test),
      gradientNorm: gradients.length === 0 ? null : normOf(session, gradients),
      dead: deadRelus(session, scenario.data),
    };
  }
}

/** The addresses of the gradients that an update follows: of a batch, where it has several examples. */
function gradientsOf({ engine, values }: Session): string[] {
  const { run } = engine;
  const sums = run.batch > 1 ? 'batch.' : '';
  return run.parameters.flatMap((slot) => {
    const name = shownName(run, slot);
    return values.slotsOf(`delta(${name})`).length === 0 ? [] : [`${sums}grad(${name})`];
  });
}

/** The root of the sum of their squares, which themselves may be too large to be held. */
function normOf(session: Session, addresses: readonly string[]): number {
  return addresses.reduce((norm, address) => Math.hypot(norm, session.read(address) ?? Number.NaN), 0);
}
