/**
 * Finds pairs of instructions that one instruction on two lanes can execute: the same operation, neither needed by the
 * other (superword-level parallelism; Larsen & Amarasinghe 2000, "Exploiting superword level parallelism with
 * multimedia instruction sets"). Each lane computes what its instruction would, so the bits stay the same.
 *
 * First, nodes of a layer whose instructions are alike are paired, instruction by instruction. Then instructions whose
 * operands are the two lanes of earlier pairs, or one shared value and two values in memory.
 */
import type { Instruction, Slot, SlotInfo } from '../../program.ts';
import type { Neighbours } from './neighbours.ts';
import type { Tape } from './tape.ts';

/** For each instruction of a tape the index of the other one of its pair, or −1, and its lane: 0 or 1. */
export interface Pairs {
  readonly mate: Int32Array;
  readonly lane: Uint8Array;
}

/**
 * @param neighbours which slots are side by side in memory; extended by those that pairs read or store
 * @param hasLanes whether the engine has instructions on two lanes; without them there are no pairs
 */
export function pairsOf(
  tape: Tape,
  slots: readonly SlotInfo[],
  neighbours: Neighbours,
  hasLanes: boolean,
): Pairs {
  const pairing = new Pairing(tape, slots, neighbours);
  if (!hasLanes) return pairing;
  pairing.siblings();
  pairing.followers();
  pairing.split();
  pairing.stores();
  return pairing;
}

class Pairing implements Pairs {
  readonly mate: Int32Array;
  readonly lane: Uint8Array;
  readonly #tape: Tape;
  readonly #slots: readonly SlotInfo[];
  readonly #neighbours: Neighbours;

  constructor(tape: Tape, slots: readonly SlotInfo[], neighbours: Neighbours) {
    this.mate = new Int32Array(tape.instructions.length).fill(-1);
    this.lane = new Uint8Array(tape.instructions.length);
    this.#tape = tape;
    this.#slots = slots;
    this.#neighbours = neighbours;
  }

  /** Pairs nodes of the same layer and phase with the same operations in the same order. */
  siblings(): void {
    const { instructions } = this.#tape;
    const waiting = new Map<string, number>();
    for (let start = 0; start < instructions.length; ) {
      const { scope, group } = instructions[start] as Instruction;
      const names: string[] = [];
      let end = start;
      for (let next = instructions[end]; next?.group === group; next = instructions[++end]) {
        if (next.scope.phase !== scope.phase) break;
        names.push(`${next.op}${next.operands.length}`);
      }
      const key = JSON.stringify([scope.phase, scope.layer, names.join()]);
      const other = waiting.get(key);
      if (other === undefined) waiting.set(key, start);
      else {
        waiting.delete(key);
        for (let index = start; index < end; index++) this.#pair(other + index - start, index);
      }
      start = end;
    }
  }

  /** Pairs instructions that belong together by what they read. */
  followers(): void {
    const waiting = new Map<string, number>();
    for (let index = 0; index < this.#tape.instructions.length; index++) {
      const reads = this.mate[index] === -1 ? this.#readsOf(index) : null;
      if (reads === null) continue;
      const { key, lane } = reads;
      const sought = `${key}${lane === null ? '' : 1 - lane}`;
      const other = waiting.get(sought);
      if (other === undefined || !this.#isFit(other, index, lane)) waiting.set(`${key}${lane ?? ''}`, index);
      else {
        waiting.delete(sought);
        if (lane === 0) this.#pair(index, other);
        else this.#pair(other, index);
      }
    }
  }

  /** Dissolves pairs of which one instruction needs the result of the other one, perhaps through other pairs. */
  split(): void {
    const { instructions, producer } = this.#tape;
    const waits = new Int32Array(instructions.length);
    // The readers of a result, as a list: the last one, and for each entry the one before it.
    const last = new Int32Array(instructions.length).fill(-1);
    const readers: number[] = [];
    const before: number[] = [];
    instructions.forEach(({ operands }, index) => {
      for (const slot of operands) {
        const from = producer(slot, index);
        if (from < 0) continue;
        before.push(last[from] as number);
        last[from] = readers.push(index) - 1;
        waits[index] = (waits[index] as number) + 1;
      }
    });
    const isDone = new Uint8Array(instructions.length);
    const isReady = (index: number) => index < 0 || (isDone[index] === 0 && waits[index] === 0);
    const ready: number[] = [];
    const check = (index: number) => {
      if (isReady(index) && isReady(this.mate[index] as number)) ready.push(index);
    };
    const execute = () => {
      for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
        for (const index of [next, this.mate[next] as number]) {
          if (index < 0 || isDone[index] === 1) continue;
          isDone[index] = 1;
          for (let at = last[index] as number; at >= 0; at = before[at] as number) {
            const reader = readers[at] as number;
            waits[reader] = (waits[reader] as number) - 1;
            check(reader);
          }
        }
      }
    };
    for (const index of instructions.keys()) check(index);
    execute();
    for (const index of instructions.keys()) {
      if (isDone[index] === 1) continue;
      // All earlier ones are done, so it waits only for the other one of its pair.
      const mate = this.mate[index] as number;
      this.mate[index] = this.mate[mate] = -1;
      this.lane[index] = this.lane[mate] = 0;
      check(index);
      check(mate);
      execute();
    }
  }

