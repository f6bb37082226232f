/** The slots of a large tape in a few arrays of numbers; see `packed-tape.ts`. */
import { type Address, hashOfAddress, printAddress } from './address.ts';
import { Column } from './packed/column.ts';
import { Records } from './packed/records.ts';
import { Rows } from './packed/rows.ts';
import type { SlotInfo, SlotKind } from './program.ts';

const NONE = -1;
/** In the place of the only name: there are several. */
const SEVERAL = -2;

/** One of a slot's names. */
export interface Naming {
  readonly address: Address;
  readonly rank: number;
  /** Whether a node passes on the value under this name. What comes back through it is a part of the value's gradient. */
  readonly isPassedOn: boolean;
}

/** The names that a slot is shown with. */
export function namesOf({
  kind,
  addresses,
  initial,
}: Pick<SlotInfo, 'kind' | 'addresses' | 'initial'>): readonly string[] {
  if (kind === 'constant') return [String(initial)];
  const [only, ...others] = addresses;
  if (only === undefined) return [];
  return others.length === 0 ? [printAddress(only)] : [...new Set(addresses.map(printAddress))];
}

/** The addresses of names in the order of their ranks. */
export function addressesOf(namings: readonly Naming[]): readonly Address[] {
  const sorted = namings.length > 1 ? namings.toSorted((a, b) => a.rank - b.rank) : namings;
  return sorted.map(({ address }) => address);
}

/** The one with the lowest rank, of equal ranks the first; null if there are none. */
export function firstOf(namings: readonly Naming[]): Address | null {
  let first: Naming | null = null;
  for (const each of namings) if (first === null || each.rank < first.rank) first = each;
  return first?.address ?? null;
}

const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b));

const unnamed: readonly Naming[] = [];
const unaddressed: readonly Address[] = [];
const noHashes: readonly number[] = [];

/** The names of a slot with several, in the order in which they were given. */
interface Several {
  readonly places: number[];
  readonly ranks: number[];
  readonly passedOn: boolean[];
  readonly hashes: number[];
}

const [asGiven, turned] = [
  [0, 1],
  [1, 0],
];

/** The names by their ranks, those of equal ranks as they were given. */
function inOrder({ ranks }: Several): readonly number[] {
  // Most have two.
  if (ranks.length === 2) return (ranks[0] as number) <= (ranks[1] as number) ? asGiven : turned;
  return [...ranks.keys()].sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
}

/** The columns of a slot's row: the number of its kind; of its only name where the address is, its rank and its hash. */
const KIND = 0;
const PLACE = 1;
const RANK = 2;
const HASH = 3;
const SLOT_COLUMNS = 4;

/** Slots, by index. Nearly all have one name, which is not passed on. */
export class PackedSlots {
  readonly #kinds: SlotKind[] = [];
  readonly #rows = new Rows(SLOT_COLUMNS);
  readonly #initial = new Column(Float64Array);
  readonly #addresses = new Records<Address>();
  readonly #several = new Map<number, Several>();

  get length(): number {
    return this.#rows.length;
  }

  add(kind: SlotKind, initial: number): void {
    const known = this.#kinds.indexOf(kind);
    const index = this.#rows.add();
    this.#rows.set(index, KIND, known < 0 ? this.#kinds.push(kind) - 1 : known);
    this.#rows.set(index, PLACE, NONE);
    this.#initial.push(initial);
  }

