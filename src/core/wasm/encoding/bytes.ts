/**
 * Bytes of the binary format of WebAssembly.
 * Source: https://webassembly.github.io/spec/core/binary/values.html
 */

/** A growing buffer of bytes. */
export class Bytes {
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
  signed64(value: bigint): this {
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
