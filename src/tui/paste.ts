/**
 * Pastes in the standard input. The terminal marks where a paste begins and ends (bracketed paste, mode 2004), so that
 * pasted text is not taken for keys.
 */
import { filteredInput } from './input.ts';

const BEGIN = '\u001b[200~';
const END = '\u001b[201~';
/** The beginning of a mark at the end of what was read. A single Esc is the key. */
// biome-ignore lint/complexity/useRegexLiterals: a literal may not contain a control character
const BEGUN = new RegExp('\\u001b\\[(?:2(?:0[01]?)?)?$');

/** A paste whose end does not come is over after this pause, in milliseconds: what follows are keys again. */
const PAUSE_MS = 500;
/** The most characters of a paste. What exceeds them was not meant for a program with single lines. */
const LONGEST = 1_000_000;

/** What switches the marks on and off. */
export const pasteMode = { on: '\u001b[?2004h', off: '\u001b[?2004l' };

/** First of the characters that stand for pastes, which no keyboard sends, and their number. */
const FIRST = 0xe800;
const KINDS = 256;

/** The input with one character in place of each paste, so that it stays in the order in which it came. */
export class Pastes {
  readonly input: NodeJS.ReadStream;
  readonly #late: (text: string) => void;
  readonly #texts = new Map<string, string>();
  #count = 0;
  /** The paste whose end has not come; null without. */
  #open: string | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** @param late is given a paste that has no end, when it is over */
  constructor(input: NodeJS.ReadStream, late: (text: string) => void) {
    this.input = filteredInput(input, (text) => this.#replaced(text), BEGUN);
    this.#late = late;
  }

  /** The paste that a character stands for; null for other characters. */
  textOf(character: string): string | null {
    const text = this.#texts.get(character) ?? null;
    this.#texts.delete(character);
    return text;
  }

  #replaced(text: string): string {
    clearTimeout(this.#timer);
    let keys = '';
    let rest = text;
    while (rest !== '') {
      if (this.#open === null) {
        const at = rest.indexOf(BEGIN);
        keys += at < 0 ? rest : rest.slice(0, at);
        if (at < 0) break;
        this.#open = '';
        rest = rest.slice(at + BEGIN.length);
      } else {
        // The mark may have come in two parts.
        const from = Math.max(0, this.#open.length - END.length);
        const all: string = this.#open + rest;
        const at = all.indexOf(END, from);
        this.#open = at < 0 ? all.slice(0, LONGEST) : null;
        if (at < 0) break;
        keys += this.#kept(all.slice(0, at));
        rest = all.slice(at + END.length);
      }
    }
    if (this.#open !== null) this.#timer = setTimeout(() => this.#end(), PAUSE_MS);
    return keys;
  }

  /** Keeps a paste. Returns the character that stands for it. */
  #kept(text: string): string {
    const character = String.fromCharCode(FIRST + (this.#count++ % KINDS));
    this.#texts.set(character, text);
    return character;
  }

  #end(): void {
    const text = this.#open ?? '';
    this.#open = null;
    this.#late(text);
  }
}
