/**
 * The instructions and slots of a large tape in a few arrays of numbers. As objects, an instruction with its role, its
 * slot and the slot's addresses takes half a kilobyte; here it takes a third of that. Roles and addresses are made when
 * they are read.
 */
import { type Address, printAddress } from './address.ts';
import { type OpName, opNames } from './operations.ts';
import { Column } from './packed/column.ts';
import { Records } from './packed/records.ts';
import type { Instruction, Scope, Slot, SlotInfo, SlotKind } from './program.ts';
import type { StepRole } from './step-role.ts';

const NONE = -1;

/** One of a slot's names. */
export interface Naming {
  readonly address: Address;
  readonly rank: number;
  /** Whether a node passes on the value under this name. What comes back through it is a part of the value's gradient. */
  readonly isPassedOn: boolean;
}

const opNumbers = new Map(opNames.map((op, index) => [op, index]));

/** Instructions, each as an object that reads its fields from columns. */
export class PackedInstructions {
  readonly #ops = new Column();
  /** The operands of those with one or two; `NONE` for the second of one. */
  readonly #a = new Column();
  readonly #b = new Column();
  readonly #wide = new Map<number, readonly Slot[]>();
  readonly #results = new Column();
  readonly #groups = new Column();
  readonly #forward = new Column();
  readonly #scopes: Scope[] = [];
  readonly #scopeNumbers = new Column();
  readonly #roles = new Records<StepRole>();
  readonly #rolePlaces = new Column();
  readonly #addresses = new Records<Address>();
  /** Where the addresses of an instruction's operands are among `#called`; `NONE` if it has none. */
  readonly #calledPlaces = new Column();
  readonly #called = new Column();

