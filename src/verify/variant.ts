/** A computation of which some steps are computed in another way: only what differs because of them is computed. */

import type { Change } from './mistakes/mistake.ts';
import { type Cell, compute, type GraphNode } from './numbers/graph.ts';

export class Variant {
  /** By cell: its value, and in which variant it was computed. */
  readonly #values: Float64Array;
  readonly #computedIn: Int32Array;
  #variant = 0;

  /** @param cells the number of cells of the graph. One object computes many variants, one after the other */
  constructor(cells: number) {
    this.#values = new Float64Array(cells);
    this.#computedIn = new Int32Array(cells);
  }

  /**
   * Computes a variant; the one before is forgotten.
   *
   * @param order steps in their order, of which those that depend on a change are computed
   * @param before the values without the changes
   */
  compute(
    order: readonly GraphNode[],
    changes: readonly Change[],
    before: Readonly<Record<number, number>>,
  ): void {
    this.#variant += 1;
    const byNode = new Map(changes.map((change) => [change.node, change]));
    const first = Math.min(...changes.map(({ node }) => node.step));
    const read = (cell: Cell) => this.valueOf(cell) ?? (before[cell] as number);
    for (let index = indexOfStep(order, first); index < order.length; index++) {
      const node = order[index] as GraphNode;
      const change = byNode.get(node);
      if (change) this.#set(node.result, change.value(read));
      else if (node.operands.some((cell) => this.#computedIn[cell] === this.#variant)) {
        const operands = node.operands.map(read);
        this.#set(node.result, compute(node.instruction, indexes(operands.length), operands));
      }
    }
  }

  /** The value of a cell that depends on a change; undefined for all others. */
  valueOf(cell: Cell): number | undefined {
    return this.#computedIn[cell] === this.#variant ? this.#values[cell] : undefined;
  }

  #set(cell: Cell, value: number): void {
    this.#values[cell] = value;
    this.#computedIn[cell] = this.#variant;
  }
}

/** The index of the first node from a step on. */
function indexOfStep(order: readonly GraphNode[], step: number): number {
  let low = 0;
  for (let high = order.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((order[middle] as GraphNode).step < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

const few = [[0], [0, 1]];

function indexes(count: number): readonly number[] {
  return few[count - 1] ?? Array.from({ length: count }, (_value, index) => index);
}
