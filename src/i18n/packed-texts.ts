/**
 * The texts of a language, as the build writes them so that they pack well: all keys, then all texts, with a Latin
 * letter for each of the letters that they need most. A text is unpacked when it is first asked for.
 */
export interface Packed {
  /** The keys, all of the same length. */
  readonly keys: string;
  /** The texts in the same order, a line each. What stands between two marks is written as it is. */
  readonly texts: string;
  /** What the letters A to Z and a to z stand for. */
  readonly letters: string;
}

/** It is in no text. */
const MARK = '\0';

const LATIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** From a Latin letter to the last one that no other script parts from it. */
const LATIN_RUN = /[A-Za-z](?:[ -}]*[A-Za-z])?/g;

/**
 * Packs texts by their key.
 * @throws RangeError if keys have different lengths, or a text has what marks the parts of a packed one
 */
export function packTexts(texts: Readonly<Record<string, string>>): Packed {
  const keys = Object.keys(texts);
  const all = Object.values(texts);
  const odd =
    keys.find((key) => key.length !== keys[0]?.length) ??
    all.find((text) => text.includes(MARK) || text.includes('\n'));
  if (odd !== undefined) throw new RangeError(`it cannot be packed: ${odd}`);
  const letters = mostFrequent(all.join('').replaceAll(/[ -~]/g, ''), LATIN.length);
  const packed = (text: string) =>
    text
      .replace(LATIN_RUN, (run) => `${MARK}${run}${MARK}`)
      .replace(/[^ -~]/g, (letter) => LATIN[letters.indexOf(letter)] ?? letter);
  return { keys: keys.join(''), texts: all.map(packed).join('\n'), letters };
}

/** The most frequent characters of a text, at most `most`, in the order of their codes: it packs best. */
function mostFrequent(text: string, most: number): string {
  const counts = new Map<string, number>();
  for (const each of text) counts.set(each, (counts.get(each) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one).slice(0, most);
  return sorted
    .map(([each]) => each)
    .sort()
    .join('');
}

export class PackedTexts {
  readonly #keys: string;
  readonly #keyLength: number;
  readonly #texts: readonly string[];
  readonly #letters: string;
  readonly #known = new Map<string, string>();

  constructor({ keys, texts, letters }: Packed) {
    this.#keys = keys;
    this.#texts = texts.split('\n');
    this.#keyLength = keys.length / this.#texts.length;
    this.#letters = letters;
  }

  /** The text of a key; undefined if there is none. */
  get(key: string): string | undefined {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let at = this.#keys.indexOf(key);
    while (at % this.#keyLength > 0) at = this.#keys.indexOf(key, at + 1);
    // At −1 there is none.
    const packed = this.#texts[at / this.#keyLength];
    if (packed === undefined) return undefined;
    const text = this.#unpacked(packed);
    this.#known.set(key, text);
    return text;
  }

  /** All texts by their key, in their order. */
  all(): Readonly<Record<string, string>> {
    const keyAt = (index: number) => this.#keys.slice(index * this.#keyLength, (index + 1) * this.#keyLength);
    return Object.fromEntries(this.#texts.map((text, index) => [keyAt(index), this.#unpacked(text)]));
  }

  #unpacked(text: string): string {
    const letter = (latin: string) => this.#letters[LATIN.indexOf(latin)] ?? latin;
    return text
      .split(MARK)
      .map((part, place) => (place % 2 === 0 ? part.replace(/[A-Za-z]/g, letter) : part))
      .join('');
  }
}
