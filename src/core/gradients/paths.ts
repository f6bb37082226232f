/** The paths that gradients take back: where values are used on the way to a root, and the groups on that way. */
import { isDifferentiated } from '../operations.ts';
import type { Instruction, Scope, Slot } from '../program.ts';

/** A group's scope and the indexes of its forward instructions, first to last. */
export interface Group {
  readonly scope: Scope;
  readonly members: number[];
  /** Length of the longest path from a root, in groups. */
  distance: number;
}

/** A use of a slot by an instruction: a number that goes up with the instructions, and in each with its operands. */
export type Use = number;

const NONE = -1;

/** Arrays of numbers instead of objects: a large network has a million uses. */
export class Paths {
  readonly #forward: readonly Instruction[];
  /** By instruction: the use of its first operand, whether it is on a path or not. */
  readonly #firstUses: Int32Array;
  /** By instruction: its group. */
  readonly #groups: Int32Array;
  /** By use: the index of its instruction; `NONE` if it is on no path. */
  readonly #indexes: Int32Array;
  /** By use: the slot of the gradient that comes back through it. */
  readonly #terms: Int32Array;
  /** By slot: where its uses start in `#inOrder`, and with the next entry where they end. */
  readonly #starts: Int32Array;
  readonly #inOrder: Int32Array;
  /** By slot: whether it needs a gradient. */
  readonly #needs: Uint8Array;

  /**
   * Collects the uses on paths between wanted leaves and roots. Gradients are computed only along these.
   *
   * @param wanted by slot: 1 if its gradient is wanted
   */
  constructor(forward: readonly Instruction[], roots: readonly Slot[], wanted: Uint8Array) {
    this.#forward = forward;
    const slots = wanted.length;
    const depends = wanted.slice();
    this.#firstUses = new Int32Array(forward.length);
    this.#groups = new Int32Array(forward.length);
    let uses = 0;
    for (let index = 0; index < forward.length; index++) {
      const { op, operands, result, group } = forward[index] as Instruction;
      this.#firstUses[index] = uses;
      this.#groups[index] = group;
      uses += operands.length;
      for (let operand = 0; operand < operands.length; operand++) {
        if (depends[operands[operand] as Slot] === 1 && isDifferentiated(op, operand)) depends[result] = 1;
      }
    }
    this.#indexes = new Int32Array(uses).fill(NONE);
    this.#terms = new Int32Array(uses).fill(NONE);
    this.#needs = new Uint8Array(slots);
    for (const slot of roots) this.#needs[slot] = depends[slot] as number;
    const reaches = new Uint8Array(slots);
    for (const slot of roots) reaches[slot] = 1;
    const used = new Int32Array(uses);
    this.#starts = new Int32Array(slots + 1);
    for (let index = forward.length - 1; index >= 0; index--) {
      const { op, operands, result } = forward[index] as Instruction;
      if (reaches[result] === 0 || depends[result] === 0) continue;
      for (let operand = 0; operand < operands.length; operand++) {
        const slot = operands[operand] as Slot;
        if (depends[slot] === 0 || !isDifferentiated(op, operand)) continue;
        reaches[slot] = 1;
        this.#needs[slot] = 1;
        const use = (this.#firstUses[index] as number) + operand;
        this.#indexes[use] = index;
        used[use] = slot;
        this.#starts[slot + 1] = (this.#starts[slot + 1] as number) + 1;
      }
    }
    for (let slot = 0; slot < slots; slot++)
      this.#starts[slot + 1] = (this.#starts[slot + 1] as number) + (this.#starts[slot] as number);
    this.#inOrder = new Int32Array(this.#starts[slots] as number);
    const next = this.#starts.slice();
    for (let use = 0; use < uses; use++) {
      if (this.#indexes[use] === NONE) continue;
      const slot = used[use] as Slot;
      const place = next[slot] as number;
      this.#inOrder[place] = use;
      next[slot] = place + 1;
    }
  }

  /** The group of a forward instruction. */
  groupOf(index: number): number {
    return this.#groups[index] as number;
  }

  /** The number of uses of a slot on paths to a root. A slot's uses are in forward order. */
  countOf(slot: Slot): number {
    return (this.#starts[slot + 1] ?? 0) - (this.#starts[slot] ?? 0);
  }

  /** The use of an operand by a forward instruction; null if no wanted gradient takes this way. */
  onPath(index: number, operand: number): Use | null {
    const use = (this.#firstUses[index] as number) + operand;
    return this.#indexes[use] === NONE ? null : use;
  }

  /** The position of a use among those of a slot, from 0. */
  positionOf(slot: Slot, use: Use): number {
    let [from, to] = [this.#starts[slot] as number, this.#starts[slot + 1] as number];
    const start = from;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((this.#inOrder[middle] as number) <= use) from = middle;
      else to = middle;
    }
    return from - start;
  }

  /** The slot of the gradient that comes back through one of a slot's uses, from 0. It must have been set. */
  termOf(slot: Slot, position: number): Slot {
    return this.#terms[this.#inOrder[(this.#starts[slot] as number) + position] as Use] as Slot;
  }

  setTerm(use: Use, term: Slot): void {
    this.#terms[use] = term;
  }

  /** The groups on the paths, in the order of their longest path from a root; ties keep the forward order. */
  groupsByDistance(): Group[] {
    const groups = new Map<number, Group>();
    this.#forward.forEach(({ scope, result }, index) => {
      if (this.#needs[result] === 0) return;
      const group = this.groupOf(index);
      const known = groups.get(group);
      if (known) known.members.push(index);
      else groups.set(group, { scope, members: [index], distance: 0 });
    });
    const inOrder = [...groups.values()];
    for (const group of [...inOrder].reverse()) {
      for (const index of group.members) {
        const { result } = this.#forward[index] as Instruction;
        const end = this.#starts[result + 1] as number;
        for (let at = this.#starts[result] as number; at < end; at++) {
          const by = this.#indexes[this.#inOrder[at] as Use] as number;
          const user = groups.get(this.groupOf(by));
          if (user && user !== group) group.distance = Math.max(group.distance, user.distance + 1);
        }
      }
    }
    return inOrder.sort((a, b) => a.distance - b.distance);
  }
}
