/**
 * Finds slots by address. A large network has a million addresses, so they are not kept as text: a hash table of
 * numbers finds the few slots that can have an address, and their addresses are printed again to compare them.
 */
import type { Slot, SlotInfo } from '../core/program.ts';

const NONE = -1;

/** A hash of a text: FNV-1a over its UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

export class AddressTable {
  readonly #slots: readonly SlotInfo[];
  /** For each bucket its first entry, and for each entry the next one of its bucket. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** For each entry: the hash of the address, and the slot that has it. */
  readonly #hashes: Int32Array;
  readonly #owners: Int32Array;
  /** The shown addresses: where the slots of each start in `#shownSlots`. The first slot has it as its first name. */
  readonly #shownStarts: Int32Array;
  readonly #shownSlots: Int32Array;
  #names: readonly string[] | null = null;

  /** @param isComputed whether an instruction writes the slot: such addresses are shown after the others */
  constructor(slots: readonly SlotInfo[], isComputed: (slot: Slot) => boolean) {
    this.#slots = slots;
    const hashes: number[] = [];
    const owners: number[] = [];
    for (let slot = 0; slot < slots.length; slot++) {
      const { kind, names } = slots[slot] as SlotInfo;
      if (kind === 'constant') continue;
      for (const name of names) {
        hashes.push(hashOf(name));
        owners.push(slot);
      }
    }
    this.#hashes = Int32Array.from(hashes);
    this.#owners = Int32Array.from(owners);
    this.#first = new Int32Array(2 ** Math.ceil(Math.log2(hashes.length + 2))).fill(NONE);
    this.#next = new Int32Array(hashes.length);
    // From the last to the first, so that each bucket has the order of the tape.
    for (let entry = hashes.length - 1; entry >= 0; entry--) {
      const bucket = this.#bucketOf(hashes[entry] as number);
      this.#next[entry] = this.#first[bucket] as number;
      this.#first[bucket] = entry;
    }
    const { starts, members } = this.#findShown(isComputed);
    this.#shownStarts = Int32Array.from(starts);
    this.#shownSlots = Int32Array.from(members);
  }

  /** The slots of each shown address, one address after the other, and where each starts. */
  #findShown(isComputed: (slot: Slot) => boolean): {
    readonly starts: readonly number[];
    readonly members: readonly Slot[];
  } {
    const owners = this.#owners;
    const isLater = new Uint8Array(owners.length);
    const groups: { readonly starts: number[]; readonly members: Slot[] }[] = [0, 1].map(() => ({
      starts: [],
      members: [],
    }));
    for (let entry = 0; entry < owners.length; entry++) {
      const slot = owners[entry] as number;
      const same = isLater[entry] === 1 ? [] : this.#sameAfter(entry);
      for (const other of same) isLater[other] = 1;
      const isFirstName = entry === 0 || owners[entry - 1] !== slot;
      if (!isFirstName || isLater[entry] === 1) continue;
      const { starts, members } = groups[isComputed(slot) ? 1 : 0] as (typeof groups)[number];
      starts.push(members.length);
      members.push(slot);
      for (const other of same) members.push(owners[other] as number);
    }
    const [given, computed] = groups as [(typeof groups)[number], (typeof groups)[number]];
    const { length } = given.members;
    const starts = [...given.starts, ...computed.starts.map((start) => start + length)];
    const members = given.members.concat(computed.members);
    return { starts: starts.concat(members.length), members };
  }

  /** The entries after one that have the same address. Addresses are printed only where hashes are equal. */
  #sameAfter(entry: number): number[] {
    const hash = this.#hashes[entry];
    const same: number[] = [];
    for (let other = this.#next[entry] as number; other !== NONE; other = this.#next[other] as number)
      if (this.#hashes[other] === hash && this.#nameOf(other) === this.#nameOf(entry)) same.push(other);
    return same;
  }

  /** The address of an entry: the entries of a slot have its names in their order. */
  #nameOf(entry: number): string {
    const slot = this.#owners[entry] as number;
    let first = entry;
    while (first > 0 && this.#owners[first - 1] === slot) first -= 1;
    return this.#slots[slot]?.names[entry - first] as string;
  }

  /** Every address, aliases included, in the order of the tape. */
  get names(): readonly string[] {
    if (this.#names === null) {
      const names = new Set<string>();
      for (const slot of this.#slots)
        if (slot.kind !== 'constant') for (const name of slot.names) names.add(name);
      this.#names = [...names];
    }
    return this.#names;
  }

  /** The slots that have this address, in the order of the tape. */
  slotsOf(name: string): Slot[] {
    const hash = hashOf(name);
    const found: Slot[] = [];
    for (let entry = this.#first[this.#bucketOf(hash)] as number; entry !== NONE; ) {
      const slot = this.#owners[entry] as number;
      if (this.#hashes[entry] === hash && this.#slots[slot]?.names.includes(name)) found.push(slot);
      entry = this.#next[entry] as number;
    }
    return found;
  }

  /** The number of shown addresses: first those whose values are given, then the computed ones, as on the tape. */
  get shown(): number {
    return this.#shownStarts.length - 1;
  }

  /** The slots of the address at an index of the shown ones, in the order of the tape. */
  slotsOfShown(index: number): Int32Array {
    return this.#shownSlots.subarray(this.#shownStarts[index], this.#shownStarts[index + 1]);
  }

  /** For each slot the index of its address among the shown ones; −1 if it has none. */
  places(): Int32Array {
    const places = new Int32Array(this.#slots.length).fill(NONE);
    for (let index = 0; index < this.shown; index++) {
      for (const slot of this.slotsOfShown(index)) if (places[slot] === NONE) places[slot] = index;
    }
    return places;
  }

  #bucketOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.#first.length - 1);
  }
}
