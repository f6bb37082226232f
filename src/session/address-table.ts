/**
 * Finds slots by address. A large network has a million addresses, so they are not kept as text, and no text is made of
 * them: a hash table of numbers finds the few slots that can have an address.
 */
import { type Address, printAddress } from '../core/address.ts';
import { Column } from '../core/packed/column.ts';
import { hashOfText } from '../core/packed/text-hash.ts';
import type { Slot, SlotInfo } from '../core/program.ts';

const NONE = -1;

const NO_ENTRIES: readonly number[] = [];

/** Whether two addresses are written alike. Most are made alike, and then none has to be written. */
function areAlike(a: Address, b: Address): boolean {
  return isMadeLike(a, b) || printAddress(a) === printAddress(b);
}

function isMadeLike(a: Address, b: Address): boolean {
  const [first, second] = [a, b] as unknown as Readonly<Record<string, unknown>>[];
  for (const field in first) {
    const [own, other] = [first[field], second?.[field]];
    const isLike =
      typeof own === 'object' && own !== null && typeof other === 'object' && other !== null
        ? isMadeLike(own as Address, other as Address)
        : own === other;
    if (!isLike) return false;
  }
  return true;
}

/**
 * The slots of each shown address, one address after the other, and where each starts. The first of them has the
 * address as its first name.
 */
interface ShownAddresses {
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

export class AddressTable {
  readonly #slots: readonly SlotInfo[];
  /** For each bucket its first entry, and for each entry the next one of its bucket. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** For each entry: the hash of the address, and the slot that has it. */
  readonly #hashes: Column;
  readonly #owners: Column;
  readonly #isComputed: (slot: Slot) => boolean;
  #shownAddresses: ShownAddresses | null = null;
  #names: readonly string[] | null = null;

  /** @param isComputed whether an instruction writes the slot: such addresses are shown after the others */
  constructor(slots: readonly SlotInfo[], isComputed: (slot: Slot) => boolean) {
    this.#slots = slots;
    this.#isComputed = isComputed;
    this.#hashes = new Column();
    this.#owners = new Column();
    for (let slot = 0; slot < slots.length; slot++) {
      const { kind, hashes } = slots[slot] as SlotInfo;
      if (kind === 'constant') continue;
      for (const hash of hashes) {
        this.#hashes.push(hash);
        this.#owners.push(slot);
      }
    }
    const { length } = this.#hashes;
    this.#first = new Int32Array(2 ** Math.ceil(Math.log2(length + 2))).fill(NONE);
    this.#next = new Int32Array(length);
    // From the last to the first, so that each bucket has the order of the tape.
    for (let entry = length - 1; entry >= 0; entry--) {
      const bucket = this.#bucketOf(this.#hashes.at(entry));
      this.#next[entry] = this.#first[bucket] as number;
      this.#first[bucket] = entry;
    }
  }

  get #shown(): ShownAddresses {
    this.#shownAddresses ??= this.#findShown();
    return this.#shownAddresses;
  }

  #findShown(): ShownAddresses {
    const owners = this.#owners;
    const isLater = new Uint8Array(owners.length);
    const groups = [0, 1].map(() => ({ starts: new Column(), members: new Column() }));
    for (let entry = 0; entry < owners.length; entry++) {
      const slot = owners.at(entry);
      const same = isLater[entry] === 1 ? NO_ENTRIES : this.#sameAfter(entry);
      for (const other of same) isLater[other] = 1;
      const isFirstName = entry === 0 || owners.at(entry - 1) !== slot;
      if (!isFirstName || isLater[entry] === 1) continue;
      const { starts, members } = groups[this.#isComputed(slot) ? 1 : 0] as (typeof groups)[number];
      starts.push(members.length);
      members.push(slot);
      for (const other of same) {
        const owner = owners.at(other);
        if (owner !== members.at(members.length - 1)) members.push(owner);
      }
    }
    const [given, computed] = groups as [(typeof groups)[number], (typeof groups)[number]];
    const starts = new Int32Array(given.starts.length + computed.starts.length + 1);
    given.starts.copyTo(starts, 0);
    for (let index = 0; index < computed.starts.length; index++)
      starts[given.starts.length + index] = given.members.length + computed.starts.at(index);
    const members = new Int32Array(given.members.length + computed.members.length);
    given.members.copyTo(members, 0);
    computed.members.copyTo(members, given.members.length);
    starts[starts.length - 1] = members.length;
    return { starts, members };
  }

  /** The entries after one that have the same address. Addresses are compared only where hashes are equal. */
  #sameAfter(entry: number): readonly number[] {
    const hash = this.#hashes.at(entry);
    let same: number[] | null = null;
    for (let other = this.#next[entry] as number; other !== NONE; other = this.#next[other] as number) {
      if (this.#hashes.at(other) !== hash || !areAlike(this.#addressOf(other), this.#addressOf(entry)))
        continue;
      same ??= [];
      same.push(other);
    }
    return same ?? NO_ENTRIES;
  }

  /** The address of an entry: the entries of a slot have its addresses in their order. */
  #addressOf(entry: number): Address {
    const slot = this.#owners.at(entry);
    let first = entry;
    while (first > 0 && this.#owners.at(first - 1) === slot) first -= 1;
    return this.#slots[slot]?.addresses[entry - first] as Address;
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
    const hash = hashOfText(name);
    const found: Slot[] = [];
    for (let entry = this.#first[this.#bucketOf(hash)] as number; entry !== NONE; ) {
      const slot = this.#owners.at(entry);
      if (this.#hashes.at(entry) === hash && found.at(-1) !== slot && this.#has(slot, name)) found.push(slot);
      entry = this.#next[entry] as number;
    }
    return found;
  }

  #has(slot: Slot, name: string): boolean {
    const info = this.#slots[slot];
    return info !== undefined && (info.name === name || info.names.includes(name));
  }

  /** The number of shown addresses: first those whose values are given, then the computed ones, as on the tape. */
  get shown(): number {
    return this.#shown.starts.length - 1;
  }

  /** The slots of the address at an index of the shown ones, in the order of the tape. */
  slotsOfShown(index: number): Int32Array {
    const { starts, members } = this.#shown;
    return members.subarray(starts[index], starts[index + 1]);
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
