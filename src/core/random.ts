/**
 * Reproducible pseudo-random numbers: SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014). Its state is a counter, so a stream can start at any point without extra work.
 */
import { log } from './math/log.ts';
import { cos } from './math/sine.ts';

const GAMMA = 0x9e3779b97f4a7c15n;

const wrapped = (value: bigint) => BigInt.asUintN(64, value);

function mixed(state: bigint): bigint {
  const first = wrapped((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
  const second = wrapped((first ^ (first >> 27n)) * 0x94d049bb133111ebn);
  return second ^ (second >> 31n);
}

export class SplitMix64 {
  #state: bigint;

  /**
   * @param seed an integer
   * @param stream an integer: the same seed gives a different sequence for each stream
   */
  constructor(seed: number, stream: number | null = null) {
    const own = wrapped(BigInt(seed));
    this.#state = stream === null ? own : wrapped(mixed(wrapped(own + GAMMA)) + BigInt(stream));
  }

  /** 64 random bits. */
  next(): bigint {
    this.#state = wrapped(this.#state + GAMMA);
    return mixed(this.#state);
  }

  /** A uniformly distributed number: 0 ≤ x < 1, a multiple of 2⁻⁵³. */
  uniform(): number {
    return Number(this.next() >> 11n) * 2 ** -53;
  }

  /** A normally distributed number with mean 0 and standard deviation 1 (Box & Muller 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * log(1 - this.uniform()));
    return radius * cos(2 * Math.PI * this.uniform());
  }
}

/** The numbers from 0 to size − 1 in random order (Fisher–Yates shuffle, from the end). */
export function permutation(size: number, random: SplitMix64): Int32Array {
  const order = Int32Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    const moved = order[last] as number;
    order[last] = order[other] as number;
    order[other] = moved;
  }
  return order;
}

/** Number of orders in the memo. Machines at different positions of a run request orders alternately. */
const MOST_KEPT = 8;

/**
 * The order of `size` examples in each epoch (from 1). It depends only on seed and epoch. After the last epoch it is
 * 0, 1, 2 …
 */
export function epochOrders(size: number, seed: number, epochs: number): (epoch: number) => Int32Array {
  const kept = new Map<number, Int32Array>();
  const plain = Int32Array.from({ length: size }, (_, index) => index);
  return (epoch) => {
    if (epoch > epochs) return plain;
    const known = kept.get(epoch);
    if (known) return known;
    const order = permutation(size, new SplitMix64(seed, epoch));
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as number);
    kept.set(epoch, order);
    return order;
  };
}
