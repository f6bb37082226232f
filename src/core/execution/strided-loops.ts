/** The loops that execute runs with strides. */
import { type OpName, ops } from '../operations.ts';
import type { Slot } from '../program.ts';

/** Steps of one operation on slots that go up by constant steps. */
export interface StridedRun {
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

/** The frequent operations have loops of their own: a call for each step would take several times as long. */
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
  divide: (registers, run) => {
    let { a, b, result } = run;
    const { count, strideA, strideB, strideResult } = run;
    for (let step = 0; step < count; step++) {
      registers[result] = (registers[a] as number) / (registers[b] as number);
      a += strideA;
      b += strideB;
      result += strideResult;
    }
  },
  square: (registers, run) => {
    let { a, result } = run;
    const { count, strideA, strideResult } = run;
    for (let step = 0; step < count; step++) {
      const x = registers[a] as number;
      registers[result] = x * x;
      a += strideA;
      result += strideResult;
    }
  },
  sqrt: (registers, run) => {
    let { a, result } = run;
    const { count, strideA, strideResult } = run;
    for (let step = 0; step < count; step++) {
      registers[result] = Math.sqrt(registers[a] as number);
      a += strideA;
      result += strideResult;
    }
  },
  copy: (registers, run) => {
    let { a, result } = run;
    const { count, strideA, strideResult } = run;
    for (let step = 0; step < count; step++) {
      registers[result] = registers[a] as number;
      a += strideA;
      result += strideResult;
    }
  },
  relu: (registers, run) => {
    let { a, result } = run;
    const { count, strideA, strideResult } = run;
    for (let step = 0; step < count; step++) {
      registers[result] = Math.max(registers[a] as number, 0);
      a += strideA;
      result += strideResult;
    }
  },
  relu_slope: (registers, run) => {
    let { a, result } = run;
    const { count, strideA, strideResult } = run;
    for (let step = 0; step < count; step++) {
      const x = registers[a] as number;
      registers[result] = Number.isNaN(x) ? x : x > 0 ? 1 : 0;
      a += strideA;
      result += strideResult;
    }
  },
};

/** Executes a run. */
export function executeRun(registers: Float64Array, run: StridedRun): void {
  const loop = loops[run.op];
  if (loop) loop(registers, run);
  else executeEach(registers, run);
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
