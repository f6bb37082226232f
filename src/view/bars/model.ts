/** A network of layers as the bars need it: its nodes by place, and the slots of the values beside each. */
import { type Address, printAddress } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Slot } from '../../core/program.ts';
import { layerOf, subjectOf } from '../scene/node-of.ts';
import type { Scene } from '../scene/scene.ts';
import type { MarkedNumber } from '../terminal/text.ts';
import { NodeTape } from './node-tape.ts';
import type { LayerShape } from './places.ts';

/** A node: the column of its layer (0 for the inputs), and its index there. */
export interface NodePlace {
  readonly column: number;
  readonly index: number;
}

export interface BarsLayer {
  readonly title: string;
  /** The activation; null for inputs and for the identity. */
  readonly detail: string | null;
  readonly names: readonly string[];
  /** The slots of the values of its nodes. */
  readonly values: readonly Slots[];
  readonly hasDropout: boolean;
}

/** The slots of an address, in the order of the tape; see `Values`. */
export type Slots = readonly Slot[];

const NO_SLOTS: Slots = [];

/** What belongs to a node: for each of its weights one entry in each list. */
export interface NodeSlots {
  readonly weights: readonly Slots[];
  readonly products: readonly Slots[];
  readonly gradients: readonly Slots[];
  readonly batchGradients: readonly Slots[];
  readonly changes: readonly Slots[];
  /** The gradient of its sum. */
  readonly sumGradient: Slots;
}

export class BarsModel {
  readonly layers: readonly BarsLayer[];
  readonly titles: readonly string[];
  readonly shapes: readonly LayerShape[];
  /** Whether updates add changes to the weights; otherwise they subtract them. The optimizer decides it for all. */
  readonly addsChanges: boolean;
  readonly #scene: Scene;
  readonly #places = new Map<string, NodePlace>();
  readonly #slots = new Map<string, NodeSlots>();
  readonly #tape: NodeTape;
  readonly #gathered = new Map<string, readonly (number | null)[]>();

  constructor(scene: Scene) {
    this.#scene = scene;
    const { scenario, engine } = scene.session;
    const names = scene.network.columns.map((column) => column.map(({ name }) => name));
    this.layers =
      scenario.layers.length === 0
        ? []
        : names.map((own, column): BarsLayer => {
            const layer = scenario.layers[column - 1];
            return {
              title: layer?.name ?? 'inputs',
              detail: layer && layer.activation !== NO_ACTIVATION ? layer.activation : null,
              names: own,
              values: own.map((name) => scene.session.values.slotsOf(name)),
              hasDropout: Boolean(layer?.dropout),
            };
          });
    this.titles = this.layers.map(({ title }) => title);
    this.shapes = this.layers.map(({ title, names: own }) => ({
      title,
      widest: Math.max(...own.map(({ length }) => length)),
      count: own.length,
    }));
    for (const [column, own] of names.entries())
      for (const [index, name] of own.entries()) this.#places.set(name, { column, index });
    const update = engine.run.update.instructions.find(({ role }) => role.kind === 'update')?.role;
    this.addsChanges = update?.kind === 'update' && update.isAdded;
    this.#tape = new NodeTape(engine.run.example.instructions);
  }

  /** The place of a node by its name. */
  placeOf(name: string): NodePlace | null {
    return this.#places.get(name) ?? null;
  }

  nameOf({ column, index }: NodePlace): string {
    return this.layers[column]?.names[index] ?? '';
  }

  /** The node and the number of the weight that an address is about; of what a layer shares, its first node. */
  subjectOf(address: Address): { readonly node: NodePlace; readonly item: number | null } | null {
    const subject = subjectOf(address);
    if (subject) return this.#about(subject.node, subject.item);
    const layer = layerOf(address);
    const column = layer === null ? -1 : this.titles.indexOf(layer, 1);
    return column < 0 ? null : { node: { column, index: 0 }, item: null };
  }

  /** The same for a slot: the first of its addresses that is about a node. */
  subjectOfSlot(slot: Slot): { readonly node: NodePlace; readonly item: number | null } | null {
    for (const address of this.#scene.engine.run.slots[slot]?.addresses ?? []) {
      const found = this.subjectOf(address);
      if (found) return found;
    }
    return null;
  }

