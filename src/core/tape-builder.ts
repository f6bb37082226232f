/** Builds a tape: collects slots with their names, and instructions in order. */
import { type Address, hashOfAddress } from './address.ts';
import { type OpName, ops } from './operations.ts';
import { addressesOf, firstOf, type Naming, namesOf, PackedSlots } from './packed-slots.ts';
import { PackedInstructions } from './packed-tape.ts';
import type { Instruction, Scope, Slot, SlotInfo, SlotKind } from './program.ts';
import type { StepRole } from './step-role.ts';

/**
 * The instructions of a Program, and the slots of a Run, that are objects. Further ones are in a few arrays of numbers:
 * they take less memory, and more time to read.
 */
const MOST_PLAIN = 10_000;

/** A slot with names that are printed when they are first read. */
class PlainSlot implements SlotInfo {
  readonly kind: SlotKind;
  readonly addresses: readonly Address[];
  readonly initial: number;
  #names: readonly string[] | null = null;

  constructor(kind: SlotKind, addresses: readonly Address[], initial: number) {
    this.kind = kind;
    this.addresses = addresses;
    this.initial = initial;
  }

  get hashes(): readonly number[] {
    return this.addresses.map(hashOfAddress);
  }

  get names(): readonly string[] {
    this.#names ??= namesOf(this);
    return this.#names;
  }

  get name(): string {
    return this.names[0] ?? '';
  }
}

/** Is told, now and then, how many instructions have been emitted. It may throw to end the work. */
export type Watch = (instructions: number) => void;

/** Instructions between two calls of a watch: some milliseconds. */
const WATCHED = 4096;

const unnamed: readonly Naming[] = [];

/**
 * Collects slots and instructions. Names have ranks: if a slot has several names, the one with the lowest rank is
 * shown, and of equal ranks the one given first.
 */
export class TapeBuilder {
  readonly instructions: Instruction[] = [];
  readonly #slots: { kind: SlotKind; namings: Naming[] | null; initial: number }[] = [];
  readonly #packedSlots = new PackedSlots();
  readonly #packed = new PackedInstructions();
  readonly #constants = new Map<string, Slot>();
  #scope: Scope = { phase: 'forward', layer: null, node: null };
  #group = -1;
  #cell: number | null = null;
  #of: number | null = null;
  readonly #mostPlain: number;
  readonly #watch: Watch | null;
  #emitted = 0;

  /**
   * @param watch is told of the progress
   * @param mostPlain how many instructions and slots are kept as objects
   */
  constructor(watch: Watch | null = null, mostPlain = MOST_PLAIN) {
    this.#watch = watch;
    this.#mostPlain = mostPlain;
  }

  /** Opens a frame for the instructions that follow. Returns its group number. */
  enter(scope: Scope): number {
    this.#scope = scope;
    this.#cell = null;
    this.#group += 1;
    return this.#group;
  }

  /** Sets the number of the frame's array that the following instructions compute, by its place. */
  enterCell(place: number): void {
    this.#cell = place;
  }

  /** Sets the forward instruction that the following instructions differentiate, and with it the number of its array. */
  setForwardIndex(of: number | null): void {
    this.#of = of;
    this.#cell = of === null ? null : (this.instructions[of] as Instruction).cell;
  }

  /** The number of slots so far. */
  get slotCount(): number {
    return this.#slots.length + this.#packedSlots.length;
  }

