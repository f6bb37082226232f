/** Rows of a few whole numbers each, in blocks as in `column.ts`. */

const BITS = 12;
const BLOCK = 1 << BITS;
const MASK = BLOCK - 1;

export class Rows {
  readonly #width: number;
  readonly #blocks: Int32Array[] = [];
  /** The number of rows. */
  length = 0;

  /** @param width the numbers in each row */
  constructor(width: number) {
    this.#width = width;
  }

  /** Adds a row of zeros. Returns its index. */
  add(): number {
    const row = this.length;
    if ((row & MASK) === 0) this.#blocks.push(new Int32Array(BLOCK * this.#width));
    this.length = row + 1;
    return row;
  }

  set(row: number, column: number, value: number): void {
    (this.#blocks[row >> BITS] as Int32Array)[(row & MASK) * this.#width + column] = value;
  }

  at(row: number, column: number): number {
    return (this.#blocks[row >> BITS] as Int32Array)[(row & MASK) * this.#width + column] as number;
  }
}
