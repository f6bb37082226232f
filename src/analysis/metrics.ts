/** How good a network is: over all the examples that it is trained on, and over those that were kept apart. */
import { ops } from '../core/operations.ts';
import type { Example, Slot } from '../core/program.ts';
import type { Scenario } from '../scenario/format/scenario.ts';
import type { Loss } from '../scenario/losses/loss.ts';
import { losses } from '../scenario/losses/losses.ts';
import type { Session } from '../session/session.ts';
import { displayName } from '../session/steps.ts';
import { gradientSlot } from './loss-function.ts';
import { sampleEvenly } from './sampling.ts';
import { currentRegisters, WhatIf } from './what-if.ts';

export interface Metrics {
  /** How many examples were looked at: of very many, some. */
  readonly examples: number;
  /** The mean of their losses. */
  readonly loss: number;
  /** How many were put into the right class; null where the outputs are no classes. */
  readonly correct: number | null;
}

/** So many instructions are executed for one answer, at the most. */
const MOST_STEPS = 20_000_000;

/** What a network is at one moment: how good on the examples, and what state it is in. */
export interface NetworkState {
  /** Of the examples that are trained on; null without a loss. */
  readonly trained: Metrics | null;
  /** Of the examples that are kept apart; null also without any. */
  readonly heldOut: Metrics | null;
  /** The Euclidean norm of the gradient that the latest update follows; null without updates. */
  readonly gradientNorm: number | null;
  /** How many ReLUs are 0 for every example that is trained on; null without ReLUs. */
  readonly dead: number | null;
}

/**
 * Executes the forward and loss phases of examples with the parameters of the cursor, as they have been updated and
 * set so far. The session is left as it is. Null without examples or a loss.
 *
 * With a cross-entropy an example is right where its outputs say the class that its targets say: the largest of
 * several, or for each output on which side of even chances it is.
 */
export function metricsOf(session: Session, rows: readonly Example[]): Metrics | null {
  return evaluated(session, currentRegisters(session), rows, MOST_STEPS).metrics;
}

/**
 * The state of a network with the parameters in a copy of registers, which is executed on.
 *
 * @param most so many instructions are executed at the most: of very many examples, some are looked at
 */
export function stateOf(session: Session, registers: Float64Array, most = MOST_STEPS): NetworkState {
  const { data, test } = session.scenario;
  const gradientNorm = normOf(session, registers);
  const { metrics, dead } = evaluated(session, registers, data, most);
  return { trained: metrics, heldOut: evaluated(session, registers, test, most).metrics, gradientNorm, dead };
}

/** The root of the sum of squares, which themselves may be too large to be held, of what an update goes against. */
function normOf(session: Session, registers: Readonly<Float64Array>): number | null {
  const { values, engine } = session;
  const gradients = engine.run.parameters.flatMap((slot) => {
    const name = displayName(engine.run, slot);
    return values.slotsOf(`delta(${name})`).length === 0 ? [] : (gradientSlot(session, name) ?? []);
  });
  if (gradients.length === 0) return null;
  return gradients.reduce((norm, slot) => Math.hypot(norm, registers[slot] as number), 0);
}

/** Executes examples one after the other on registers: of very many, some. */
function evaluated(session: Session, registers: Float64Array, rows: readonly Example[], most: number) {
  const { run } = session.engine;
  const loss = session.values.slotsOf('loss')[0];
  const judge = classifierOf(session);
  const relus = run.example.instructions.flatMap(({ op, operands }) =>
    ops[op].traits?.dies ? [operands[0] as Slot] : [],
  );
  let dead = relus;
  // A network that is looked at is not trained: nothing is dropped.
  const whatIf = new WhatIf(session, registers);
  whatIf.dropNothing();
  let [examples, sum, correct] = [0, 0, 0];
  const affordable = Math.max(1, Math.floor(most / Math.max(1, whatIf.cost('loss'))));
  for (const example of sampleEvenly(rows, affordable)) {
    whatIf.give(example);
    whatIf.execute('loss');
    examples += 1;
    sum += loss === undefined ? 0 : (registers[loss] as number);
    if (judge?.(registers, example.targets)) correct += 1;
    // The slope of NaN is NaN, and not 0.
    dead = dead.filter((slot) => (registers[slot] as number) <= 0);
  }
  const hasMetrics = examples > 0 && loss !== undefined;
  return {
    metrics: hasMetrics ? { examples, loss: sum / examples, correct: judge ? correct : null } : null,
    dead: relus.length === 0 ? null : dead.length,
  };
}

/** Whether registers hold the class that targets say; null where the outputs are no classes. */
function classifierOf({ scenario, values }: Session) {
  const outputs = scenario.outputs.map((name) => values.slotsOf(name)[0] as Slot);
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

/** How outputs say the class. The shares of a softmax layer say it with every loss. */
function classesOf({ loss, layers }: Scenario): Loss['classes'] {
  if (layers.at(-1)?.activation === 'softmax') return { kind: 'largest' };
  return loss === null ? undefined : losses[loss].classes;
}

function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