  slot(kind: SlotKind, initial = 0): Slot {
    const slot = this.slotCount;
    if (slot < this.#mostPlain) this.#slots.push({ kind, namings: null, initial });
    else this.#packedSlots.add(kind, initial);
    return slot;
  }

  constant(value: number): Slot {
    // 0 and −0 give different products, but String() prints both as "0".
    const key = Object.is(value, -0) ? '-0' : String(value);
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const slot = this.slot('constant', value);
    this.#constants.set(key, slot);
    return slot;
  }

  /**
   * Emits one instruction.
   *
   * @param called addresses to show for the operands; null, of one or of all: the first address of the slot
   * @returns the slot of its result
   * @throws RangeError if the number of operands is wrong
   */
  emit(
    op: OpName,
    operands: readonly Slot[],
    role: StepRole,
    called: readonly (Address | null)[] | null = null,
  ): Slot {
    const { arity } = ops[op];
    const isRight = arity === 'many' ? operands.length >= 2 : operands.length === arity;
    if (!isRight) throw new RangeError(`${op} takes ${arity} operands, not ${operands.length}`);
    const result = this.slot('computed');
    const instruction: Instruction = {
      op,
      operands,
      result,
      role,
      scope: this.#scope,
      group: this.#group,
      cell: this.#cell,
      forwardIndex: this.#of,
      operandAddresses: called,
    };
    const isPlain = this.instructions.length < this.#mostPlain;
    this.instructions.push(isPlain ? instruction : this.#packed.add(instruction));
    this.#emitted += 1;
    if (this.#emitted % WATCHED === 0) this.#watch?.(this.#emitted);
    return result;
  }

  /** Adds a name to a slot. Constants are not named: their only name is their number. */
  name(slot: Slot, address: Address, rank = 0, isPassedOn = false): void {
    if (this.isConstant(slot)) return;
    const naming = { address, rank, isPassedOn };
    const info = this.#slots[slot];
    if (info === undefined) this.#packedSlots.name(slot - this.#slots.length, naming);
    // Most slots have one name, and an array that starts empty has room for 17.
    else if (info.namings === null) info.namings = [naming];
    else info.namings.push(naming);
  }

  /** The names so far. Later ones may be added to the same list. */
  namings(slot: Slot): readonly Naming[] {
    const info = this.#slots[slot];
    return info ? (info.namings ?? unnamed) : this.#packedSlots.namingsOf(slot - this.#slots.length);
  }

  /** The number of names so far. */
  nameCount(slot: Slot): number {
    const info = this.#slots[slot];
    return info ? (info.namings?.length ?? 0) : this.#packedSlots.countOf(slot - this.#slots.length);
  }

  /** One of the names, by the order in which they were given. */
  naming(slot: Slot, index: number): Naming {
    const info = this.#slots[slot];
    return info
      ? (info.namings?.[index] as Naming)
      : this.#packedSlots.namingOf(slot - this.#slots.length, index);
  }

  /** The kind of the address that is one of the names, by the order in which they were given. */
  nameKind(slot: Slot, index: number): Address['kind'] {
    const info = this.#slots[slot];
    const kind = info
      ? info.namings?.[index]?.address.kind
      : this.#packedSlots.addressKindOf(slot - this.#slots.length, index);
    return kind as Address['kind'];
  }

  /** The address to show for a slot, among those given so far; null if it has none. */
  firstAddress(slot: Slot): Address | null {
    const info = this.#slots[slot];
    return info ? firstOf(info.namings ?? unnamed) : this.#packedSlots.firstOf(slot - this.#slots.length);
  }

  isConstant(slot: Slot, value?: number): boolean {
    return this.kindOf(slot) === 'constant' && (value === undefined || Object.is(this.valueOf(slot), value));
  }

  valueOf(slot: Slot): number {
    const info = this.#slots[slot];
    return info ? info.initial : this.#packedSlots.initialOf(slot - this.#slots.length);
  }

  /** The finished slot table, with the names of each slot sorted by rank. */
  slots(): SlotInfo[] {
    const slots: SlotInfo[] = this.#slots.map(
      ({ kind, namings, initial }) => new PlainSlot(kind, addressesOf(namings ?? unnamed), initial),
    );
    for (let index = 0; index < this.#packedSlots.length; index++)
      slots.push(this.#packedSlots.infoOf(index));
    return slots;
  }

  /** @throws RangeError if there is no such slot */
  kindOf(slot: Slot): SlotKind {
    const kind = this.#slots[slot]?.kind ?? this.#packedSlots.kindOf(slot - this.#slots.length);
    if (!kind) throw new RangeError(`no slot ${slot}`);
    return kind;
  }
}
