/**
 * Writes WebAssembly modules. Covers only the parts of the binary format that arithmetic on doubles and loops need.
 * Source: https://webassembly.github.io/spec/core/binary/
 */

/** Value types. */
export const I32 = 0x7f;
const F64 = 0x7c;
type ValueType = typeof I32 | typeof F64;

/** A function of a module, without a result. Its parameters are its first locals. */
export interface Definition {
  /** The exported name. */
  readonly name: string;
  readonly params: readonly ValueType[];
  /** Numbers of further locals: first those of type i32, then those of type f64. */
  readonly integers: number;
  readonly doubles: number;
  readonly code: Code;
}

/** An imported function `env.<name>` from `arity` doubles to a double. */
interface Import {
  readonly name: string;
  readonly arity: number;
}

/** A growing buffer of bytes. */
class Bytes {
  #bytes = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  byte(value: number): this {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  append(bytes: ArrayLike<number>): this {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** An unsigned integer in LEB128. */
  unsigned(value: number): this {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.byte((rest % 128) + 128);
    return this.byte(rest);
  }

  /** A signed integer of 32 bits in LEB128. */
  signed(value: number): this {
    let rest = value;
    for (; rest < -64 || rest > 63; rest >>= 7) this.byte((rest & 127) | 128);
    return this.byte(rest & 127);
  }

  /** A signed integer of 64 bits in LEB128. */
  signedLong(value: bigint): this {
    let rest = value;
    for (; rest < -64n || rest > 63n; rest >>= 7n) this.byte(Number(rest & 127n) | 128);
    return this.byte(Number(rest & 127n));
  }

  /** A name, which must be ASCII. */
  text(name: string): this {
    this.unsigned(name.length);
    for (let index = 0; index < name.length; index++) this.byte(name.charCodeAt(index));
    return this;
  }

  /** A section or other block that is preceded by its length. */
  sized(contents: Bytes): this {
    return this.unsigned(contents.length).append(contents.bytes);
  }

  #grow(missing: number): void {
    const larger = new Uint8Array(2 * this.#bytes.length + missing);
    larger.set(this.bytes);
    this.#bytes = larger;
  }
}

const double = new DataView(new ArrayBuffer(8));
const doubleBytes = new Uint8Array(double.buffer);

/** The instructions of a function. The methods are named after the instructions of the specification. */
export class Code {
  readonly #bytes = new Bytes();

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.bytes;
  }

  /** An instruction of a single byte. */
  op(opcode: number): this {
    this.#bytes.byte(opcode);
    return this;
  }

  loop(): this {
    return this.op(0x03).op(0x40);
  }

  /** Pops an i32. The code up to `else`, or from there to `end`, is executed, and leaves an i32. */
  ifI32(): this {
    return this.op(0x04).op(I32);
  }

  brIf(depth: number): this {
    return this.#with(0x0d, depth);
  }

  call(index: number): this {
    return this.#with(0x10, index);
  }

  get(local: number): this {
    return this.#with(0x20, local);
  }

  set(local: number): this {
    return this.#with(0x21, local);
  }

  tee(local: number): this {
    return this.#with(0x22, local);
  }

  /** Loads the double at the address on the stack + `offset`, in bytes. */
  load(offset: number): this {
    return this.op(0x2b).#with(ALIGNED, offset);
  }

  store(offset: number): this {
    return this.op(0x39).#with(ALIGNED, offset);
  }

  i32(value: number): this {
    this.#bytes.byte(0x41).signed(value);
    return this;
  }

  i64(value: bigint): this {
    this.#bytes.byte(0x42).signedLong(value);
    return this;
  }

  f64(value: number): this {
    double.setFloat64(0, value, true);
    this.#bytes.byte(0x44).append(doubleBytes);
    return this;
  }

  #with(opcode: number, immediate: number): this {
    this.#bytes.byte(opcode).unsigned(immediate);
    return this;
  }
}

/** Alignment to 8 bytes, as a power of two: 2³. */
const ALIGNED = 3;

/** Instructions of a single byte. */
export const opcodes = {
  else: 0x05,
  end: 0x0b,
  drop: 0x1a,
  select: 0x1b,
  i32Eq: 0x46,
  i64LtU: 0x54,
  f64Ne: 0x62,
  f64Lt: 0x63,
  f64Gt: 0x64,
  f64Ge: 0x66,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32And: 0x71,
  i32Or: 0x72,
  i64Sub: 0x7d,
  i64Shl: 0x86,
  f64Abs: 0x99,
  f64Neg: 0x9a,
  f64Floor: 0x9c,
  f64Sqrt: 0x9f,
  f64Add: 0xa0,
  f64Sub: 0xa1,
  f64Mul: 0xa2,
  f64Div: 0xa3,
  f64Max: 0xa5,
  f64FromI32: 0xb8,
  i64FromF64Bits: 0xbd,
} as const;

/**
 * Encodes a module. It imports its memory (`env.memory`) and functions. Functions are numbered from 0: the imported
 * ones first, then the defined ones, both in the given order.
 */
export function encodeModule(
  imports: readonly Import[],
  definitions: readonly Definition[],
): Uint8Array<ArrayBuffer> {
  const module = new Bytes().append([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  const types = new Bytes().unsigned(imports.length + definitions.length);
  for (const { arity } of imports) {
    types.byte(0x60).unsigned(arity);
    for (let operand = 0; operand < arity; operand++) types.byte(F64);
    types.unsigned(1).byte(F64);
  }
  for (const { params } of definitions) types.byte(0x60).unsigned(params.length).append(params).unsigned(0);
  module.byte(1).sized(types);
  const imported = new Bytes().unsigned(imports.length + 1);
  imported.text('env').text('memory').append([0x02, 0x00]).unsigned(1);
  imports.forEach(({ name }, type) => {
    imported.text('env').text(name).byte(0x00).unsigned(type);
  });
  module.byte(2).sized(imported);
  const functions = new Bytes().unsigned(definitions.length);
  definitions.forEach((_definition, index) => {
    functions.unsigned(imports.length + index);
  });
  module.byte(3).sized(functions);
  const exported = new Bytes().unsigned(definitions.length);
  definitions.forEach(({ name }, index) => {
    exported
      .text(name)
      .byte(0x00)
      .unsigned(imports.length + index);
  });
  module.byte(7).sized(exported);
  const bodies = new Bytes().unsigned(definitions.length);
  for (const { integers, doubles, code } of definitions) {
    const body = new Bytes().unsigned(2).unsigned(integers).byte(I32).unsigned(doubles).byte(F64);
    bodies.sized(body.append(code.bytes).byte(opcodes.end));
  }
  return module.byte(10).sized(bodies).bytes;
}
