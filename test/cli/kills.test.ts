/** Kills while a session is saved. `npm run test:soak` does it a thousand times. */
import { expect, test } from 'vitest';
import { killWhileSaving } from '../support/kills.ts';

test('after each of 20 kills the file is a whole session, and no save that was told is lost', async () => {
  const { kills, faults } = await killWhileSaving({ seed: 1, kills: 20 });
  expect(faults).toEqual([]);
  expect(kills).toBe(20);
});
