/** Converts key events of Ink to names of keys: `a`, `N`, `right`, `shift-right`, `ctrl-c`. */
import type { Key } from 'ink';
import type { Pointing } from '../app/pointing.ts';
import { functionKeyOf, pointingOf } from './input.ts';

const special = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, string])[];

/** The keys that are another key with Shift or Ctrl. */
const withHeld: readonly string[] = ['left', 'right'];

const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\b': 'backspace',
  '\u007f': 'backspace',
};

/** Characters that stand for one report of the mouse. */
const POINTING = 3;

/** Zero-width non-joiner and joiner, which are typed in Bangla text. */
const joiners = ['\u200c', '\u200d'];

/**
 * The name of a character's key. U+0001 … U+001A are Ctrl with a letter. Empty for other control and format characters,
 * which must not get into a typed line.
 */
function keyOf(character: string): string {
  const known = controls[character];
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  if (code < 27) return `ctrl-${String.fromCharCode(code + 96)}`;
  return /[\p{Cc}\p{Cf}\p{Cs}]/u.test(character) && !joiners.includes(character) ? '' : character;
}

function heldWith({ shift, ctrl }: Key): string {
  return shift ? 'shift-' : ctrl ? 'ctrl-' : '';
}

/** What one input event means: keys by their names, and what the mouse did, in order. */
type Heard = string | Pointing;

/**
 * What one input event means. Characters that are typed fast arrive in one string; each of them is one key press.
 */
export function heard(input: string, key: Key): Heard[] {
  if (key.eventType === 'release') return [];
  const [, named] = special.find(([flag]) => key[flag]) ?? [];
  if (named) return [withHeld.includes(named) ? `${heldWith(key)}${named}` : named];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
  if (key.meta) return [];
  const characters = [...input];
  const found: Heard[] = [];
  for (let at = 0; at < characters.length; ) {
    const pointing = pointingOf(characters.slice(at, at + POINTING));
    const character = characters[at] as string;
    found.push(pointing ?? functionKeyOf(character) ?? keyOf(character));
    at += pointing ? POINTING : 1;
  }
  return found.filter((each) => each !== '');
}
