/** What lasts from batch to batch, kept at the beginnings of some batches within a budget of memory. */

/** How much is kept. */
export interface Keeping {
  /** Bytes, at the most. */
  readonly budget: number;
  /** So many steps lie between two checkpoints, at the least: as many as are executed again in no time. */
  readonly spacing: number;
}

export const usualKeeping: Keeping = { budget: 32 * 2 ** 20, spacing: 16_384 };

/** Room for so many checkpoints is made at first. */
const FIRST_ROWS = 16;

/**
 * Every `stride`-th batch has a checkpoint, from the `stride`-th on up to the latest that was kept. Where the
 * budget is full every second one is dropped, and the stride doubles.
 */
export class Checkpoints {
  readonly #width: number;
  readonly #perBatch: number;
  readonly #keeping: Keeping;
  readonly #most: number;
  #stride: number;
  #rows = new Float64Array(0);
  #size = 0;

  /**
   * @param width how many numbers a checkpoint has
   * @param perBatch the steps of a batch
   */
  constructor(width: number, perBatch: number, keeping: Keeping) {
    const { budget, spacing } = keeping;
    this.#width = width;
    this.#perBatch = perBatch;
    this.#keeping = keeping;
    this.#most = Math.floor(budget / (Math.max(1, width) * Float64Array.BYTES_PER_ELEMENT));
    this.#stride = 2 ** Math.max(0, Math.ceil(Math.log2(spacing / Math.max(1, perBatch))));
  }

  /** How many are held. */
  get size(): number {
    return this.#size;
  }

  /** The memory that they take. */
  get bytes(): number {
    return this.#rows.byteLength;
  }

  /** The first batch after `batch` whose beginning is worth keeping. */
  after(batch: number): number {
    return (Math.floor(batch / this.#stride) + 1) * this.#stride;
  }

  /** The latest kept batch up to `batch`, or null. Its numbers are a view that the next `keep` may change. */
  upTo(batch: number): { batch: number; state: Float64Array } | null {
    const index = Math.min(this.#size, Math.floor(batch / this.#stride)) - 1;
    return index < 0 ? null : { batch: (index + 1) * this.#stride, state: this.#row(index) };
  }

  /** Keeps a checkpoint, where it is the next one and there is room for any. */
  keep(batch: number, state: Float64Array): void {
    if (batch !== (this.#size + 1) * this.#stride || this.#most === 0) return;
    if (this.#size === this.#most) this.#thin();
    if (batch !== (this.#size + 1) * this.#stride) return;
    this.#size += 1;
    const needed = this.#size * this.#width;
    if (needed > this.#rows.length) this.#grow();
    this.#rows.set(state, needed - this.#width);
  }

  /** A copy of those of batches up to and including `batch`. */
  until(batch: number): Checkpoints {
    const copy = new Checkpoints(this.#width, this.#perBatch, this.#keeping);
    copy.#stride = this.#stride;
    copy.#size = Math.min(this.#size, Math.floor(Math.max(0, batch) / this.#stride));
    copy.#rows = this.#rows.slice(0, copy.#size * this.#width);
    return copy;
  }

  #row(index: number): Float64Array {
    return this.#rows.subarray(index * this.#width, (index + 1) * this.#width);
  }

  #thin(): void {
    this.#stride *= 2;
    this.#size = Math.floor(this.#size / 2);
    for (let index = 0; index < this.#size; index++) {
      this.#rows.set(this.#row(2 * index + 1), index * this.#width);
    }
  }

  #grow(): void {
    const rows = Math.min(this.#most, Math.max(FIRST_ROWS, 2 * this.#size));
    const larger = new Float64Array(rows * this.#width);
    larger.set(this.#rows);
    this.#rows = larger;
  }
}
