/**
 * Seeks to any step from any step. Nothing is stored that can be replayed: there are checkpoints of the
 * parameters at the beginnings of batches, thinned so that they stay within a budget, and replay from there: by
 * compiled code for whole batches, step by step inside one.
 *
 * The invariant: after seek(k) the registers are, bit for bit, those of a fresh run to k.
 */

import type { Engine, Machine, Patch } from '../core/execution/machine.ts';
import { FastMachine } from '../core/execution/wasm-machine.ts';
import { Checkpoints, type Keeping, usualKeeping } from './checkpoints.ts';

/** How many executed segments are kept for reading steps away from the cursor. */
const KEPT_SEGMENTS = 8;

/** So many steps are executed in a few milliseconds: compiled, and step by step. */
const SLICE = { fast: 2_000_000, plain: 200_000 };

export class History {
  readonly #engine: Engine;
  readonly #cursor: Machine;
  /** Reads steps elsewhere, so that looking around does not move the cursor. */
  readonly #reader: Machine;
  readonly #patches: readonly Patch[];
  readonly #keeping: Keeping;
  readonly #checkpoints: Checkpoints;
  readonly #segments = new Map<number, Float64Array>();

  /** @param patches in the order of their positions */
  constructor(engine: Engine, patches: readonly Patch[] = [], keeping: Keeping = usualKeeping) {
    this.#engine = engine;
    this.#patches = patches;
    this.#keeping = keeping;
    this.#checkpoints = new Checkpoints(engine.lasting.length, engine.schedule.batchStart(1), keeping);
    this.#cursor = new FastMachine(engine, patches);
    this.#reader = new FastMachine(engine, patches);
  }

  /**
   * The history with other patches, before its first step.
   *
   * @param same up to and including this position both have the same patches: checkpoints up to it stay
   */
  patched(patches: readonly Patch[], same: number): History {
    const { schedule } = this.#engine;
    // The position after `same` may be in the next batch already: its beginning then is at `same` or before.
    const latest = same >= schedule.total ? schedule.batches : schedule.segmentAt(same + 1).batchIndex;
    const history = new History(this.#engine, patches, this.#keeping);
    history.#checkpoints.takeOver(this.#checkpoints, latest);
    return history;
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

  /** Positions on the way to a target, each no more than a few milliseconds of work after the one before. */
  *wayTo(target: number): Generator<number> {
    const from = this.seeksFrom(target);
    const slice = this.#engine.fastFor(target - from) ? SLICE.fast : SLICE.plain;
    for (let at = from + slice; at < target; at += slice) yield at;
  }

  /**
   * Another machine with the same patches, at `position`: for executing steps one by one.
   *
   * @param machine one that was made so, to be moved: by way of a checkpoint where that is shorter
   */
  machineAt(position: number, machine: Machine = new FastMachine(this.#engine, this.#patches)): Machine {
    this.#move(machine, position);
    return machine;
  }

  /** Leaves checkpoints up to a position, for whoever seeks there later. The cursor stays. */
  explore(position: number): void {
    this.#move(this.#reader, position);
  }

  get position(): number {
    return this.#cursor.position;
  }

  /** The registers at the present position. They change with the next seek. */
  get registers(): Readonly<Float64Array> {
    return this.#cursor.registers;
  }

  /** How many checkpoints are held, and the memory that they take: bounded, however long the run. */
  get checkpoints(): { readonly size: number; readonly bytes: number } {
    return this.#checkpoints;
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
    const last = batchIndex - 1;
    const checkpoint = this.#checkpoints.upTo(last);
    const from = checkpoint ? schedule.batchStart(checkpoint.batch) : 0;
    // What is patched at the target already cannot be had without the patch.
    const isPast = target < machine.position || (target === machine.position && !isSettled);
    if (isPast || machine.position < from) {
      if (checkpoint) machine.restart(from, checkpoint.state);
      else machine.reset();
    }
    this.#leap(machine, last);
    let batch = this.#checkpoints.after(schedule.segmentAt(machine.position).batchIndex);
    while (batch < schedule.batches && schedule.batchStart(batch) < target) {
      machine.advance(schedule.batchStart(batch));
      this.#checkpoints.keep(batch, () => machine.checkpoint());
      batch = this.#checkpoints.after(batch);
    }
    machine.advance(target, isSettled);
  }

  /** Brings a machine that is further behind to the beginning of batch `last`, and leaves checkpoints on the way. */
  #leap(machine: Machine, last: number): void {
    const { schedule } = this.#engine;
    // What is set before the first step also holds in the first batch, which is left to the machine.
    let batch = schedule.segmentAt(machine.position).batchIndex + 1;
    const fast = batch < last ? this.#engine.fastFor(schedule.batchStart(last) - machine.position) : null;
    if (!fast) return;
    machine.advance(schedule.batchStart(batch));
    const state = machine.checkpoint();
    this.#checkpoints.keep(batch, () => state);
    while (batch < last) {
      const stop = Math.min(last, this.#checkpoints.after(batch), this.#firstPatched(batch));
      if (stop > batch) {
        fast.batches(state, batch, stop - batch);
        batch = stop;
      } else {
        machine.restart(schedule.batchStart(batch), state);
        batch += 1;
        machine.advance(schedule.batchStart(batch));
        state.set(machine.checkpoint());
      }
      this.#checkpoints.keep(batch, () => state);
    }
    machine.restart(schedule.batchStart(last), state);
  }

  /** The first batch from `batch` on in which something is patched, or at whose end. */
  #firstPatched(batch: number): number {
    const { schedule } = this.#engine;
    const start = schedule.batchStart(batch);
    const patch = this.#patches.find(({ at }) => at > start);
    return patch ? schedule.segmentAt(patch.at).batchIndex : Number.POSITIVE_INFINITY;
  }
}
