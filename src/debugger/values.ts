/** Which values are known at a position, and where each is to be read. */
import type { Engine } from '../core/machine.ts';
import type { Program, Slot } from '../core/program.ts';
import type { ProgramName } from '../core/schedule.ts';

/** A value that is known. */
export interface KnownValue {
  readonly slot: Slot;
  /** All addresses of the value, the one to show first. */
  readonly names: readonly string[];
  readonly value: number;
  /** False for what was computed in an earlier iteration and not yet again in this one. */
  readonly fresh: boolean;
}

interface Writer {
  readonly program: 'example' | 'update';
  readonly index: number;
}

/**
 * Reads values by address, at any position of one Run.
 *
 * Several slots can have one address: a weight before and after its update, a batch's sum before and after
 * this example's term. Of those the one written last is meant.
 */
export class Values {
  readonly #engine: Engine;
  readonly #writers = new Map<Slot, Writer>();
  readonly #slots = new Map<string, Slot[]>();

  constructor(engine: Engine) {
    this.#engine = engine;
    const { run } = engine;
    const note = (name: Writer['program'], { instructions }: Program) => {
      for (const [index, { result }] of instructions.entries())
        this.#writers.set(result, { program: name, index });
    };
    note('example', run.example);
    note('update', run.update);
    for (const [slot, { role, names }] of run.slots.entries()) {
      if (role === 'constant') continue;
      for (const name of names) this.#slots.set(name, [...(this.#slots.get(name) ?? []), slot]);
    }
  }

  /** Every address that the Run has, in the order in which slots were made. */
  get names(): readonly string[] {
    return [...this.#slots.keys()];
  }

  /** The slots that an address stands for: in the order of the tape. */
  slotsOf(name: string): readonly Slot[] {
    return this.#slots.get(name) ?? [];
  }

  /** Whether an instruction writes the slot; false for inputs, targets, weights before an update and settings. */
  isComputed(slot: Slot): boolean {
    return this.#writers.has(slot);
  }

  /** Whether the present iteration has the slot's value at `position`: it was given or has been computed in it. */
  isFresh(slot: Slot, position: number): boolean {
    const writer = this.#writers.get(slot);
    if (!writer) return this.#engine.run.slots[slot]?.role !== 'accumulator' || this.isKnown(slot, position);
    const { program, start } = this.#engine.schedule.segmentAt(position);
    return sameProgram(program, writer.program)
      ? writer.index < position - start
      : program === 'update' && position > 0;
  }

  /** Whether the slot has had a value by `position`. */
  isKnown(slot: Slot, position: number): boolean {
    const { run } = this.#engine;
    if (run.slots[slot]?.role === 'accumulator') {
      const names = run.slots[slot]?.names ?? [];
      return this.slotsOf(names[0] ?? '').some((other) => other !== slot && this.isKnown(other, position));
    }
    const writer = this.#writers.get(slot);
    if (!writer) return true;
    const firstBatch = Math.min(run.batch, run.data.length) * run.example.instructions.length;
    return position > writer.index + (writer.program === 'update' ? firstBatch : 0);
  }

  /** The slot that an address means at `position`, or null where it has no value yet. */
  resolve(name: string, position: number): Slot | null {
    const slots = this.slotsOf(name);
    const written = slots.findLast((slot) => this.#writers.has(slot) && this.isFresh(slot, position));
    if (written !== undefined) return written;
    const given = slots.find((slot) => !this.#writers.has(slot) && this.isKnown(slot, position));
    return given ?? slots.find((slot) => this.isKnown(slot, position)) ?? null;
  }

  /**
   * Every known value, in the order of the tape.
   *
   * @param registers those at `position`
   */
  known(position: number, registers: Readonly<Float64Array>): KnownValue[] {
    const seen = new Set<Slot>();
    return this.names.flatMap((name) => {
      const slot = this.resolve(name, position);
      if (slot === null || seen.has(slot)) return [];
      seen.add(slot);
      const { names } = this.#engine.run.slots[slot] ?? { names: [] };
      return [{ slot, names, value: registers[slot] as number, fresh: this.isFresh(slot, position) }];
    });
  }
}

/** The finish executes the beginning of an example's tape. */
function sameProgram(running: ProgramName, writer: Writer['program']): boolean {
  return running === writer || (running === 'finish' && writer === 'example');
}
