/**
 * Seeks to any step from any step. Nothing is stored that can be replayed: there are checkpoints of the
 * parameters at the beginnings of batches, thinned so that their number stays bounded, and replay from there.
 *
 * The invariant: after seek(k) the registers are, bit for bit, those of a fresh run to k.
 */
import { type Engine, Machine, type Patch } from '../core/machine.ts';

/** So many checkpoints are held at the most; one more, and every second is dropped. */
const MOST_CHECKPOINTS = 512;

/** How many executed segments are kept for reading steps away from the cursor. */
const KEPT_SEGMENTS = 8;

/** What lasts, at the beginnings of batches, by the number of the batch: every `stride`-th one. */
class Checkpoints {
  readonly #kept: Map<number, Float64Array>;
  #stride: number;
  #latest: number;

  constructor(kept: Map<number, Float64Array> = new Map(), stride = 1) {
    this.#kept = kept;
    this.#stride = stride;
    this.#latest = Math.max(0, ...kept.keys());
  }

  /** A copy with the checkpoints of those batches alone that pass the test. */
  only(isKept: (batch: number) => boolean): Checkpoints {
    return new Checkpoints(new Map([...this.#kept].filter(([batch]) => isKept(batch))), this.#stride);
  }

  get size(): number {
    return this.#kept.size;
  }

  /** The first batch after `batch` whose beginning is worth keeping. */
  after(batch: number): number {
    return (Math.floor(batch / this.#stride) + 1) * this.#stride;
  }

  /** The latest kept batch up to `batch`, or null. Every `stride`-th one up to the latest is there. */
  upTo(batch: number): { batch: number; state: Float64Array } | null {
    const at = Math.floor(Math.min(batch, this.#latest) / this.#stride) * this.#stride;
    const state = this.#kept.get(at);
    return state ? { batch: at, state } : null;
  }

  keep(batch: number, state: Float64Array): void {
    if (this.#kept.has(batch)) return;
    this.#kept.set(batch, state);
    this.#latest = Math.max(this.#latest, batch);
    if (this.#kept.size <= MOST_CHECKPOINTS) return;
    this.#stride *= 2;
    for (const at of this.#kept.keys()) if (at % this.#stride !== 0) this.#kept.delete(at);
  }
}

export class History {
  readonly #engine: Engine;
  readonly #cursor: Machine;
  /** Reads steps elsewhere, so that looking around does not move the cursor. */
  readonly #reader: Machine;
  readonly #patches: readonly Patch[];
  readonly #checkpoints: Checkpoints;
  readonly #segments = new Map<number, Float64Array>();

  /** @param patches in the order of their positions */
  constructor(engine: Engine, patches: readonly Patch[] = [], checkpoints = new Checkpoints()) {
    this.#engine = engine;
    this.#patches = patches;
    this.#checkpoints = checkpoints;
    this.#cursor = new Machine(engine, patches);
    this.#reader = new Machine(engine, patches);
  }

  /**
   * The history with other patches, before its first step.
   *
   * @param same up to and including this position both have the same patches: checkpoints up to it stay
   */
  patched(patches: readonly Patch[], same: number): History {
    const { schedule } = this.#engine;
    const checkpoints = this.#checkpoints.only((batch) => schedule.batchStart(batch) <= same);
    return new History(this.#engine, patches, checkpoints);
  }

  /**
   * The position from which a seek would execute: that of what is moved, the nearest checkpoint's, or the start.
   *
   * @param position where the machine stands that is to be moved; the cursor, where none is given
   */
  seeksFrom(target: number, position = this.position): number {
    const { schedule } = this.#engine;
    const checkpoint = this.#checkpoints.upTo(schedule.segmentAt(target).batchIndex - 1);
    const from = checkpoint ? schedule.batchStart(checkpoint.batch) : 0;
    return position <= target ? Math.max(from, position) : from;
  }

  /** Another machine with the same patches, at `position`: for executing steps one by one. */
  machineAt(position: number): Machine {
    const machine = new Machine(this.#engine, this.#patches);
    this.#move(machine, position);
    return machine;
  }

  /** Moves such a machine to another position, by way of a checkpoint where that is shorter. */
  moveMachine(machine: Machine, position: number): void {
    this.#move(machine, position);
  }

  get position(): number {
    return this.#cursor.position;
  }

  /** The registers at the present position. They change with the next seek. */
  get registers(): Readonly<Float64Array> {
    return this.#cursor.registers;
  }

  /** How many checkpoints are held: bounded, however long the run. */
  get checkpoints(): number {
    return this.#checkpoints.size;
  }

  /**
   * Moves to position `target` (that many steps executed).
   * @throws RangeError outside 0 … total
   */
  seek(target: number): void {
    this.#move(this.#cursor, target);
  }

  /**
   * Registers from which step `step` can be read: its operands and its result, as it found and left them. Where
   * nothing was patched they are those at the end of its segment, since there every instruction writes a slot
   * of its own.
   */
  stepRegisters(step: number): Readonly<Float64Array> {
    const { start, length } = this.#engine.schedule.segmentAt(step);
    const isPatched = this.#patches.some(({ at }) => at >= start && at <= start + length);
    if (isPatched) {
      this.#move(this.#reader, step, false);
      return this.#reader.registers.slice();
    }
    const known = this.#segments.get(start);
    if (known) return known;
    this.#move(this.#reader, start + length);
    const copy = this.#reader.registers.slice();
    this.#segments.set(start, copy);
    if (this.#segments.size > KEPT_SEGMENTS) {
      const oldest = this.#segments.keys().next();
      if (!oldest.done) this.#segments.delete(oldest.value);
    }
    return copy;
  }

  #move(machine: Machine, target: number, isSettled = true): void {
    const { schedule } = this.#engine;
    const { batchIndex } = schedule.segmentAt(target);
    // The batch before the target's runs whole, so that values left from it are there as well.
    const checkpoint = this.#checkpoints.upTo(batchIndex - 1);
    const from = checkpoint ? schedule.batchStart(checkpoint.batch) : 0;
    // What is patched at the target already cannot be had without the patch.
    const isPast = target < machine.position || (target === machine.position && !isSettled);
    if (isPast || machine.position < from) {
      if (checkpoint) machine.restart(from, checkpoint.state);
      else machine.reset();
    }
    let batch = this.#checkpoints.after(schedule.segmentAt(machine.position).batchIndex);
    while (batch < schedule.batches && schedule.batchStart(batch) < target) {
      machine.advance(schedule.batchStart(batch));
      this.#checkpoints.keep(batch, machine.checkpoint());
      batch = this.#checkpoints.after(batch);
    }
    machine.advance(target, isSettled);
  }
}
