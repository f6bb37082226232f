/**
 * What the network would give with other values: its own tape, executed on a copy of registers. The session is left
 * as it is. Every answer to "what if" is computed here: predictions, metrics, curves of the loss, gradient checks.
 */
import type { Engine } from '../core/execution/machine.ts';
import { memoize } from '../core/memo.ts';
import { type Example, type Phase, type Run, writeSlots } from '../core/program.ts';
import type { Session } from '../session/session.ts';

/** How far the Program of an example is executed: to its outputs, to its loss, or to its end, the gradients. */
export type Goal = 'outputs' | 'loss' | 'gradients';

/** An example, with what its nodes are multiplied by where there is dropout, in the order of the Run's masks. */
export interface MaskedExample extends Example {
  readonly masks: readonly number[] | Readonly<Float64Array>;
}

/** How many instructions of an example's Program are executed for a goal. */
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

export class WhatIf {
  /** Read and written at will: in them lie the values that are tried, and those that have been computed. */
  readonly registers: Float64Array;
  readonly #engine: Engine;

  /** @param registers executed on; without them a copy of the cursor's, with weights before their update */
  constructor(session: Session, registers: Float64Array = Float64Array.from(session.registers)) {
    this.#engine = session.engine;
    this.registers = registers;
  }

  /** How many instructions are executed for one example. */
  cost(goal: Goal): number {
    return lengthsOf(this.#engine.run)[goal];
  }

  /** Loads what is given of an example; the rest stays as it is. */
  give({ inputs, targets, masks }: Partial<MaskedExample>): void {
    const { run } = this.#engine;
    if (inputs) writeSlots(this.registers, run.inputs, inputs);
    if (targets) writeSlots(this.registers, run.targets, targets);
    if (masks && run.masks) writeSlots(this.registers, run.masks.slots, masks);
  }

  /** From now on no node is dropped: the network is used, and not trained. */
  dropNothing(): void {
    const { masks } = this.#engine.run;
    if (masks) this.give({ masks: masks.allOnes });
  }

  /** Executes the example that is loaded. */
  execute(goal: Goal): void {
    this.#engine.execute('example', this.registers, 0, this.cost(goal));
  }

  /** Executes the examples of a batch one after the other, from sums of 0. */
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

/** A copy of the cursor's registers, with the weights as they have been updated so far. */
export function currentRegisters({ engine, position, registers, values }: Session): Float64Array {
  const copy = Float64Array.from(registers);
  // A weight that has its update is taken over when the update is complete: here it is wanted at once.
  for (const { from, to } of engine.run.update.carries) {
    if (values.isCurrent(from, position)) copy[to] = registers[from] as number;
  }
  return copy;
}

/**
 * A copy of the registers at the end of a batch, with the weights as its update leaves them: a machine takes them over
 * only when it goes on.
 */
export function updatedRegisters({ update }: Run, registers: Readonly<Float64Array>): Float64Array {
  const copy = registers.slice();
  for (const { from, to } of update.carries) copy[to] = copy[from] as number;
  return copy;
}
