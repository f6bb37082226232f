/** What belongs to a node on the example's tape. Found when the node is asked for: a large network has a million steps. */
import type { Instruction, Scope, Slot } from '../../core/program.ts';

/** The indexes of a node's products, in the order of its weights, and of the terms with respect to their two operands. */
interface NodeProducts {
  readonly indexes: number[];
  /** By the index of a product. */
  readonly terms: readonly [Map<number, number>, Map<number, number>];
}

export class NodeTape {
  readonly #instructions: readonly Instruction[];
  /** Where the frames of each node are: start, end, start, end … */
  readonly #frames = new Map<string, number[]>();
  readonly #products = new Map<string, NodeProducts>();
  #gradientSums: Map<Slot, Instruction[]> | null = null;

  constructor(instructions: readonly Instruction[]) {
    this.#instructions = instructions;
    this.#findFrames();
  }

  /** Reads no more of each instruction than where it belongs: a large network has a million. */
  #findFrames(): void {
    const instructions = this.#instructions;
    let before: Scope | null = null;
    let own: number[] | null = null;
    for (let index = 0; index < instructions.length; index++) {
      const { scope } = instructions[index] as Instruction;
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
    }
  }

  /** The products of a node and what comes back through them: both are in its own frames. */
  productsOf(name: string): NodeProducts {
    const known = this.#products.get(name);
    if (known) return known;
    const instructions = this.#instructions;
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
    this.#products.set(name, found);
    return found;
  }

  /** The sums of each slot's gradient, in the order of the tape. */
  get gradientSums(): ReadonlyMap<Slot, readonly Instruction[]> {
    if (this.#gradientSums === null) {
      this.#gradientSums = new Map();
      for (const instruction of this.#instructions) {
        const role = instruction.scope.phase === 'backward' ? instruction.role : null;
        if (role?.kind === 'gradientSum') add(this.#gradientSums, role.of, instruction);
      }
    }
    return this.#gradientSums;
  }
}

function add<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
}
