/**
 * Each kind of call for a file of the state folder fails once while a session is left. `npm run test:soak` tries every
 * call with every error.
 */
import { beforeAll, expect, test } from 'vitest';
import { faultsOfAll, leaveXor, savedSessions } from '../support/faults.ts';

const codes = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EMFILE', 'ENOENT'];

let sessions: Awaited<ReturnType<typeof savedSessions>>;
beforeAll(async () => {
  sessions = await savedSessions();
});

test('whatever fails, the old session or the new one is there, and it is said which', async () => {
  const { calls } = sessions;
  const faults = calls
    .map((call, index) => ({ call, at: index + 1, code: codes[index % codes.length] as string }))
    .filter(({ call, at }) => calls.lastIndexOf(call) === at - 1);
  expect(faults.length).toBeGreaterThan(10);
  expect(await faultsOfAll(faults, sessions)).toEqual([]);
});

test('a fault is found where it makes a difference: the new session is not there', async () => {
  const at = sessions.calls.findIndex((call) => /^renameSync .*sessions/.test(call)) + 1;
  const left = await leaveXor({ old: sessions.old, fault: { at, code: 'EIO' } });
  expect(left.session).toBe(sessions.old);
  expect(left.said).toEqual([
    expect.stringMatching(/^Could not save the session in .*xor\.session: EIO: i\/o error$/),
  ]);
});
