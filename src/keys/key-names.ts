/** Keys by their names inside the program (`right`, `ctrl-c`, `a`), as they are shown, and as people write them. */

/** How the keys without a character are shown. */
const signs: Readonly<Record<string, string>> = {
  right: '→',
  left: '←',
  up: '↑',
  down: '↓',
  enter: 'Enter',
  escape: 'Esc',
  backspace: 'Backspace',
  delete: 'Delete',
  insert: 'Insert',
  space: 'Space',
  home: 'Home',
  end: 'End',
  tab: 'Tab',
  pageup: 'PgUp',
  pagedown: 'PgDn',
};

/** A key as it is shown: `→`, `Ctrl-C`, `Shift-F11`, `n`. */
export function signOf(key: string): string {
  const [, held, own = key] = /^(ctrl|shift|alt)-(.+)$/.exec(key) ?? [];
  const sign = signs[own] ?? (held || /^f\d+$/.test(own) ? own.toUpperCase() : own);
  return held === undefined ? sign : `${held.charAt(0).toUpperCase()}${held.slice(1)}-${sign}`;
}

/** Keys that a front end hears, besides characters. */
const special: readonly string[] = [
  ...Object.keys(signs).filter((key) => key !== 'insert'),
  ...['right', 'left'].flatMap((key) => [`shift-${key}`, `ctrl-${key}`]),
  ...Array.from({ length: 12 }, (_, index) => `f${index + 1}`),
  ...Array.from({ length: 12 }, (_, index) => `shift-f${index + 1}`),
  ...Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => `ctrl-${letter}`),
];

/** What terminals send for some keys with Ctrl: the same as for these. */
export const sameInTerminals: ReadonlyMap<string, string> = new Map([
  ['ctrl-h', 'backspace'],
  ['ctrl-i', 'tab'],
  ['ctrl-j', 'enter'],
  ['ctrl-m', 'enter'],
]);

const written: ReadonlyMap<string, string> = new Map(
  special.flatMap((key) => [key, signOf(key)].map((text) => [text.toLocaleLowerCase('en'), key] as const)),
);

/** The texts for keys that are not characters, as they are shown. */
export const specialSigns: readonly string[] = special.map(signOf);

/** The key that a text names: a character, or `Space`, `Ctrl-L`, `shift-f11`, `→`; null if it names none. */
export function keyNamed(text: string): string | null {
  const known = written.get(text.toLocaleLowerCase('en'));
  if (known !== undefined) return known;
  const isCharacter = Array.from(text).length === 1 && !/[\s\p{C}\p{M}]/u.test(text);
  return isCharacter ? text : null;
}
