import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extremesOf } from '../../src/analysis/curves/extremes.ts';
import { evenIndices, sampleEvenly } from '../../src/analysis/sampling.ts';

test('the extremes of a part are those of its finite values, also while the list grows and in any order of questions', () => {
  const value = fc.oneof(
    { weight: 9, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), fc.array(fc.nat(20_000)), (some, asked) => {
      const values: number[] = [];
      for (const count of asked) {
        for (let step = 0; step < 3000; step++)
          values.push(some[(values.length * 7) % some.length] as number);
        const finite = values.slice(0, count).filter(Number.isFinite);
        const least = finite.reduce((low, each) => Math.min(low, each), Number.POSITIVE_INFINITY);
        const most = finite.reduce((high, each) => Math.max(high, each), Number.NEGATIVE_INFINITY);
        expect(extremesOf(values, count)).toEqual({ least, most });
      }
    }),
    { numRuns: 40 },
  );
});

test('an answer reads a bounded part of a long list', () => {
  let reads = 0;
  const values = new Proxy(
    Array.from({ length: 200_000 }, (_, index) => index),
    {
      get(target, key) {
        reads += 1;
        return Reflect.get(target, key);
      },
    },
  );
  expect(extremesOf(values, 200_000)).toEqual({ least: 0, most: 199_999 });
  reads = 0;
  for (const count of [199_999, 1234, 150_000]) extremesOf(values, count);
  expect(reads).toBeLessThan(15_000);
});

test('indices are sampled as items are, without a list of them', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: 1, max: 40 }), (count, points) => {
      const found = evenIndices(count, points);
      expect(found).toEqual(sampleEvenly([...Array(count).keys()], points));
      expect(found).toHaveLength(Math.min(count, points));
      if (count > 0) expect(found.at(-1)).toBe(count - 1);
      const gaps = found.slice(1).map((each, at) => each - (found[at] as number));
      expect(Math.max(0, ...gaps) - Math.min(count, ...gaps)).toBeLessThanOrEqual(1);
      for (const gap of gaps) expect(gap).toBeGreaterThan(0);
    }),
  );
  const begin = performance.now();
  expect(evenIndices(1e9, 400)).toHaveLength(400);
  expect(performance.now() - begin).toBeLessThan(1000);
});
