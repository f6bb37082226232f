/** Every call for a file fails once, with every error. */
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { faultsOfAll, leaveXor, savedSessions } from '../support/faults.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let sessions: Awaited<ReturnType<typeof savedSessions>>;
beforeAll(async () => {
  sessions = await savedSessions();
});

const faultsAt = (calls: readonly string[], code: string) =>
  calls.map((call, index) => ({ call, at: index + 1, code }));

test.each(['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EMFILE', 'ENOENT', 'ENOTDIR'])(
  'files of the state folder: %s',
  async (code) => {
    const found: string[] = [];
    for (const old of [null, sessions.old]) {
      const { calls } = await leaveXor({ old });
      found.push(...(await faultsOfAll(faultsAt(calls, code), { ...sessions, old })));
    }
    expect(found).toEqual([]);
  },
);

test.each(['EIO', 'ENOENT'])("the program's own files: %s", async (code) => {
  const { calls } = await leaveXor({ old: sessions.old, within: root });
  expect(calls.length).toBeGreaterThan(100);
  // Node itself reads the first one.
  const faults = faultsAt(calls, code).filter(({ call }) => !call.endsWith('dist/backstep.js'));
  expect(await faultsOfAll(faults, sessions, root)).toEqual([]);
});
