/** What the network gives with other weights or inputs: its own tape, executed on a copy of the cursor's registers. */
import { type Example, give, rowAt, type Slot } from '../core/program.ts';
import { loadedExample } from '../core/schedule.ts';
import type { Session } from '../session/session.ts';
import { lengthOf } from './forecast.ts';
import { evenly } from './sampling.ts';

/** The registers of the cursor's iteration with what was given to it: weights before their update. */
abstract class Trial {
  protected readonly session: Session;
  protected readonly registers: Float64Array;

  constructor(session: Session) {
    this.session = session;
    this.registers = Float64Array.from(session.registers);
  }

  protected execute(length: number): void {
    this.session.engine.execute('example', this.registers, 0, length);
  }
}

/** The first output as a function of the inputs. */
export class OutputTrial extends Trial {
  /** Instructions that are executed for one output. */
  readonly cost: number;
  readonly #output: Slot;

  constructor(session: Session) {
    super(session);
    this.cost = lengthOf(session.engine.run.example, ['forward']);
    const name = session.scenario.outputs[0] ?? '';
    this.#output = session.values.slotsOf(name)[0] as Slot;
    const { masks } = session.engine.run;
    if (masks) give(this.registers, masks.slots, masks.none);
  }

  at(inputs: readonly number[]): number {
    give(this.registers, this.session.engine.run.inputs, inputs);
    this.execute(this.cost);
    return this.registers[this.#output] as number;
  }
}

/** The example that is loaded at the cursor, as it may have been set. */
export function presentExample({ engine, registers }: Session): Example {
  const read = (slots: readonly Slot[]) => slots.map((slot) => registers[slot] as number);
  return { inputs: read(engine.run.inputs), targets: read(engine.run.targets) };
}

/** An example of a batch, with what it is multiplied by where there is dropout. */
interface Given {
  readonly number: number;
  readonly example: Example;
  readonly masks: Readonly<Float64Array>;
}

/** The examples of the cursor's batch by their numbers: the loaded one as it may have been set. */
function presentExamples(session: Session): Given[] {
  const { run, schedule } = session.engine;
  const segment = schedule.segmentAt(session.position);
  const { epoch, firstExample, size } = segment;
  const present = loadedExample(segment);
  const numbers =
    run.batch === 1 ? [present] : Array.from({ length: size }, (_, index) => firstExample + index);
  return numbers.map((number) => {
    const row = rowAt(run, epoch, number);
    const slots = run.masks?.slots ?? [];
    return number === present
      ? {
          number,
          example: presentExample(session),
          masks: Float64Array.from(slots, (slot) => session.registers[slot] as number),
        }
      : {
          number,
          example: run.data[row] as Example,
          masks: Float64Array.from(run.masks?.of(epoch, row) ?? []),
        };
  });
}

/** The slot of the loss that the weights are updated by: the batch's, else the example's; null without a loss. */
export function lossSlot({ values }: Session): Slot | null {
  const written = [...values.slotsOf('batch.loss'), ...values.slotsOf('loss')];
  return written.find((slot) => values.isComputed(slot)) ?? null;
}

/** The slot of its gradient by a parameter, or null where the tape has none. */
export function gradientSlot({ values }: Session, parameter: string): Slot | null {
  const written = [...values.slotsOf(`batch.grad(${parameter})`), ...values.slotsOf(`grad(${parameter})`)];
  return written.find((slot) => values.isComputed(slot)) ?? null;
}

/**
 * The loss of the cursor's batch as a function of the weights: that of the present example where an update follows
 * each, else the batch's mean or sum.
 */
export class LossTrial extends Trial {
  /** The examples that the loss is taken over, counted from 1: those of the batch, or some of a large one. */
  readonly examples: readonly number[];
  readonly #given: readonly Given[];
  readonly #loss: Slot;
  readonly #toLoss: number;

  /**
   * @param loss from `lossSlot`
   * @param most so many instructions may be executed for one value: of a larger batch, some examples are taken
   */
  constructor(session: Session, loss: Slot, most: number) {
    super(session);
    const { run } = session.engine;
    this.#loss = loss;
    this.#toLoss = lengthOf(run.example, ['forward', 'loss']);
    const all = presentExamples(session);
    const chosen = evenly(all, Math.max(1, Math.floor(most / this.#toLoss)));
    this.examples = chosen.map(({ number }) => number);
    this.#given = chosen;
    if (run.share !== null && chosen.length < all.length) this.registers[run.share] = 1 / chosen.length;
  }

  /** Instructions that are executed for one value. */
  get cost(): number {
    return this.#toLoss * this.#given.length;
  }

  /** The loss where one parameter has another value. */
  at(parameter: Slot, value: number): number {
    return this.#with(parameter, value, this.#toLoss, this.#loss);
  }

  /** The loss where all parameters have other values, in the order of the Run's. */
  withAll(parameters: Readonly<Float64Array>): number {
    const slots = this.session.engine.run.parameters;
    const before = slots.map((slot) => this.registers[slot] as number);
    slots.forEach((slot, index) => {
      this.registers[slot] = parameters[index] as number;
    });
    this.#execute(this.#toLoss);
    slots.forEach((slot, index) => {
      this.registers[slot] = before[index] as number;
    });
    return this.registers[this.#loss] as number;
  }

  /** The tape's own gradient by a parameter, where that has a value. */
  slope(parameter: Slot, gradient: Slot, value: number): number {
    return this.#with(parameter, value, this.session.engine.run.example.instructions.length, gradient);
  }

  #with(parameter: Slot, value: number, length: number, wanted: Slot): number {
    const before = this.registers[parameter] as number;
    this.registers[parameter] = value;
    this.#execute(length);
    this.registers[parameter] = before;
    return this.registers[wanted] as number;
  }

  #execute(length: number): void {
    const { accumulators, run } = this.session.engine;
    for (const slot of accumulators) this.registers[slot] = 0;
    for (const { example, masks } of this.#given) {
      give(this.registers, run.inputs, example.inputs);
      give(this.registers, run.targets, example.targets);
      if (run.masks) give(this.registers, run.masks.slots, masks);
      this.execute(length);
      for (const { from, to } of run.example.carry) this.registers[to] = this.registers[from] as number;
    }
  }
}
