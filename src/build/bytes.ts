/** The part of Node's Buffer that csv-parse uses, for browsers, which have none. */
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes of UTF-8. */
class Utf8 extends Uint8Array {
  override toString(_encoding?: string, start = 0, end = this.length): string {
    return decoder.decode(this.subarray(start, end));
  }

  copy(target: Uint8Array, at = 0, start = 0, end = this.length): void {
    target.set(this.subarray(start, end), at);
  }

  /** Whether bytes come before others (−1), after them (1) or are the same (0). */
  compare(other: Uint8Array, start = 0, end = other.length): number {
    const part = other.subarray(start, end);
    const at = this.findIndex((byte, index) => byte !== part[index]);
    if (at < 0) return Math.sign(this.length - part.length);
    return at >= part.length || (this[at] as number) > (part[at] as number) ? 1 : -1;
  }

  equals(other: Uint8Array): boolean {
    return this.compare(other) === 0;
  }
}

export const OwnBuffer = {
  from: (value: string | ArrayLike<number>) =>
    new Utf8(typeof value === 'string' ? encoder.encode(value) : value),
  isBuffer: (value: unknown) => value instanceof Utf8,
  allocUnsafe: (length: number) => new Utf8(length),
  compare: (one: Utf8, other: Utf8) => one.compare(other),
  concat(parts: readonly Uint8Array[]): Utf8 {
    const joined = new Utf8(parts.reduce((sum, { length }) => sum + length, 0));
    parts.reduce((at, part) => {
      joined.set(part, at);
      return at + part.length;
    }, 0);
    return joined;
  },
};

/** Node's own where it is: it is faster. */
export const Bytes = globalThis.Buffer ?? OwnBuffer;
