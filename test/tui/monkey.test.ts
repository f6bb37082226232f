/** Random keys, in a real pseudo-terminal. `npm run test:soak` types more of them. */
import { expect, test } from 'vitest';
import { walk } from '../support/monkey.ts';

test('300 random keys: the screen is right, and the terminal is restored', async () => {
  const done = await walk({ seed: 1, keys: 300 });
  expect(done.checks).toBeGreaterThanOrEqual(5);
  expect(done.ends).toBeGreaterThanOrEqual(1);
});
