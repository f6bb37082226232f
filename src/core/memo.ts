/**
 * Results that are kept with their owner: the object that they hold for, such as a Run, an Engine or a History.
 * Nothing here keeps an owner alive, nor a result longer than its owner.
 */

/**
 * A function that makes one result for each owner, at the first call.
 *
 * @param ownerOf the owner of an argument. All arguments with the same owner must have the same result
 * @param make makes the result; where it throws, nothing is kept
 */
export function memoize<Argument, Value>(
  ownerOf: (argument: Argument) => object,
  make: (argument: Argument) => Value,
): (argument: Argument) => Value {
  const kept = new WeakMap<object, Value>();
  return (argument) => {
    const owner = ownerOf(argument);
    if (!kept.has(owner)) kept.set(owner, make(argument));
    return kept.get(owner) as Value;
  };
}

/** A memo of one result for each owner: that of the latest key. */
export type LastMemo<Value> = (owner: object, key: readonly unknown[], make: () => Value) => Value;

/**
 * Keeps the latest result of each owner and gives it again while the key is the same: as long, and every part of it
 * the same by `Object.is`, which tells 0 from −0 and takes NaN for NaN. Where `make` throws, the former result stays.
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
