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

/**
 * The key of a text in a table of which the build knows that no two texts have the same. Thirty bits
 * are six characters. The first is a letter, so that an object keeps the order of its keys.
 */
export function textKey(text: string): string {
  const hash = hashOf(text) >>> 2;
  return (
    (10 + (hash % 26)).toString(36) +
    Math.floor(hash / 26)
      .toString(36)
      .padStart(5, '0')
  );
}
