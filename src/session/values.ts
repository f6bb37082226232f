/** Which values are known at a position, and in which slot each is. */
import type { Engine } from '../core/execution/machine.ts';
import type { Slot, SlotInfo } from '../core/program.ts';
import type { ProgramName, Segment } from '../core/schedule.ts';
import { type InstructionRef, type TapeIndex, tapeIndexOf } from '../core/tape-index.ts';
import { AddressTable } from './address-table.ts';

/** A value that is known. */
export interface KnownValue {
  readonly slot: Slot;
  /** All addresses of the value. The first is the one to show. */
  readonly names: readonly string[];
  readonly value: number;
  /** False if the value was computed in an earlier iteration and not yet again in this one. */
  readonly fresh: boolean;
}

/** Consecutive values in the order in which values are shown. */
export interface ValueWindow {
  readonly values: readonly KnownValue[];
  /** The index in `values` of the first value at or after the requested rank. */
  readonly index: number;
}

const NONE = -1;

/** Larger than any instruction index. */
const MAX_INDEX = 2 ** 31 - 1;

/**
 * Reads values by address, at any position of one Run.
 *
 * Several slots can have the same address: a weight before and after its update, a batch's sum before and after this
 * example's term. The address then means the slot written last.
 */
export class Values {
  readonly #engine: Engine;
  readonly #tape: TapeIndex;
  readonly #addresses: AddressTable;
  #places: Int32Array | null = null;
  #beginnings: Readonly<Record<InstructionRef['program'], Int32Array>> | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
    const { run } = engine;
    this.#tape = tapeIndexOf(run);
    this.#addresses = new AddressTable(run.slots, (slot) => this.isComputed(slot));
  }

  /** Every address of the Run, aliases included, in the order of the tape. */
  get names(): readonly string[] {
    return this.#addresses.names;
  }

  /** The slots that have this address, in the order of the tape. */
  slotsOf(name: string): readonly Slot[] {
    return this.#addresses.slotsOf(name);
  }

  /** Whether there is a value with this address. */
  isKnown(name: string): boolean {
    return this.slotsOf(name).length > 0;
  }

  /** Whether an instruction writes the slot. False for inputs, targets, weights before an update and settings. */
  isComputed(slot: Slot): boolean {
    return this.#tape.isWritten(slot);
  }

  /** Whether the slot has its value of the current iteration at `position`: given, or computed in this iteration. */
  isCurrent(slot: Slot, position: number): boolean {
    return this.#isCurrent(slot, position, this.#engine.schedule.segmentAt(position));
  }

  /** The same for many slots. */
  areCurrentAt(position: number): (slot: Slot) => boolean {
    const segment = this.#engine.schedule.segmentAt(position);
    return (slot) => this.#isCurrent(slot, position, segment);
  }

  /** The slot that an address means at `position`, or null if it has no value yet. */
  resolve(name: string, position: number): Slot | null {
    return this.#latest(this.slotsOf(name), position, this.#engine.schedule.segmentAt(position));
  }

  /**
   * A function from the slots of an address to the one that the address means at `position`; null if its value is not
   * of the current iteration.
   */
  currentAt(position: number): (slots: readonly Slot[]) => Slot | null {
    const segment = this.#engine.schedule.segmentAt(position);
    return (slots) => {
      const slot = this.#latest(slots, position, segment);
      return slot !== null && this.#isCurrent(slot, position, segment) ? slot : null;
    };
  }

  /** The index of a slot's address among all shown addresses, known or not; null if it has none. */
  rankOf(slot: Slot): number | null {
    this.#places ??= this.#addresses.places();
    const place = this.#places[slot] ?? NONE;
    return place === NONE ? null : place;
  }

  /** The slots of the address at an index of the shown addresses, in the order of the tape. */
  slotsOfRank(place: number): readonly Slot[] {
    return place < 0 || place >= this.#addresses.shown ? [] : [...this.#addresses.slotsOfShown(place)];
  }

  /**
   * The values of the current iteration around an index: at most `most` before it, and at most `most` from it on. The
   * search stops there, so it does not get slower on a long tape.
   *
   * @param registers those at `position`
   * @param place an index of the shown addresses
   * @param belongs selects the slots to return
   */
  currentValuesAround(
    position: number,
    registers: Readonly<Float64Array>,
    place: number,
    most: number,
    belongs: (slot: Slot) => boolean,
  ): ValueWindow {
    const fresh = this.currentAt(position);
    const valueAt = (index: number): KnownValue[] => {
      const slot = fresh(this.slotsOfRank(index));
      return slot !== null && belongs(slot) ? [this.#valueOf(slot, registers, true)] : [];
    };
    const before: KnownValue[] = [];
    for (let index = place - 1; index >= 0 && before.length < most; index--) before.push(...valueAt(index));
    const { program, start } = this.#engine.schedule.segmentAt(position);
    this.#beginnings ??= this.#findBeginnings();
    const beginnings = this.#beginnings[program === 'update' ? 'update' : 'example'];
    const after: KnownValue[] = [];
    for (let index = place; index < this.#addresses.shown && after.length < most; index++) {
      if ((beginnings[index] as number) > position - start) break;
      after.push(...valueAt(index));
    }
    return { values: [...before.reverse(), ...after], index: before.length };
  }

  /**
   * Every known value: first the given ones, then the computed ones, in the order of the tape.
   *
   * @param registers those at `position`
   */
  known(position: number, registers: Readonly<Float64Array>): KnownValue[] {
    const segment = this.#engine.schedule.segmentAt(position);
    const known: KnownValue[] = [];
    for (let index = 0; index < this.#addresses.shown; index++) {
      const slot = this.#latest(this.slotsOfRank(index), position, segment);
      if (slot !== null) known.push(this.#valueOf(slot, registers, this.#isCurrent(slot, position, segment)));
    }
    return known;
  }

  #valueOf(slot: Slot, registers: Readonly<Float64Array>, fresh: boolean): KnownValue {
    const names = this.#engine.run.slots[slot]?.names ?? [];
    return { slot, names, value: registers[slot] as number, fresh };
  }

  /**
   * For each shown address: the number of instructions of a Program that are executed before it, or any address after
   * it, can have a value of the current iteration.
   */
  #findBeginnings(): Record<InstructionRef['program'], Int32Array> {
    const beginningOf = (program: InstructionRef['program'], slot: Slot) => {
      const writer = this.#tape.writerOf(slot);
      if (writer?.program === program) return writer.index + 1;
      return writer?.program === 'update' ? Number.POSITIVE_INFINITY : 0;
    };
    const of = (program: InstructionRef['program']) => {
      const beginnings = new Int32Array(this.#addresses.shown);
      let least = MAX_INDEX;
      for (let index = beginnings.length - 1; index >= 0; index--) {
        for (const slot of this.#addresses.slotsOfShown(index))
          least = Math.min(least, beginningOf(program, slot));
        beginnings[index] = least;
      }
      return beginnings;
    };
    return { example: of('example'), update: of('update') };
  }

  #latest(slots: readonly Slot[], position: number, segment: Segment): Slot | null {
    // Before its first term a batch's sum has been reset, so the reset value is not used: the last sum of the
    // previous batch is.
    const isReset = segment.example === segment.firstExample;
    const isGiven = (slot: Slot) =>
      !this.isComputed(slot) && !(isReset && this.#engine.run.slots[slot]?.kind === 'accumulator');
    const written = slots.findLast(
      (slot) => this.isComputed(slot) && this.#isCurrent(slot, position, segment),
    );
    if (written !== undefined) return written;
    const given = slots.find((slot) => isGiven(slot) && this.#isKnown(slot, position));
    return given ?? slots.find((slot) => this.isComputed(slot) && this.#isKnown(slot, position)) ?? null;
  }

  #isCurrent(slot: Slot, position: number, { program, start }: Segment): boolean {
    const writer = this.#tape.writerOf(slot);
    if (!writer) return this.#isKnown(slot, position);
    return sameProgram(program, writer.program)
      ? writer.index < position - start
      : program === 'update' && position > 0;
  }

  /** Whether the slot has had a value by `position`. A batch's sum has one once its first term has been added. */
  #isKnown(slot: Slot, position: number): boolean {
    const { run } = this.#engine;
    const writer = this.#tape.writerOf(slot);
    if (writer) {
      const firstBatch = Math.min(run.batch, run.data.length) * run.example.instructions.length;
      return position > writer.index + (writer.program === 'update' ? firstBatch : 0);
    }
    const { kind, name } = run.slots[slot] as SlotInfo;
    if (kind !== 'accumulator') return true;
    return this.slotsOf(name).some((other) => other !== slot && this.#isKnown(other, position));
  }
}

/**
 * Whether a running Program executes the writer's instructions: the finish executes the first part of the example's
 * tape.
 */
function sameProgram(running: ProgramName, writer: InstructionRef['program']): boolean {
  return running === writer || (running === 'finish' && writer === 'example');
}
