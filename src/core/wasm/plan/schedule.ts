/**
 * The order in which a compiled function executes the instructions and pairs of a tape. Any order in which operands come
 * before what reads them gives the same bits. This one keeps few values alive at a time, so that they stay in registers:
 *
 * - It is led by what is stored: before each store comes what the store needs, and nothing else.
 * - What reads a value for the last time follows at once, as it needs no further register.
 * - Where a value in memory is read, the store of its new value follows, if little is missing.
 */
import type { Slot } from '../../program.ts';
import type { Neighbours } from './neighbours.ts';
import type { Pairs } from './pairing.ts';
import type { Store, Tape } from './tape.ts';

/** One step of the schedule. A pair is given by the index of its first instruction. */
export type Step =
  | { readonly kind: 'execute'; readonly index: number }
  | { readonly kind: 'store'; readonly stores: readonly Store[] };

/** Maximum number of steps that are moved forward for a store. */
const MAX_CHAIN = 40;

interface Node {
  readonly step: Step;
  /** What must come before: instructions whose results it reads, and for a store what reads the old value. */
  readonly needs: Node[];
  readonly readers: Node[];
  /** The stores that wait for this node to read an old value; null if there are none. */
  storedAfter: Node[] | null;
  /** The node to whose needs it was added last. */
  neededBy: Node | null;
  /** Numbers of `needs` that are not done, and of `readers` that are not done. */
  missing: number;
  left: number;
  isDone: boolean;
}

export function scheduleOf(tape: Tape, pairs: Pairs, neighbours: Neighbours): readonly Step[] {
  const { instructions, stores, copies, producer } = tape;
  const nodes: Node[] = [];
  const makeNode = (step: Step): Node => ({
    step,
    needs: [],
    readers: [],
    storedAfter: null,
    neededBy: null,
    missing: 0,
    left: 0,
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
        reader.storedAfter ??= [];
        reader.storedAfter.push(node);
      }
    }
    return node;
  });
  const copied = copies.flatMap(({ from }) => nodes[producer(from, instructions.length)] ?? []);
  const scheduler = new Scheduler();
  for (const node of [...storing.toReversed(), ...copied]) scheduler.demand(node);
  return scheduler.steps;
}

/** Adds a need, unless it has been added. The needs of one node are added one after the other. */
function need(node: Node, needed: Node): void {
  if (needed.neededBy === node) return;
  needed.neededBy = node;
  needed.left += 1;
  needed.readers.push(node);
  node.needs.push(needed);
  node.missing += 1;
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

class Scheduler {
  readonly steps: Step[] = [];

  /** Schedules a node after all that it needs. */
  demand(node: Node): void {
    const open: { readonly node: Node; readonly needs: Iterator<Node> }[] = [];
    const enter = (next: Node) => open.push({ node: next, needs: next.needs.values() });
    enter(node);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const need = top.node.isDone ? undefined : top.needs.next().value;
      if (need && !need.isDone) enter(need);
      else if (!need) {
        open.pop();
        this.#execute(top.node);
      }
    }
  }

  /** Schedules a node of which nothing is missing, and what should follow it at once. */
  #execute(node: Node): void {
    const waiting = [node];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.isDone) continue;
      next.isDone = true;
      this.steps.push(next.step);
      for (const need of next.needs) need.left -= 1;
      for (const store of next.storedAfter ?? []) waiting.push(...this.#chain(store));
      for (const reader of next.readers) {
        reader.missing -= 1;
        if (reader.missing === 0 && (reader.step.kind === 'store' || endsOne(reader))) waiting.push(reader);
      }
    }
  }

  /** What is missing for a store, and the store, in reverse order. Nothing if too much is missing. */
  #chain(store: Node): Node[] {
    const found = new Set<Node>();
    let open = 0;
    const visit = (node: Node): boolean => {
      if (node.isDone || found.has(node)) return true;
      if (found.size + open >= MAX_CHAIN || node.needs.length > MAX_CHAIN) return false;
      open += 1;
      for (const need of node.needs) if (!visit(need)) return false;
      open -= 1;
      found.add(node);
      return true;
    };
    return visit(store) ? [...found].reverse() : [];
  }
}

/** Whether a node is the last one to read one of its operands. */
function endsOne({ needs }: Node): boolean {
  for (const { left } of needs) if (left === 1) return true;
  return false;
}
