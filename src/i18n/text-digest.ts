/** The FNV-1a hash of a text, over its UTF-16 units: 32 bits, the same on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** A digest that shows whether a text has changed: its hash and its length. It is no protection against anybody. */
export function textDigest(text: string): string {
  return `${hashOf(text).toString(16).padStart(8, '0')}-${text.length}`;
}

/** What keys are written with. The last ten are digits: an object keeps the order of keys that begin otherwise. */
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_0123456789';
const FIRST = SIGNS.length - 10;

const KEY_LENGTH = 4;

/**
 * The key of a text in a table of which the build knows that no two texts have the same. Among the 14 million keys, two
 * of 2,400 texts are the same with a probability of a fifth; another word in one of them helps.
 */
export function textKey(text: string): string {
  let rest = hashOf(text);
  let key = '';
  while (key.length < KEY_LENGTH) {
    const signs = key === '' ? FIRST : SIGNS.length;
    key += SIGNS[rest % signs];
    rest = Math.floor(rest / signs);
  }
  return key;
}
