/** The instructions of one WebAssembly function. */
import { Bytes } from './bytes.ts';
import { lanes, memory, memoryLanes, PREFIXED, plain, special } from './opcodes.ts';

/** Value types. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const F64 = 0x7c;
export const V128 = 0x7b;
export type ValueType = typeof I32 | typeof I64 | typeof F64 | typeof V128;

/** The type of a block without a result. */
const EMPTY = 0x40;

export type PlainName = keyof typeof plain;

const number = new DataView(new ArrayBuffer(8));
const numberBytes = new Uint8Array(number.buffer);

/** A double, or the 64 bits of an integer, as 8 bytes. */
function eightBytes(value: number | bigint): Uint8Array {
  if (typeof value === 'bigint') number.setBigInt64(0, BigInt.asIntN(64, value), true);
  else number.setFloat64(0, value, true);
  return numberBytes;
}

/** Writes the instructions of a function, in the order of the calls. */
export class Code {
  readonly #bytes = new Bytes();

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.bytes;
  }

  /** The instructions of another list. */
  append({ bytes }: Code): this {
    this.#bytes.append(bytes);
    return this;
  }

  /** Instructions without immediates. */
  op(...names: readonly PlainName[]): this {
    for (const name of names) this.#opcode(plain[name]);
    return this;
  }

  /** An instruction with the number of a lane. */
  lane(name: keyof typeof lanes, lane: number): this {
    this.#opcode(lanes[name]).byte(lane);
    return this;
  }

  /** Starts a block; `br` and `brIf` to it go to its end. */
  block(result: ValueType | null = null): this {
    return this.#start(special.block, result);
  }

  /** Starts a loop; `br` and `brIf` to it go to its start. */
  loop(result: ValueType | null = null): this {
    return this.#start(special.loop, result);
  }

  /** Pops an i32; what follows, up to `else` or `end`, is executed if it is not 0. */
  if(result: ValueType | null = null): this {
    return this.#start(special.if, result);
  }

  br(depth: number): this {
    return this.#with(special.br, depth);
  }

  brIf(depth: number): this {
    return this.#with(special.br_if, depth);
  }

  call(index: number): this {
    return this.#with(special.call, index);
  }

  get(local: number): this {
    return this.#with(special['local.get'], local);
  }

  set(local: number): this {
    return this.#with(special['local.set'], local);
  }

  tee(local: number): this {
    return this.#with(special['local.tee'], local);
  }

  /** Pushes a global of the module. */
  global(index: number): this {
    return this.#with(special['global.get'], index);
  }

  /** Loads from, or stores at, the address on the stack + `offset`, in bytes. */
  memory(name: keyof typeof memory, offset: number): this {
    const [opcode, alignment] = memory[name];
    this.#opcode(opcode).unsigned(alignment).unsigned(offset);
    return this;
  }

  /** The same for one lane of a vector. */
  memoryLane(name: keyof typeof memoryLanes, offset: number, lane: number): this {
    const [opcode, alignment] = memoryLanes[name];
    this.#opcode(opcode).unsigned(alignment).unsigned(offset).byte(lane);
    return this;
  }

  load(offset: number): this {
    return this.memory('f64.load', offset);
  }

  store(offset: number): this {
    return this.memory('f64.store', offset);
  }

  i32(value: number): this {
    this.#opcode(special['i32.const']).signed(value);
    return this;
  }

  /** An integer of 64 bits: signed, or with its highest bit as a sign. */
  i64(value: bigint): this {
    this.#opcode(special['i64.const']).signed64(BigInt.asIntN(64, value));
    return this;
  }

  f64(value: number): this {
    this.#opcode(special['f64.const']).append(eightBytes(value));
    return this;
  }

  /** A vector of two numbers: doubles, or integers of 64 bits. */
  v128(first: number | bigint, second: number | bigint): this {
    const bytes = this.#opcode(special['v128.const']).append(eightBytes(first));
    bytes.append(eightBytes(second));
    return this;
  }

  /**
   * Pops two vectors; pushes one of two of their four numbers of 64 bits: 0 and 1 are those of the first vector, 2 and 3
   * those of the second one.
   */
  shuffle(first: number, second: number): this {
    const bytes = this.#opcode(special['i8x16.shuffle']);
    for (const from of [first, second]) for (let byte = 0; byte < 8; byte++) bytes.byte(8 * from + byte);
    return this;
  }

  #start(opcode: number, result: ValueType | null): this {
    this.#opcode(opcode).byte(result ?? EMPTY);
    return this;
  }

  #with(opcode: number, immediate: number): this {
    this.#opcode(opcode).unsigned(immediate);
    return this;
  }

  #opcode(opcode: number): Bytes {
    if (opcode < PREFIXED) return this.#bytes.byte(opcode);
    return this.#bytes.byte(Math.floor(opcode / PREFIXED)).unsigned(opcode % PREFIXED);
  }
}
