/** The numbers that the drawing of the network shows. */
import { type Address, printAddress } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import type { Slot } from '../../core/program.ts';
import { writerOf } from '../../session/writers.ts';
import { numbersOf } from '../diagram/network.ts';
import type { Scene } from '../scene/scene.ts';
import type { MarkedNumber } from '../terminal/text.ts';

/** The slots that an address can mean, in the order of the tape. */
type Slots = readonly Slot[];

interface NodeSlots {
  readonly value: Slots;
  readonly gradient: Slots;
  /** Its sum before the activation, and its partial sums from the first on. */
  readonly sums: readonly Slots[];
  /** Its dropout mask. */
  readonly mask: Slots;
}

export interface EdgeSlots {
  readonly weight: Slots;
  readonly gradient: Slots;
}

export interface NetworkSlots {
  readonly nodes: ReadonlyMap<string, NodeSlots>;
  readonly edges: readonly EdgeSlots[];
}

const gradientOf = (of: Address): Address => ({ kind: 'gradient', of });

/** The slots of all numbers of nodes, by their addresses, and of the edges of a scene. */
export const networkSlots = memoize((scene: Scene) => scene, findSlots);

function findSlots({ session, network }: Scene): NetworkSlots {
  const slotsOf = (address: Address | null): Slots =>
    address === null ? [] : session.values.slotsOf(printAddress(address));
  const names = network.columns
    .flat()
    .flatMap((node) => numbersOf(node).map((number) => [number, node.name] as const));
  const nodes = names.map(([name, node]): [string, NodeSlots] => {
    const own: Address = { kind: 'value', name };
    const arriving = network.edges.filter(({ to }) => to === node).length;
    const partial = Array.from({ length: arriving }, (_, index) =>
      slotsOf({ kind: 'nodeItem', node: name, part: 'sum', index }),
    );
    return [
      name,
      {
        value: slotsOf(own),
        gradient: slotsOf(gradientOf(own)),
        sums: [...partial, slotsOf({ kind: 'node', node: name, part: 'in' })].filter(
          ({ length }) => length > 0,
        ),
        mask: slotsOf({ kind: 'node', node: name, part: 'mask' }),
      },
    ];
  });
  const edges = network.edges.map(
    ({ weight }): EdgeSlots => ({
      weight: slotsOf(weight),
      gradient: weight === null ? [] : slotsOf(gradientOf(weight)),
    }),
  );
  return { nodes: new Map(nodes), edges };
}

/** A known number with its slot and the sign of an edit. */
export interface ShownNumber extends MarkedNumber {
  readonly slot: Slot;
}

/** Reads numbers at the cursor. */
export class ShownValues {
  readonly #scene: Scene;
  readonly #current: (slots: Slots) => Slot | null;

  constructor(scene: Scene) {
    const { session } = scene;
    this.#scene = scene;
    this.#current = session.values.currentAt(session.position);
  }

  /** The number that slots of an address have in the current iteration; null if it is not known yet. */
  read(slots: Slots): ShownNumber | null {
    const slot = slots.length === 0 ? null : this.#current(slots);
    return slot === null ? null : this.at(slot);
  }

  /** The number in a slot, whichever iteration it is from. */
  at(slot: Slot): ShownNumber {
    const { session } = this.#scene;
    return {
      slot,
      value: session.registers[slot] as number,
      suffix: this.#scene.sign(slot),
      target: this.#scene.target(slot),
    };
  }

  /** A number as the step that wrote a value of this iteration has read it, without the sign of a later edit. */
  asReadFor(written: ShownNumber, { slot }: ShownNumber): ShownNumber {
    const { session } = this.#scene;
    const name = session.engine.run.slots[written.slot]?.name ?? '';
    const step = writerOf(session, name);
    return step === null
      ? this.at(slot)
      : { slot, value: session.history.stepRegisters(step)[slot] as number, suffix: '' };
  }

  named(address: Address): ShownNumber | null {
    return this.read(this.#scene.session.values.slotsOf(printAddress(address)));
  }
}

/** The numbers of nodes, and of arrays number by number, by their addresses. */
export class NodeNumbers {
  readonly #values: ShownValues;
  readonly #nodes: NetworkSlots['nodes'];
  readonly #hasGradients: boolean;

  /** @param hasGradients whether the drawing shows gradients */
  constructor(values: ShownValues, nodes: NetworkSlots['nodes'], hasGradients: boolean) {
    this.#values = values;
    this.#nodes = nodes;
    this.#hasGradients = hasGradients;
  }

  value(name: string): ShownNumber | null {
    return this.#values.read(this.#nodes.get(name)?.value ?? []);
  }

  gradient(name: string): ShownNumber | null {
    return this.#hasGradients ? this.#values.read(this.#nodes.get(name)?.gradient ?? []) : null;
  }

  /** The sum, as far as it is added up. */
  sum(name: string): ShownNumber | null {
    let sum: ShownNumber | null = null;
    for (const each of this.#nodes.get(name)?.sums ?? []) sum = this.#values.read(each) ?? sum;
    return sum;
  }

  isDropped(name: string): boolean {
    return this.#values.read(this.#nodes.get(name)?.mask ?? [])?.value === 0;
  }
}
