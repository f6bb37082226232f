/** The gradients that the tape has computed, and of which loss each is the slope. */
import type { Run, Slot } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import { noPenalty, type Penalty } from '../../scenario/optimizers/common/penalty.ts';
import type { Session } from '../../session/session.ts';
import { displayName, gradientName } from '../../session/steps.ts';

/**
 * What a gradient is the slope of: the loss of an example (with its share of a mean over the batch), the sum of these
 * over the examples of the batch so far, or the loss that the update follows, with its penalty.
 */
export type CheckedLoss = 'example' | 'batch' | 'penalised';

/** A gradient that the tape has computed. */
export interface Claim {
  readonly loss: CheckedLoss;
  readonly gradient: Slot;
  /** The value that the loss is differentiated with respect to. */
  readonly of: Slot;
  readonly penalty: Penalty;
}

/** The gradients that the current iteration has computed, in the order of the values. */
export function claimsOf(session: Session): Claim[] {
  const { run } = session.engine;
  const tape = tapeIndexOf(run);
  const isKnown = (slot: Slot) =>
    session.values.isComputed(slot) && session.values.isCurrent(slot, session.position);
  const plain = [...tape.valueGradients].flatMap(([of, gradients]): Claim[] =>
    gradients.filter(isKnown).map((gradient) => ({ loss: 'example', gradient, of, penalty: noPenalty })),
  );
  const summed = run.parameters.flatMap((of): Claim[] => {
    const gradient = run.batch === 1 ? null : tape.lossGradient(of);
    return gradient !== null && isKnown(gradient)
      ? [{ loss: 'batch', gradient, of, penalty: noPenalty }]
      : [];
  });
  const penalised = run.updates.flatMap(({ parameter: of, clipped, applied, ...penalty }): Claim[] =>
    applied !== clipped && isKnown(applied) ? [{ loss: 'penalised', gradient: applied, of, penalty }] : [],
  );
  return [...plain, ...summed, ...penalised];
}

/** The claim about the gradient in one of some slots, or of the values in them; undefined if there is none. */
export function claimAbout(
  { engine: { run } }: Session,
  known: readonly Claim[],
  slots: readonly Slot[],
  address: string | null,
): Claim | undefined {
  const own = known.filter(({ gradient }) => slots.includes(gradient));
  const claims = own.length > 0 || address === null ? own : known.filter(({ of }) => slots.includes(of));
  return (
    claims.find((each) => claimedName(run, each) === address) ??
    claims.find(({ of }) => run.parameters.includes(of)) ??
    claims[0]
  );
}

/** The address of a gradient, as it is shown. */
export function claimedName(run: Run, { loss, gradient, of }: Claim): string {
  return loss === 'example' ? gradientName(run, of) : displayName(run, gradient);
}
