/**
 * The instructions and slots of a large tape in a few arrays of numbers. As objects, an instruction with its role, its
 * slot and the slot's addresses takes half a kilobyte; here it takes a third of that. Roles and addresses are made when
 * they are read.
 */
import { type Address, printAddress } from './address.ts';
import { type OpName, opNames } from './operations.ts';
import { Column } from './packed/column.ts';
import { Records } from './packed/records.ts';
import { Rows } from './packed/rows.ts';
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

/** The columns of an instruction's row. `A` and `B` are its operands if it has one or two; `B` is `NONE` for one. */
const OP = 0;
const A = 1;
const B = 2;
const RESULT = 3;
const GROUP = 4;
const FORWARD = 5;
const SCOPE = 6;
const ROLE = 7;
/** Where the addresses of its operands are among those; `NONE` if it has none. */
const CALLED = 8;
const COLUMNS = 9;

/** Instructions, each as an object that reads its fields from a row of numbers. */
export class PackedInstructions {
  readonly #rows = new Rows(COLUMNS);
  readonly #wide = new Map<number, readonly Slot[]>();
  readonly #scopes: Scope[] = [];
  readonly #roles = new Records<StepRole>();
  readonly #addresses = new Records<Address>();
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
    const rows = this.#rows;
    const index = rows.add();
    if (operands.length > 2) this.#wide.set(index, operands);
    if (this.#scopes.at(-1) !== scope) this.#scopes.push(scope);
    rows.set(index, OP, opNumbers.get(op) as number);
    rows.set(index, A, operands[0] as Slot);
    rows.set(index, B, operands[1] ?? NONE);
    rows.set(index, RESULT, result);
    rows.set(index, GROUP, group);
    rows.set(index, FORWARD, forwardIndex ?? NONE);
    rows.set(index, SCOPE, this.#scopes.length - 1);
    rows.set(index, ROLE, this.#roles.add(role));
    rows.set(index, CALLED, operandAddresses === null ? NONE : this.#called.length);
    if (operandAddresses !== null)
      for (const address of operandAddresses)
        this.#called.push(address === null ? NONE : this.#addresses.add(address));
    return new PackedInstruction(this, index);
  }

  opOf(index: number): OpName {
    return opNames[this.#rows.at(index, OP)] as OpName;
  }

  operandsOf(index: number): readonly Slot[] {
    const a = this.#rows.at(index, A);
    const b = this.#rows.at(index, B);
    return b === NONE ? [a] : (this.#wide.get(index) ?? [a, b]);
  }

  resultOf(index: number): Slot {
    return this.#rows.at(index, RESULT);
  }

  roleOf(index: number): StepRole {
    return this.#roles.at(this.#rows.at(index, ROLE));
  }

  scopeOf(index: number): Scope {
    return this.#scopes[this.#rows.at(index, SCOPE)] as Scope;
  }

  groupOf(index: number): number {
    return this.#rows.at(index, GROUP);
  }

  forwardIndexOf(index: number): number | null {
    const forward = this.#rows.at(index, FORWARD);
    return forward === NONE ? null : forward;
  }

  operandAddressesOf(index: number): readonly (Address | null)[] | null {
    const start = this.#rows.at(index, CALLED);
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

/** The columns of a slot's row: the number of its kind, and where the address of its only name is, and its rank. */
const KIND = 0;
const PLACE = 1;
const RANK = 2;
const SLOT_COLUMNS = 3;

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
    const only = this.#rows.at(index, PLACE);
    let several = this.#several.get(index);
    if (several === undefined && only === NONE && !isPassedOn) {
      this.#rows.set(index, PLACE, place);
      this.#rows.set(index, RANK, rank);
      return;
    }
    if (several === undefined) {
      several =
        only === NONE
          ? { places: [], ranks: [], passedOn: [] }
          : { places: [only], ranks: [this.#rows.at(index, RANK)], passedOn: [false] };
      this.#several.set(index, several);
    }
    several.places.push(place);
    several.ranks.push(rank);
    several.passedOn.push(isPassedOn);
  }

  namingsOf(index: number): readonly Naming[] {
    const count = this.countOf(index);
    return count === 0 ? unnamed : Array.from({ length: count }, (_, naming) => this.namingOf(index, naming));
  }

  /** One of a slot's names, by the order in which they were given. */
  namingOf(index: number, naming: number): Naming {
    const several = this.#several.get(index);
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

  /** The number of a slot's names. */
  countOf(index: number): number {
    return this.#several.get(index)?.places.length ?? (this.#rows.at(index, PLACE) === NONE ? 0 : 1);
  }

  /** The kind of the address that is a slot's name, by the order in which they were given. */
  addressKindOf(index: number, naming: number): Address['kind'] {
    return this.#addresses.kindAt(this.#several.get(index)?.places[naming] ?? this.#rows.at(index, PLACE));
  }

  /** The address of the name with the lowest rank, of equal ranks the first; null without names. */
  firstOf(index: number): Address | null {
    const several = this.#several.get(index);
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
    if (this.#several.has(index)) return addressesOf(this.namingsOf(index));
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
  get names() {
    return namesOf(this);
  }
  get name() {
    if (this.kind === 'constant') return String(this.initial);
    const first = this.#all.firstOf(this.#index);
    return first === null ? '' : printAddress(first);
  }
}
