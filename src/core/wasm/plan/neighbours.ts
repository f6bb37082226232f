/** Slots whose homes in memory are side by side, so that one instruction loads or stores both. */
import type { Slot } from '../../program.ts';

export class Neighbours {
  readonly #next = new Map<Slot, Slot>();
  readonly #placed = new Set<Slot>();

  /** Puts `second` behind `first`, unless one of them has a neighbour already. */
  join(first: Slot, second: Slot): void {
    if (!this.canJoin(first, second) || this.#placed.has(first)) return;
    this.#next.set(first, second);
    this.#placed.add(first).add(second);
  }

  /** Whether they are neighbours, or could be. */
  canJoin(first: Slot, second: Slot): boolean {
    const isFree = first !== second && !this.#placed.has(first) && !this.#placed.has(second);
    return isFree || this.has(first, second);
  }

  /** Whether `second` is directly behind `first`. */
  has(first: Slot, second: Slot): boolean {
    return this.#next.get(first) === second;
  }

  /** The slots in the order of their homes: first all neighbours, then the others in the given order. */
  ordered(slots: readonly Slot[]): Slot[] {
    const known = new Set(slots);
    const pairs = [...this.#next].filter(([first, second]) => known.has(first) && known.has(second));
    const paired = new Set(pairs.flat());
    return [...pairs.flat(), ...slots.filter((slot) => !paired.has(slot))];
  }
}
