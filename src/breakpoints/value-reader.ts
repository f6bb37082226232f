/** Reads values at every step of a segment from the registers at its end. */
import type { Instruction, Program, Slot } from '../core/program.ts';
import { type Segment, timeIn } from '../core/schedule.ts';
import { type Expression, isTrue, type ReadTime } from '../expression/condition.ts';
import type { Session } from '../session/session.ts';
import { PerSegment, type Registers, stepsWriting } from './exceptions/detector.ts';

/** The steps of a segment to examine, and where to read the addresses after each of them. */
interface Plan {
  /** Ascending, counted from 1. */
  readonly steps: Int32Array;
  /** One row for each step, with one entry for each address. */
  readonly sources: Int32Array;
  readonly kept: readonly Slot[];
}

const UNKNOWN = -1;

/**
 * Where the values of a segment are at its end. A source is a slot if ≥ 0; −1: no value yet; −2 − i: element i of
 * `kept`, the slots whose values have to be kept before the segment overwrites them.
 */
export class Sources {
  readonly #session: Session;
  readonly #segment: Segment;
  /** The step that writes a slot, counted from 1. */
  readonly #written = new Map<Slot, number>();
  readonly #places = new Map<Slot, number>();
  readonly kept: Slot[] = [];

  /** @param slots those of the addresses */
  constructor(session: Session, segment: Segment, slots: { has(slot: Slot): boolean }) {
    this.#session = session;
    this.#segment = segment;
    const { instructions } = session.engine.schedule.program(segment.program);
    for (let index = 0; index < instructions.length; index++) {
      const { result } = instructions[index] as Instruction;
      if (slots.has(result)) this.#written.set(result, index + 1);
    }
  }

  /** The source of an address after a step. */
  of(address: string, step: number): number {
    const slot = this.#session.values.resolve(address, this.#segment.start + step);
    if (slot === null) return UNKNOWN;
    if ((this.#written.get(slot) ?? 0) <= step) return slot;
    const place = this.#places.get(slot) ?? this.kept.push(slot) - 1;
    this.#places.set(slot, place);
    return UNKNOWN - 1 - place;
  }
}

/** The values that a segment overwrites, and reading from sources. */
export class KeptValues {
  #values = new Float64Array(0);

  /** Keeps the values of slots, before the segment is executed. */
  keep(slots: readonly Slot[], registers: Registers): void {
    if (this.#values.length < slots.length) this.#values = new Float64Array(slots.length);
    for (let index = 0; index < slots.length; index++)
      this.#values[index] = registers[slots[index] as Slot] as number;
  }

  /** The value of a source; null if it has none yet. */
  read(source: number, registers: Registers): number | null {
    if (source >= 0) return registers[source] as number;
    return source === UNKNOWN ? null : (this.#values[UNKNOWN - 1 - source] as number);
  }
}

/** All steps of a program, for a reader that does not know before at which of them it is asked. */
export function everyStep({ instructions }: Program): readonly number[] {
  return instructions.map((_instruction, index) => index + 1);
}

/** Reads addresses after some steps, with the same results as `Values.resolve` at those positions. */
export class ValueReader {
  readonly #session: Session;
  readonly #addresses: readonly string[];
  readonly #plans: PerSegment<Plan>;
  #plan: Plan | null = null;
  readonly #kept = new KeptValues();
  segment: Segment | null = null;

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
    this.segment = segment;
    this.#kept.keep(plan.kept, registers);
  }

  /** The value of an address after a step, both given by index: among `addresses` and among the examined steps. */
  read(step: number, address: number, registers: Registers): number | null {
    const source = (this.#plan as Plan).sources[step * this.#addresses.length + address] as number;
    return this.#kept.read(source, registers);
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
    const places = new Sources(this.#session, segment, slots);
    const sources = steps.flatMap((step) => this.#addresses.map((address) => places.of(address, step)));
    return { steps: Int32Array.from(steps), sources: Int32Array.from(sources), kept: places.kept };
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
  readonly #session: Session;
  readonly #time: ReadTime;

  constructor(
    session: Session,
    expression: Expression,
    steps: ((program: Program) => readonly number[]) | null = null,
  ) {
    const { addresses } = expression;
    this.#session = session;
    const reader = new ValueReader(session, addresses, steps);
    this.reader = reader;
    this.#expression = expression;
    this.#read = (address) => reader.read(this.#step, addresses.indexOf(address), this.#registers);
    this.#time = (word) => timeIn(reader.segment as Segment, word);
    this.#readAt = (address) => reader.at(this.#step, addresses.indexOf(address), this.#registers);
  }

  /** Whether the condition is true after a step, given by its index among the examined steps. */
  holds(step: number, registers: Registers): boolean {
    return this.#evaluate(this.#read, this.#time, step, registers);
  }

  /** Whether the condition is true at a position. */
  holdsAt(position: number, registers: Registers): boolean {
    return this.#evaluate(this.#readAt, this.#session.timeAt(position), position, registers);
  }

  #evaluate(
    read: (address: string) => number | null,
    time: ReadTime,
    step: number,
    registers: Registers,
  ): boolean {
    this.#step = step;
    this.#registers = registers;
    const value = this.#expression.evaluate(read, time);
    return value !== null && isTrue(value);
  }
}
