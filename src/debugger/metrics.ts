/** How good a network is: over all the examples that it is trained on, and over those that were kept apart. */
import { type Example, give, type Slot } from '../core/program.ts';
import type { LossName } from '../scenario/losses.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { executeForward, presentRegisters } from './forecast.ts';
import type { Session } from './session.ts';
import { evenly } from './watches.ts';

export interface Metrics {
  /** How many examples were looked at: of very many, some. */
  readonly examples: number;
  /** The mean of their losses. */
  readonly loss: number;
  /** How many were put into the right class; null where the outputs are no classes. */
  readonly right: number | null;
}

/** So many instructions are executed for one answer, at the most. */
const MOST_STEPS = 20_000_000;

/** What one output has to be above for the second of two classes. */
const thresholds: Readonly<Partial<Record<LossName, number>>> = {
  binary_cross_entropy: 0.5,
  binary_cross_entropy_from_logits: 0,
};

/**
 * Executes the forward and loss phases of examples with the parameters of the cursor, as they have been updated and
 * set so far. The session is left as it is. Null without examples or a loss.
 *
 * With a cross-entropy an example is right where its outputs say the class that its targets say: the largest of
 * several, or for each output on which side of even chances it is.
 */
export function metricsOf(session: Session, rows: readonly Example[]): Metrics | null {
  const loss = session.values.slotsOf('loss')[0];
  if (rows.length === 0 || loss === undefined) return null;
  const judge = judgeOf(session);
  let examples = 0;
  let sum = 0;
  let right = 0;
  for (const { registers, targets } of executed(session, rows)) {
    examples += 1;
    sum += registers[loss] as number;
    if (judge?.(registers, targets)) right += 1;
  }
  return { examples, loss: sum / examples, right: judge ? right : null };
}

/**
 * How many ReLUs have no slope for any of the examples, with the parameters of the cursor. The session is left as it
 * is. Null without ReLUs.
 */
export function deadRelus(session: Session, rows: readonly Example[]): number | null {
  const sums = session.engine.run.example.instructions.flatMap(({ op, operands }) =>
    op === 'relu' ? [operands[0] as Slot] : [],
  );
  if (sums.length === 0) return null;
  let dead = sums;
  for (const { registers } of executed(session, rows)) {
    // The slope of NaN is NaN, and not 0.
    dead = dead.filter((slot) => (registers[slot] as number) <= 0);
    if (dead.length === 0) break;
  }
  return dead.length;
}

/** What examples come to, one after the other, on one copy of the registers: of very many, some. */
function* executed(session: Session, rows: readonly Example[]) {
  const { run } = session.engine;
  const copy = presentRegisters(session);
  const most = Math.max(1, Math.floor(MOST_STEPS / Math.max(1, run.example.instructions.length)));
  for (const { inputs, targets } of evenly(rows, most)) {
    give(copy, run.inputs, inputs);
    give(copy, run.targets, targets);
    executeForward(session, copy);
    yield { registers: copy, targets };
  }
}

/** Whether registers hold the class that targets say; null where the outputs are no classes. */
function judgeOf({ scenario, values }: Session) {
  const outputs = scenario.outputs.map((name) => values.slotsOf(name)[0] as Slot);
  const read = (registers: Float64Array) => outputs.map((slot) => registers[slot] as number);
  if (isOfOneClass(scenario)) {
    return (registers: Float64Array, targets: readonly number[]) =>
      largest(read(registers)) === largest(targets);
  }
  const threshold = scenario.loss === null ? undefined : thresholds[scenario.loss];
  if (threshold === undefined) return null;
  return (registers: Float64Array, targets: readonly number[]) =>
    read(registers).every((value, index) => value > threshold === (targets[index] as number) > 0.5);
}

/** Whether the outputs are shares of several classes, of which one is right. */
function isOfOneClass({ loss, layers }: Scenario): boolean {
  return loss === 'softmax_cross_entropy' || layers.at(-1)?.activation === 'softmax';
}

function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
