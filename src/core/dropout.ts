/**
 * Dropout (Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting"), in its
 * inverted form: while a network is trained, a node's value is multiplied by 0 with the probability `rate`, else by
 * 1 ÷ (1 − rate), so that its mean stays as it is. Afterwards the masks are 1.
 */
import type { Slot } from './operations.ts';
import { SplitMix64 } from './random.ts';

/** What the nodes of a layer are multiplied by. */
export interface Masked {
  /** One for each node. */
  readonly slots: readonly Slot[];
  /** From 0 up to, not including, 1. */
  readonly rate: number;
  readonly seed: number;
}

export class Masks {
  /** Of all layers, one after the other. */
  readonly slots: readonly Slot[];
  /** The masks of a network that is not trained but used: nothing is dropped. */
  readonly none: Readonly<Float64Array>;
  readonly #layers: readonly Masked[];
  readonly #rows: number;
  readonly #epochs: number;
  readonly #drawn: Float64Array;
  #stream = -1;

  /**
   * @param rows how many examples the data has
   * @param epochs how many epochs are trained
   */
  constructor(layers: readonly Masked[], rows: number, epochs: number) {
    this.#layers = layers;
    this.#rows = rows;
    this.#epochs = epochs;
    this.slots = layers.flatMap(({ slots }) => slots);
    this.#drawn = new Float64Array(this.slots.length);
    this.none = new Float64Array(this.slots.length).fill(1);
  }

  /**
   * The masks of an example, in the order of the slots: a function of the seeds, the epoch (from 1 on) and the row of
   * the data (from 0) alone. The array is that of the next call too.
   */
  of(epoch: number, row: number): Readonly<Float64Array> {
    if (epoch > this.#epochs) return this.none;
    const stream = epoch * this.#rows + row;
    if (stream !== this.#stream) this.#draw(stream);
    this.#stream = stream;
    return this.#drawn;
  }

  #draw(stream: number): void {
    let at = 0;
    for (const { slots, rate, seed } of this.#layers) {
      // Streams below 0: those from 0 on are for the orders of the examples.
      const random = new SplitMix64(seed, -stream - 1);
      for (const _slot of slots) this.#drawn[at++] = random.uniform() < rate ? 0 : 1 / (1 - rate);
    }
  }
}
