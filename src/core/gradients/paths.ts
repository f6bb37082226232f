/** The paths that gradients take back: where values are used on the way to a root, and the groups on that way. */
import { ops } from '../operations.ts';
import type { Instruction, Scope, Slot } from '../program.ts';

/** A group's scope and the indexes of its forward instructions, first to last. */
export interface Group {
  readonly scope: Scope;
  readonly members: number[];
  /** Length of the longest path from a root, in groups. */
  distance: number;
}

/** A use of a slot. */
export interface Use {
  /** Index of the forward instruction that reads it, and number of the operand, from 0. */
  readonly index: number;
  readonly operand: number;
  /** Its position among the uses of the slot, in forward order. */
  position: number;
  /** The slot of the gradient that comes back through it; null as long as it has not been emitted. */
  term: Slot | null;
}

const unused: readonly Use[] = [];

export class Paths {
  readonly #forward: readonly Instruction[];
  /** By slot, for those that need a gradient: the uses on paths to a root, in forward order. */
  readonly #uses: (Use[] | undefined)[] = [];
  /** The same uses by instruction and operand. */
  readonly #usesAt: (Use | undefined)[][];

  /** Collects the uses on paths between wanted leaves and roots. Gradients are computed only along these. */
  constructor(forward: readonly Instruction[], roots: readonly Slot[], wanted: ReadonlySet<Slot>) {
    this.#forward = forward;
    this.#usesAt = new Array(forward.length);
    const depends = new Set(wanted);
    for (const { op, operands, result } of forward) {
      const isConstant = ops[op].derivatives.length === 0;
      if (!isConstant && operands.some((slot) => depends.has(slot))) depends.add(result);
    }
    const reaches = new Set(roots);
    for (let index = forward.length - 1; index >= 0; index--) {
      const { operands, result } = forward[index] as Instruction;
      if (!reaches.has(result)) continue;
      const own: (Use | undefined)[] = new Array(operands.length);
      operands.forEach((slot, operand) => {
        if (!depends.has(slot)) return;
        reaches.add(slot);
        const use: Use = { index, operand, position: 0, term: null };
        own[operand] = use;
        // Most slots have one use.
        const uses = this.#uses[slot];
        if (uses) uses.push(use);
        else this.#uses[slot] = [use];
      });
      this.#usesAt[index] = own;
    }
    for (const uses of this.#uses) {
      if (uses === undefined || uses.length === 1) continue;
      uses.sort((a, b) => a.index - b.index || a.operand - b.operand);
      uses.forEach((use, position) => {
        use.position = position;
      });
    }
    for (const slot of roots) if (depends.has(slot)) this.#uses[slot] ??= [];
  }

  /** The uses of a slot on paths to a root, in forward order. */
  usesOf(slot: Slot): readonly Use[] {
    return this.#uses[slot] ?? unused;
  }

  /** The use of an operand by a forward instruction; undefined if no wanted gradient takes this way. */
  useAt(index: number, operand: number): Use | undefined {
    return this.#usesAt[index]?.[operand];
  }

  /** The groups on the paths, in the order of their longest path from a root; ties keep the forward order. */
  groupsByDistance(): Group[] {
    const groups = new Map<number, Group>();
    this.#forward.forEach(({ group, scope, result }, index) => {
      if (this.#uses[result] === undefined) return;
      const known = groups.get(group);
      if (known) known.members.push(index);
      else groups.set(group, { scope, members: [index], distance: 0 });
    });
    const inOrder = [...groups.values()];
    for (const group of [...inOrder].reverse()) {
      for (const index of group.members) {
        for (const use of this.usesOf((this.#forward[index] as Instruction).result)) {
          const user = groups.get((this.#forward[use.index] as Instruction).group);
          if (user && user !== group) group.distance = Math.max(group.distance, user.distance + 1);
        }
      }
    }
    return inOrder.sort((a, b) => a.distance - b.distance);
  }
}
