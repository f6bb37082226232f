/**
 * Work that a drawing needs and does not wait for: until it is done, the drawing shows what it found last. Whoever
 * draws runs it in parts between two keys, and draws again.
 */
import { finished } from '../../core/memo.ts';

/** Work in parts: it yields after each of them. */
export type Work = Generator<void, void>;

export class Background {
  /** The work offered last by each owner, in the order of the first offers. */
  readonly #waiting = new Map<object, Work>();
  #running: Work | null = null;

  /** Adds work. It takes the place of the owner's work that has not begun. */
  offer(owner: object, work: Work): void {
    this.#waiting.set(owner, work);
  }

  get isIdle(): boolean {
    return this.#running === null && this.#waiting.size === 0;
  }

  /**
   * Runs work for as long as `hasTime`, at least one part. Work that has begun is finished before the next begins: if
   * newer work took its place, nothing would be finished while keys come fast.
   *
   * @returns whether some work was finished, so that there is something new to draw
   */
  run(hasTime: () => boolean): boolean {
    let isNew = false;
    do {
      this.#running ??= this.#next();
      if (this.#running === null) return isNew;
      if (this.#running.next().done) {
        this.#running = null;
        isNew = true;
      }
    } while (hasTime());
    return isNew;
  }

  #next(): Work | null {
    for (const [owner, work] of this.#waiting) {
      this.#waiting.delete(owner);
      return work;
    }
    return null;
  }
}

/** What there is of a result: the right one, or an old one while the right one is being found. */
export interface Late<Value> {
  readonly value: Value;
  /** Whether it was found for another key than the one that was asked for. */
  readonly isOld: boolean;
}

/** A result, and the key that it was found for. */
interface Found<Value> {
  readonly key: readonly unknown[];
  readonly value: Value;
}

/**
 * The latest result for an owner. If the key has changed, the new result is found in the background, and until then the
 * one before is returned. The owner lives as long as what is drawn for it can be of use: a scene. What changes within
 * it, as its history does by an edit, belongs into the key.
 *
 * @param place what must be equal for the result before to be shown; if it is not, the new one is found at once
 * @param work begins the work at once, so that it is about the values of now, and returns the rest of it
 */
export type LateMemo<Value> = (
  owner: object,
  place: readonly unknown[],
  key: readonly unknown[],
  background: Background | null,
  work: () => Generator<void, Value>,
) => Late<Value>;

export function memoizeLate<Value>(): LateMemo<Value> {
  interface Kept {
    place: readonly unknown[];
    found: Found<Value>;
    /** The key that was asked for last, and that of the work in the background; null for none. */
    asked: readonly unknown[];
    sought: readonly unknown[] | null;
  }
  const memo = {};
  const kept = new WeakMap<object, Kept>();
  return (owner, place, key, background, work) => {
    const known = kept.get(owner);
    const isPlaced = known !== undefined && isSame(known.place, place);
    if (isPlaced) known.asked = key;
    if (isPlaced && isSame(known.found.key, key)) return { value: known.found.value, isOld: false };
    if (!isPlaced || background === null) {
      const value = finished(work());
      kept.set(owner, { place, found: { key, value }, asked: key, sought: null });
      return { value, isOld: false };
    }
    if (known.sought === null || !isSame(known.sought, key)) {
      known.sought = key;
      background.offer(memo, later(work(), known, key));
    }
    return { value: known.found.value, isOld: true };
  };

  function* later(work: Generator<void, Value>, into: Kept, key: readonly unknown[]): Work {
    const value = yield* work;
    // The cursor may have gone back meanwhile to what was found before.
    const isBack = isSame(into.asked, into.found.key);
    if (!isBack) into.found = { key, value };
    if (into.sought !== null && isSame(into.sought, key)) into.sought = null;
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => Object.is(part, b[index]));
}
