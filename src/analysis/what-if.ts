/**
 * Evaluates the network with other values: its tape is executed on a copy of the registers, so that the session does
 * not change. Predictions, metrics, plots of the loss and gradient checks are computed with it.
 */
import type { Engine } from '../core/execution/machine.ts';
import { memoize } from '../core/memo.ts';
import { type Example, type Phase, type Run, writeSlots } from '../core/program.ts';
import type { History } from '../session/history/history.ts';
import type { Session } from '../session/session.ts';

/** How far the Program of an example is executed: up to its outputs, its loss, or its gradients (the end). */
export type Goal = 'outputs' | 'loss' | 'gradients';

/** An example with its dropout masks, in the order of `run.masks.slots`; without dropout they are empty. */
export interface MaskedExample extends Example {
  readonly masks: readonly number[] | Readonly<Float64Array>;
}

/** Number of instructions of an example's Program for each goal. */
const lengthsOf = memoize(
  (run: Run) => run,
  ({ example: { instructions } }): Readonly<Record<Goal, number>> => {
    const before = (...phases: readonly Phase[]) => {
      const end = instructions.findIndex(({ scope }) => !phases.includes(scope.phase));
      return end < 0 ? instructions.length : end;
    };
    return { outputs: before('forward'), loss: before('forward', 'loss'), gradients: instructions.length };
  },
);

/** Number of instructions executed for one example. */
export function costOf(run: Run, goal: Goal): number {
  return lengthsOf(run)[goal];
}

export class WhatIf {
  /** The registers executed on. Callers write the values to try into them and read the results. */
  readonly registers: Float64Array;
  readonly #engine: Engine;

  /**
   * @param registers are overwritten. Default: a copy of the cursor's registers, with the weights from before the
   *   update of the iteration
   */
  constructor(session: Session, registers: Float64Array = Float64Array.from(session.registers)) {
    this.#engine = session.engine;
    this.registers = registers;
  }

  /** Number of instructions executed for one example. */
  cost(goal: Goal): number {
    return costOf(this.#engine.run, goal);
  }

  /** Loads the given parts of an example. The other parts do not change. */
  give({ inputs, targets, masks }: Partial<MaskedExample>): void {
    const { run } = this.#engine;
    if (inputs) writeSlots(this.registers, run.inputs, inputs);
    if (targets) writeSlots(this.registers, run.targets, targets);
    if (masks && run.masks) writeSlots(this.registers, run.masks.slots, masks);
  }

  /** Sets all dropout masks to 1, as for a network in use. */
  dropNothing(): void {
    const { masks } = this.#engine.run;
    if (masks) this.give({ masks: masks.allOnes });
  }

  /** Executes the loaded example. @param from index of the first instruction; the results of those before it are used */
  execute(goal: Goal, from = 0): void {
    this.#engine.execute('example', this.registers, from, this.cost(goal));
  }

  /** Executes the examples of a batch one after the other. The sums over the batch start at 0. */
  executeBatch(examples: readonly MaskedExample[], goal: Goal): void {
    const { accumulators, run } = this.#engine;
    for (const slot of accumulators) this.registers[slot] = 0;
    for (const example of examples) {
      this.give(example);
      this.execute(goal);
      for (const { from, to } of run.example.carries) this.registers[to] = this.registers[from] as number;
    }
  }
}

/** A copy of the cursor's registers. Weights that this iteration has already updated have their new values. */
export function currentRegisters(session: Session): Float64Array {
  return currentOf(session, session.position, session.registers);
}

/** The same at the end of the run, wherever the cursor is; also of a history with other edits. */
export function lastRegisters(session: Session, history: History = session.history): Float64Array {
  const { total } = session;
  return currentOf(session, total, history.machineAt(total).registers);
}

function currentOf(
  { engine, values }: Session,
  position: number,
  registers: Readonly<Float64Array>,
): Float64Array {
  const copy = registers.slice();
  // The machine copies an updated weight to the weight's slot only after the whole update.
  const isCurrent = values.areCurrentAt(position);
  for (const { from, to } of engine.run.update.carries) {
    if (isCurrent(from)) copy[to] = registers[from] as number;
  }
  return copy;
}

/**
 * A copy of the registers at the end of a batch, with the updated weights. A machine copies them to the slots of the
 * weights only when it executes the next step.
 */
export function updatedRegisters({ update }: Run, registers: Readonly<Float64Array>): Float64Array {
  const copy = registers.slice();
  for (const { from, to } of update.carries) copy[to] = copy[from] as number;
  return copy;
}
