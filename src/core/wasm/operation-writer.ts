/** Writes single operations as WebAssembly. Operations without a `wasm` definition are imported and called. */
import type { WasmFunction } from '../operations/operation.ts';
import { type OpName, ops } from '../operations.ts';
import { ArithmeticWriter } from './arithmetic-writer.ts';
import { type Code, F64, I32, type PlainName, V128, type ValueType } from './encoding/code.ts';
import type { Lanes } from './functions/function-writer.ts';
import { compiledFunction } from './functions/library.ts';
import type { Test, TestWriter } from './recording.ts';

/** A function from another module or from JavaScript that the compiled code calls. */
export interface Imported {
  readonly name: string;
  readonly arity: number;
  /** The type of its operands and of its result. Only other modules can call a function of vectors. */
  readonly type: ValueType;
  readonly call: (a: number, b: number, ...rest: number[]) => number;
}

/** A function that operations call, for one double or for a vector of two. */
export function libraryFunction(name: WasmFunction, lanes: Lanes): Imported {
  const type = lanes === 1 ? F64 : V128;
  return { name: `${name} of ${lanes}`, arity: 1, type, call: compiledFunction(name, lanes) };
}

/** The definition of an operation with this number of operands, as a function to be called. */
export function importOf(op: OpName, operands: number): Imported {
  return { name: `operation ${op} of ${operands}`, arity: operands, type: F64, call: ops[op].forward };
}

/** How to read the operands of one instruction and how to number imported functions. */
interface Target {
  readonly code: Code;
  /** Number of operands. */
  readonly operands: number;
  /** Writes code that puts the value of an operand on the stack. */
  readonly read: (operand: number) => void;
  /** The number of an imported function; adds the import if it is new. */
  readonly numberOf: (imported: Imported) => number;
}

/** Writes an operation. Its result is left on the stack. */
export function writeOperation(op: OpName, target: Target): void {
  const { wasm } = ops[op];
  if (wasm) {
    wasm(new OperationWriter(target));
    return;
  }
  for (let operand = 0; operand < target.operands; operand++) target.read(operand);
  target.code.call(target.numberOf(importOf(op, target.operands)));
}

/** Writes a test. It leaves an i32 on the stack. @param result the local that holds the result of the instruction */
export function writeTest(test: Test, target: Target, result: number): void {
  test(new OperationWriter(target, result));
}

/** The biased exponent of 2⁻⁵¹¹. */
export const TINY_EXPONENT = 512n;

class OperationWriter extends ArithmeticWriter implements TestWriter {
  readonly #target: Target;
  readonly #result: number;

  /** @param result the local that holds the result, in a test */
  constructor(target: Target, result = 0) {
    super();
    this.#target = target;
    this.#result = result;
  }

  result(): this {
    this.#target.code.get(this.#result);
    return this;
  }

  a(): this {
    this.#target.read(0);
    return this;
  }

  b(): this {
    this.#target.read(1);
    return this;
  }

  c(): this {
    this.#target.read(2);
    return this;
  }

  f64(value: number): this {
    this.#target.code.f64(value);
    return this;
  }

  isTiny(): this {
    // Without its sign and as an integer, minus 1: so 0 becomes the largest of all.
    const { code } = this.#target;
    code.op('i64.reinterpret_f64').i64(1n).op('i64.shl').i64(1n).op('i64.sub');
    code.i64((TINY_EXPONENT << 53n) - 1n).op('i64.lt_u');
    return this;
  }

  and(): this {
    return this.#op('i32.and');
  }

  or(): this {
    return this.#op('i32.or');
  }

  andThen(other: Test): this {
    const { code } = this.#target;
    code.if(I32);
    other(this);
    code.op('else').i32(0).op('end');
    return this;
  }

  select(): this {
    return this.#op('select');
  }

  call(name: WasmFunction): this {
    const { code, numberOf } = this.#target;
    code.call(numberOf(libraryFunction(name, 1)));
    return this;
  }

  protected arithmetic(single: PlainName): this {
    return this.#op(single);
  }

  #op(name: PlainName): this {
    this.#target.code.op(name);
    return this;
  }
}
