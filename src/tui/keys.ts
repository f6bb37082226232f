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

/** A character's key: Ctrl with a letter is a character from U+0001 on. */
function keyOf(character: string): string {
  const code = character.charCodeAt(0);
  return controls[character] ?? (code < 27 ? `ctrl-${String.fromCharCode(code + 96)}` : character);
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
  return [...input].map(keyOf);
}
