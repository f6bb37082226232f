/** Reads values at every step of a segment from the registers at its end. */
import type { Program, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { type Expression, isTrue } from '../expression/condition.ts';
import type { Session } from '../session/session.ts';
import { PerSegment, type Registers, stepsWriting } from './exceptions/detector.ts';

/** The steps of a segment to examine, and where to read the addresses after each of them. */
interface Plan {
  /** Ascending, counted from 1. */
  readonly steps: Int32Array;
  /**
   * One row for each step, with one entry for each address. A slot if ≥ 0; −1: no value yet; −2 − i: element i of
   * `kept`.
   */
  readonly sources: Int32Array;
  readonly kept: readonly Slot[];
}

const UNKNOWN = -1;

/** Reads addresses after some steps, with the same results as `Values.resolve` at those positions. */
export class ValueReader {
  readonly #session: Session;
  readonly #addresses: readonly string[];
  readonly #plans: PerSegment<Plan>;
  #plan: Plan | null = null;
  #kept = new Float64Array(0);

  /**
   * @param steps returns the steps of a program to examine; null: those after which an address may have a new value
   */
  constructor(
    session: Session,
    addresses: readonly string[],
    steps: ((program: Program) => readonly number[]) | null = null,
  ) {
    this.#session = session;
    this.#addresses = addresses;
    this.#plans = new PerSegment((segment) => this.#planOf(segment, steps));
  }

  /** The slots of the addresses. */
  get slots(): readonly Slot[] {
    return this.#addresses.flatMap((address) => this.#session.values.slotsOf(address));
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

  /** The value of an address after a step, both given by index: among `addresses` and among the examined steps. */
  read(step: number, address: number, registers: Registers): number | null {
    const source = (this.#plan as Plan).sources[step * this.#addresses.length + address] as number;
    if (source >= 0) return registers[source] as number;
    return source === UNKNOWN ? null : (this.#kept[UNKNOWN - 1 - source] as number);
  }

  /**
   * The value of an address, given by index, at a position.
   *
   * @param registers those at `position`
   */
  at(position: number, address: number, registers: Registers): number | null {
    const slot = this.#session.values.resolve(this.#addresses[address] as string, position);
    return slot === null ? null : (registers[slot] as number);
  }

  #planOf(segment: Segment, wanted: ((program: Program) => readonly number[]) | null): Plan {
    const { values, engine } = this.#session;
    const program = engine.schedule.program(segment.program);
    const slots = new Set(this.#addresses.flatMap((address) => values.slotsOf(address)));
    // The first step always counts: the segment starts with a new example and with values carried from the previous
    // one.
    const steps = wanted?.(program) ?? [...new Set([1, ...stepsWriting(program, slots)])];
    const written = new Map(program.instructions.map(({ result }, index) => [result, index + 1]));
    const kept: Slot[] = [];
    const sources = steps.flatMap((step) =>
      this.#addresses.map((address) => {
        const slot = values.resolve(address, segment.start + step);
        if (slot === null) return UNKNOWN;
        if ((written.get(slot) ?? 0) <= step) return slot;
        if (!kept.includes(slot)) kept.push(slot);
        return UNKNOWN - 1 - kept.indexOf(slot);
      }),
    );
    return { steps: Int32Array.from(steps), sources: Int32Array.from(sources), kept };
  }
}

/** Evaluates a condition with the values that a value reader returns. */
export class ConditionEvaluator {
  readonly reader: ValueReader;
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
    const reader = new ValueReader(session, addresses, steps);
    this.reader = reader;
    this.#expression = expression;
    this.#read = (address) => reader.read(this.#step, addresses.indexOf(address), this.#registers);
    this.#readAt = (address) => reader.at(this.#step, addresses.indexOf(address), this.#registers);
  }

  /** Whether the condition is true after a step, given by its index among the examined steps. */
  holds(step: number, registers: Registers): boolean {
    return this.#evaluate(this.#read, step, registers);
  }

  /** Whether the condition is true at a position. */
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
