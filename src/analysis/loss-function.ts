/** The loss of the cursor's batch as a function of the weights. */
import { executeForMany } from '../core/execution/columns.ts';
import type { Engine } from '../core/execution/machine.ts';
import { type Example, rowOfExample, type Slot, writeSlots } from '../core/program.ts';
import { loadedExample } from '../core/schedule.ts';
import type { Session } from '../session/session.ts';
import { sampleEvenly } from './sampling.ts';
import { type Goal, type MaskedExample, WhatIf } from './what-if.ts';

/** The example loaded at the cursor. Edits of its inputs and targets are included. */
export function currentExample({ engine, registers }: Session): Example {
  const read = (slots: readonly Slot[]) => slots.map((slot) => registers[slot] as number);
  return { inputs: read(engine.run.inputs), targets: read(engine.run.targets) };
}

/** An example of a batch. */
interface BatchExample extends MaskedExample {
  /** Counted from 1 in its epoch. */
  readonly number: number;
}

/**
 * The examples of the cursor's batch, in order; only the loaded one for batch size 1. The loaded one includes edits.
 */
function currentExamples(session: Session): BatchExample[] {
  const { run, schedule } = session.engine;
  const segment = schedule.segmentAt(session.position);
  const { epoch, firstExample, size } = segment;
  const current = loadedExample(segment);
  const numbers =
    run.batch === 1 ? [current] : Array.from({ length: size }, (_, index) => firstExample + index);
  return numbers.map((number) => {
    const row = rowOfExample(run, epoch, number);
    if (number !== current) {
      // A copy, because `forExample` returns the same array for every example.
      return { number, ...(run.data[row] as Example), masks: [...(run.masks?.forExample(epoch, row) ?? [])] };
    }
    const masks = (run.masks?.slots ?? []).map((slot) => session.registers[slot] as number);
    return { number, ...currentExample(session), masks };
  });
}

/** Whether the loaded example differs from its row in the data. */
export function isSetByHand({ engine, registers, position }: Session): boolean {
  const { run, schedule } = engine;
  const segment = schedule.segmentAt(position);
  const row = run.data[rowOfExample(run, segment.epoch, loadedExample(segment))];
  const isSame = (slots: readonly Slot[], given: readonly number[] = []) =>
    slots.every((slot, index) => Object.is(registers[slot], given[index]));
  return !isSame(run.inputs, row?.inputs) || !isSame(run.targets, row?.targets);
}

/** The slot of the loss that updates minimize: the batch's, otherwise the example's; null if there is no loss. */
export function lossSlot({ engine: { run }, values }: Session): Slot | null {
  const loss = run.batchLoss ?? run.loss;
  return loss !== null && values.isComputed(loss) ? loss : null;
}

/**
 * The loss of the cursor's batch as a function of the weights: the loss of the current example if every example has its
 * own update, otherwise the mean or sum over the batch.
 */
export class LossFunction {
  /** The numbers of the examples that the loss is computed from, counted from 1; of a large batch only some. */
  readonly examples: readonly number[];
  /** Number of instructions executed for one evaluation. */
  readonly cost: number;
  readonly #engine: Engine;
  readonly #parameters: readonly Slot[];
  readonly #loss: Slot;
  readonly #batch: readonly BatchExample[];
  readonly #whatIf: WhatIf;

  /**
   * @param loss from `lossSlot`
   * @param most maximum number of instructions for one evaluation; a larger batch is sampled, at least one example
   */
  constructor(session: Session, loss: Slot, most: number) {
    const { run } = session.engine;
    this.#engine = session.engine;
    this.#parameters = run.parameters;
    this.#loss = loss;
    this.#whatIf = new WhatIf(session);
    const toLoss = this.#whatIf.cost('loss');
    const all = currentExamples(session);
    this.#batch = sampleEvenly(all, Math.max(1, Math.floor(most / toLoss)));
    this.examples = this.#batch.map(({ number }) => number);
    this.cost = toLoss * this.#batch.length;
    const taken = this.#batch.length;
    if (run.batchShare !== null && taken < all.length) this.#whatIf.registers[run.batchShare] = 1 / taken;
  }

  /** The loss if one parameter has another value. */
  at(parameter: Slot, value: number): number {
    return this.#with([parameter], [value], 'loss', this.#loss);
  }

  /** The loss if all parameters have other values, in the order of `run.parameters`. */
  withAll(parameters: Readonly<Float64Array>): number {
    return this.#with(this.#parameters, parameters, 'loss', this.#loss);
  }

  /**
   * The losses if some parameters have other values: for each of many points at once, in parts. They are those of `at`,
   * bit for bit.
   *
   * @param points for each of these parameters a column of values, all of one length
   */
  *atMany(points: ReadonlyMap<Slot, Float64Array>): Generator<void, Float64Array> {
    const { run } = this.#engine;
    const loss = this.#loss;
    const sum = run.example.carries.find(({ from }) => from === loss)?.to;
    const { length } = [...points.values()][0] ?? [];
    let total = new Float64Array(length ?? 0);
    // Each example adds its part to what those before it have left.
    for (const example of this.#batch) {
      this.#whatIf.give(example);
      const given = sum === undefined ? points : new Map([...points, [sum, total]]);
      const registers = this.#whatIf.registers.slice();
      total = (yield* executeForMany(run, registers, given, loss, this.#whatIf.cost('loss'))) as typeof total;
    }
    return total;
  }

  /** The gradient that the tape computes for a parameter if that parameter has the given value. */
  slope(parameter: Slot, gradient: Slot, value: number): number {
    return this.#with([parameter], [value], 'gradients', gradient);
  }

  #with(
    slots: readonly Slot[],
    numbers: readonly number[] | Readonly<Float64Array>,
    goal: Goal,
    wanted: Slot,
  ): number {
    const { registers } = this.#whatIf;
    const before = slots.map((slot) => registers[slot] as number);
    writeSlots(registers, slots, numbers);
    this.#whatIf.executeBatch(this.#batch, goal);
    writeSlots(registers, slots, before);
    return registers[wanted] as number;
  }
}
