/** The slots that no instruction writes: inputs, targets, parameters and settings, with the numbers of a variant. */
import { type Address, printAddress } from '../../core/address.ts';
import { Column } from '../../core/packed/column.ts';
import type { Slot, SlotKind } from '../../core/program.ts';
import type { TapeBuilder } from '../../core/tape-builder.ts';

/** The frame that a parameter belongs to. */
export interface Owner {
  readonly layer: string | null;
  readonly node: string | null;
}

/** What a parameter belongs to, and what it is called. */
interface Parameter {
  readonly owner: Owner;
  readonly address: Address;
}

const NONE = -1;

export class Given {
  readonly builder: TapeBuilder;
  readonly parameters: Slot[] = [];
  /** A Map, because an address can also be the name of a property of all objects (`constructor`). */
  readonly #set: ReadonlyMap<string, number>;
  readonly #known: Parameter[] = [];
  /** By slot, up to the last parameter: its index among them; `NONE` for others. */
  readonly #places = new Column();

  /** @param set the numbers that a variant sets, by printed address */
  constructor(builder: TapeBuilder, set: Readonly<Record<string, number>>) {
    this.builder = builder;
    this.#set = new Map(Object.entries(set));
  }

  /** Whether no variant sets numbers, so that all are those of the scenario. */
  get setsNothing(): boolean {
    return this.#set.size === 0;
  }

  /** Adds a slot that no instruction writes. @param value its initial value, unless the variant sets it */
  slot(role: SlotKind, address: Address, value = 0, rank = 0): Slot {
    const slot = this.builder.slot(role, this.number(address, value));
    this.builder.name(slot, address, rank);
    return slot;
  }

  parameter(owner: Owner, address: Address, value: number, rank = 0): Slot {
    const slot = this.slot('parameter', address, value, rank);
    while (this.#places.length < slot) this.#places.push(NONE);
    this.#places.push(this.parameters.length);
    this.parameters.push(slot);
    this.#known.push({ owner, address });
    return slot;
  }

  ownerOf(parameter: Slot): Owner {
    return this.#of(parameter).owner;
  }

  addressOf(parameter: Slot): Address {
    return this.#of(parameter).address;
  }

  #of(parameter: Slot): Parameter {
    return this.#known[this.#places.at(parameter)] as Parameter;
  }

  /** The number that the variant sets at an address; `value` if it sets none. */
  number(address: Address, value: number): number {
    // Usually no variant sets numbers, and then no address needs to be printed.
    return this.setsNothing ? value : (this.#set.get(printAddress(address)) ?? value);
  }
}
