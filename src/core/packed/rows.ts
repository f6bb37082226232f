/** Rows of a few whole numbers each, in one array that grows. */
export class Rows {
  readonly #width: number;
  #numbers = new Int32Array(1024);
  #end = 0;

  /** @param width the numbers in each row */
  constructor(width: number) {
    this.#width = width;
  }

  /** The number of rows. */
  get length(): number {
    return this.#end / this.#width;
  }

  /** Adds a row of zeros. Returns its index. */
  add(): number {
    const start = this.#end;
    this.#end += this.#width;
    if (this.#end > this.#numbers.length) {
      const grown = new Int32Array(this.#end + (this.#end >> 1));
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    return start / this.#width;
  }

  set(row: number, column: number, value: number): void {
    this.#numbers[row * this.#width + column] = value;
  }

  at(row: number, column: number): number {
    return this.#numbers[row * this.#width + column] as number;
  }
}
