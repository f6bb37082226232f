/**
 * Chance that can be repeated. SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014): its state is a counter, so that a stream can begin anywhere at once.
 */

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
   * @param seed a whole number
   * @param stream a whole number: with the same seed, every stream is another
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

  /** Evenly from 0 up to, not including, 1: a multiple of 2⁻⁵³. */
  uniform(): number {
    return Number(this.next() >> 11n) * 2 ** -53;
  }

  /** From the normal distribution with mean 0 and standard deviation 1 (Box & Muller 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
}

/** The numbers from 0 to size − 1 in random order (the shuffle of Fisher and Yates, from the end). */
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

/** So many orders are kept: machines at a few places of a run ask for theirs example by example. */
const MOST_KEPT = 8;

/**
 * An order of so many examples for every epoch (from 1 on): a function of seed and epoch alone. After the last
 * epoch the order is the plain one.
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
