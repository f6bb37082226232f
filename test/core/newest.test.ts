import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Newest } from '../../src/core/newest.ts';
import '../support/seed.ts';

test('the newest items are kept in their order, and the others are counted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer(), { maxLength: 30 }), (most, all) => {
      const newest = new Newest<number>(most);
      for (const each of all) newest.add(each);
      expect(newest.items).toEqual(all.slice(Math.max(0, all.length - most)));
      expect(newest.leftOut).toBe(Math.max(0, all.length - most));
    }),
  );
});
