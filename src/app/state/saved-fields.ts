/** Saved options have any form: a user, or another version, may have written them. */

/** The fields of a saved object; none if it is something else. */
export function fieldsOf(saved: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof saved === 'object' && saved !== null && !Array.isArray(saved);
  return isObject ? (saved as Readonly<Record<string, unknown>>) : {};
}

/** A saved word if it is one of those that are known, otherwise another. */
export function wordOf<Word extends string, Other>(
  words: readonly Word[],
  saved: unknown,
  other: Other,
): Word | Other {
  return words.find((word) => word === saved) ?? other;
}
