/** Writes single operations on two lanes: each instruction of an operation's definition in its form for two doubles. */
import type { WasmFunction } from '../operations/operation.ts';
import { type OpName, ops } from '../operations.ts';
import { ArithmeticWriter } from './arithmetic-writer.ts';
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

class PairWriter extends ArithmeticWriter {
  readonly #target: PairTarget;
  /** Whether the last instruction pushed the constant 0. */
  #isZero = false;

  constructor(target: PairTarget) {
    super();
    this.#target = target;
  }

  a(): this {
    return this.#read(0);
  }

  b(): this {
    return this.#read(1);
  }

  c(): this {
    return this.#read(2);
  }

  f64(value: number): this {
    this.#target.constant(value);
    this.#isZero = Object.is(value, 0);
    return this;
  }

  /** The maximum with 0 has a short form: x < 0 ? 0 : x keeps NaN, and adding 0 turns −0 into 0. */
  override max(): this {
    if (!this.#isZero) return super.max();
    this.#op('f64x2.pmax');
    this.#target.constant(0);
    return this.#op('f64x2.add');
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

  protected arithmetic(_single: PlainName, lanes: PlainName): this {
    return this.#op(lanes);
  }

  #op(name: PlainName): this {
    this.#target.code.op(name);
    this.#isZero = false;
    return this;
  }
}
