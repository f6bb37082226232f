/**
 * Seeks from any step to any other. What can be replayed is not stored: checkpoints hold the parameters and settings
 * at the start of some batches, thinned to stay within a budget. From there, compiled code replays whole batches and
 * the interpreter replays single steps.
 *
 * The invariant: after seek(k) the registers are, bit for bit, those of a fresh run to k.
 */
import { type Engine, Machine, type Patch } from '../../core/execution/machine.ts';
import { WasmMachine } from '../../core/execution/wasm-machine.ts';
import { type CheckpointPolicy, Checkpoints, defaultCheckpointPolicy } from './checkpoints.ts';

/** Number of executed segments, or stretches between patches, whose registers are kept for reading steps. */
const KEPT_STRETCHES = 8;

/** Steps per slice, chosen so that a slice takes a few milliseconds: compiled, interpreted. */
const SLICE = { fast: 2_000_000, plain: 200_000 };

export class History {
  readonly #engine: Engine;
  readonly #cursor: Machine;
  /** Reads other steps, so that reading does not move the cursor. */
  readonly #reader: Machine;
  readonly #patches: readonly Patch[];
  readonly #keeping: CheckpointPolicy;
  readonly #checkpoints: Checkpoints;
  /** The registers kept for reading steps, by the position up to which they were executed. */
  readonly #stretches = new Map<number, Float64Array>();

  /** @param patches in ascending order of position */
  constructor(
    engine: Engine,
    patches: readonly Patch[] = [],
    keeping: CheckpointPolicy = defaultCheckpointPolicy,
  ) {
    this.#engine = engine;
    this.#patches = patches;
    this.#keeping = keeping;
    this.#checkpoints = new Checkpoints(engine.lasting.length, engine.schedule.batchStart(1), keeping);
    this.#cursor = new WasmMachine(engine, patches);
    this.#reader = new WasmMachine(engine, patches);
  }

  /**
   * The same run with other patches, before its first step.
   *
   * @param same both histories have the same patches up to and including this position, so checkpoints up to it are
   *   reused
   */
  patched(patches: readonly Patch[], same: number): History {
    const { schedule } = this.#engine;
    // Step `same` + 1 may be in the next batch. That batch starts at `same` or earlier, so its checkpoint holds.
    const latest = same >= schedule.total ? schedule.batches : schedule.segmentAt(same + 1).batchIndex;
    const history = new History(this.#engine, patches, this.#keeping);
    history.#checkpoints.takeOver(this.#checkpoints, latest);
    return history;
  }

  /**
   * The position from which a seek to `target` would execute: `position`, the nearest checkpoint, or the start.
   *
   * @param position the position of the machine to be moved; default: the cursor
   */
  seeksFrom(target: number, position = this.position): number {
    const { schedule } = this.#engine;
    const checkpoint = this.#checkpoints.upTo(schedule.segmentAt(target).batchIndex - 1);
    const from = checkpoint ? schedule.batchStart(checkpoint.batch) : 0;
    return position <= target ? Math.max(from, position) : from;
  }

  /**
   * Intermediate positions on the way to `target`. Each takes at most a few milliseconds to reach from the previous
   * one.
   */
  *seekSlices(target: number): Generator<number> {
    const from = this.seeksFrom(target);
    const slice = this.#engine.wasmWorthFor(target - from) ? SLICE.fast : SLICE.plain;
    for (let at = from + slice; at < target; at += slice) yield at;
  }

  /**
   * A separate machine with the same patches, at `position`, for executing steps one by one.
   *
   * @param machine a machine that an earlier call returned, to be moved; from a checkpoint if that is shorter
   */
  machineAt(position: number, machine: Machine = new WasmMachine(this.#engine, this.#patches)): Machine {
    this.#move(machine, position);
    return machine;
  }

  /** A separate machine with the same patches, at the start. It never stops to compile, which takes a while. */
  steadyMachine(): Machine {
    return new Machine(this.#engine, this.#patches);
  }

  /** The first batch after `batch` at whose start a checkpoint should be kept. */
  nextCheckpoint(batch: number): number {
    return this.#checkpoints.after(batch);
  }

  /** Keeps a checkpoint if one is due. @param state the persistent values at the start of a batch */
  keep(batch: number, state: Float64Array): void {
    this.#checkpoints.keep(batch, () => state);
  }

  /** Leaves checkpoints up to a position so that later seeks nearby are fast. The cursor stays where it is. */
  explore(position: number): void {
    this.#move(this.#reader, position);
  }

  get position(): number {
    return this.#cursor.position;
  }

  /** The registers at the cursor. They change with the next seek. */
  get registers(): Readonly<Float64Array> {
    return this.#cursor.registers;
  }

  /** The number of checkpoints and their memory in bytes. Both are bounded, whatever the length of the run. */
  get checkpoints(): { readonly size: number; readonly bytes: number } {
    return this.#checkpoints;
  }

  /**
   * Moves the cursor to position `target`, which is a number of executed steps.
   * @throws RangeError outside 0 … total
   */
  seek(target: number): void {
    this.#move(this.#cursor, target);
  }

  /**
   * Registers from which the operands of step `step` can be read as the step found them, and its result as the step
   * left it. In a segment every instruction writes a slot of its own, so these are the registers at the end of the
   * segment, or before its first patch that the step does not know of.
   *
   * @throws RangeError outside 0 … total
   */
  stepRegisters(step: number): Readonly<Float64Array> {
    const { start, length } = this.#engine.schedule.segmentAt(step);
    const end = start + length;
    const patch = this.#patches.find(({ at }) => at >= step && at <= end);
    const until = patch?.at ?? end;
    const known = this.#stretches.get(until);
    if (known) return known;
    this.#move(this.#reader, until, patch === undefined);
    const copy = this.#reader.registers.slice();
    this.#stretches.set(until, copy);
    if (this.#stretches.size > KEPT_STRETCHES) {
      const oldest = this.#stretches.keys().next();
      if (!oldest.done) this.#stretches.delete(oldest.value);
    }
    return copy;
  }

  #move(machine: Machine, target: number, isSettled = true): void {
    const { schedule } = this.#engine;
    const { batchIndex, program } = schedule.segmentAt(target);
    // Registers that are not in a checkpoint keep values from the batch before. So it is executed in full, unless the
    // target's batch is.
    const isWhole = program !== 'finish' && target === schedule.batchStart(batchIndex + 1);
    const last = isWhole ? batchIndex : batchIndex - 1;
    const checkpoint = this.#checkpoints.upTo(last);
    const from = checkpoint ? schedule.batchStart(checkpoint.batch) : 0;
    // A patch at the target that has been applied can only be avoided by executing again from before it.
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

  /** Moves a machine forward to the start of batch `last` with compiled code, and leaves checkpoints on the way. */
  #leap(machine: Machine, last: number): void {
    const { schedule } = this.#engine;
    // Patches at position 0 also apply in the first batch, so `machine` itself executes the batch that it is in.
    let batch = schedule.segmentAt(machine.position).batchIndex + 1;
    const fast =
      batch < last ? this.#engine.wasmWorthFor(schedule.batchStart(last) - machine.position) : null;
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

  /** The first batch from `batch` on with a patch after its start, up to and including its end. */
  #firstPatched(batch: number): number {
    const { schedule } = this.#engine;
    const start = schedule.batchStart(batch);
    const patch = this.#patches.find(({ at }) => at > start);
    return patch ? schedule.segmentAt(patch.at).batchIndex : Number.POSITIVE_INFINITY;
  }
}
