/**
 * Seeks to any step from any step. Nothing is stored that can be replayed: there are checkpoints of the
 * parameters at the beginnings of batches, thinned so that their number stays bounded, and replay from there.
 *
 * The invariant: after seek(k) the registers are, bit for bit, those of a fresh run to k.
 */
import { type Engine, Machine } from '../core/machine.ts';

/** So many checkpoints are held at the most; one more, and every second is dropped. */
const MOST_CHECKPOINTS = 512;

/** How many executed segments are kept for reading steps away from the cursor. */
const KEPT_SEGMENTS = 8;

/** Parameters at the beginnings of batches, by the number of the batch: every `stride`-th one. */
class Checkpoints {
  readonly #kept = new Map<number, Float64Array>();
  #stride = 1;
  #latest = 0;

  get size(): number {
    return this.#kept.size;
  }

  /** The first batch after `batch` whose beginning is worth keeping. */
  after(batch: number): number {
    return (Math.floor(batch / this.#stride) + 1) * this.#stride;
  }

  /** The latest kept batch up to `batch`, or null. Every `stride`-th one up to the latest is there. */
  upTo(batch: number): { batch: number; parameters: Float64Array } | null {
    const at = Math.floor(Math.min(batch, this.#latest) / this.#stride) * this.#stride;
    const parameters = this.#kept.get(at);
    return parameters ? { batch: at, parameters } : null;
  }

  keep(batch: number, machine: Machine): void {
    if (this.#kept.has(batch)) return;
    this.#kept.set(batch, machine.saveParameters());
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
  readonly #checkpoints = new Checkpoints();
  readonly #segments = new Map<number, Float64Array>();

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#cursor = new Machine(engine);
    this.#reader = new Machine(engine);
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
   * The registers of the segment that step `step` belongs to, after its last step: since every instruction of
   * a segment writes a slot of its own, each step's operands and result can be read there.
   */
  segmentRegisters(step: number): Readonly<Float64Array> {
    const { start, length } = this.#engine.schedule.segmentAt(step);
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

  #move(machine: Machine, target: number): void {
    const { schedule } = this.#engine;
    const { batchIndex } = schedule.segmentAt(target);
    // The batch before the target's runs whole, so that values left from it are there as well.
    const checkpoint = this.#checkpoints.upTo(batchIndex - 1);
    const from = checkpoint ? schedule.batchStart(checkpoint.batch) : 0;
    if (target < machine.position || machine.position < from) {
      if (checkpoint) machine.restart(from, checkpoint.parameters);
      else machine.reset();
    }
    for (;;) {
      const batch = this.#checkpoints.after(schedule.segmentAt(machine.position).batchIndex);
      if (batch >= schedule.batches || schedule.batchStart(batch) >= target) break;
      // One step into the batch the new parameters are in place, and nothing has changed them yet.
      machine.advance(schedule.batchStart(batch) + 1);
      this.#checkpoints.keep(batch, machine);
    }
    machine.advance(target);
  }
}
