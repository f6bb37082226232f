/** Writes single operations as WebAssembly. Operations without a `wasm` definition are imported and called. */
import { exp } from '../math/exp.ts';
import { tanh } from '../math/tanh.ts';
import type { WasmImport, WasmWriter } from '../operations/operation.ts';
import { type OpName, ops } from '../operations.ts';
import type { Code, PlainName } from './encoding/code.ts';

/** A JavaScript function that the compiled code calls. */
export interface Imported {
  readonly name: string;
  readonly arity: number;
  readonly call: (a: number, b: number, ...rest: number[]) => number;
}

/** The functions of JavaScript that operations call. */
const functions: Readonly<Record<WasmImport, (x: number) => number>> = { exp, tanh };

export function mathFunction(name: WasmImport): Imported {
  return { name: `Math.${name}`, arity: 1, call: functions[name] };
}

/** The definition of an operation with this number of operands, as a function to be called. */
export function importOf(op: OpName, operands: number): Imported {
  return { name: `${op} of ${operands}`, arity: operands, call: ops[op].forward };
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

  call(name: WasmImport): this {
    const { code, numberOf } = this.#target;
    code.call(numberOf(mathFunction(name)));
    return this;
  }

  #op(name: PlainName): this {
    this.#target.code.op(name);
    return this;
  }
}
