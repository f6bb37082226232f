/**
 * The order in which a compiled function executes the instructions and pairs of a tape. Any order in which operands come
 * before what reads them gives the same bits. This one keeps few values alive at a time, so that they stay in registers:
 * before each store comes what it needs, as late as possible. The last store comes first: it needs the gradient of a node
 * of the first layer, a sum over the next layer, which is then computed term by term.
 */
import type { Slot } from '../../program.ts';
import type { Neighbours } from './neighbours.ts';
import type { Pairs } from './pairing.ts';
import type { Store, Tape } from './tape.ts';

/** One step of the schedule. A pair is given by the index of its first instruction. */
export type Step =
  | { readonly kind: 'execute'; readonly index: number }
  | { readonly kind: 'store'; readonly stores: readonly Store[] };

interface Node {
  readonly step: Step;
  /** What must come before: instructions whose results it reads, and for a store what reads the old value. */
  readonly needs: Node[];
  /** The node to whose needs it was added last. */
  neededBy: Node | null;
  isDone: boolean;
}

/** All instructions, pairs and stores of a tape, in the order in which they are executed. */
export function scheduleOf(tape: Tape, pairs: Pairs, neighbours: Neighbours): readonly Step[] {
  const { instructions, stores, copies, producer } = tape;
  const nodes: Node[] = [];
  const makeNode = (step: Step): Node => ({
    step,
    needs: [],
    neededBy: null,
    isDone: false,
  });
  /** The nodes that read what a slot's home holds at the start. */
  const old = new Map<Slot, Set<Node>>();
  for (const index of instructions.keys()) {
    const mate = pairs.mate[index] as number;
    const isSecond = mate >= 0 && pairs.lane[index] === 1;
    // The node of a pair exists from whichever of its instructions comes first.
    const known = mate >= 0 ? nodes[mate] : undefined;
    nodes[index] = known ?? makeNode({ kind: 'execute', index: isSecond ? mate : index });
  }
  const isStored = new Set(stores.map(({ home }) => home));
  const read = (index: number, node: Node) => {
    for (const slot of instructions[index]?.operands ?? []) {
      const from = producer(slot, index);
      if (from >= 0) need(node, nodes[from] as Node);
      else if (isStored.has(slot)) old.set(slot, (old.get(slot) ?? new Set()).add(node));
    }
  };
  for (const index of instructions.keys()) {
    const mate = pairs.mate[index] as number;
    if (mate >= 0 && pairs.lane[index] === 1) continue;
    read(index, nodes[index] as Node);
    read(mate, nodes[index] as Node);
  }
  const storing = groupsOf(stores, tape, pairs, neighbours).map((group) => {
    const node = makeNode({ kind: 'store', stores: group });
    for (const { from, home } of group) {
      need(node, nodes[producer(from, instructions.length)] as Node);
      for (const reader of old.get(home) ?? []) {
        need(node, reader);
      }
    }
    return node;
  });
  const copied = copies.flatMap(({ from }) => nodes[producer(from, instructions.length)] ?? []);
  const steps: Step[] = [];
  // Last come instructions whose results nothing needs: they are executed for their tests.
  for (const node of [...storing.toReversed(), ...copied, ...nodes]) demand(node, steps);
  return steps;
}

/** Schedules a node after all that it needs. */
function demand(node: Node, steps: Step[]): void {
  const open: { readonly node: Node; readonly needs: Iterator<Node> }[] = [];
  const enter = (next: Node) => {
    if (!next.isDone) open.push({ node: next, needs: next.needs.values() });
  };
  enter(node);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const need = top.needs.next().value;
    if (need) enter(need);
    else {
      open.pop();
      top.node.isDone = true;
      steps.push(top.node.step);
    }
  }
}

/** Adds a need, unless it has been added. The needs of one node are added one after the other. */
function need(node: Node, needed: Node): void {
  if (needed.neededBy === node) return;
  needed.neededBy = node;
  node.needs.push(needed);
}

/** The stores, in groups of one or of two that one instruction stores. */
function groupsOf(
  stores: readonly Store[],
  { producer, instructions }: Tape,
  { mate, lane }: Pairs,
  neighbours: Neighbours,
): Store[][] {
  const firsts = new Map<number, Store>();
  const indexOf = ({ from }: Store) => producer(from, instructions.length);
  for (const store of stores) if (lane[indexOf(store)] === 0) firsts.set(indexOf(store), store);
  const joined = new Map<Store, Store>();
  for (const store of stores) {
    const first = firsts.get(mate[indexOf(store)] as number);
    if (lane[indexOf(store)] !== 1 || !first || joined.has(first)) continue;
    if (neighbours.has(first.home, store.home)) joined.set(first, store);
  }
  const seconds = new Set(joined.values());
  return stores.flatMap((store) => {
    const second = joined.get(store);
    return seconds.has(store) ? [] : [second ? [store, second] : [store]];
  });
}
