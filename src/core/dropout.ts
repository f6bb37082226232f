/**
 * Dropout (Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting"), in its
 * inverted form: in training, a node's value is multiplied by 0 with probability `rate`, otherwise by 1 ÷ (1 − rate).
 * This keeps its mean unchanged. After training all masks are 1.
 */
import type { Slot } from './operations.ts';
import { SplitMix64 } from './random.ts';

/** The dropout of one layer. */
export interface DropoutLayer {
  /** The mask slots, one for each node. */
  readonly slots: readonly Slot[];
  /** Probability that a value is dropped: 0 ≤ rate < 1. */
  readonly rate: number;
  readonly seed: number;
}

/** The masks of all layers of a Run. */
export class DropoutMasks {
  /** The mask slots of all layers, layer by layer. */
  readonly slots: readonly Slot[];
  /** Masks for use outside training: all 1, so nothing is dropped. */
  readonly allOnes: Readonly<Float64Array>;
  readonly #layers: readonly DropoutLayer[];
  readonly #rows: number;
  readonly #epochs: number;
  readonly #drawn: Float64Array;
  #stream = -1;

  /**
   * @param rows number of examples in the data
   * @param epochs number of training epochs
   */
  constructor(layers: readonly DropoutLayer[], rows: number, epochs: number) {
    this.#layers = layers;
    this.#rows = rows;
    this.#epochs = epochs;
    this.slots = layers.flatMap(({ slots }) => slots);
    this.#drawn = new Float64Array(this.slots.length);
    this.allOnes = new Float64Array(this.slots.length).fill(1);
  }

  /**
   * The masks of an example, in the order of `slots`. They depend only on the seeds, the epoch (from 1) and the row of
   * the data (from 0). The returned array is reused: the next call overwrites it.
   */
  forExample(epoch: number, row: number): Readonly<Float64Array> {
    if (epoch > this.#epochs) return this.allOnes;
    const stream = epoch * this.#rows + row;
    if (stream !== this.#stream) this.#draw(stream);
    this.#stream = stream;
    return this.#drawn;
  }

  #draw(stream: number): void {
    let at = 0;
    for (const { slots, rate, seed } of this.#layers) {
      // Negative stream numbers, because streams from 0 on are used for the orders of the examples.
      const random = new SplitMix64(seed, -stream - 1);
      for (const _slot of slots) this.#drawn[at++] = random.uniform() < rate ? 0 : 1 / (1 - rate);
    }
  }
}
