/** From what Ink reports to names of keys: `a`, `N`, `right`, `ctrl-c`. */
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

/** Zero-width joiner and non-joiner: Bangla is written with them. */
const joiners = ['\u200c', '\u200d'];

/**
 * A character's key: Ctrl with a letter is a character from U+0001 on. Empty for what is neither letter nor key,
 * and must not get into a line that is typed.
 */
function keyOf(character: string): string {
  const known = controls[character];
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  if (code < 27) return `ctrl-${String.fromCharCode(code + 96)}`;
  return /[\p{Cc}\p{Cf}\p{Cs}]/u.test(character) && !joiners.includes(character) ? '' : character;
}

/**
 * The keys of one input event, in order. Characters that were typed fast arrive as one string: each of them
 * is a press.
 */
export function keysOf(input: string, key: Key): string[] {
  if (key.eventType === 'release') return [];
  const named = special.find(([flag]) => key[flag]);
  if (named) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
  if (key.meta) return [];
  return [...input].map(keyOf).filter((name) => name !== '');
}
