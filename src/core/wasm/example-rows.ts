/** The examples in the memory of compiled code: a row for each, in the order of an epoch. */
import type { Example, Run } from '../program.ts';
import { DOUBLE, type Layout } from './program.ts';

export class ExampleRows {
  readonly #run: Run;
  readonly #layout: Layout;
  readonly #buffer: () => ArrayBuffer;
  readonly #batchesPerEpoch: number;
  /** The epoch whose order and masks the rows have. Initially 0. */
  #arranged = 0;

  /** Writes the rows. @param buffer the memory, which can be replaced when it grows */
  constructor(run: Run, layout: Layout, buffer: () => ArrayBuffer) {
    this.#run = run;
    this.#layout = layout;
    this.#buffer = buffer;
    this.#batchesPerEpoch = Math.ceil(run.data.length / run.batch);
    this.#arrange(run.data.keys(), 0);
  }

  /** Memory offset of the row of an example by its position in the epoch, from 0, in bytes. */
  offsetOf(position: number): number {
    const { data, rowBytes } = this.#layout;
    return data + position * rowBytes;
  }

  /**
   * Splits batches into ranges that use the same order and masks, and writes the rows of each range before it is
   * yielded. One range, if all epochs are the same.
   *
   * @param batch index of the first batch, from 0
   * @returns for each range the memory offset of its first row, and the numbers of its batches and examples
   */
  *stretches(
    batch: number,
    count: number,
  ): Generator<{ readonly row: number; readonly batches: number; readonly examples: number }> {
    const { order, masks, batch: size } = this.#run;
    const isSame = order === null && masks === null;
    const end = batch + count;
    for (let from = batch; from < end; ) {
      const epoch = Math.floor(from / this.#batchesPerEpoch) + 1;
      const to = isSame ? end : Math.min(end, epoch * this.#batchesPerEpoch);
      this.arrangeFor(epoch);
      const row = this.offsetOf((from % this.#batchesPerEpoch) * size);
      yield { row, batches: to - from, examples: this.examplesIn(from, to - from) };
      from = to;
    }
  }

  /** Number of examples in `count` batches. */
  examplesIn(batch: number, count: number): number {
    const { data, batch: size } = this.#run;
    const before = (index: number) => {
      const epoch = Math.floor(index / this.#batchesPerEpoch);
      return epoch * data.length + Math.min(data.length, (index - epoch * this.#batchesPerEpoch) * size);
    };
    return before(batch + count) - before(batch);
  }

  /** Writes the rows for an epoch, from 1, if they are those of another one. */
  arrangeFor(epoch: number): void {
    const { order, masks, data } = this.#run;
    if ((order === null && masks === null) || epoch === this.#arranged) return;
    this.#arrange(order === null ? data.keys() : order(epoch).values(), epoch);
    this.#arranged = epoch;
  }

  /** Writes the examples in the order `rows`, with the masks of an epoch. */
  #arrange(rows: Iterable<number>, epoch: number): void {
    const { inputs, targets, data, masks } = this.#run;
    const numbers = new Float64Array(this.#buffer());
    let at = this.#layout.data / DOUBLE;
    for (const row of rows) {
      const example = data[row] as Example;
      numbers.set(example.inputs, at);
      numbers.set(example.targets.slice(0, targets.length), at + inputs.length);
      if (masks) numbers.set(masks.forExample(epoch, row), at + inputs.length + targets.length);
      at += this.#layout.rowBytes / DOUBLE;
    }
  }
}
