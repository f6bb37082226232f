/** The detector for changes of a value, or of any number of an array. */
import type { Instruction, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { t } from '../i18n/translate.ts';
import { numbersOf, slotsNamed } from '../session/array-parts.ts';
import type { Session } from '../session/session.ts';
import { type Detector, firstStop, PerSegment, type Registers } from './exceptions/detector.ts';
import { KeptValues, Sources } from './value-reader.ts';

/** The numbers that may change at some steps of a segment. */
interface Plan {
  /** Ascending, counted from 1. */
  readonly steps: Int32Array;
  /** For each step where its numbers start among `numbers`, then their count. */
  readonly starts: Int32Array;
  /** The numbers that a step may change, by their index, and where each is read. */
  readonly numbers: Int32Array;
  readonly sources: Int32Array;
  readonly kept: readonly Slot[];
}

export class ChangeDetector implements Detector {
  readonly looksBack = 'nothing';
  readonly reactsToEdits = true;
  readonly tests = null;
  readonly reads: readonly Slot[];
  readonly #session: Session;
  readonly #name: string;
  readonly #by: number;
  readonly #addresses: readonly string[];
  readonly #plans = new PerSegment((segment) => this.#planOf(segment));
  readonly #kept = new KeptValues();
  #plan: Plan | null = null;
  /** The value of each number after the step examined last. */
  #was: (number | null)[] = [];

  /** @param name an address, or the name of an array or a row */
  constructor(session: Session, name: string, by: number) {
    this.#session = session;
    this.#name = name;
    this.#by = by;
    this.#addresses = numbersOf(session, name);
    this.reads = slotsNamed(session, name);
  }

  start(position: number, registers: Registers): void {
    this.#was = this.#valuesAt(position, registers);
  }

  enter(segment: Segment, registers: Registers): void {
    this.#plan = this.#plans.of(segment);
    this.#kept.keep(this.#plan.kept, registers);
  }

  scan(from: number, to: number, registers: Registers): number {
    const { steps, starts, numbers, sources } = this.#plan as Plan;
    return firstStop(steps, from, to, (index) => {
      let isChanged = false;
      for (let at = starts[index] as number; at < (starts[index + 1] as number); at++) {
        const number = numbers[at] as number;
        const value = this.#kept.read(sources[at] as number, registers);
        if (isChange(this.#was[number] ?? null, value, this.#by)) isChanged = true;
        this.#was[number] = value;
      }
      return isChanged;
    });
  }

  edited(position: number, registers: Registers): boolean {
    const was = this.#was;
    this.#was = this.#valuesAt(position, registers);
    return this.#was.some((value, number) => isChange(was[number] ?? null, value, this.#by));
  }

  describeStop({ history }: Session, position: number): string {
    const before = this.#valuesAt(position - 1, history.machineAt(position - 1).registers);
    const after = this.#valuesAt(position, history.machineAt(position).registers);
    const changed = this.#addresses.flatMap((address, number) => {
      const [was, is] = [before[number] ?? null, after[number] ?? null];
      return isChange(was, is, this.#by) ? [{ address, was, is }] : [];
    });
    const [{ address, was, is } = { address: this.#name, was: null, is: null }] = changed;
    const first = t`${address} changed from ${String(was)} to ${String(is)}`;
    const others = changed.length - 1;
    if (others < 1) return first;
    return others === 1
      ? t`${first}, and 1 more number of ${this.#name}`
      : t`${first}, and ${others} more numbers of ${this.#name}`;
  }

  #valuesAt(position: number, registers: Registers): (number | null)[] {
    return this.#addresses.map((address) => {
      const slot = this.#session.values.resolve(address, position);
      return slot === null ? null : (registers[slot] as number);
    });
  }

  /** A step may change what it writes. The first one follows new data and carried values, so it may change all. */
  #planOf(segment: Segment): Plan {
    const { engine, values } = this.#session;
    const { instructions } = engine.schedule.program(segment.program);
    const owners = new Map<Slot, number[]>();
    for (const [number, address] of this.#addresses.entries())
      for (const slot of values.slotsOf(address)) owners.set(slot, [...(owners.get(slot) ?? []), number]);
    const places = new Sources(this.#session, segment, owners);
    const steps: number[] = [];
    const starts: number[] = [];
    const numbers: number[] = [];
    for (let index = 0; index < instructions.length; index++) {
      const own = owners.get((instructions[index] as Instruction).result);
      const changing = index === 0 ? this.#addresses.keys() : own;
      if (!changing) continue;
      steps.push(index + 1);
      starts.push(numbers.length);
      for (const number of changing) numbers.push(number);
    }
    starts.push(numbers.length);
    const sources = new Int32Array(numbers.length);
    for (let index = 0; index < steps.length; index++)
      for (let at = starts[index] as number; at < (starts[index + 1] as number); at++)
        sources[at] = places.of(this.#addresses[numbers[at] as number] as string, steps[index] as number);
    return {
      steps: Int32Array.from(steps),
      starts: Int32Array.from(starts),
      numbers: Int32Array.from(numbers),
      sources,
      kept: places.kept,
    };
  }
}

function isChange(was: number | null, value: number | null, by: number): boolean {
  if (was === null || value === null || was === value) return false;
  if (Number.isNaN(was) && Number.isNaN(value)) return false;
  // A change to or from NaN or infinity always counts. Written so that a NaN distance also counts.
  return !(Math.abs(value - was) <= by);
}
