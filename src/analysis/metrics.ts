/** The metrics of a network, on the training set and on the held-out examples. */
import { ops } from '../core/operations.ts';
import type { Example, Slot } from '../core/program.ts';
import { tapeIndexOf } from '../core/tape-index.ts';
import type { Scenario } from '../scenario/format/scenario.ts';
import type { Loss } from '../scenario/losses/loss.ts';
import { losses } from '../scenario/losses/losses.ts';
import type { Session } from '../session/session.ts';
import { sampleEvenly } from './sampling.ts';
import { currentRegisters, WhatIf } from './what-if.ts';

export interface Metrics {
  /** Number of examples that were evaluated; of a very large set only a sample. */
  readonly examples: number;
  /** Mean of their losses. */
  readonly loss: number;
  /** Number of examples in the right class; null if the outputs are not classes. */
  readonly correct: number | null;
}

/** Maximum number of instructions for one evaluation. */
const MOST_STEPS = 20_000_000;

/** The state of a network at one position of the run. */
export interface NetworkState {
  /** Metrics on the training set; null without a loss. */
  readonly trained: Metrics | null;
  /** Metrics on the held-out examples; null without a loss or without such examples. */
  readonly heldOut: Metrics | null;
  /** Euclidean norm of the gradient used by the latest update; null without updates. */
  readonly gradientNorm: number | null;
  /** Number of ReLUs that give 0 for every example of the training set; null without ReLUs. */
  readonly dead: number | null;
}

/**
 * The metrics on the examples `rows`, with the parameters at the cursor, including all updates and edits so far. The
 * session does not change. Null without examples or without a loss.
 *
 * For a loss or a softmax layer whose outputs are classes, an example is correct if its outputs and targets give the
 * same class: the largest of several, or for each output the side of the boundary between two classes.
 */
export function metricsOf(session: Session, rows: readonly Example[]): Metrics | null {
  return evaluated(session, currentRegisters(session), rows, MOST_STEPS).metrics;
}

/**
 * The state of a network with the parameters in `registers`, which must be a copy: they are overwritten.
 *
 * @param most maximum number of instructions for each set of examples; a larger set is sampled
 */
export function stateOf(session: Session, registers: Float64Array, most = MOST_STEPS): NetworkState {
  const { data, test } = session.scenario;
  const gradientNorm = normOf(session, registers);
  const { metrics, dead } = evaluated(session, registers, data, most);
  return { trained: metrics, heldOut: evaluated(session, registers, test, most).metrics, gradientNorm, dead };
}

/** The Euclidean norm of the gradients of all updated parameters. `Math.hypot` avoids overflow of the squares. */
function normOf(session: Session, registers: Readonly<Float64Array>): number | null {
  const { run } = session.engine;
  const updated = new Set(run.update.carries.map(({ to }) => to));
  const gradients = run.parameters.flatMap((slot) =>
    updated.has(slot) ? (tapeIndexOf(run).followedGradient(slot) ?? []) : [],
  );
  if (gradients.length === 0) return null;
  return gradients.reduce((norm, slot) => Math.hypot(norm, registers[slot] as number), 0);
}

/** Executes the forward and loss phases of examples (of very many, a sample), on `registers`. */
function evaluated(session: Session, registers: Float64Array, rows: readonly Example[], most: number) {
  const { run } = session.engine;
  const { loss } = run;
  const judge = classifierOf(session);
  const relus = run.example.instructions.flatMap(({ op, operands }) =>
    ops[op].traits?.dies ? [operands[0] as Slot] : [],
  );
  let dead = relus;
  // Metrics describe the network in use, so there is no dropout.
  const whatIf = new WhatIf(session, registers);
  whatIf.dropNothing();
  let [examples, sum, correct] = [0, 0, 0];
  const affordable = Math.max(1, Math.floor(most / Math.max(1, whatIf.cost('loss'))));
  for (const example of sampleEvenly(rows, affordable)) {
    whatIf.give(example);
    whatIf.execute('loss');
    examples += 1;
    sum += loss === null ? 0 : (registers[loss] as number);
    if (judge?.(registers, example.targets)) correct += 1;
    // With a NaN input the slope is NaN and not 0, so the ReLU does not count as dead.
    dead = dead.filter((slot) => (registers[slot] as number) <= 0);
  }
  const hasMetrics = examples > 0 && loss !== null;
  return {
    metrics: hasMetrics ? { examples, loss: sum / examples, correct: judge ? correct : null } : null,
    dead: relus.length === 0 ? null : dead.length,
  };
}

/** A function that says whether the outputs in registers give the class of the targets; null without classes. */
function classifierOf({ scenario, engine }: Session) {
  const { outputs } = engine.run;
  const read = (registers: Float64Array) => outputs.map((slot) => registers[slot] as number);
  const classes = classesOf(scenario);
  if (classes?.kind === 'largest') {
    return (registers: Float64Array, targets: readonly number[]) =>
      largest(read(registers)) === largest(targets);
  }
  if (!classes) return null;
  return (registers: Float64Array, targets: readonly number[]) =>
    read(registers).every((value, index) => value > classes.output === (targets[index] as number) > 0.5);
}

/** How the outputs give a class; undefined if they do not. After a softmax layer it is the largest, with every loss. */
function classesOf({ loss, layers }: Scenario): Loss['classes'] {
  if (layers.at(-1)?.activation === 'softmax') return { kind: 'largest' };
  return loss === null ? undefined : losses[loss].classes;
}

function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
