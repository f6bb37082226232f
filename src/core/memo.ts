/**
 * Memos: results that are cached for an owner, the object that they belong to (a Run, an Engine, a History). Owners are
 * weak keys, so a memo does not keep an owner in memory, and its result is released with it.
 */

/**
 * A function that makes one result for each owner, at the first call.
 *
 * @param ownerOf the owner of an argument. All arguments with the same owner must have the same result
 * @param make makes the result; if it throws, nothing is cached
 */
export function memoize<Argument, Value>(
  ownerOf: (argument: Argument) => object,
  make: (argument: Argument) => Value,
): (argument: Argument) => Value {
  const kept = new WeakMap<object, Value>();
  return (argument) => {
    const owner = ownerOf(argument);
    const known = kept.get(owner);
    if (known !== undefined || kept.has(owner)) return known as Value;
    const value = make(argument);
    kept.set(owner, value);
    return value;
  };
}

/** A memo of one result for each owner: the result for the latest key. */
export type LastMemo<Value> = (owner: object, key: readonly unknown[], make: () => Value) => Value;

/**
 * Caches the latest result of each owner and returns it as long as the key is equal: the same length, and every element
 * equal by `Object.is` (0 and −0 differ, NaN equals NaN). If `make` throws, the previous result stays cached.
 */
export function memoizeLast<Value>(): LastMemo<Value> {
  const kept = new WeakMap<object, { readonly key: readonly unknown[]; readonly value: Value }>();
  return (owner, key, make) => {
    const known = kept.get(owner);
    const isSame =
      known?.key.length === key.length && known.key.every((part, index) => Object.is(part, key[index]));
    if (isSame) return known.value;
    const value = make();
    kept.set(owner, { key, value });
    return value;
  };
}

/** Carries out work in parts at once, and returns its result. */
export function finished<Value>(work: Generator<unknown, Value>): Value {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

/**
 * A function that keeps its results for the latest arguments.
 *
 * @param most how many results are kept
 * @param keyOf a text that is the same for two arguments only if they have the same result
 * @param make makes the result; if it throws, nothing is kept
 */
export function memoizeRecent<Argument, Value>(
  most: number,
  keyOf: (argument: Argument) => string,
  make: (argument: Argument) => Value,
): (argument: Argument) => Value {
  const kept = new Map<string, Value>();
  return (argument) => {
    const key = keyOf(argument);
    const known = kept.get(key);
    const isKnown = known !== undefined || kept.has(key);
    // As long as nothing is dropped soon, it does not matter which entry was used last.
    if (isKnown && 2 * kept.size <= most) return known as Value;
    const value = isKnown ? (known as Value) : make(argument);
    // A Map keeps the order in which its entries were added: the first one is the one used least recently.
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > most) kept.delete(kept.keys().next().value as string);
    return value;
  };
}
