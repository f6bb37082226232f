/** The names that the slots of the backward phase get, and what its operands are called. */
import { type Address, printAddress } from '../address.ts';
import type { Slot } from '../program.ts';
import type { TapeBuilder } from '../tape-builder.ts';

/**
 * Added to the rank of a gradient's name if its slot holds another value too, such as an input or a batch's share: the
 * slot is shown by the name of that value.
 */
const BORROWED_RANK = 1000;

const BORROWED = -1;

const NOTHING: ReadonlySet<string> = new Set();

/** From this number on, it is kept which names of a slot have been looked at. */
const MANY = 4;

const isOfGradient = (kind: Address['kind']) =>
  kind === 'gradient' || kind === 'gradientTerm' || kind === 'gradientSum';

export class GradientNames {
  readonly #builder: TapeBuilder;
  readonly #termsOf: (slot: Slot) => number;
  /** For slots with many names: the number of the first names that are of gradients, or that one is not. */
  readonly #looked = new Map<Slot, number>();

  /** @param termsOf the number of terms of a slot's gradient */
  constructor(builder: TapeBuilder, termsOf: (slot: Slot) => number) {
    this.#builder = builder;
    this.#termsOf = termsOf;
  }

  /**
   * Names a slot after each name of another one.
   *
   * @param later is added to the rank of each name
   * @param taken names, as they are printed, that belong to other slots
   */
  nameFrom(
    slot: Slot,
    model: Slot,
    rename: (address: Address) => Address,
    later = 0,
    taken: ReadonlySet<string> = NOTHING,
  ): void {
    const builder = this.#builder;
    const borrowed = this.#isBorrowed(slot) ? BORROWED_RANK : 0;
    // If a slot is its own model, it gets names here that are not renamed again.
    const count = builder.nameCount(model);
    // If a gradient has several terms, it does not belong to the names under which nodes pass the value on: through
    // each of them comes only a part of it.
    const isPart = this.#termsOf(model) > 1;
    for (let index = 0; index < count; index++) {
      const { address, rank, isPassedOn } = builder.naming(model, index);
      if (isPart && isPassedOn) continue;
      const name = rename(address);
      if (taken.size === 0 || !taken.has(printAddress(name)))
        builder.name(slot, name, rank + later + borrowed);
    }
  }

  /** The address to show for a slot that is read as the gradient of `of`; null if it is shown as a gradient anyway. */
  gradientOf(of: Slot, gradient: Slot): Address | null {
    const address = this.#isBorrowed(gradient) ? this.#builder.firstAddress(of) : null;
    return address && { kind: 'gradient', of: address };
  }

  /** The same for a slot that is read as one term of the gradient of `of`. */
  termOf(of: Slot, term: Slot, index: number): Address | null {
    const address = this.#isBorrowed(term) ? this.#builder.firstAddress(of) : null;
    return address && { kind: 'gradientTerm', of: address, index };
  }

  /**
   * Whether a slot holds a value that is not a gradient. One slot can be the gradient of a thousand values, so each of
   * its names is looked at once.
   */
  #isBorrowed(slot: Slot): boolean {
    const builder = this.#builder;
    const count = builder.nameCount(slot);
    let looked = count < MANY ? 0 : (this.#looked.get(slot) ?? 0);
    if (looked === BORROWED) return true;
    while (looked < count && isOfGradient(builder.nameKind(slot, looked))) looked += 1;
    const isBorrowed = looked < count;
    if (count >= MANY) this.#looked.set(slot, isBorrowed ? BORROWED : looked);
    return isBorrowed;
  }
}
