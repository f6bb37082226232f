/** 10,000 random keys from each of three seeds. `SEED=7 npm run test:soak` begins with another one. */
import { expect, test } from 'vitest';
import { walk } from '../support/monkey.ts';
import { seed } from '../support/seed.ts';

test.each([seed, seed + 1, seed + 2])('10,000 random keys, seed %i', async (each) => {
  const done = await walk({ seed: each, keys: 10_000 });
  expect(done.checks).toBeGreaterThan(150);
});
