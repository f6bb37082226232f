/** Numbers in an array that grows. */
export class Column {
  #numbers: Int32Array | Float64Array;
  length = 0;

  constructor(Kind: typeof Int32Array | typeof Float64Array = Int32Array) {
    this.#numbers = new Kind(1024);
  }

  /** Adds a number. Returns its index. */
  push(value: number): number {
    const { length } = this;
    if (length === this.#numbers.length) {
      const grown = new (this.#numbers.constructor as typeof Int32Array)(length + (length >> 1));
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[length] = value;
    this.length = length + 1;
    return length;
  }

  set(index: number, value: number): void {
    this.#numbers[index] = value;
  }

  at(index: number): number {
    return this.#numbers[index] as number;
  }

  /** All numbers. They change with the column, as long as it does not grow. */
  numbers(): Int32Array | Float64Array {
    return this.#numbers.subarray(0, this.length);
  }
}
