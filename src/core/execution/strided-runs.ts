/**
 * A Program that is too large to be compiled, as runs of one operation with strides: the same operation on operands and
 * results whose slots go up by constant steps. One loop executes a run, without a call and without decoding an
 * instruction for each step.
 *
 * Any order in which a slot is written and read in the same order gives the same bits. Instructions are ordered by their
 * depth in the tape: at each depth, the nodes of a layer do the same on neighbouring values.
 */
import { type OpName, opNames } from '../operations.ts';
import type { Slot } from '../program.ts';
import type { Code, Wide } from './interpreter.ts';
import { executeRun, type StridedRun } from './strided-loops.ts';

/** Instructions that are looked at between two pauses: about a millisecond. */
const PART = 16_384;

export class StridedProgram {
  readonly #parts: readonly (StridedRun | Wide)[];

  private constructor(parts: readonly (StridedRun | Wide)[]) {
    this.#parts = parts;
  }

  /** Finds the runs of a Program, in parts: it takes half a second for 500,000 instructions. @param slots their number */
  static *of(code: Code, slots: number): Generator<void, StridedProgram> {
    return new StridedProgram(yield* partsOf(code, slots));
  }

  /** The number of runs and single instructions. */
  get size(): number {
    return this.#parts.length;
  }

  /** Executes the whole Program. */
  execute(registers: Float64Array): void {
    for (const part of this.#parts) {
      if ('operands' in part) {
        registers[part.result] = part.rule(...part.operands.map((slot) => registers[slot] as number));
        continue;
      }
      executeRun(registers, part);
    }
  }
}

function* partsOf(code: Code, slots: number): Generator<void, (StridedRun | Wide)[]> {
  const depths = yield* depthsOf(code, slots);
  const order = yield* inBlocks(code, depths);
  const wide = new Map(code.wide.map((each) => [each.index, each]));
  const parts: (StridedRun | Wide)[] = [];
  for (let from = 0, to = 0; from < order.length; from = to) {
    const first = order[from] as number;
    const isAlike = (other: number) => depths[first] === depths[other] && code.op[first] === code.op[other];
    while (to < order.length && isAlike(order[to] as number)) to += 1;
    for (const part of yield* partsOfBlock(code, wide, order.subarray(from, to))) parts.push(part);
    if (Math.floor(from / PART) !== Math.floor(to / PART)) yield;
  }
  return parts;
}

/** The instructions by depth, at each depth by operation, and then in their order. */
function* inBlocks({ op }: Code, depths: Int32Array): Generator<void, Int32Array> {
  const all = new Int32Array(depths.length);
  for (let index = 0; index < all.length; index++) all[index] = index;
  const byOp = yield* sorted(all, (index) => op[index] as number, opNames.length);
  let deepest = 0;
  for (let index = 0; index < depths.length; index++) deepest = Math.max(deepest, depths[index] as number);
  return yield* sorted(byOp, (index) => depths[index] as number, deepest + 1);
}

/** Numbers by their key, from 0 up to `keys`; those with the same key keep their order. */
function* sorted(
  numbers: Int32Array,
  keyOf: (number: number) => number,
  keys: number,
): Generator<void, Int32Array> {
  const starts = new Int32Array(keys + 1);
  for (let index = 0; index < numbers.length; index++) {
    const after = keyOf(numbers[index] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
    if (index % PART === 0) yield;
  }
  for (let key = 0; key < keys; key++)
    starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const result = new Int32Array(numbers.length);
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] as number;
    const place = starts[keyOf(number)] as number;
    result[place] = number;
    starts[keyOf(number)] = place + 1;
    if (index % PART === 0) yield;
  }
  return result;
}

/** Most operations of one kind and depth that an update of one parameter has. */
const MOST_LANES = 6;

/**
 * Instructions of one operation, none of which reads or overwrites what another one writes. Updates do the same few
 * operations for one parameter after the other: then each of these is a lane, and every lane has runs of its own.
 */
function* partsOfBlock(
  code: Code,
  wide: ReadonlyMap<number, Wide>,
  block: Int32Array,
): Generator<void, (StridedRun | Wide)[]> {
  const pairs = wide.size === 0 ? block : block.filter((index) => !wide.has(index));
  let runs = yield* runsOf(code, pairs, 0, 1);
  for (let lanes = 2; lanes <= MOST_LANES && runs.length > lanes; lanes++) {
    const found: StridedRun[] = [];
    for (let lane = 0; lane < lanes; lane++)
      for (const run of yield* runsOf(code, pairs, lane, lanes)) found.push(run);
    if (found.length < runs.length) runs = found;
  }
  if (pairs.length === block.length) return runs;
  return [...runs, ...[...block].flatMap((index) => wide.get(index) ?? [])];
}

/**
 * Instructions of one operation as runs, in their order: of a block those from `start` on, `lanes` apart. Each run is as
 * long as it can be.
 */
function* runsOf(
  { op, a, b, out }: Code,
  block: Int32Array,
  start: number,
  lanes: number,
): Generator<void, StridedRun[]> {
  const runs: StridedRun[] = [];
  for (let at = start, paused = at; at < block.length; ) {
    if (at - paused > PART) {
      paused = at;
      yield;
    }
    const first = block[at] as number;
    const second = block[at + lanes] ?? first;
    const firstSlots = { a: a[first] as Slot, b: b[first] as Slot, result: out[first] as Slot };
    const strideA = (a[second] as number) - firstSlots.a;
    const strideB = (b[second] as number) - firstSlots.b;
    const strideResult = (out[second] as number) - firstSlots.result;
    let count = 1;
    for (; at + count * lanes < block.length; count++) {
      const next = block[at + count * lanes] as number;
      const isNext =
        a[next] === firstSlots.a + count * strideA &&
        b[next] === firstSlots.b + count * strideB &&
        out[next] === firstSlots.result + count * strideResult;
      if (!isNext) break;
    }
    runs.push({
      op: opNames[op[first] as number] as OpName,
      count,
      ...firstSlots,
      strideA,
      strideB,
      strideResult,
    });
    at += count * lanes;
  }
  return runs;
}

/**
 * For each instruction the length of the longest way to it from values that the Program does not compute. An instruction
 * that overwrites a slot is deeper than all that read or write the slot before it.
 */
function* depthsOf({ op, a, b, out, wide }: Code, slots: number): Generator<void, Int32Array> {
  /** By slot: the least depth of an instruction that reads it now, and of one that overwrites it. */
  const readable = new Int32Array(slots);
  const writable = new Int32Array(slots);
  const depths = new Int32Array(op.length);
  const others = new Map(wide.map(({ index, operands }) => [index, operands]));
  for (let index = 0; index < op.length; index++) {
    const result = out[index] as Slot;
    const operands = others.get(index) ?? [a[index] as Slot, b[index] as Slot];
    let depth = writable[result] as number;
    for (const slot of operands) depth = Math.max(depth, readable[slot] as number);
    for (const slot of operands) writable[slot] = Math.max(writable[slot] as number, depth + 1);
    readable[result] = depth + 1;
    writable[result] = depth + 1;
    depths[index] = depth;
    if (index % PART === 0) yield;
  }
  return depths;
}
