import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test, vi } from 'vitest';
import { memoize, memoizeLast, memoizeRecent } from '../../src/core/memo.ts';

/** Runs the garbage collector. It waits for a new task first, because WeakRefs keep their objects until a task ends. */
async function collect(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  await new Promise((resolve) => setTimeout(resolve, 0));
  gc();
}

interface Owner {
  readonly name: string;
}

describe('one result for each owner', () => {
  test('is made once for each', () => {
    const make = vi.fn(({ owner }: { owner: Owner }) => ({ of: owner.name }));
    const resultOf = memoize(({ owner }: { owner: Owner }) => owner, make);
    const [first, second] = [{ name: 'a' }, { name: 'a' }];
    const result = resultOf({ owner: first });
    expect(result).toEqual({ of: 'a' });
    expect(resultOf({ owner: first })).toBe(result);
    expect(make).toHaveBeenCalledTimes(1);
    expect(resultOf({ owner: second })).not.toBe(result);
    expect(make).toHaveBeenCalledTimes(2);
  });

  test('is cached also if it is null or undefined', () => {
    for (const value of [null, undefined, 0]) {
      const make = vi.fn(() => value);
      const resultOf = memoize((owner: Owner) => owner, make);
      const owner = { name: 'a' };
      expect([resultOf(owner), resultOf(owner)]).toEqual([value, value]);
      expect(make).toHaveBeenCalledTimes(1);
    }
  });

  test('is made again if making it has thrown', () => {
    let count = 0;
    const resultOf = memoize(
      (owner: Owner) => owner,
      () => {
        count += 1;
        if (count === 1) throw new Error('not yet');
        return count;
      },
    );
    const owner = { name: 'a' };
    expect(() => resultOf(owner)).toThrow('not yet');
    expect([resultOf(owner), resultOf(owner)]).toEqual([2, 2]);
  });

  test('does not keep its owner in memory, even if it refers to it', async () => {
    const resultOf = memoize(
      (owner: Owner) => owner,
      (owner) => ({ owner }),
    );
    const latest = memoizeLast<{ owner: Owner }>();
    const use = () => {
      const owner = { name: 'a' };
      resultOf(owner);
      latest(owner, [1], () => ({ owner }));
      return new WeakRef(owner);
    };
    const reference = use();
    expect(reference.deref()).toEqual({ name: 'a' });
    await collect();
    expect(reference.deref()).toBeUndefined();
  });
});

describe('the latest results', () => {
  test('are kept, and the one used least recently is forgotten', () => {
    const made: string[] = [];
    const upper = memoizeRecent(
      2,
      (text: string) => text,
      (text) => {
        made.push(text);
        return text.toUpperCase();
      },
    );
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(upper)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});

describe('the latest result of an owner', () => {
  test('is returned as long as the key is the same, bit for bit', () => {
    const latest = memoizeLast<number>();
    const owner = { name: 'a' };
    let made = 0;
    const at = (...key: unknown[]) => latest(owner, key, () => ++made);
    expect(at('x', 0, Number.NaN)).toBe(1);
    expect(at('x', 0, Number.NaN)).toBe(1);
    expect(at('x', -0, Number.NaN)).toBe(2);
    expect(at('x', -0)).toBe(3);
    expect(at('x', -0, undefined)).toBe(4);
    expect(at()).toBe(5);
    expect(at()).toBe(5);
    // Only the latest result is cached.
    expect(at('x', 0, Number.NaN)).toBe(6);
  });

  test('is separate for each owner', () => {
    const latest = memoizeLast<string>();
    const [first, second] = [{ name: 'a' }, { name: 'b' }];
    expect(latest(first, [1], () => 'first')).toBe('first');
    expect(latest(second, [1], () => 'second')).toBe('second');
    expect(latest(first, [1], () => 'again')).toBe('first');
  });

  test('stays cached if making another one has thrown', () => {
    const latest = memoizeLast<number>();
    const owner = { name: 'a' };
    latest(owner, [1], () => 1);
    const fail = () => {
      throw new Error('no');
    };
    expect(() => latest(owner, [2], fail)).toThrow('no');
    expect(latest(owner, [1], fail)).toBe(1);
  });
});