  add({
    op,
    operands,
    result,
    role,
    scope,
    group,
    forwardIndex,
    operandAddresses,
  }: Instruction): Instruction {
    const index = this.#ops.push(opNumbers.get(op) as number);
    this.#a.push(operands[0] as Slot);
    this.#b.push(operands[1] ?? NONE);
    if (operands.length > 2) this.#wide.set(index, operands);
    this.#results.push(result);
    this.#groups.push(group);
    this.#forward.push(forwardIndex ?? NONE);
    if (this.#scopes.at(-1) !== scope) this.#scopes.push(scope);
    this.#scopeNumbers.push(this.#scopes.length - 1);
    this.#rolePlaces.push(this.#roles.add(role));
    this.#calledPlaces.push(operandAddresses === null ? NONE : this.#called.length);
    for (const address of operandAddresses ?? [])
      this.#called.push(address === null ? NONE : this.#addresses.add(address));
    return new PackedInstruction(this, index);
  }

  opOf(index: number): OpName {
    return opNames[this.#ops.at(index)] as OpName;
  }

  operandsOf(index: number): readonly Slot[] {
    const b = this.#b.at(index);
    return b === NONE ? [this.#a.at(index)] : (this.#wide.get(index) ?? [this.#a.at(index), b]);
  }

  resultOf(index: number): Slot {
    return this.#results.at(index);
  }

  roleOf(index: number): StepRole {
    return this.#roles.at(this.#rolePlaces.at(index));
  }

  scopeOf(index: number): Scope {
    return this.#scopes[this.#scopeNumbers.at(index)] as Scope;
  }

  groupOf(index: number): number {
    return this.#groups.at(index);
  }

  forwardIndexOf(index: number): number | null {
    const forward = this.#forward.at(index);
    return forward === NONE ? null : forward;
  }

  operandAddressesOf(index: number): readonly (Address | null)[] | null {
    const start = this.#calledPlaces.at(index);
    if (start === NONE) return null;
    return this.operandsOf(index).map((_slot, operand) => {
      const place = this.#called.at(start + operand);
      return place === NONE ? null : this.#addresses.at(place);
    });
  }
}

class PackedInstruction implements Instruction {
  readonly #all: PackedInstructions;
  readonly #index: number;

  constructor(all: PackedInstructions, index: number) {
    this.#all = all;
    this.#index = index;
  }

  get op() {
    return this.#all.opOf(this.#index);
  }
  get operands() {
    return this.#all.operandsOf(this.#index);
  }
  get result() {
    return this.#all.resultOf(this.#index);
  }
  get role() {
    return this.#all.roleOf(this.#index);
  }
  get scope() {
    return this.#all.scopeOf(this.#index);
  }
  get group() {
    return this.#all.groupOf(this.#index);
  }
  get forwardIndex() {
    return this.#all.forwardIndexOf(this.#index);
  }
  get operandAddresses() {
    return this.#all.operandAddressesOf(this.#index);
  }
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

/** The names of a slot with several, in the order in which they were given. */
interface Several {
  readonly places: number[];
  readonly ranks: number[];
  readonly passedOn: boolean[];
}

/** Slots, by index. Nearly all have one name, which is not passed on. */
export class PackedSlots {
  readonly #kinds: SlotKind[] = [];
  readonly #kindNumbers = new Column();
  readonly #initial = new Column(Float64Array);
  readonly #addresses = new Records<Address>();
  readonly #places = new Column();
  readonly #ranks = new Column();
  readonly #several = new Map<number, Several>();

  get length(): number {
    return this.#places.length;
  }

  add(kind: SlotKind, initial: number): void {
    const known = this.#kinds.indexOf(kind);
    this.#kindNumbers.push(known < 0 ? this.#kinds.push(kind) - 1 : known);
    this.#initial.push(initial);
    this.#places.push(NONE);
    this.#ranks.push(0);
  }

  name(index: number, { address, rank, isPassedOn }: Naming): void {
    const place = this.#addresses.add(address);
    const only = this.#places.at(index);
    let several = this.#several.get(index);
    if (several === undefined && only === NONE && !isPassedOn) {
      this.#places.set(index, place);
      this.#ranks.set(index, rank);
      return;
    }
    if (several === undefined) {
      several =
        only === NONE
          ? { places: [], ranks: [], passedOn: [] }
          : { places: [only], ranks: [this.#ranks.at(index)], passedOn: [false] };
      this.#several.set(index, several);
    }
    several.places.push(place);
    several.ranks.push(rank);
    several.passedOn.push(isPassedOn);
  }

  namingsOf(index: number): readonly Naming[] {
    const several = this.#several.get(index);
    if (several)
      return several.places.map((place, at) => ({
        address: this.#addresses.at(place),
        rank: several.ranks[at] as number,
        isPassedOn: several.passedOn[at] as boolean,
      }));
    const place = this.#places.at(index);
    if (place === NONE) return unnamed;
    return [{ address: this.#addresses.at(place), rank: this.#ranks.at(index), isPassedOn: false }];
  }

  /** The number of a slot's names. */
  countOf(index: number): number {
    return this.#several.get(index)?.places.length ?? (this.#places.at(index) === NONE ? 0 : 1);
  }

  /** The kind of the address that is a slot's name, by the order in which they were given. */
  addressKindOf(index: number, naming: number): Address['kind'] {
    return this.#addresses.kindAt(this.#several.get(index)?.places[naming] ?? this.#places.at(index));
  }

  /** The address of the name with the lowest rank, of equal ranks the first; null without names. */
  firstOf(index: number): Address | null {
    const several = this.#several.get(index);
    const first = several ? several.ranks.indexOf(least(several.ranks)) : 0;
    const place = several?.places[first] ?? this.#places.at(index);
    return place === NONE ? null : this.#addresses.at(place);
  }

  /** Undefined if there is no such slot. */
  kindOf(index: number): SlotKind | undefined {
    return index < this.length ? this.#kinds[this.#kindNumbers.at(index)] : undefined;
  }

  /** The addresses in the order of their ranks. */
  addressesOf(index: number): readonly Address[] {
    if (this.#several.has(index)) return addressesOf(this.namingsOf(index));
    const place = this.#places.at(index);
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
  get names() {
    return namesOf(this);
  }
  get name() {
    if (this.kind === 'constant') return String(this.initial);
    const first = this.#all.firstOf(this.#index);
    return first === null ? '' : printAddress(first);
  }
}
