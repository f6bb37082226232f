/** What each example of a batch has added to the batch's gradient, and what these shares do together. */
import type { Slot } from '../core/program.ts';
import type { Session } from '../session/session.ts';
import { displayName, type NamedValue } from '../session/steps.ts';

/** The share of one example. */
export interface ExampleShare {
  /** Its position in the epoch, counted from 1. */
  readonly example: number;
  /** The step that added it. */
  readonly step: number;
  readonly value: number;
  /** The inputs and targets of the example. */
  readonly given: readonly NamedValue[];
}

/**
 * What the shares do together. `agree`: none has another sign than the others. `cancel`: at most 1% of their sizes is
 * left in the sum. `partly`: more is left, but they have different signs.
 */
type Together = 'agree' | 'partly' | 'cancel' | 'zero';

export interface BatchShares {
  /** In the order of the examples. */
  readonly shares: readonly ExampleShare[];
  readonly sum: number;
  /** The sum of the absolute values of the shares. */
  readonly sizes: number;
  /** Null if a share is not finite, or if there is only one. */
  readonly together: Together | null;
}

/** The largest part of the sizes that is left if shares are said to cancel. */
const LEFT = 0.01;

/**
 * The shares of the examples that a batch's gradient is the sum of, up to the example of a step.
 *
 * @param step a step that adds an example's gradient to that of its batch
 * @returns null if the step does something else
 */
export function batchShares(session: Session, step: number): BatchShares | null {
  const { schedule } = session.engine;
  if (schedule.instructionAt(step).role.kind !== 'batchGradient') return null;
  const { example, firstExample, length } = schedule.segmentAt(step);
  const count = (example as number) - firstExample + 1;
  const steps = Array.from({ length: count }, (_, index) => step - (count - 1 - index) * length);
  const shares = steps.map((each) => shareOf(session, each));
  const sum = session.step(step).result.value;
  const values = shares.map(({ value }) => value);
  const sizes = values.reduce((total, value) => total + Math.abs(value), 0);
  return { shares, sum, sizes, together: togetherOf(values, sum, sizes) };
}

function shareOf(session: Session, step: number): ExampleShare {
  const { run, schedule } = session.engine;
  const { example } = schedule.segmentAt(step);
  const registers = session.history.stepRegisters(step);
  const named = (slot: Slot): NamedValue => ({
    name: displayName(run, slot),
    value: registers[slot] as number,
  });
  return {
    example: example as number,
    step,
    value: session.step(step).operands[1]?.value as number,
    given: [...run.inputs, ...run.targets].map(named),
  };
}

function togetherOf(values: readonly number[], sum: number, sizes: number): Together | null {
  if (values.length < 2 || !Number.isFinite(sizes)) return null;
  if (sizes === 0) return 'zero';
  if (values.every((value) => value >= 0) || values.every((value) => value <= 0)) return 'agree';
  return Math.abs(sum) <= LEFT * sizes ? 'cancel' : 'partly';
}
