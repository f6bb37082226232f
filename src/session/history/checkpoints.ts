/**
 * Checkpoints: the values that persist from batch to batch, saved at the start of some batches within a memory
 * budget.
 */

/** The checkpoint policy: how much memory checkpoints may take and how close together they are. */
export interface CheckpointPolicy {
  /** Maximum memory for checkpoints, in bytes. */
  readonly budget: number;
  /** Minimum number of steps between checkpoints. Replaying this many steps takes no noticeable time. */
  readonly spacing: number;
}

/** At most 32 MiB. */
export const defaultCheckpointPolicy: CheckpointPolicy = { budget: 32 * 2 ** 20, spacing: 65_536 };

/** Size of an allocation, in doubles. */
const PIECE = 32_768;

/**
 * Every `stride`-th batch has a checkpoint, from batch `stride` up to the latest one saved. When the budget is used
 * up, every second checkpoint is dropped and the stride, a power of two, doubles.
 */
export class Checkpoints {
  readonly #width: number;
  /** Number of checkpoints in one allocation, and the maximum number in all of them. */
  readonly #perPiece: number;
  readonly #most: number;
  readonly #pieces: Float64Array[] = [];
  #stride: number;
  #size = 0;

  /**
   * @param width the size of a checkpoint, in doubles
   * @param perBatch the number of steps in a batch
   */
  constructor(width: number, perBatch: number, { budget, spacing }: CheckpointPolicy) {
    this.#width = Math.max(1, width);
    const room = Math.floor(budget / (this.#width * Float64Array.BYTES_PER_ELEMENT));
    this.#perPiece = Math.max(1, Math.min(room, Math.floor(PIECE / this.#width)));
    this.#most = room - (room % this.#perPiece);
    this.#stride = 2 ** Math.max(0, Math.ceil(Math.log2(spacing / Math.max(1, perBatch))));
  }

  /** The number of checkpoints held. */
  get size(): number {
    return this.#size;
  }

  /** The allocated memory, in bytes. */
  get bytes(): number {
    return this.#pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** The first batch after `batch` whose start should be saved. */
  after(batch: number): number {
    return (Math.floor(batch / this.#stride) + 1) * this.#stride;
  }

  /** The latest checkpoint at or before `batch`, or null. `state` is a view that the next `keep` may change. */
  upTo(batch: number): { batch: number; state: Float64Array } | null {
    const index = Math.min(this.#size, Math.floor(batch / this.#stride)) - 1;
    return index < 0 ? null : { batch: (index + 1) * this.#stride, state: this.#at(index) };
  }

  /** Saves a checkpoint if `batch` is the next one due and the budget holds any. `state` is called only then. */
  keep(batch: number, state: () => Float64Array): void {
    if (!this.#isNext(batch) || this.#most === 0) return;
    if (this.#size === this.#most) this.#thin();
    if (!this.#isNext(batch)) return;
    if (this.#size === this.#pieces.length * this.#perPiece) {
      this.#pieces.push(new Float64Array(this.#perPiece * this.#width));
    }
    this.#at(this.#size).set(state());
    this.#size += 1;
  }

  /** Copies the checkpoints of batches up to and including `batch` from another set of the same width and budget. */
  takeOver(others: Checkpoints, batch: number): void {
    this.#stride = others.#stride;
    const size = Math.min(others.#size, Math.floor(Math.max(0, batch) / this.#stride));
    const pieces = others.#pieces.slice(0, Math.ceil(size / this.#perPiece));
    this.#pieces.splice(0, this.#pieces.length, ...pieces.map((piece) => piece.slice()));
    this.#size = size;
  }

  #isNext(batch: number): boolean {
    return batch === (this.#size + 1) * this.#stride;
  }

  #at(index: number): Float64Array {
    const piece = this.#pieces[Math.floor(index / this.#perPiece)] as Float64Array;
    const start = (index % this.#perPiece) * this.#width;
    return piece.subarray(start, start + this.#width);
  }

  #thin(): void {
    this.#stride *= 2;
    this.#size = Math.floor(this.#size / 2);
    for (let index = 0; index < this.#size; index++) this.#at(index).set(this.#at(2 * index + 1));
  }
}
