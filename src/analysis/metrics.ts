/** The metrics of a network, on the training set and on the held-out examples. */
import { memoizeLast } from '../core/memo.ts';
import type { Run } from '../core/program.ts';
import { outputActivation, type Scenario } from '../scenario/format/scenario.ts';
import type { Loss } from '../scenario/losses/common/loss.ts';
import { losses } from '../scenario/losses/losses.ts';
import { penaltyOf } from '../scenario/optimizers/common/penalty.ts';
import type { Session } from '../session/session.ts';
import { type Evaluated, evaluationOf } from './evaluation.ts';
import { currentRegisters } from './what-if.ts';

export interface Metrics {
  /** Number of examples that were evaluated; of a very large set only a sample. */
  readonly examples: number;
  /** Number of examples of the set. */
  readonly of: number;
  /** Mean of their losses. */
  readonly loss: number;
  /** Number of examples whose targets give a class. */
  readonly classed: number;
  /** Number of those that are in the right class; null if there are none, or if the outputs are not classes. */
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
  /**
   * What the updates minimize: the loss on the training set plus the penalty for each example; null without a loss or a
   * penalty.
   */
  readonly penalisedLoss: number | null;
  /** Euclidean norm of the gradient that the latest update followed, with the penalty; null without updates. */
  readonly gradientNorm: number | null;
  /** Number of activations whose slope is 0 for every example of the training set; null without activations. */
  readonly dead: number | null;
}

/**
 * The state of the network at the cursor: with its parameters, including all updates and edits so far, and the gradient
 * of the last complete update. The session does not change.
 *
 * @param most maximum number of instructions for each set of examples; a larger set is sampled
 */
export function currentState(session: Session, most?: number): NetworkState {
  const { engine, history } = session;
  const updated = engine.schedule.batchStart(updatesBefore(session));
  const gradientNorm = latestNorm(history, [updated], () =>
    updated === 0 ? null : normOf(engine.run, history.machineAt(updated).registers),
  );
  return { ...stateOf(session, currentRegisters(session), most), gradientNorm };
}

/** The norm of the gradient of the last complete update: the same for all steps until the next one is complete. */
const latestNorm = memoizeLast<number | null>();

/** The number of batches that are complete at the cursor. */
export function updatesBefore({ engine: { schedule }, position }: Session): number {
  const { batchIndex } = schedule.segmentAt(position);
  const isComplete = position === schedule.batchStart(batchIndex + 1);
  return Math.min(schedule.batches, batchIndex + (isComplete ? 1 : 0));
}

/**
 * The state of a network with the parameters in `registers`, which must be a copy: they are overwritten.
 *
 * For a loss or a softmax layer whose outputs are classes, an example is correct if its outputs and targets give the
 * same class: the largest of several, or for each output the side of the boundary between two classes. An example whose
 * targets give no class, as [0.5, 0.5], is neither right nor wrong.
 *
 * @param most maximum number of instructions for each set of examples; a larger set is sampled
 */
export function stateOf(session: Session, registers: Float64Array, most = MOST_STEPS): NetworkState {
  const { data, test } = session.scenario;
  const { run } = session.engine;
  const gradientNorm = normOf(run, registers);
  const penalty = penaltyOf(run)?.(registers) ?? null;
  const training = evaluationOf(run, data, most).execute(session, registers);
  const metrics = metricsOf(session, registers, training, data);
  const dead = deadOf(registers, training);
  const isPenalised = metrics !== null && penalty !== null;
  return {
    trained: metrics,
    heldOut: metricsOf(session, registers, evaluationOf(run, test, most).execute(session, registers), test),
    penalisedLoss: isPenalised ? metrics.loss + penalty / summedExamples(session.scenario) : null,
    gradientNorm,
    dead,
  };
}

/** The share of the examples with a class that are in the right one; null without classes. */
export function accuracyOf(metrics: Metrics | null): number | null {
  return metrics === null || metrics.correct === null ? null : metrics.correct / metrics.classed;
}

/**
 * The metrics on the training set; null without a loss.
 *
 * @param registers a copy with the parameters of the network; it is overwritten
 * @param most maximum number of instructions; a larger set is sampled
 */
export function trainedMetrics(session: Session, registers: Float64Array, most: number): Metrics | null {
  const { data } = session.scenario;
  const evaluated = evaluationOf(session.engine.run, data, most).execute(session, registers);
  return metricsOf(session, registers, evaluated, data);
}

/** A sum of squares in which none of them has been lost for being too small, if the sum is above this. */
const LEAST_SQUARES = 1e-250;

