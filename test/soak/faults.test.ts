/** Every call for a file fails once, with every error. */
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { faultsOf, leaveXor, savedSessions } from '../support/faults.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let sessions: Awaited<ReturnType<typeof savedSessions>>;
beforeAll(async () => {
  sessions = await savedSessions();
});

test.each(['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EMFILE', 'ENFILE', 'EDQUOT', 'ENOENT', 'ENOTDIR', 'EISDIR'])(
  'files of the state folder: %s',
  async (code) => {
    const found: string[] = [];
    for (const old of [null, sessions.old]) {
      const { calls } = await leaveXor({ old });
      for (const [index, call] of calls.entries()) {
        const fault = { at: index + 1, code };
        const left = await leaveXor({ old, fault });
        for (const each of faultsOf(left, fault, { ...sessions, old })) found.push(`${call}: ${each}`);
      }
    }
    expect(found).toEqual([]);
  },
);

test.each(['EIO', 'EMFILE', 'ENOENT'])("the program's own files: %s", async (code) => {
  const found: string[] = [];
  const { calls } = await leaveXor({ old: sessions.old, within: root });
  expect(calls.length).toBeGreaterThan(100);
  for (const [index, call] of calls.entries()) {
    // Node itself reads the first one.
    if (call.endsWith('dist/backstep.js')) continue;
    const fault = { at: index + 1, code };
    const left = await leaveXor({ old: sessions.old, within: root, fault });
    for (const each of faultsOf(left, fault, sessions)) found.push(`${call}: ${each}`);
  }
  expect(found).toEqual([]);
});
