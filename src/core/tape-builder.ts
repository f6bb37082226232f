/** Builds a tape: collects slots with their names, and instructions in order. */
import { type Address, printAddress } from './address.ts';
import { type OpName, ops } from './operations.ts';
import type { Instruction, Scope, Slot, SlotInfo, SlotKind } from './program.ts';
import type { StepRole } from './step-role.ts';

/** A slot whose names are printed when they are read: few of them are needed at once. */
class NamedSlot implements SlotInfo {
  readonly kind: SlotKind;
  readonly addresses: readonly Address[];
  readonly initial: number;

  constructor(kind: SlotKind, addresses: readonly Address[], initial: number) {
    this.kind = kind;
    this.addresses = addresses;
    this.initial = initial;
  }

  get names(): readonly string[] {
    const { kind, addresses, initial } = this;
    if (kind === 'constant') return [String(initial)];
    const [only, ...others] = addresses;
    if (only === undefined) return [];
    return others.length === 0 ? [printAddress(only)] : [...new Set(addresses.map(printAddress))];
  }
}

/** The same for a tape of usual size: the names are kept. */
class KeptNames extends NamedSlot {
  #names: readonly string[] | null = null;

  override get names(): readonly string[] {
    this.#names ??= super.names;
    return this.#names;
  }
}

/** Maximum number of slots whose names are kept. They take about 100 bytes each. */
const MOST_KEPT = 100_000;

/** One of a slot's names. */
export interface Naming {
  readonly address: Address;
  readonly rank: number;
  /** Whether a node passes on the value under this name. What comes back through it is a part of the value's gradient. */
  readonly isPassedOn: boolean;
}

const unnamed: readonly Naming[] = [];
const noAddresses: readonly Address[] = [];

/**
 * Collects slots and instructions. Names have ranks: if a slot has several names, the one with the lowest rank is
 * shown, and of equal ranks the one given first.
 */
export class TapeBuilder {
  readonly instructions: Instruction[] = [];
  readonly #slots: { kind: SlotKind; namings: Naming[] | null; initial: number }[] = [];
  readonly #constants = new Map<string, Slot>();
  #scope: Scope = { phase: 'forward', layer: null, node: null };
  #group = -1;
  #of: number | null = null;

  /** Opens a frame for the instructions that follow. Returns its group number. */
  enter(scope: Scope): number {
    this.#scope = scope;
    this.#group += 1;
    return this.#group;
  }

  /** Sets the forward instruction that the following instructions differentiate. */
  setForwardIndex(of: number | null): void {
    this.#of = of;
  }

  slot(kind: SlotKind, initial = 0): Slot {
    this.#slots.push({ kind, namings: null, initial });
    return this.#slots.length - 1;
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
    this.instructions.push({
      op,
      operands,
      result,
      role,
      scope: this.#scope,
      group: this.#group,
      forwardIndex: this.#of,
      operandAddresses: called,
    });
    return result;
  }

  /** Adds a name to a slot. Constants are not named: their only name is their number. */
  name(slot: Slot, address: Address, rank = 0, isPassedOn = false): void {
    const info = this.#at(slot);
    if (info.kind === 'constant') return;
    // Most slots have one name, and an array that starts empty has room for 17.
    const naming = { address, rank, isPassedOn };
    if (info.namings === null) info.namings = [naming];
    else info.namings.push(naming);
  }

  /** The names so far. Later ones may be added to the same list. */
  namings(slot: Slot): readonly Naming[] {
    return this.#at(slot).namings ?? unnamed;
  }

  /** The address to show for a slot, among those given so far; null if it has none. */
  firstAddress(slot: Slot): Address | null {
    const namings = this.namings(slot);
    let first: Naming | null = null;
    for (const each of namings) if (first === null || each.rank < first.rank) first = each;
    return first?.address ?? null;
  }

  isConstant(slot: Slot, value?: number): boolean {
    const info = this.#at(slot);
    return info.kind === 'constant' && (value === undefined || Object.is(info.initial, value));
  }

  valueOf(slot: Slot): number {
    return this.#at(slot).initial;
  }

  /** The finished slot table, with the names of each slot sorted by rank. */
  slots(): SlotInfo[] {
    const Kind = this.#slots.length > MOST_KEPT ? NamedSlot : KeptNames;
    return this.#slots.map(({ kind, namings, initial }) => {
      const sorted = namings && namings.length > 1 ? namings.toSorted((a, b) => a.rank - b.rank) : namings;
      return new Kind(kind, sorted?.map(({ address }) => address) ?? noAddresses, initial);
    });
  }

  #at(slot: Slot) {
    const info = this.#slots[slot];
    if (!info) throw new RangeError(`no slot ${slot}`);
    return info;
  }
}
