/** What keys mean, by their names (`a`, `N`, `right`, `ctrl-e`, `shift-f11`), and fingers, the mouse and its wheel. */

import { comparable } from '../i18n/matching.ts';

/** The part of a browser's event that says which key it is. */
export interface Struck {
  readonly key: string;
  /** Its place on the keyboard, by the letter that it has in English: `KeyN`; empty if that is not known. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const names: Readonly<Record<string, string>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageup',
  PageDown: 'pagedown',
  Home: 'home',
  End: 'end',
  Enter: 'enter',
  Escape: 'escape',
  Tab: 'tab',
  Backspace: 'backspace',
  Delete: 'delete',
  Insert: 'insert',
  ' ': 'space',
};

/** The keys that mean something else with Shift or Ctrl. */
const withHeld: readonly string[] = ['ArrowLeft', 'ArrowRight'];

/** The control keys that edit a line. The others belong to the browser. */
const edits: readonly string[] = ['a', 'e', 'u', 'w'];

/** The function keys that belong to the browser: they leave full screen, or open its tools. */
const ofBrowser: readonly string[] = ['F6', 'F7', 'F12'];

/**
 * The name of the key that was struck; null for keys that are left to the browser. Shift with Tab is left to it, so
 * that the keyboard can get out of the screen.
 *
 * @param isTyping whether a line is being typed
 */
export function keyNameOf(struck: Struck, isTyping: boolean): string | null {
  const { key, code, ctrlKey, altKey, metaKey, shiftKey } = struck;
  const isCharacter = [...key].length === 1;
  // With AltGr, which some systems report as Ctrl and Alt, characters are typed.
  if (isCharacter && key !== ' ' && ctrlKey === altKey && !metaKey) {
    // A keyboard for Bangla has the same keys, at the same places.
    const isElsewhere = !isTyping && key > '~' && /^(?:Key|Digit).$/.test(code);
    const sign = isElsewhere ? code.slice(-1) : key;
    return isElsewhere && !shiftKey ? comparable(sign) : sign;
  }
  if (metaKey || altKey) return null;
  if (withHeld.includes(key)) return `${shiftKey ? 'shift-' : ctrlKey ? 'ctrl-' : ''}${names[key]}`;
  if (ctrlKey) return isTyping && edits.includes(key) ? `ctrl-${key}` : null;
  if (/^F\d+$/.test(key))
    return ofBrowser.includes(key) ? null : `${shiftKey ? 'shift-' : ''}f${key.slice(1)}`;
  return key === 'Tab' && shiftKey ? null : (names[key] ?? null);
}

/** How far a finger moves for a swipe, in pixels of CSS; less is a click. */
const SWIPE = 32;
const STILL = 6;
/** From this time on a finger selects text, in milliseconds. */
const LONG = 500;
/** How far the wheel turns for one row or step, in pixels. */
const NOTCH = 60;
const LINE = 20;

/**
 * What a finger or the mouse has done between its press and its release; null for nothing.
 *
 * @param milliseconds between the two
 */
export function gestureOf(
  x: number,
  y: number,
  isFinger: boolean,
  milliseconds: number,
): 'click' | 'left' | 'right' | 'up' | 'down' | null {
  const [across, down] = [Math.abs(x), Math.abs(y)];
  if (Math.max(across, down) <= STILL) return isFinger && milliseconds >= LONG ? null : 'click';
  if (!isFinger || Math.max(across, down) < SWIPE) return null;
  if (across > down) return x < 0 ? 'left' : 'right';
  return y < 0 ? 'up' : 'down';
}

/** Turns of the wheel, however small each report is. */
export class Wheel {
  #turned = 0;

  /** How many notches the wheel has gone since the last one; negative for up. */
  turn(by: number, isLines: boolean): number {
    const pixels = isLines ? by * LINE : by;
    if (Math.sign(pixels) !== Math.sign(this.#turned)) this.#turned = 0;
    this.#turned += pixels;
    const notches = Math.trunc(this.#turned / NOTCH);
    this.#turned -= notches * NOTCH;
    return notches;
  }
}
