/**
 * Writes single operations, and tests of them, on two lanes: each instruction of a definition in its form for two
 * doubles.
 */
import type { WasmFunction } from '../operations/operation.ts';
import { type OpName, ops } from '../operations.ts';
import { ArithmeticWriter } from './arithmetic-writer.ts';
import type { Code, PlainName } from './encoding/code.ts';
import { type Imported, importOf, libraryFunction, TINY_EXPONENT } from './operation-writer.ts';
import type { Test, TestWriter } from './recording.ts';

/** How to read the operands of a pair and how to number imported functions. */
export interface PairTarget {
  readonly code: Code;
  /** Number of operands. */
  readonly operands: number;
  /** Writes code that puts the vector of an operand's two values on the stack. */
  readonly read: (operand: number) => void;
  /** Writes code that puts a vector of twice the same constant on the stack: a double, or an integer of 64 bits. */
  readonly constant: (value: number | bigint) => void;
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

/** Writes a test of both instructions. It leaves a vector on the stack. @param result the local with their results */
export function writePairTest(test: Test, target: PairTarget, result: number): void {
  test(new PairWriter(target, result));
}

/** 2⁻⁵¹¹ without its sign bit, minus 1, as for one double; and minus 2⁶³. */
const TINY = (TINY_EXPONENT << 53n) - 1n - 2n ** 63n;

class PairWriter extends ArithmeticWriter implements TestWriter {
  readonly #target: PairTarget;
  readonly #result: number;
  /** Whether the last instruction pushed the constant 0. */
  #isZero = false;

  /** @param result the local that holds the results, in a test */
  constructor(target: PairTarget, result = 0) {
    super();
    this.#target = target;
    this.#result = result;
  }

  result(): this {
    this.#target.code.get(this.#result);
    this.#isZero = false;
    return this;
  }

  isTiny(): this {
    // As for one double, but there is no comparison without signs: so 2⁶³ is added on both sides.
    const { code, constant } = this.#target;
    code.i32(1).op('i64x2.shl');
    constant(2n ** 63n - 1n);
    code.op('i64x2.add');
    constant(TINY);
    return this.#op('i64x2.lt_s');
  }

  and(): this {
    return this.#op('v128.and');
  }

  or(): this {
    return this.#op('v128.or');
  }

  andThen(other: Test): this {
    other(this);
    return this.and();
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
