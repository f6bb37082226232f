/** Checks a person's numbers against a run: which is the first wrong one, and what explains it. */
import type { Session } from '../session/session.ts';
import { Explainer, type Explanation } from './explain.ts';
import type { Change } from './mistakes/mistake.ts';
import { type Claim, type ClaimOptions, claimsOf, type Entry, type Unplaced } from './numbers/claims.ts';
import { type Compared, compare } from './numbers/compare.ts';
import { Graph } from './numbers/graph.ts';
import { agreement } from './numbers/written-number.ts';

/** A wrong number that does not follow from an earlier one. */
export interface Finding {
  readonly wrong: Compared;
  /** The mistakes that give it, the likeliest first; empty if no known one does. Null if none was looked for. */
  readonly explanations: readonly Explanation[] | null;
  /** The finding whose mistake was made here once more; null if this is another one. */
  readonly again: Finding | null;
}

export interface Report {
  /** All numbers that mean a value of the run, in the order of the computation. */
  readonly numbers: readonly Compared[];
  /** The wrong ones, in that order. The first is the first wrong number. */
  readonly findings: readonly Finding[];
  readonly unplaced: readonly Unplaced[];
}

/** The most steps that are computed from the person's own numbers. */
const MOST_STEPS = 60_000;

/** The steps before the first number in which its mistake can be. */
const STEPS_BEFORE = 20_000;

/** The most findings that are explained. */
const MOST_EXPLAINED = 8;

/** Compares numbers with the session's timeline. The cursor stays where it is. */
export function verify(session: Session, entries: readonly Entry[], options: ClaimOptions): Report {
  const { claims, unplaced } = claimsOf(session, entries, options);
  if (claims.length === 0 || session.total === 0) return { numbers: [], findings: [], unplaced };
  const graph = graphFor(session, claims);
  const placed: { claim: Claim; cell: number }[] = [];
  const beyond: Claim[] = [];
  for (const claim of claims) {
    const isInside = claim.position <= graph.from + graph.nodes.length;
    const cell = !isInside
      ? null
      : claim.step === null
        ? graph.cellAt(claim.slot, claim.position)
        : (graph.nodeAt(claim.step)?.result ?? null);
    if (cell === null) beyond.push(claim);
    else placed.push({ claim, cell });
  }
  const comparison = compare(graph, placed);
  const numbers = [...comparison.numbers, ...beyond.map((claim) => comparedAlone(session, claim))].sort(
    (a, b) => rankOf(a.claim) - rankOf(b.claim),
  );
  const explainer = new Explainer(graph, comparison);
  return { numbers, findings: findingsIn(numbers, explainer), unplaced };
}

function rankOf({ step, position }: Claim): number {
  return step ?? position + 0.5;
}

function findingsIn(numbers: readonly Compared[], explainer: Explainer): Finding[] {
  const findings: Finding[] = [];
  const made: Change[] = [];
  const repeated = new Map<Compared, Finding>();
  let explained = 0;
  for (const wrong of numbers) {
    if (wrong.status !== 'wrong') continue;
    const again = repeated.get(wrong) ?? null;
    const isExplained = again === null && wrong.cell >= 0 && explained < MOST_EXPLAINED;
    const explanations = isExplained ? explainer.explain(wrong, made) : null;
    if (isExplained) explained += 1;
    const finding: Finding = { wrong, explanations, again };
    findings.push(finding);
    const best = explanations?.[0];
    if (best === undefined) continue;
    made.push(...best.changes);
    if (best.changes.length === 0) continue;
    for (const each of explainer.explainedBy(made)) if (!repeated.has(each)) repeated.set(each, finding);
  }
  return findings;
}

/** The computation from some batches before the first number up to the end of the batch of the last one. */
function graphFor(session: Session, claims: readonly Claim[]): Graph {
  const { schedule } = session.engine;
  const first = Math.min(...claims.map(({ position }) => position));
  const last = Math.max(...claims.map(({ position }) => position));
  const batchOf = (position: number) => schedule.segmentAt(Math.min(position + 1, schedule.total)).batchIndex;
  let batch = batchOf(first);
  while (batch > 0 && first - schedule.batchStart(batch - 1) <= STEPS_BEFORE) batch -= 1;
  const from = schedule.batchStart(batch);
  const end = schedule.batchStart(schedule.segmentAt(Math.max(1, last)).batchIndex + 1);
  return new Graph(session, from, Math.min(end, from + MOST_STEPS, schedule.total));
}

/** A number that is too far from the others to be computed from them. */
function comparedAlone(session: Session, claim: Claim): Compared {
  const { slot, step, position, number } = claim;
  const registers = session.history.stepRegisters(step ?? Math.min(position + 1, session.total));
  const exact = registers[slot] as number;
  const agrees = agreement(number, exact, Math.abs(exact) * 1e-9);
  const status = agrees === 'cut' ? 'cut' : agrees === 'rounded' ? 'right' : 'wrong';
  return { claim, cell: -1, exact, own: exact, spread: 0, noise: 0, status, follows: null };
}
