/** A hash of a text that is given in pieces. */

const BASE = 0x01000193;
const ZERO = 48;
/** From this length on, the hash of a piece is kept for the next text: neighbours often have long pieces in common. */
const LONG = 8;

/**
 * A polynomial over UTF-16 units, modulo 2³²: the hash of a text that is put together follows from those of its pieces
 * and their lengths, and numbers need not be printed.
 */
export class TextHash {
  #hash = 0;
  #text = '';
  #textHash = 0;
  #textPower = 1;

  /** The hash of the pieces since the start. */
  get value(): number {
    return mixed(this.#hash);
  }

  /** Begins another text. */
  clear(): void {
    this.#hash = 0;
  }

  /** Adds a text, or the digits of a whole number that is not negative. */
  put(piece: string | number): void {
    if (typeof piece === 'number') this.#putNumber(piece);
    else if (piece.length < LONG) this.#hash = addUnits(this.#hash, piece);
    else {
      if (piece !== this.#text) this.#read(piece);
      this.#hash = (Math.imul(this.#hash, this.#textPower) + this.#textHash) | 0;
    }
  }

  #read(text: string): void {
    this.#text = text;
    this.#textHash = addUnits(0, text);
    this.#textPower = 1;
    for (let index = 0; index < text.length; index++) this.#textPower = Math.imul(this.#textPower, BASE);
  }

  #putNumber(number: number): void {
    if (number >= 10) this.#putNumber(Math.floor(number / 10));
    this.#hash = (Math.imul(this.#hash, BASE) + ZERO + (number % 10)) | 0;
  }
}

function addUnits(before: number, text: string): number {
  let hash = before;
  for (let index = 0; index < text.length; index++)
    hash = (Math.imul(hash, BASE) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Spreads a hash over its low bits, which tables look at (the end of MurmurHash3). */
function mixed(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return first ^ (first >>> 13);
}

/** The hash of a whole text. */
export function hashOfText(text: string): number {
  return mixed(addUnits(0, text));
}
