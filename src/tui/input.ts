/**
 * Standard input for Ink. Ink drops the function keys and the mouse, so their sequences are replaced by characters of
 * the private use areas, which no keyboard sends. So everything stays in the order in which it came.
 */
import { PassThrough } from 'node:stream';
import type { Pointing } from '../app/pointing.ts';

/** Sequences of function keys (xterm's control sequences, "PC-style function keys"), and their names. */
const functionKeys: Readonly<Record<string, string>> = {
  '\u001b[15~': 'f5',
  '\u001b[20~': 'f9',
  '\u001b[21~': 'f10',
  '\u001b[23~': 'f11',
  '\u001b[24~': 'f12',
  '\u001b[23;2~': 'shift-f11',
};
const names = Object.values(functionKeys);

/** First of the characters that stand for function keys, in the order of `names`. */
const FIRST_KEY = 0xe000;
/** First of the characters that stand for a button of the mouse, a column and a row. */
const FIRST_BUTTON = 0xf_0000;
const FIRST_COLUMN = 0xf_1000;
const FIRST_ROW = 0xf_8000;
/** Columns and rows beyond this have no character; no terminal is that large. */
const MOST = 0x6fff;

/** A report of the mouse in SGR form: button, column and row from 1, `M` for a press and `m` for a release. */
const MOUSE = '\\u001b\\[<(\\d+);(\\d+);(\\d+)([Mm])';
const special = new RegExp(`${MOUSE}|\\u001b\\[\\d+(?:;\\d+)?~`, 'g');
/** The beginning of a report of the mouse at the end of what was read. */
// biome-ignore lint/complexity/useRegexLiterals: a literal may not contain a control character
const BEGUN = new RegExp('\\u001b\\[<[\\d;]*$');

/** The buttons of the wheel. */
const WHEEL_UP = 64;
const WHEEL_DOWN = 65;

/** A stream for Ink in place of the terminal's own. */
export class TerminalInput extends PassThrough {
  readonly isTTY = true;
  readonly #source: NodeJS.ReadStream;
  #begun = '';

  constructor(source: NodeJS.ReadStream) {
    super();
    this.#source = source;
    source.setEncoding('utf8');
    source.on('data', (text) => this.#hear(String(text)));
  }

  #hear(text: string): void {
    const all = this.#begun + text;
    this.#begun = BEGUN.exec(all)?.[0] ?? '';
    const written = replaced(all.slice(0, all.length - this.#begun.length));
    if (written !== '') this.write(written);
  }

  setRawMode(isRaw: boolean): this {
    this.#source.setRawMode(isRaw);
    return this;
  }

  ref(): this {
    this.#source.ref();
    return this;
  }

  unref(): this {
    this.#source.unref();
    return this;
  }
}

/** The text with the sequences of function keys and of the mouse replaced. Releases of buttons are left out. */
export function replaced(text: string): string {
  return text.replace(special, (sequence, button, column, row, end) => {
    if (button === undefined) {
      const name = functionKeys[sequence];
      return name === undefined ? sequence : String.fromCodePoint(FIRST_KEY + names.indexOf(name));
    }
    const [x, y] = [Number(column) - 1, Number(row) - 1];
    const isShown = end === 'M' && Number(button) <= WHEEL_DOWN && x <= MOST && y <= MOST;
    return isShown
      ? String.fromCodePoint(FIRST_BUTTON + Number(button), FIRST_COLUMN + x, FIRST_ROW + y)
      : '';
  });
}

/** The name of a function key; null for other characters. */
export function functionKeyOf(character: string): string | null {
  return names[(character.codePointAt(0) ?? 0) - FIRST_KEY] ?? null;
}

/** What the mouse did, by the three characters that stand for it; null for other characters. */
export function pointingOf(characters: readonly string[]): Pointing | null {
  const [button = 0, x = 0, y = 0] = characters.map((each) => each.codePointAt(0) ?? 0);
  if (button < FIRST_BUTTON || button > FIRST_BUTTON + WHEEL_DOWN) return null;
  const place = { column: x - FIRST_COLUMN, row: y - FIRST_ROW };
  const pressed = button - FIRST_BUTTON;
  if (pressed === WHEEL_UP || pressed === WHEEL_DOWN)
    return { ...place, kind: 'wheel', by: pressed === WHEEL_UP ? -1 : 1 };
  return pressed === 0 ? { ...place, kind: 'click' } : null;
}