  /** Puts the homes of what the two lanes of a pair store side by side. */
  stores(): void {
    const { stores, producer, instructions } = this.#tape;
    const homes = new Map<number, Slot>();
    for (const { from, home } of stores) {
      const index = producer(from, instructions.length);
      const mate = this.mate[index] as number;
      const other = homes.get(mate);
      if (other === undefined) homes.set(index, home);
      else if (this.lane[index] === 1) this.#neighbours.join(other, home);
      else this.#neighbours.join(home, other);
    }
  }

  /**
   * What an instruction reads, as a key that its possible partners have too. The lane is that of the pairs among its
   * operands; null if there are none. Null if nothing that it reads tells its partners, or if the lanes differ.
   */
  #readsOf(index: number): { readonly key: string; readonly lane: number | null } | null {
    const { op, operands } = this.#instruction(index);
    let lane: number | null = null;
    let isTelling = false;
    const key: string[] = [op];
    for (const slot of operands) {
      const from = this.#tape.producer(slot, index);
      const mate = from < 0 ? -1 : (this.mate[from] as number);
      if (mate >= 0) {
        const own = this.lane[from] as number;
        if (lane !== null && lane !== own) return null;
        lane = own;
        key.push(`pair ${Math.min(from, mate)}`);
      } else key.push(this.#isStored(slot, from) ? 'any' : `slot ${slot}`);
      isTelling ||= key.at(-1) !== 'any';
    }
    return isTelling ? { key: `${key.join()};`, lane } : null;
  }

  /** Whether two instructions with the same key may be paired. Without pairs to follow, only if loads are saved. */
  #isFit(other: number, index: number, lane: number | null): boolean {
    if (lane !== null) return true;
    const { operands } = this.#instruction(other);
    return this.#instruction(index).operands.every((slot, operand) => {
      const paired = operands[operand] as Slot;
      return slot === paired || this.#neighbours.canJoin(paired, slot);
    });
  }

  /** Whether an operand is in memory or a constant, and not a result or a given value. */
  #isStored(slot: Slot, producer: number): boolean {
    const kind = this.#slots[slot]?.kind;
    return producer < 0 && kind !== 'input' && kind !== 'target' && kind !== 'mask';
  }

  #pair(first: number, second: number): void {
    this.mate[first] = second;
    this.mate[second] = first;
    this.lane[second] = 1;
    const { operands } = this.#instruction(first);
    this.#instruction(second).operands.forEach((slot, operand) => {
      const other = operands[operand] as Slot;
      const isHome = (of: Slot, index: number) =>
        this.#slots[of]?.kind !== 'constant' && this.#isStored(of, this.#tape.producer(of, index));
      if (isHome(other, first) && isHome(slot, second)) this.#neighbours.join(other, slot);
    });
  }

  #instruction(index: number): Instruction {
    return this.#tape.instructions[index] as Instruction;
  }
}