/** The Euclidean norm of the gradients that updates follow. */
function normOf({ updates }: Run, registers: Readonly<Float64Array>): number | null {
  if (updates.length === 0) return null;
  let squares = 0;
  for (const { applied } of updates) {
    const gradient = registers[applied] as number;
    squares += gradient * gradient;
  }
  if (squares > LEAST_SQUARES && squares < Number.POSITIVE_INFINITY) return Math.sqrt(squares);
  // `Math.hypot` neither overflows nor loses small numbers, and takes 40 times as long.
  return updates.reduce((norm, { applied }) => Math.hypot(norm, registers[applied] as number), 0);
}

/** The metrics of executed examples; null without a loss or without examples. */
function metricsOf(
  session: Session,
  registers: Float64Array,
  evaluated: Evaluated,
  all: readonly unknown[],
): Metrics | null {
  const { loss } = session.engine.run;
  const { examples } = evaluated;
  if (loss === null || examples.length === 0) return null;
  const judge = judgeOf(session);
  let [sum, correct, classed] = [0, 0, 0];
  examples.forEach(({ targets }, row) => {
    evaluated.load(row, evaluated.outcome);
    sum += registers[loss] as number;
    const isRight = judge?.(registers, targets) ?? null;
    if (isRight !== null) classed += 1;
    if (isRight) correct += 1;
  });
  const { scenario } = session;
  // Examples that are taken together are the rows of one.
  const rows = scenario.rows ?? 1;
  return {
    examples: examples.length * rows,
    of: all.length * rows,
    loss: sum / examples.length / summedExamples(scenario),
    classed,
    correct: classed > 0 ? correct : null,
  };
}

/** How many examples a loss of the tape is the sum of: those that are taken together, if they are not averaged. */
function summedExamples({ rows, reduction, losses: [own] }: Scenario): number {
  return reduction === 'sum' && own?.kind != null ? (rows ?? 1) : 1;
}

/** The number of activations whose slope is 0 for every one of executed examples; null without activations. */
function deadOf(registers: Float64Array, { examples, activations, load }: Evaluated): number | null {
  if (activations.length === 0) return null;
  const dead = activations.filter(({ columns, slope }) =>
    examples.every((_, row) => {
      load(row, columns);
      return slope(registers) === 0;
    }),
  );
  return dead.length;
}

/** How outputs and targets give one class. Classes are counted from 0; −1 for none, as of NaN or of equal targets. */
export interface Classifier {
  readonly classes: number;
  readonly ofOutputs: (registers: Readonly<Float64Array>) => number;
  readonly ofTargets: (targets: readonly number[]) => number;
}

/** Null if outputs do not give one class: without classes, or if each of several outputs gives one. */
export function classifierOf({ scenario, engine }: Session): Classifier | null {
  const { outputs } = engine.run;
  const classes = classesOf(scenario);
  if (classes?.kind === 'largest') {
    return {
      classes: outputs.length,
      ofOutputs: (registers) => largest(outputs.map((slot) => registers[slot] as number)),
      ofTargets: (targets) => {
        const own = targets.slice(0, outputs.length);
        const found = largest(own);
        return own.indexOf(own[found] as number, found + 1) < 0 ? found : -1;
      },
    };
  }
  const [output, ...others] = outputs;
  if (!classes || output === undefined || others.length > 0) return null;
  return {
    classes: 2,
    ofOutputs: (registers) => Number((registers[output] as number) > classes.output),
    ofTargets: ([target]) => (target === TARGET_MIDDLE ? -1 : Number((target as number) > TARGET_MIDDLE)),
  };
}

/** Targets of the higher of two classes are above this; a target in the middle is of neither. */
const TARGET_MIDDLE = 0.5;

/**
 * A function that says whether the outputs in registers give the class of the targets, or null if the targets give none;
 * null without classes.
 */
function judgeOf(session: Session) {
  const { outputs } = session.engine.run;
  const classes = classesOf(session.scenario);
  if (classes?.kind === 'above') {
    return (registers: Float64Array, targets: readonly number[]) => {
      const own = targets.slice(0, outputs.length);
      const isRight = (target: number, index: number) =>
        (registers[outputs[index] as number] as number) > classes.output === target > TARGET_MIDDLE;
      return own.includes(TARGET_MIDDLE) ? null : own.every(isRight);
    };
  }
  const one = classifierOf(session);
  return (
    one &&
    ((registers: Float64Array, targets: readonly number[]) => {
      const is = one.ofTargets(targets);
      return is < 0 ? null : one.ofOutputs(registers) === is;
    })
  );
}

/** How the outputs give a class; undefined if they do not. After a softmax layer it is the largest, with every loss. */
export function classesOf(scenario: Scenario): Loss['classes'] {
  const { loss } = scenario;
  if (outputActivation(scenario) === 'softmax') return { kind: 'largest' };
  return loss === null ? undefined : losses[loss].classes;
}

function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

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
