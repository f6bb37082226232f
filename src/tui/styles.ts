/** The styles of spans as small numbers, so that cells can be compared without looking at colours. */
import { type Colouring, type Ground, type Paint, paintOf, type Tone } from '../view/colours/palette.ts';
import { sgrBetween, sgrOf } from '../view/colours/sgr.ts';

/** The number of the default style. */
export const PLAIN = 0;

/** What a blank shows of a style: its background, or all of it if it is inverse. */
function groundOf(paint: Paint): string {
  return paint.inverse ? sgrOf(paint) : String(paint.background);
}

/** The styles on a terminal. Those that look the same have the same number. */
export class Styles {
  readonly #colouring: Colouring;
  readonly #known = new Map<Ground | undefined, Map<Tone, number>>();
  readonly #paints: Paint[] = [];
  readonly #numbers = new Map<string, number>();
  /** For each style the number of its ground. */
  readonly #grounds: number[] = [];
  readonly #groundNumbers = new Map<string, number>();
  /** The sequences from one style to another, as they were needed. */
  readonly #sequences: (string | undefined)[][] = [];

  constructor(colouring: Colouring) {
    this.#colouring = colouring;
    this.#add({ foreground: null, background: null, bold: false, dim: false, inverse: false });
  }

  /** The number of the style of a tone on a ground. */
  of(tone: Tone, ground: Ground | undefined): number {
    let tones = this.#known.get(ground);
    if (!tones) {
      tones = new Map();
      this.#known.set(ground, tones);
    }
    const known = tones.get(tone);
    if (known !== undefined) return known;
    const made = this.#add(paintOf(tone, ground, this.#colouring));
    tones.set(tone, made);
    return made;
  }

  /** Whether a blank looks the same in two styles. */
  isSameGround(one: number, other: number): boolean {
    return this.#grounds[one] === this.#grounds[other];
  }

  /** The sequence that changes one style to another; empty if they are the same. */
  between(from: number, to: number): string {
    if (from === to) return '';
    const others = this.#sequences[from] as (string | undefined)[];
    const known = others[to];
    if (known !== undefined) return known;
    const made = `\u001b[${sgrBetween(this.#paints[from] as Paint, this.#paints[to] as Paint)}m`;
    others[to] = made;
    return made;
  }

  #add(paint: Paint): number {
    const look = sgrOf(paint);
    const known = this.#numbers.get(look);
    if (known !== undefined) return known;
    const number = this.#paints.push(paint) - 1;
    const ground = groundOf(paint);
    if (!this.#groundNumbers.has(ground)) this.#groundNumbers.set(ground, this.#groundNumbers.size);
    this.#numbers.set(look, number);
    this.#grounds.push(this.#groundNumbers.get(ground) as number);
    this.#sequences.push([]);
    return number;
  }
}
