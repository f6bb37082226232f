/** Reads addresses and conditions after the steps of a stretch that has been executed as a whole. */
import type { Program, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { type Expression, isTrue } from '../expression/condition.ts';
import type { Session } from '../session/session.ts';
import { PerSegment, type Registers, stepsWriting } from './detector.ts';

/** The steps of a segment that have to be looked at, and where the addresses are to be read after each. */
interface Plan {
  /** Ascending, counted from 1. */
  readonly steps: Int32Array;
  /** For each step, for each address: a slot, or NOWHERE, or below that a place among what is kept. */
  readonly sources: Int32Array;
  readonly kept: readonly Slot[];
}

const NOWHERE = -1;

/** Reads addresses after the steps that matter, as `Values` resolves them there. */
export class Sight {
  readonly #session: Session;
  readonly #addresses: readonly string[];
  readonly #plans: PerSegment<Plan>;
  #plan: Plan | null = null;
  #kept = new Float64Array(0);

  /** @param steps those of a program that matter; null: those after which an address may have another value */
  constructor(
    session: Session,
    addresses: readonly string[],
    steps: ((program: Program) => readonly number[]) | null = null,
  ) {
    this.#session = session;
    this.#addresses = addresses;
    this.#plans = new PerSegment((segment) => this.#planOf(segment, steps));
  }

  get steps(): Int32Array {
    return (this.#plan as Plan).steps;
  }

  enter(segment: Segment, registers: Registers): void {
    const plan = this.#plans.of(segment);
    this.#plan = plan;
    const { kept } = plan;
    if (this.#kept.length < kept.length) this.#kept = new Float64Array(kept.length);
    for (let index = 0; index < kept.length; index++) {
      this.#kept[index] = registers[kept[index] as number] as number;
    }
  }

  /** The value of an address (by its number) after a step (by its number among those that matter). */
  read(step: number, address: number, registers: Registers): number | null {
    const source = (this.#plan as Plan).sources[step * this.#addresses.length + address] as number;
    if (source >= 0) return registers[source] as number;
    return source === NOWHERE ? null : (this.#kept[NOWHERE - 1 - source] as number);
  }

  /** The value of an address at a position that the registers are of. */
  at(position: number, address: number, registers: Registers): number | null {
    const slot = this.#session.values.resolve(this.#addresses[address] as string, position);
    return slot === null ? null : (registers[slot] as number);
  }

  #planOf(segment: Segment, wanted: ((program: Program) => readonly number[]) | null): Plan {
    const { values, engine } = this.#session;
    const program = engine.schedule.program(segment.program);
    const slots = new Set(this.#addresses.flatMap((address) => values.slotsOf(address)));
    // In its first step a segment is given its example, and what the one before has left.
    const steps = wanted?.(program) ?? [...new Set([1, ...stepsWriting(program, slots)])];
    const written = new Map(program.instructions.map(({ result }, index) => [result, index + 1]));
    const kept: Slot[] = [];
    const sources = steps.flatMap((step) =>
      this.#addresses.map((address) => {
        const slot = values.resolve(address, segment.start + step);
        if (slot === null) return NOWHERE;
        if ((written.get(slot) ?? 0) <= step) return slot;
        if (!kept.includes(slot)) kept.push(slot);
        return NOWHERE - 1 - kept.indexOf(slot);
      }),
    );
    return { steps: Int32Array.from(steps), sources: Int32Array.from(sources), kept };
  }
}

/** Evaluates an expression by what a Sight sees. */
export class Evaluation {
  readonly sight: Sight;
  readonly #expression: Expression;
  #step = 0;
  #registers: Registers = new Float64Array(0);
  readonly #read: (address: string) => number | null;
  readonly #readAt: (address: string) => number | null;

  constructor(
    session: Session,
    expression: Expression,
    steps: ((program: Program) => readonly number[]) | null = null,
  ) {
    const { addresses } = expression;
    const sight = new Sight(session, addresses, steps);
    this.sight = sight;
    this.#expression = expression;
    this.#read = (address) => sight.read(this.#step, addresses.indexOf(address), this.#registers);
    this.#readAt = (address) => sight.at(this.#step, addresses.indexOf(address), this.#registers);
  }

  /** Whether it is true after a step, by its number among those that matter. */
  holds(step: number, registers: Registers): boolean {
    return this.#evaluate(this.#read, step, registers);
  }

  /** Whether it is true at a position. */
  holdsAt(position: number, registers: Registers): boolean {
    return this.#evaluate(this.#readAt, position, registers);
  }

  #evaluate(read: (address: string) => number | null, step: number, registers: Registers): boolean {
    this.#step = step;
    this.#registers = registers;
    const value = this.#expression.evaluate(read);
    return value !== null && isTrue(value);
  }
}
