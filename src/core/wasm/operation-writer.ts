/** Writes single operations as WebAssembly, by the form that each operation has for it. */
import type { WasmImport, WasmWriter } from '../operations/operation.ts';
import { type OpName, ops } from '../operations.ts';
import { type Code, opcodes } from './encoder.ts';

/** A function from outside that code calls. */
export interface Imported {
  readonly name: string;
  readonly arity: 1 | 2;
  readonly call: (a: number, b: number) => number;
}

/** The functions of the language that operations call. */
const functions: Readonly<Record<WasmImport, (x: number) => number>> = { exp: Math.exp, tanh: Math.tanh };

/** Where the operands of one instruction are read from, and what is called. */
interface Target {
  readonly code: Code;
  /** Writes the value of an operand. */
  readonly read: (operand: 0 | 1) => void;
  /** The number of an imported function, which is imported where it is new. */
  readonly numberOf: (imported: Imported) => number;
}

/** Writes an operation: its result is on the stack afterwards. */
export function writeOperation(op: OpName, target: Target): void {
  const { arity, forward, wasm } = ops[op];
  if (wasm) {
    wasm(new OperationWriter(target));
    return;
  }
  target.read(0);
  if (arity === 2) target.read(1);
  target.code.call(target.numberOf({ name: op, arity, call: forward }));
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
    return this.#op(opcodes.f64Add);
  }

  sub(): this {
    return this.#op(opcodes.f64Sub);
  }

  mul(): this {
    return this.#op(opcodes.f64Mul);
  }

  div(): this {
    return this.#op(opcodes.f64Div);
  }

  neg(): this {
    return this.#op(opcodes.f64Neg);
  }

  max(): this {
    return this.#op(opcodes.f64Max);
  }

  gt(): this {
    return this.#op(opcodes.f64Gt);
  }

  ne(): this {
    return this.#op(opcodes.f64Ne);
  }

  select(): this {
    return this.#op(opcodes.select);
  }

  call(name: WasmImport): this {
    const { code, numberOf } = this.#target;
    code.call(numberOf({ name: `Math.${name}`, arity: 1, call: functions[name] }));
    return this;
  }

  #op(opcode: number): this {
    this.#target.code.op(opcode);
    return this;
  }
}
