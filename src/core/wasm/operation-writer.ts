/** Writes single operations as WebAssembly. Operations without a `wasm` definition are imported and called. */
import type { WasmFunction, WasmWriter } from '../operations/operation.ts';
import { type OpName, ops } from '../operations.ts';
import { type Code, F64, type PlainName, V128, type ValueType } from './encoding/code.ts';
import type { Lanes } from './functions/function-writer.ts';
import { compiledFunction } from './functions/library.ts';

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

class OperationWriter implements WasmWriter {
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  a(): this {
    this.#target.read(0);
    return this;
  }

  b(): this {
    this.#target.read(1);
    return this;
  }

  f64(value: number): this {
    this.#target.code.f64(value);
    return this;
  }

  add(): this {
    return this.#op('f64.add');
  }

  sub(): this {
    return this.#op('f64.sub');
  }

  mul(): this {
    return this.#op('f64.mul');
  }

  div(): this {
    return this.#op('f64.div');
  }

  neg(): this {
    return this.#op('f64.neg');
  }

  sqrt(): this {
    return this.#op('f64.sqrt');
  }

  max(): this {
    return this.#op('f64.max');
  }

  gt(): this {
    return this.#op('f64.gt');
  }

  ne(): this {
    return this.#op('f64.ne');
  }

  select(): this {
    return this.#op('select');
  }

  call(name: WasmFunction): this {
    const { code, numberOf } = this.#target;
    code.call(numberOf(libraryFunction(name, 1)));
    return this;
  }

  #op(name: PlainName): this {
    this.#target.code.op(name);
    return this;
  }
}
