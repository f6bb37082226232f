/** Converts key events of Ink to names of keys: `a`, `N`, `right`, `ctrl-c`. */
import type { Key } from 'ink';

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
  ['delete', 'backspace'],
] as const satisfies readonly (readonly [keyof Key, string])[];

const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\b': 'backspace',
  '\u007f': 'backspace',
};

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

/**
 * The names of the keys of one input event, in order. Characters that are typed fast arrive in one string; each of
 * them is one key press.
 */
export function keysOf(input: string, key: Key): string[] {
  if (key.eventType === 'release') return [];
  const named = special.find(([flag]) => key[flag]);
  if (named) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
  if (key.meta) return [];
  return [...input].map(keyOf).filter((name) => name !== '');
}