  #about(name: string, item: number | null) {
    const node = this.placeOf(name);
    return node === null ? null : { node, item };
  }

  /** The product whose index on the example's tape this is: its node and the number of its weight. */
  productAt(index: number): { readonly node: NodePlace; readonly item: number } | null {
    const role = this.#scene.engine.run.example.instructions[index]?.role;
    if (role?.kind !== 'product') return null;
    const node = this.placeOf(role.node);
    const item = this.#tape.productsOf(role.node).indexes.indexOf(index);
    return node === null || item < 0 ? null : { node, item };
  }

  /**
   * The terms of the gradient of a node's value, in the order in which they are added: for each the index of the node
   * in the next layer that it comes back from; null if it comes from elsewhere.
   */
  gathered(node: NodePlace): readonly (number | null)[] {
    const name = this.nameOf(node);
    const known = this.#gathered.get(name);
    if (known) return known;
    const { values } = this.#scene.session;
    const sums = values.slotsOf(name).flatMap((slot) => this.#tape.gradientSums.get(slot) ?? []);
    const terms = sums.flatMap(({ operands: [sum, term] }, index) => (index === 0 ? [sum, term] : [term]));
    const rows = new Map<Slot, number>();
    for (const [row, next] of (this.layers[node.column + 1]?.names ?? []).entries())
      for (const slot of this.passed(next, node.index)) rows.set(slot, row);
    const made = terms.map((slot) => rows.get(slot as Slot) ?? null);
    this.#gathered.set(name, made);
    return made;
  }

  slotsOf(name: string): NodeSlots {
    const known = this.#slots.get(name);
    if (known) return known;
    const made = this.#makeSlots(name);
    this.#slots.set(name, made);
    return made;
  }

  #makeSlots(name: string): NodeSlots {
    const { run } = this.#scene.engine;
    const { values } = this.#scene.session;
    const of = (address: Address): Slots => values.slotsOf(printAddress(address));
    const { indexes: products, terms: own } = this.#tape.productsOf(name);
    const weight = (index: number): Address => ({ kind: 'nodeItem', node: name, part: 'w', index });
    const ofEach = (address: (index: number) => Address) => {
      let known: readonly Slots[] | null = null;
      return () => {
        known ??= products.map((_, index) => of(address(index)));
        return known;
      };
    };
    const weights = ofEach(weight);
    const made = ofEach((index) => ({ kind: 'nodeItem', node: name, part: 'product', index }));
    const gradients = ofEach((index) => ({ kind: 'gradient', of: weight(index) }));
    const batchGradients = ofEach((index) => ({ kind: 'batchGradient', of: weight(index) }));
    const changes = ofEach((index) => ({ kind: 'delta', of: weight(index), part: null }));
    const term = products.flatMap((at) => own[1].get(at) ?? own[0].get(at) ?? [])[0];
    // A term is local derivative × gradient of the sum.
    const gradient = term === undefined ? undefined : run.example.instructions[term]?.operands[1];
    return {
      // A drawing uses one or two of these, and a node can have a thousand weights.
      get weights() {
        return weights();
      },
      get products() {
        return made();
      },
      get gradients() {
        return gradients();
      },
      get batchGradients() {
        return batchGradients();
      },
      get changes() {
        return changes();
      },
      sumGradient:
        gradient === undefined
          ? of({ kind: 'gradient', of: { kind: 'node', node: name, part: 'in' } })
          : [gradient],
    };
  }

  /** The term of a source's gradient that comes back through a weight of a node. */
  passed(name: string, item: number): Slots {
    const { indexes, terms } = this.#tape.productsOf(name);
    const product = indexes[item];
    if (product === undefined) return NO_SLOTS;
    const { run } = this.#scene.engine;
    const term = terms[0].get(product);
    if (term !== undefined) return [run.example.instructions[term]?.result as Slot];
    // Where the gradient of the sum is 1, the weight itself is the term.
    const [source, weight] = run.example.instructions[product]?.operands ?? [];
    const isTerm = (address: Address) =>
      (address.kind === 'gradient' || address.kind === 'gradientTerm') &&
      run.slots[source as Slot]?.names.includes(printAddress(address.of));
    return weight !== undefined && run.slots[weight]?.addresses.some(isTerm) ? [weight] : NO_SLOTS;
  }
}

/** Found once for each engine. */
export const barsModelOf = memoize(
  ({ engine }: Scene) => engine,
  (scene) => new BarsModel(scene),
);

/** Reads numbers at the cursor. */
export class NumberReader {
  readonly #scene: Scene;
  readonly #current: (slots: readonly Slot[]) => Slot | null;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#current = scene.session.values.currentAt(scene.session.position);
  }

  /** The number that these slots mean at the cursor; null if it is not known in this iteration yet. */
  of(slots: Slots): MarkedNumber | null {
    const slot = this.#current(slots);
    return slot === null
      ? null
      : {
          value: this.#scene.session.registers[slot] as number,
          suffix: this.#scene.sign(slot),
          target: this.#scene.target(slot),
        };
  }

  ofAddress(address: Address): MarkedNumber | null {
    return this.of(this.#scene.session.values.slotsOf(printAddress(address)));
  }
}
