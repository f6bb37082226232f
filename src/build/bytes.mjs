// What csv-parse uses of Node's Buffer, for browsers: bytes with a text in UTF-8.

class OwnBytes extends Uint8Array {
  /** A text, or other bytes. */
  static from(source) {
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
    const copy = new OwnBytes(bytes.length);
    copy.set(bytes);
    return copy;
  }

  static allocUnsafe(length) {
    return new OwnBytes(length);
  }

  static isBuffer(value) {
    return value instanceof OwnBytes;
  }

  static concat(parts) {
    return OwnBytes.from(parts.flatMap((part) => [...part]));
  }

  /** Only whether they are the same. */
  static compare(one, other) {
    return one.length === other.length && one.every((byte, index) => byte === other[index]) ? 0 : 1;
  }

  copy(target, targetStart = 0, start = 0, end = this.length) {
    target.set(this.subarray(start, end), targetStart);
  }

  toString(_encoding, start = 0, end = this.length) {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.subarray(start, end));
  }
}

/** Node's own where it is: it is faster. */
export const Bytes = globalThis.Buffer ?? OwnBytes;
