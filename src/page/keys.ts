/** Converts events of the keyboard to names of keys: `a`, `N`, `right`, `ctrl-e`, `shift-f11`. */

/** The part of a browser's event that says which key it is. */
export interface Struck {
  readonly key: string;
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
  const { key, ctrlKey, altKey, metaKey, shiftKey } = struck;
  const isCharacter = [...key].length === 1;
  // With AltGr, which some systems report as Ctrl and Alt, characters are typed.
  if (isCharacter && key !== ' ' && ctrlKey === altKey && !metaKey) return key;
  if (metaKey || altKey) return null;
  if (ctrlKey) return isTyping && edits.includes(key) ? `ctrl-${key}` : null;
  if (/^F\d+$/.test(key))
    return ofBrowser.includes(key) ? null : `${shiftKey ? 'shift-' : ''}f${key.slice(1)}`;
  return key === 'Tab' && shiftKey ? null : (names[key] ?? null);
}
