/** Writes single operations as WebAssembly. Operations without a `wasm` definition are imported and called. */
import type { WasmImport } from '../operations/operation.ts';
import { type OpName, ops } from '../operations.ts';
import { type Code, opcodes } from './encoder.ts';
import type { Test, TestWriter } from './recording.ts';

/** A JavaScript function that the compiled code calls. */
export interface Imported {
  readonly name: string;
  readonly arity: number;
  readonly call: (a: number, b: number, ...rest: number[]) => number;
}

/** The functions of JavaScript that operations call. */
const functions: Readonly<Record<WasmImport, (x: number) => number>> = { exp: Math.exp, tanh: Math.tanh };

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
  const { forward, wasm } = ops[op];
  if (wasm) {
    wasm(new OperationWriter(target));
    return;
  }
  for (let operand = 0; operand < target.operands; operand++) target.read(operand);
  const name = `${op} of ${target.operands}`;
  target.code.call(target.numberOf({ name, arity: target.operands, call: forward }));
}

/** Writes a test. It leaves an i32 on the stack. @param result the local that holds the result of the instruction */
export function writeTest(test: Test, target: Target, result: number): void {
  test(new OperationWriter(target, result));
}

/** The biased exponent of 2⁻⁵¹¹. */
const TINY_EXPONENT = 512n;

class OperationWriter implements TestWriter {
  readonly #target: Target;
  readonly #result: number;

  /** @param result the local that holds the result, in a test */
  constructor(target: Target, result = 0) {
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

  abs(): this {
    return this.#op(opcodes.f64Abs);
  }

  sqrt(): this {
    return this.#op(opcodes.f64Sqrt);
  }

  floor(): this {
    return this.#op(opcodes.f64Floor);
  }

  max(): this {
    return this.#op(opcodes.f64Max);
  }

  gt(): this {
    return this.#op(opcodes.f64Gt);
  }

  lt(): this {
    return this.#op(opcodes.f64Lt);
  }

  ge(): this {
    return this.#op(opcodes.f64Ge);
  }

  isTiny(): this {
    // Without its sign and as an integer, minus 1: so 0 becomes the largest of all.
    const { code } = this.#target;
    code.op(opcodes.i64FromF64Bits).i64(1n).op(opcodes.i64Shl).i64(1n).op(opcodes.i64Sub);
    code.i64((TINY_EXPONENT << 53n) - 1n).op(opcodes.i64LtU);
    return this;
  }

  and(): this {
    return this.#op(opcodes.i32And);
  }

  or(): this {
    return this.#op(opcodes.i32Or);
  }

  andThen(other: Test): this {
    const { code } = this.#target;
    code.ifI32();
    other(this);
    code.op(opcodes.else).i32(0).op(opcodes.end);
    return this;
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
