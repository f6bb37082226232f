/** A thousand kills while a session is saved. */
import { expect, test } from 'vitest';
import { killWhileSaving } from '../support/kills.ts';
import { seed } from '../support/seed.ts';

test('after each of 1,000 kills the file is a whole session, and no save that was told is lost', async () => {
  const { amid, faults } = await killWhileSaving({ seed, kills: 1000 });
  expect(faults).toEqual([]);
  // Enough of the kills came while a file was written.
  expect(amid).toBeGreaterThan(100);
});
