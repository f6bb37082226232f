/**
 * A Program that is too large to be compiled, as runs of one operation with strides: the same operation on operands and
 * results whose slots go up by constant steps. One loop executes a run, without a call and without decoding an
 * instruction for each step.
 *
 * Every instruction writes a slot of its own, so any order in which operands come before results gives the same bits.
 * Instructions are ordered by their depth in the tape: at each depth, the nodes of a layer do the same on neighbouring
 * values.
 */
import { type OpName, ops } from '../operations.ts';
import type { Program, Slot } from '../program.ts';

interface StridedRun {
  readonly op: OpName;
  readonly count: number;
  /** The slots of the first step, and how they go up. */
  readonly a: Slot;
  readonly b: Slot;
  readonly result: Slot;
  readonly strideA: number;
  readonly strideB: number;
  readonly strideResult: number;
}

/** The operations that have loops of their own. All others call their function for each step. */
const loops: Partial<Record<OpName, (registers: Float64Array, run: StridedRun) => void>> = {
  multiply: (registers, run) => {
    let { a, b, result } = run;
    const { count, strideA, strideB, strideResult } = run;
    for (let step = 0; step < count; step++) {
      registers[result] = (registers[a] as number) * (registers[b] as number);
      a += strideA;
      b += strideB;
      result += strideResult;
    }
  },
  add: (registers, run) => {
    let { a, b, result } = run;
    const { count, strideA, strideB, strideResult } = run;
    for (let step = 0; step < count; step++) {
      registers[result] = (registers[a] as number) + (registers[b] as number);
      a += strideA;
      b += strideB;
      result += strideResult;
    }
  },
  subtract: (registers, run) => {
    let { a, b, result } = run;
    const { count, strideA, strideB, strideResult } = run;
    for (let step = 0; step < count; step++) {
      registers[result] = (registers[a] as number) - (registers[b] as number);
      a += strideA;
      b += strideB;
      result += strideResult;
    }
  },
};

/** An instruction with more than two operands. */
interface Wide {
  readonly rule: (...operands: number[]) => number;
  readonly operands: readonly Slot[];
  readonly result: Slot;
}

export class StridedProgram {
  readonly #parts: readonly (StridedRun | Wide)[];

  constructor(program: Program, slots: number) {
    this.#parts = partsOf(program, slots);
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
      const loop = loops[part.op];
      if (loop) loop(registers, part);
      else executeEach(registers, part);
    }
  }
}

function executeEach(registers: Float64Array, run: StridedRun): void {
  const rule = ops[run.op].forward as (x: number, y: number) => number;
  let { a, b, result } = run;
  for (let step = 0; step < run.count; step++) {
    registers[result] = rule(registers[a] as number, registers[b] as number);
    a += run.strideA;
    b += run.strideB;
    result += run.strideResult;
  }
}

function partsOf(program: Program, slots: number): (StridedRun | Wide)[] {
  const { instructions } = program;
  const depths = depthsOf(program, slots);
  const opNumbers = new Map<OpName, number>();
  const kinds = Int32Array.from(instructions, ({ op }) => {
    const known = opNumbers.get(op) ?? opNumbers.size;
    opNumbers.set(op, known);
    return known;
  });
  const order = Int32Array.from(instructions.keys()).sort(
    (one, other) =>
      (depths[one] as number) - (depths[other] as number) ||
      (kinds[one] as number) - (kinds[other] as number) ||
      one - other,
  );
  const parts: (StridedRun | Wide)[] = [];
  for (let at = 0; at < order.length; ) {
    const first = instructions[order[at] as number];
    if (first && first.operands.length > 2) {
      const { op, operands, result } = first;
      parts.push({ rule: ops[op].forward as Wide['rule'], operands, result });
      at += 1;
      continue;
    }
    const run = runAt(program, order, depths, at);
    parts.push(run);
    at += run.count;
  }
  return parts;
}

/** The longest run that starts at a place of the order. */
function runAt({ instructions }: Program, order: Int32Array, depths: Int32Array, start: number): StridedRun {
  const slotsAt = (place: number) => {
    const { operands, result } = instructions[order[place] as number] as Program['instructions'][number];
    const [a = 0, b = a] = operands;
    return { a, b, result };
  };
  const { op } = instructions[order[start] as number] as Program['instructions'][number];
  const depth = depths[order[start] as number];
  const isAlike = (place: number) => {
    const index = order[place];
    if (index === undefined || depths[index] !== depth) return false;
    const other = instructions[index];
    return other?.op === op && other.operands.length <= 2;
  };
  const first = slotsAt(start);
  if (!isAlike(start + 1)) return { op, count: 1, ...first, strideA: 0, strideB: 0, strideResult: 0 };
  let before = slotsAt(start + 1);
  const [strideA, strideB, strideResult] = [
    before.a - first.a,
    before.b - first.b,
    before.result - first.result,
  ];
  let count = 2;
  while (isAlike(start + count)) {
    const next = slotsAt(start + count);
    const isNext =
      next.a - before.a === strideA &&
      next.b - before.b === strideB &&
      next.result - before.result === strideResult;
    if (!isNext) break;
    before = next;
    count += 1;
  }
  return { op, count, ...first, strideA, strideB, strideResult };
}

/** For each instruction the length of the longest way to it from values that the Program does not compute. */
function depthsOf({ instructions }: Program, slots: number): Int32Array {
  const bySlot = new Int32Array(slots);
  return Int32Array.from(instructions, ({ operands, result }) => {
    let depth = 0;
    for (const slot of operands) depth = Math.max(depth, bySlot[slot] as number);
    bySlot[result] = depth + 1;
    return depth;
  });
}