  name(index: number, { address, rank, isPassedOn }: Naming): void {
    const place = this.#addresses.add(address);
    // Made here, where the address is at hand.
    const hash = hashOfAddress(address);
    const only = this.#rows.at(index, PLACE);
    if (only === NONE && !isPassedOn) {
      this.#rows.set(index, PLACE, place);
      this.#rows.set(index, RANK, rank);
      this.#rows.set(index, HASH, hash);
      return;
    }
    let several = this.#severalOf(index);
    if (several === undefined) {
      several =
        only === NONE
          ? { places: [], ranks: [], passedOn: [], hashes: [] }
          : {
              places: [only],
              ranks: [this.#rows.at(index, RANK)],
              passedOn: [false],
              hashes: [this.#rows.at(index, HASH)],
            };
      this.#several.set(index, several);
      this.#rows.set(index, PLACE, SEVERAL);
    }
    several.places.push(place);
    several.ranks.push(rank);
    several.passedOn.push(isPassedOn);
    several.hashes.push(hash);
  }

  /** The names of a slot with several; undefined for the others. */
  #severalOf(index: number): Several | undefined {
    return this.#rows.at(index, PLACE) === SEVERAL ? this.#several.get(index) : undefined;
  }

  namingsOf(index: number): readonly Naming[] {
    const count = this.countOf(index);
    return count === 0 ? unnamed : Array.from({ length: count }, (_, naming) => this.namingOf(index, naming));
  }

  /** One of a slot's names, by the order in which they were given. */
  namingOf(index: number, naming: number): Naming {
    const several = this.#severalOf(index);
    return several
      ? {
          address: this.#addresses.at(several.places[naming] as number),
          rank: several.ranks[naming] as number,
          isPassedOn: several.passedOn[naming] as boolean,
        }
      : {
          address: this.#addresses.at(this.#rows.at(index, PLACE)),
          rank: this.#rows.at(index, RANK),
          isPassedOn: false,
        };
  }

  /** The hashes of the addresses, in the same order. */
  hashesOf(index: number): readonly number[] {
    const several = this.#severalOf(index);
    if (several) return inOrder(several).map((naming) => several.hashes[naming] as number);
    return this.#rows.at(index, PLACE) === NONE ? noHashes : [this.#rows.at(index, HASH)];
  }

  /** The number of a slot's names. */
  countOf(index: number): number {
    const several = this.#severalOf(index);
    return several ? several.places.length : this.#rows.at(index, PLACE) === NONE ? 0 : 1;
  }

  /** The kind of the address that is a slot's name, by the order in which they were given. */
  addressKindOf(index: number, naming: number): Address['kind'] {
    return this.#addresses.kindAt(this.#severalOf(index)?.places[naming] ?? this.#rows.at(index, PLACE));
  }

  /** The address of the name with the lowest rank, of equal ranks the first; null without names. */
  firstOf(index: number): Address | null {
    const several = this.#severalOf(index);
    const first = several ? several.ranks.indexOf(least(several.ranks)) : 0;
    const place = several?.places[first] ?? this.#rows.at(index, PLACE);
    return place === NONE ? null : this.#addresses.at(place);
  }

  /** Undefined if there is no such slot. */
  kindOf(index: number): SlotKind | undefined {
    return index < this.length ? this.#kinds[this.#rows.at(index, KIND)] : undefined;
  }

  /** The addresses in the order of their ranks. */
  addressesOf(index: number): readonly Address[] {
    const several = this.#severalOf(index);
    if (several)
      return inOrder(several).map((naming) => this.#addresses.at(several.places[naming] as number));
    const place = this.#rows.at(index, PLACE);
    return place === NONE ? unaddressed : [this.#addresses.at(place)];
  }

  initialOf(index: number): number {
    return this.#initial.at(index);
  }

  /** A slot that reads what is known of it when it is asked. */
  infoOf(index: number): SlotInfo {
    return new PackedSlot(this, index);
  }
}

class PackedSlot implements SlotInfo {
  readonly #all: PackedSlots;
  readonly #index: number;

  constructor(all: PackedSlots, index: number) {
    this.#all = all;
    this.#index = index;
  }

  get kind() {
    return this.#all.kindOf(this.#index) as SlotKind;
  }
  get initial() {
    return this.#all.initialOf(this.#index);
  }
  get addresses() {
    return this.#all.addressesOf(this.#index);
  }
  get hashes() {
    return this.#all.hashesOf(this.#index);
  }
  get names() {
    return namesOf(this);
  }
  get name() {
    if (this.kind === 'constant') return String(this.initial);
    const first = this.#all.firstOf(this.#index);
    return first === null ? '' : printAddress(first);
  }
}
