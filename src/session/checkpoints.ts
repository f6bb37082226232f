/** What lasts from batch to batch, kept at the beginnings of some batches within a budget of memory. */

/** How much is kept. */
export interface Keeping {
  /** Bytes, at the most. */
  readonly budget: number;
  /** So many steps lie between two checkpoints, at the least: as many as are executed again in no time. */
  readonly spacing: number;
}

export const usualKeeping: Keeping = { budget: 32 * 2 ** 20, spacing: 65_536 };

/** Memory is taken in pieces of about so many numbers. */
const PIECE = 32_768;

/**
 * Every `stride`-th batch has a checkpoint, from the `stride`-th on up to the latest that was kept. Where the
 * budget is full every second one is dropped, and the stride, a power of two, doubles.
 */
export class Checkpoints {
  readonly #width: number;
  /** Checkpoints of one piece, and of all pieces that there is room for. */
  readonly #perPiece: number;
  readonly #most: number;
  readonly #pieces: Float64Array[] = [];
  #stride: number;
  #size = 0;

  /**
   * @param width how many numbers a checkpoint has
   * @param perBatch the steps of a batch
   */
  constructor(width: number, perBatch: number, { budget, spacing }: Keeping) {
    this.#width = Math.max(1, width);
    const room = Math.floor(budget / (this.#width * Float64Array.BYTES_PER_ELEMENT));
    this.#perPiece = Math.max(1, Math.min(room, Math.floor(PIECE / this.#width)));
    this.#most = room - (room % this.#perPiece);
    this.#stride = 2 ** Math.max(0, Math.ceil(Math.log2(spacing / Math.max(1, perBatch))));
  }

  /** How many are held. */
  get size(): number {
    return this.#size;
  }

  /** The memory that is taken. */
  get bytes(): number {
    return this.#pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** The first batch after `batch` whose beginning is worth keeping. */
  after(batch: number): number {
    return (Math.floor(batch / this.#stride) + 1) * this.#stride;
  }

  /** The latest kept batch up to `batch`, or null. Its numbers are a view that the next `keep` may change. */
  upTo(batch: number): { batch: number; state: Float64Array } | null {
    const index = Math.min(this.#size, Math.floor(batch / this.#stride)) - 1;
    return index < 0 ? null : { batch: (index + 1) * this.#stride, state: this.#at(index) };
  }

  /** Keeps a checkpoint, where it is the next one and there is room for any. */
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

  /** Takes over those of batches up to and including `batch` from others of the same width and budget. */
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
