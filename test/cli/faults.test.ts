/** Each call for a file of the state folder fails once while a session is left. `npm run test:soak` tries every error. */
import { beforeAll, expect, test } from 'vitest';
import { faultsOf, leaveXor, savedSessions } from '../support/faults.ts';

const codes = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EMFILE', 'ENOENT'];

let sessions: Awaited<ReturnType<typeof savedSessions>>;
beforeAll(async () => {
  sessions = await savedSessions();
});

test('whatever fails, the old session or the new one is there, and it is said which', async () => {
  expect(sessions.calls.length).toBeGreaterThan(10);
  const found: string[] = [];
  for (const [index, call] of sessions.calls.entries()) {
    const fault = { at: index + 1, code: codes[index % codes.length] as string };
    const left = await leaveXor({ old: sessions.old, fault });
    for (const each of faultsOf(left, fault, sessions)) found.push(`${call} ${fault.code}: ${each}`);
  }
  expect(found).toEqual([]);
});

test('a fault is found where it makes a difference: the new session is not there', async () => {
  const at = sessions.calls.findIndex((call) => /^renameSync .*sessions/.test(call)) + 1;
  const left = await leaveXor({ old: sessions.old, fault: { at, code: 'EIO' } });
  expect(left.session).toBe(sessions.old);
  expect(left.said).toEqual([
    expect.stringMatching(/^Could not save the session in .*xor\.session: EIO: i\/o error$/),
  ]);
});
