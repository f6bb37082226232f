/** The slots that no instruction writes: inputs, targets, parameters and settings, with the numbers of a variant. */
import { type Address, printAddress } from '../../core/address.ts';
import type { Slot, SlotKind, TapeBuilder } from '../../core/program.ts';

/** The frame that a parameter belongs to. */
export interface Owner {
  readonly layer: string | null;
  readonly node: string | null;
}

export class Given {
  readonly builder: TapeBuilder;
  readonly parameters: Slot[] = [];
  /** A Map, because an address can also be the name of a property of all objects (`constructor`). */
  readonly #set: ReadonlyMap<string, number>;
  readonly #owners = new Map<Slot, Owner>();

  /** @param set the numbers that a variant sets, by printed address */
  constructor(builder: TapeBuilder, set: Readonly<Record<string, number>>) {
    this.builder = builder;
    this.#set = new Map(Object.entries(set));
  }

  /** Adds a slot that no instruction writes. @param value its initial value, unless the variant sets it */
  slot(role: SlotKind, address: Address, value = 0, rank = 0): Slot {
    const slot = this.builder.slot(role, this.number(address, value));
    this.builder.name(slot, address, rank);
    return slot;
  }

  parameter(owner: Owner, address: Address, value: number, rank = 0): Slot {
    const slot = this.slot('parameter', address, value, rank);
    this.parameters.push(slot);
    this.#owners.set(slot, owner);
    return slot;
  }

  ownerOf(parameter: Slot): Owner {
    return this.#owners.get(parameter) as Owner;
  }

  /** The number that the variant sets at an address; `value` if it sets none. */
  number(address: Address, value: number): number {
    return this.#set.get(printAddress(address)) ?? value;
  }
}
