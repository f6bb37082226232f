/** The bits of a double as two words of 32 bits: the high one has the sign, the exponent and 20 bits of the fraction. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const HIGH = isLittleEndian ? 1 : 0;
const LOW = 1 - HIGH;

/** The high word, as a signed integer. */
export function highWord(x: number): number {
  double[0] = x;
  return words[HIGH] as number;
}

/** The double of two words. */
export function fromWords(high: number, low: number): number {
  words[HIGH] = high;
  words[LOW] = low;
  return double[0] as number;
}

/** `x` with another high word. */
export function withHighWord(x: number, high: number): number {
  double[0] = x;
  words[HIGH] = high;
  return double[0] as number;
}

/** `x` with a low word of 0, so that it has at most 21 significant bits. */
export function withoutLowWord(x: number): number {
  double[0] = x;
  words[LOW] = 0;
  return double[0] as number;
}

const LEAST_EXPONENT = -1022;
const powers = new Float64Array(2046);
for (let index = 0, power = fromWords(1 << 20, 0); index < powers.length; index++, power *= 2)
  powers[index] = power;

/** 2ᵏ for −1022 ≤ k ≤ 1023. Looked up, because two words that are read as one double make the processor wait. */
export function powerOfTwo(k: number): number {
  return powers[k - LEAST_EXPONENT] as number;
}
