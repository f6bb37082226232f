/** Checks the gradients of the tape against central differences of the loss. */
import type { Run, Slot } from '../../core/program.ts';
import type { Segment } from '../../core/schedule.ts';
import { msg, t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import type { Edit } from '../../session/timeline.ts';
import { instructionOf, lastExecution } from '../../session/writers.ts';
import type { MaskedExample } from '../what-if.ts';
import type { KinkSlopes, SmoothSlope } from './central-difference.ts';
import { type CheckedLoss, type Claim, claimAbout, claimedName, claimsOf } from './claims.ts';
import { Objective } from './objective.ts';

/**
 * The verdicts, the most serious first, with the headings of their groups in a table. `agrees`: the difference from the
 * numeric slope is within its error. `too small`: so it is, but the error is more than a thousandth of the gradient.
 * `differs`: it is larger than the error. `kink`: there is a slope on each side, and the gradient is a convention.
 * `not finite`: the loss is not finite, so it has no slope.
 */
export const verdictHeadings = {
  differs: msg('The gradient differs from the central difference'),
  'not finite': msg('The loss is not finite'),
  kink: msg('At a kink: the slopes on the left and on the right'),
  'too small': msg('Too small to check: the central difference is not exact enough'),
  agrees: msg('The gradient agrees with the central difference'),
} as const;

type Verdict = keyof typeof verdictHeadings;

export interface GradientCheck {
  readonly loss: CheckedLoss;
  /** The address of the value, and of its gradient. */
  readonly address: string;
  readonly gradient: string;
  /** The step that has computed the gradient. */
  readonly step: number;
  readonly analytic: number;
  readonly verdict: Verdict;
  /** Null if there is none. */
  readonly numeric: SmoothSlope | null;
  /** |analytic − numeric| ÷ the larger absolute value of the two; 0 if both are 0; null without a numeric slope. */
  readonly difference: number | null;
  /** At a kink: the slopes on both sides, and the value that is at the kink. */
  readonly kink: (KinkSlopes & { readonly at: string }) | null;
}

/** A gradient check, or the reason why there is none, in the current language. */
export type GradientCheckResult = GradientCheck | { readonly reason: string };

/** A verdict of agreement needs an error that is at most this part of the gradient. */
const SIGNIFICANT = 1e-3;

/** Bound on the relative rounding error of a gradient itself. */
const ROUNDING = 8 * Number.EPSILON;

/**
 * Checks the gradient that the step just done has computed, or the one with an address, or of the value with an
 * address: of a parameter, an input or any value between, for an example, summed over a batch, or with the penalty. If
 * the same number is the gradient of several values, it is checked for a parameter, or for the first.
 *
 * @param address null: the gradient of the step just done
 */
export function checkGradient(session: Session, address: string | null = null): GradientCheckResult {
  const { engine, position, values } = session;
  if (position === 0) return { reason: t`No operation has been done yet.` };
  const slots = address === null ? [engine.schedule.instructionAt(position).result] : values.slotsOf(address);
  const claim = claimAbout(session, claimsOf(session), slots, address);
  if (!claim) {
    if (address === null) return { reason: t`This step did not compute the gradient of a value.` };
    return { reason: t`No gradient of ${address} is known at this step.` };
  }
  const checker = new Checker(session);
  const reason = checker.reasonAgainst(claim);
  return reason === null ? checker.check(claim) : { reason };
}

/** The checks of all gradients, and why some cannot be checked. */
export interface AllChecks {
  /** The largest disagreement comes first. */
  readonly checks: readonly GradientCheck[];
  readonly reasons: readonly string[];
}

/**
 * Checks all gradients that are known at the cursor, or those of an array.
 *
 * @param array its name and the addresses of its numbers: of gradients, or of the values that have them
 * @yields the position after every check, where the caller can stop
 */
export function* checkAllGradients(
  session: Session,
  array: { readonly name: string; readonly addresses: readonly string[] } | null = null,
): Generator<number, AllChecks> {
  if (session.position === 0) return { checks: [], reasons: [t`No operation has been done yet.`] };
  const checker = new Checker(session);
  const checks: GradientCheck[] = [];
  const reasons = new Set<string>();
  const known = claimsOf(session);
  const wanted = array?.addresses.flatMap(
    (address) => claimAbout(session, known, session.values.slotsOf(address), address) ?? [],
  );
  for (const claim of wanted ?? known) {
    const reason = checker.reasonAgainst(claim);
    if (reason === null) checks.push(checker.check(claim));
    else reasons.add(reason);
    yield session.position;
  }
  if (checks.length === 0 && reasons.size === 0)
    reasons.add(
      array ? t`No gradient of ${array.name} is known at this step.` : noGradient(session.engine.run),
    );
  return { checks: checks.sort(byDisagreement), reasons: [...reasons] };
}

function noGradient({ example }: Run): string {
  return example.instructions.some(({ scope }) => scope.phase === 'backward')
    ? t`No gradient is known at this step: go to the backward phase.`
    : t`This run computes no gradients.`;
}

const severity = Object.keys(verdictHeadings) as Verdict[];

function byDisagreement(a: GradientCheck, b: GradientCheck): number {
  const order = severity.indexOf(a.verdict) - severity.indexOf(b.verdict);
  return order !== 0 ? order : (b.difference ?? 0) - (a.difference ?? 0);
}

/** Checks gradients at one position. */
class Checker {
  readonly #session: Session;
  /** The segment of the loaded example. */
  readonly #example: Segment;
  readonly #batchStart: number;
  readonly #objectives = new Map<'example' | 'batch', Objective>();

  constructor(session: Session) {
    const { schedule } = session.engine;
    this.#session = session;
    const segment = schedule.segmentAt(session.position);
    this.#batchStart = schedule.batchStart(segment.batchIndex);
    this.#example = segment.example === null ? schedule.segmentAt(segment.start) : segment;
  }

  check(claim: Claim): GradientCheck {
    const { engine, registers, position } = this.#session;
    const { run } = engine;
    const { numeric, kinkOf } = this.#objectiveOf(claim).slope(claim.of, claim.penalty);
    const analytic = registers[claim.gradient] as number;
    const smooth = numeric.kind === 'smooth' ? numeric : null;
    const writer = instructionOf(engine, claim.gradient);
    return {
      loss: claim.loss,
      address: displayName(run, claim.of),
      gradient: claimedName(run, claim),
      step: (writer && lastExecution(engine, writer, position)) ?? position,
      analytic,
      verdict: smooth ? verdictOf(analytic, smooth) : (numeric.kind as Verdict),
      numeric: smooth,
      difference: smooth && relative(analytic, smooth.slope),
      kink: numeric.kind === 'kink' ? { ...numeric, at: displayName(run, kinkOf) } : null,
    };
  }

  /** Why a gradient cannot be checked; null if it can. */
  reasonAgainst(claim: Claim): string | null {
    const edit = this.#editAgainst(claim);
    const { engine, registers } = this.#session;
    if (edit) return editReason(edit, engine.run);
    const update = engine.run.updates.find(({ parameter }) => parameter === claim.of);
    const isClipped =
      update &&
      update.clipped !== update.gradient &&
      registers[update.clipped] !== registers[update.gradient];
    return claim.loss === 'penalised' && isClipped
      ? t`${claimedName(engine.run, claim)} has been clipped, so it is not the gradient of a loss.`
      : null;
  }

  /** An edit after which the gradient no longer belongs to the values at the cursor; null if there is none. */
  #editAgainst({ loss }: Claim): Edit | null {
    const { engine, timeline, values, position } = this.#session;
    const { inputs, targets, parameters, seeds, masks } = engine.run;
    const read = new Set([...inputs, ...targets, ...parameters, ...seeds, ...(masks?.slots ?? [])]);
    const start = loss === 'example' || engine.run.batch === 1 ? this.#example.start : this.#batchStart;
    const isBetween = ({ at, address }: Edit) =>
      at > start && at <= position && read.has(values.resolve(address, at) ?? -1);
    return timeline.edits.find(isBetween) ?? null;
  }

  #objectiveOf({ loss }: Claim): Objective {
    const kind = loss === 'example' || this.#session.engine.run.batch === 1 ? 'example' : 'batch';
    const known = this.#objectives.get(kind);
    if (known) return known;
    const objective = new Objective(this.#session, kind === 'example' ? null : this.#examplesSoFar());
    this.#objectives.set(kind, objective);
    return objective;
  }

  /** The examples of the batch up to the loaded one, with the edits of their inputs, targets and masks. */
  #examplesSoFar(): MaskedExample[] {
    const { engine, history } = this.#session;
    const { inputs, targets, masks, example } = engine.run;
    const machine = history.machineAt(this.#batchStart + 1);
    const read = (slots: readonly Slot[]) => slots.map((slot) => machine.registers[slot] as number);
    const found: MaskedExample[] = [];
    for (let start = this.#batchStart; start <= this.#example.start; start += example.instructions.length) {
      machine.advance(start + 1);
      found.push({ inputs: read(inputs), targets: read(targets), masks: read(masks?.slots ?? []) });
    }
    return found;
  }
}

function verdictOf(analytic: number, { slope, error }: SmoothSlope): Verdict {
  const largest = Math.max(Math.abs(analytic), Math.abs(slope));
  const distance = Math.abs(analytic - slope);
  if (!Number.isFinite(analytic) || distance > error + ROUNDING * largest) return 'differs';
  return distance === 0 || error <= SIGNIFICANT * largest ? 'agrees' : 'too small';
}

function relative(a: number, b: number): number {
  const largest = Math.max(Math.abs(a), Math.abs(b));
  return largest === 0 ? 0 : Math.abs(a - b) / largest;
}

/** Gradients of an example and of its batch have the same reason, so that it is said once. */
function editReason({ address, at }: Edit, { batch }: Run): string {
  return batch === 1
    ? t`${address} was set at step ${String(at)}, in the middle of this iteration, so the gradient belongs to other values.`
    : t`${address} was set at step ${String(at)}, in the middle of this batch, so the gradient belongs to other values.`;
}
