/** A network of layers as the bars need it: its nodes by place, and the slots of the values beside each. */
import { type Address, printAddress } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Instruction, Scope, Slot } from '../../core/program.ts';
import { layerOf, subjectOf } from '../scene/node-of.ts';
import type { Scene } from '../scene/scene.ts';
import type { MarkedNumber } from '../terminal/text.ts';
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
  readonly hasDropout: boolean;
}

/** The slots of an address, in the order of the tape; see `Values`. */
export type Slots = readonly Slot[];

const NO_SLOTS: Slots = [];

/** The indexes of a node's products, in the order of its weights, and of the terms with respect to their two operands. */
interface NodeProducts {
  readonly indexes: number[];
  readonly terms: readonly [Map<number, number>, Map<number, number>];
}

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
  /** Where the frames of each node are on the example's tape: start, end, start, end … */
  readonly #frames = new Map<string, number[]>();
  readonly #found = new Map<string, NodeProducts>();
  /** The sums of each slot's gradient, in the order of the tape. */
  readonly #gradientSums = new Map<Slot, Instruction[]>();
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
    this.addsChanges = engine.run.update.instructions.some(
      ({ role }) => role.kind === 'update' && role.isAdded,
    );
    this.#findFrames();
  }

  /** Reads no more of each instruction than where it belongs: a large network has a million. */
  #findFrames(): void {
    const { instructions } = this.#scene.engine.run.example;
    let before: Scope | null = null;
    let own: number[] | null = null;
    for (let index = 0; index < instructions.length; index++) {
      const instruction = instructions[index] as Instruction;
      const { scope } = instruction;
      if (scope !== before) {
        before = scope;
        own = null;
        if (scope.node !== null) {
          own = this.#frames.get(scope.node) ?? [];
          this.#frames.set(scope.node, own);
          own.push(index, index);
        }
      }
      if (own !== null) own[own.length - 1] = index + 1;
      if (scope.phase !== 'backward' || instruction.op !== 'add') continue;
      const { role } = instruction;
      if (role.kind === 'gradientSum') add(this.#gradientSums, role.of, instruction);
    }
  }

  /** The products of a node and what comes back through them: both are in its own frames. */
  #productsOf(name: string): NodeProducts {
    const known = this.#found.get(name);
    if (known) return known;
    const { instructions } = this.#scene.engine.run.example;
    const found: NodeProducts = { indexes: [], terms: [new Map(), new Map()] };
    const frames = this.#frames.get(name) ?? [];
    for (let frame = 0; frame < frames.length; frame += 2) {
      for (let index = frames[frame] as number; index < (frames[frame + 1] as number); index++) {
        const { role } = instructions[index] as Instruction;
        if (role.kind === 'product') found.indexes.push(index);
        if (role.kind === 'term' && instructions[role.of]?.role.kind === 'product')
          found.terms[role.operand as 0 | 1].set(role.of, index);
      }
    }
    this.#found.set(name, found);
    return found;
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
    const { role } = this.#scene.engine.run.example.instructions[index] as Instruction;
    if (role.kind !== 'product') return null;
    const node = this.placeOf(role.node);
    const item = this.#productsOf(role.node).indexes.indexOf(index);
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
    const sums = values.slotsOf(name).flatMap((slot) => this.#gradientSums.get(slot) ?? []);
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
    const { indexes: products, terms: own } = this.#productsOf(name);
    const weight = (index: number): Address => ({ kind: 'nodeItem', node: name, part: 'w', index });
    const term = products.flatMap((at) => own[1].get(at) ?? own[0].get(at) ?? [])[0];
    // A term is local derivative × gradient of the sum.
    const gradient = term === undefined ? undefined : run.example.instructions[term]?.operands[1];
    return {
      weights: products.map((_, index) => of(weight(index))),
      products: products.map((_, index) => of({ kind: 'nodeItem', node: name, part: 'product', index })),
      gradients: products.map((_, index) => of({ kind: 'gradient', of: weight(index) })),
      batchGradients: products.map((_, index) => of({ kind: 'batchGradient', of: weight(index) })),
      changes: products.map((_, index) => of({ kind: 'delta', of: weight(index), part: null })),
      sumGradient:
        gradient === undefined
          ? of({ kind: 'gradient', of: { kind: 'node', node: name, part: 'in' } })
          : [gradient],
    };
  }

  /** The term of a source's gradient that comes back through a weight of a node. */
  passed(name: string, item: number): Slots {
    const { indexes, terms } = this.#productsOf(name);
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

function add<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
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
