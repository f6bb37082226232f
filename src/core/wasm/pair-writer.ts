/** Writes single operations on two lanes: each instruction of an operation's definition in its form for two doubles. */
import type { WasmFunction, WasmWriter } from '../operations/operation.ts';
import { type OpName, ops } from '../operations.ts';
import type { Code, PlainName } from './encoding/code.ts';
import { type Imported, importOf, libraryFunction } from './operation-writer.ts';

/** How to read the operands of a pair and how to number imported functions. */
export interface PairTarget {
  readonly code: Code;
  /** Number of operands. */
  readonly operands: number;
  /** Writes code that puts the vector of an operand's two values on the stack. */
  readonly read: (operand: number) => void;
  /** Writes code that puts a vector of twice the same constant on the stack. */
  readonly constant: (value: number) => void;
  /** The number of an imported function; adds the import if it is new. */
  readonly numberOf: (imported: Imported) => number;
}

/** Writes an operation. The vector of its two results is left on the stack. */
export function writePair(op: OpName, target: PairTarget): void {
  const { wasm } = ops[op];
  if (wasm) {
    wasm(new PairWriter(target));
    return;
  }
  const { code, operands, read, numberOf } = target;
  const call = (lane: 0 | 1) => {
    for (let operand = 0; operand < operands; operand++) {
      read(operand);
      code.lane('f64x2.extract_lane', lane);
    }
    code.call(numberOf(importOf(op, operands)));
  };
  call(0);
  code.op('f64x2.splat');
  call(1);
  code.lane('f64x2.replace_lane', 1);
}

class PairWriter implements WasmWriter {
  readonly #target: PairTarget;
  /** Whether the last instruction pushed the constant 0. */
  #isZero = false;

  constructor(target: PairTarget) {
    this.#target = target;
  }

  a(): this {
    return this.#read(0);
  }

  b(): this {
    return this.#read(1);
  }

  f64(value: number): this {
    this.#target.constant(value);
    this.#isZero = Object.is(value, 0);
    return this;
  }

  add(): this {
    return this.#op('f64x2.add');
  }

  sub(): this {
    return this.#op('f64x2.sub');
  }

  mul(): this {
    return this.#op('f64x2.mul');
  }

  div(): this {
    return this.#op('f64x2.div');
  }

  neg(): this {
    return this.#op('f64x2.neg');
  }

  abs(): this {
    return this.#op('f64x2.abs');
  }

  sqrt(): this {
    return this.#op('f64x2.sqrt');
  }

  floor(): this {
    return this.#op('f64x2.floor');
  }

  /** The maximum with 0 has a short form: x < 0 ? 0 : x keeps NaN, and adding 0 turns −0 into 0. */
  max(): this {
    if (!this.#isZero) return this.#op('f64x2.max');
    this.#op('f64x2.pmax');
    this.#target.constant(0);
    return this.#op('f64x2.add');
  }

  gt(): this {
    return this.#op('f64x2.gt');
  }

  lt(): this {
    return this.#op('f64x2.lt');
  }

  ge(): this {
    return this.#op('f64x2.ge');
  }

  ne(): this {
    return this.#op('f64x2.ne');
  }

  /** Comparisons leave all bits of a lane as 1 or 0. */
  select(): this {
    return this.#op('v128.bitselect');
  }

  call(name: WasmFunction): this {
    const { code, numberOf } = this.#target;
    code.call(numberOf(libraryFunction(name, 2)));
    this.#isZero = false;
    return this;
  }

  #read(operand: number): this {
    this.#target.read(operand);
    this.#isZero = false;
    return this;
  }

  #op(name: PlainName): this {
    this.#target.code.op(name);
    this.#isZero = false;
    return this;
  }
}
