/**
 * Numbers in a column that grows. They lie in blocks: an array that grows is copied again and again, and each copy is
 * memory that the system hands out anew.
 */

const BITS = 14;
const BLOCK = 1 << BITS;
/** The size of the first block at first. */
const FIRST = 1 << 9;
const MASK = BLOCK - 1;

type Numbers = Int32Array | Float64Array;

export class Column {
  readonly #Kind: typeof Int32Array | typeof Float64Array;
  readonly #blocks: Numbers[] = [];
  /** The last block, and how many numbers there are room for. */
  #block: Numbers;
  #room = 0;
  length = 0;

  constructor(Kind: typeof Int32Array | typeof Float64Array = Int32Array) {
    this.#Kind = Kind;
    this.#block = new Kind(0);
  }

  /** Adds a number. Returns its index. */
  push(value: number): number {
    const { length } = this;
    if (length === this.#room) this.#grow();
    this.#block[length & MASK] = value;
    this.length = length + 1;
    return length;
  }

  /** Most columns are short, so the first block is small until it is full. */
  #grow(): void {
    if (this.#room === FIRST) {
      const whole = new this.#Kind(BLOCK);
      whole.set(this.#block);
      this.#blocks[0] = whole;
      this.#block = whole;
      this.#room = BLOCK;
      return;
    }
    const size = this.#room === 0 ? FIRST : BLOCK;
    this.#block = new this.#Kind(size);
    this.#blocks.push(this.#block);
    this.#room += size;
  }

  set(index: number, value: number): void {
    (this.#blocks[index >> BITS] as Numbers)[index & MASK] = value;
  }

  at(index: number): number {
    return (this.#blocks[index >> BITS] as Numbers)[index & MASK] as number;
  }

  /** Copies all numbers into an array, from an index on. */
  copyTo(target: Numbers, start: number): void {
    this.#blocks.forEach((block, index) => {
      const first = index << BITS;
      target.set(block.subarray(0, this.length - first), start + first);
    });
  }
}
