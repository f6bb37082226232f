/**
 * Standard input for Ink. Ink drops the function keys and the mouse, so their sequences are replaced by characters of
 * the private use areas, which no keyboard sends. So everything stays in the order in which it came.
 */
import type { Pointing } from '../app/pointing.ts';

/** Names of keys by the number or the letter in their sequences (xterm's control sequences, "PC-style function keys"). */
const functionKeys: Readonly<Record<string, string>> = {
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  '2': 'insert',
  '11': 'f1',
  '12': 'f2',
  '13': 'f3',
  '14': 'f4',
  '15': 'f5',
  '17': 'f6',
  '18': 'f7',
  '19': 'f8',
  '20': 'f9',
  '21': 'f10',
  '23': 'f11',
  '24': 'f12',
};
/** What is held, by its number in a sequence. */
const held: Readonly<Record<string, string>> = { '1': '', '2': 'shift-', '3': 'alt-', '5': 'ctrl-' };
const names = Object.values(held).flatMap((prefix) =>
  [...new Set(Object.values(functionKeys))].map((name) => `${prefix}${name}`),
);

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
/** A function key: `ESC [ 15 ~`, with Shift `ESC [ 15 ; 2 ~`; the first four are `ESC O P`, with Shift `ESC [ 1 ; 2 P`. */
const FUNCTION_KEY = '\\u001b(?:\\[(\\d+)(?:;(\\d+))?~|O([PQRS])|\\[1;(\\d+)([PQRS]))';
const special = new RegExp(`${MOUSE}|${FUNCTION_KEY}`, 'g');
/** The beginning of a report of the mouse at the end of what was read. */
// biome-ignore lint/complexity/useRegexLiterals: a literal may not contain a control character
const BEGUN = new RegExp('\\u001b\\[<[\\d;]*$');

/** The buttons of the wheel. */
const WHEEL_UP = 64;
const WHEEL_DOWN = 65;

/** How long the beginning of a sequence waits for its end, in milliseconds: longer than between two packets of a network. */
const KEPT_MS = 200;

/** The same input with characters in place of the sequences that Ink drops. Its encoding must be UTF-8. */
export function withSpecialKeys(input: NodeJS.ReadStream): NodeJS.ReadStream {
  return filteredInput(input, replaced, BEGUN);
}

/**
 * The same input, changed while it is read. Its encoding must be set to UTF-8 before it is read. The beginning of a
 * sequence is kept until its end comes, or for a moment.
 *
 * @param begun matches the start of a sequence whose end has not arrived, at the end of a text
 */
export function filteredInput(
  input: NodeJS.ReadStream,
  change: (text: string) => string,
  begun: RegExp,
): NodeJS.ReadStream {
  let kept = '';
  /** What was kept and is no beginning, since nothing came after it. */
  let released = '';
  let timer: NodeJS.Timeout | undefined;
  const read = (): string | null => {
    if (released !== '') {
      const text = released;
      released = '';
      return text;
    }
    for (let chunk = input.read(); chunk !== null; chunk = input.read()) {
      clearTimeout(timer);
      const text = change(`${kept}${chunk}`);
      kept = begun.exec(text)?.[0] ?? '';
      const typed = text.slice(0, text.length - kept.length);
      if (kept !== '') timer = setTimeout(release, KEPT_MS);
      if (typed !== '') return typed;
    }
    return null;
  };
  const release = () => {
    released = kept;
    kept = '';
    input.emit('readable');
  };
  return new Proxy(input, {
    get: (target, name) => {
      if (name === 'read') return read;
      const own: unknown = Reflect.get(target, name, target);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}

/** The text with the sequences of function keys and of the mouse replaced. Releases of buttons are left out. */
export function replaced(text: string): string {
  return text.replace(special, (sequence: string, ...parts: readonly (string | undefined)[]) => {
    const [button, column, row, end, number, modifier, plain, other, letter] = parts;
    if (button === undefined) {
      const own = functionKeys[number ?? plain ?? letter ?? ''];
      const place = names.indexOf(`${held[modifier ?? other ?? '1']}${own}`);
      return place < 0 ? sequence : String.fromCodePoint(FIRST_KEY + place);
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
