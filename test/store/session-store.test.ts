import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { homeFolder } from '../../src/store/home.ts';
import { removeLeftovers } from '../../src/store/replace-file.ts';
import { sessionStore } from '../../src/store/session-store.ts';
import { backstep, oneWeight, run, scratch } from '../support/backstep.ts';
import { session } from '../support/saved.ts';

const files = scratch();

describe('sessions in the state folder', () => {
  let state: string;
  let count = 0;
  const shipped = { key: 'target-13' };
  const textOf = (id: string) => session({ scenario: id });

  beforeEach(() => {
    count += 1;
    state = files.at(`state-${count}`);
    vi.stubEnv('XDG_STATE_HOME', state);
  });
  afterEach(() => vi.unstubAllEnvs());

  test('are found the next time, and only this user can read them', async () => {
    const saves = await sessionStore();
    expect(saves.load(shipped)).toEqual({ text: null, others: [], fault: null });
    saves.save(shipped, textOf);
    const file = path.join(state, 'backstep/sessions/target-13.session');
    expect(readFileSync(file, 'utf8')).toBe(textOf('target-13'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    expect((await sessionStore()).load(shipped)).toEqual({
      text: textOf('target-13'),
      others: [],
      fault: null,
    });
    saves.save(shipped, () => session({ position: 1 }));
    expect((await sessionStore()).load(shipped).text).toContain('"position":1');
    expect(readdirSync(path.dirname(file))).toEqual(['target-13.session']);
    expect(saves.complaints()).toEqual([]);
  });

  test('files with the same name in two folders have separate sessions, by their absolute paths', async () => {
    const saves = await sessionStore();
    const [one, two] = [{ key: '/a/my net.v2.yaml' }, { key: '/b/my net.v2.yaml' }];
    saves.save(one, textOf);
    expect(saves.load(two).text).toBe(null);
    saves.save(two, textOf);
    expect(JSON.parse((await sessionStore()).load(two).text as string).scenario).toBe('/b/my net.v2.yaml');
    const names = readdirSync(path.join(state, 'backstep/sessions'));
    expect(names).toHaveLength(2);
    for (const name of names) expect(name).toMatch(/^my_net_v2-[0-9a-f]{12}\.session$/);
  });

  test.each([
    ['damaged', '{"format": "backstep session", '],
    ['of a newer version', session({ version: 3 })],
    ['of another format', 'mine'],
  ])('one that is %s is not changed, and is reported', async (_what, text) => {
    const file = path.join(state, 'backstep/sessions/target-13.session');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    const saves = await sessionStore();
    const { text: loaded, fault } = saves.load(shipped);
    expect(loaded).toBe(text);
    expect(fault).toContain('The file was left as it is; nothing was saved.');
    saves.save(shipped, textOf);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(saves.complaints()).toEqual([
      expect.stringContaining('The file was left as it is; nothing was saved.'),
    ]);
    expect(saves.complaints()[0]).toContain(`${file}: expected a saved session of version 2, found `);
    // While the program runs, the session is kept in memory, although it could not be saved.
    expect(saves.load(shipped).text).toBe(textOf('target-13'));
    // Also if that session was never loaded before.
    const others = await sessionStore();
    others.save(shipped, textOf);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('a folder that cannot be written is reported once', async () => {
    writeFileSync(state, 'a file');
    const saves = await sessionStore();
    saves.save(shipped, textOf);
    saves.save(shipped, textOf);
    expect(saves.complaints()).toHaveLength(1);
    expect(saves.complaints()[0]).toMatch(/target-13\.session.* ENOTDIR: not a directory/);
  });

  test('a file that cannot be read is not changed', async () => {
    const file = path.join(state, 'backstep/sessions/target-13.session');
    mkdirSync(file, { recursive: true });
    const saves = await sessionStore();
    expect(saves.load(shipped)).toEqual({
      text: null,
      others: [],
      fault: expect.stringContaining('is not a regular file'),
    });
    saves.save(shipped, textOf);
    expect(saves.complaints()).toEqual([expect.stringContaining('is not a regular file')]);
  });

  test.runIf(process.platform === 'linux')('without XDG_STATE_HOME they are in ~/.local/state', async () => {
    for (const name of ['', 'relative']) {
      const home = files.at(`home-${count}-${name}`);
      vi.stubEnv('XDG_STATE_HOME', name);
      vi.stubEnv('HOME', home);
      (await sessionStore()).save(shipped, textOf);
      expect(readdirSync(path.join(home, '.local/state/backstep/sessions'))).toEqual(['target-13.session']);
    }
  });

  test('a file that the user names is written, and no other file is overwritten', async () => {
    const saves = await sessionStore();
    const file = path.join(files.folder, 'named.session');
    expect(saves.write(file, shipped, textOf)).toBe(null);
    expect(saves.write(file, { key: files.at('x/own.yaml') }, textOf)).toBe(null);
    expect(JSON.parse(readFileSync(file, 'utf8')).scenario).toBe('./x/own.yaml');
    const foreign = files.write('foreign.yaml', oneWeight());
    expect(saves.write(foreign, shipped, textOf)).toContain('already exists and is not a saved session');
    expect(readFileSync(foreign, 'utf8')).toBe(oneWeight());
    symlinkSync('/dev/null', files.at('null.session'));
    expect(saves.write(files.at('null.session'), shipped, textOf)).toContain('is not a regular file');
    expect(saves.complaints()).toEqual([]);
  });

  test.runIf(process.platform === 'linux')(
    'a pipe or a huge file in its place is told at once, and stays',
    async () => {
      const sessions = path.join(state, 'backstep/sessions');
      const file = path.join(sessions, 'target-13.session');
      mkdirSync(sessions, { recursive: true });
      await run('mkfifo', [file]);
      expect((await sessionStore()).load(shipped).fault).toContain('is not a regular file');
      rmSync(file);
      writeFileSync(file, '');
      truncateSync(file, 3e9);
      const saves = await sessionStore();
      expect(saves.load(shipped).fault).toContain('is larger than 10 MB');
      saves.save(shipped, textOf);
      expect(statSync(file).size).toBe(3e9);
    },
  );

  test('what another program has saved meanwhile is kept, and told', async () => {
    const [one, two] = [await sessionStore(), await sessionStore()];
    one.save(shipped, textOf);
    for (const saves of [one, two]) saves.load(shipped);
    expect(two.save(shipped, () => session({ position: 2 }))).toBe(null);
    const first = path.join(state, 'backstep/sessions/target-13.session');
    const second = path.join(state, 'backstep/sessions/target-13~2.session');
    const told = one.save(shipped, () => session({ position: 1 }));
    expect(told).toContain(`Both are kept: \`backstep ${second}\` opens this one.`);
    expect(readFileSync(first, 'utf8')).toContain('"position":2');
    expect(readFileSync(second, 'utf8')).toContain('"position":1');
    expect(one.complaints()).toEqual([told]);
    // From then on each has a file of its own.
    expect(one.save(shipped, () => session({ position: 3 }))).toBe(null);
    expect(two.save(shipped, () => session({ position: 4 }))).toBe(null);
    expect(readFileSync(second, 'utf8')).toContain('"position":3');
    expect(readFileSync(first, 'utf8')).toContain('"position":4');
    expect((await sessionStore()).further([shipped, { key: 'relu' }])).toEqual({ 'target-13': [second] });
    expect((await backstep([second])).out).toMatch(/^step 3 of 32 /);
  });

  test('a session that was deleted meanwhile is written again', async () => {
    const saves = await sessionStore();
    saves.save(shipped, textOf);
    rmSync(path.join(state, 'backstep/sessions/target-13.session'));
    expect(saves.save(shipped, textOf)).toBe(null);
    expect((await sessionStore()).load(shipped).text).toBe(textOf('target-13'));
  });

  test('saving without waiting: the file is whole, and a later saving wins', async () => {
    const saves = await sessionStore();
    const later = (position: number) =>
      new Promise((resolve) => {
        saves.saveLater(shipped, () => session({ position }), resolve);
      });
    expect(await later(1)).toBe(null);
    expect((await sessionStore()).load(shipped).text).toContain('"position":1');
    const overtaken = later(2);
    expect(saves.save(shipped, () => session({ position: 3 }))).toBe(null);
    expect(await overtaken).toBe(null);
    expect((await sessionStore()).load(shipped).text).toContain('"position":3');
    expect(readdirSync(path.join(state, 'backstep/sessions'))).toEqual(['target-13.session']);
    expect(saves.complaints()).toEqual([]);
  });

  test('a folder in which nothing can be made is named', async () => {
    if (process.platform !== 'linux') return;
    vi.stubEnv('XDG_STATE_HOME', '/proc/backstep');
    const saves = await sessionStore();
    const told = await new Promise((resolve) => {
      saves.saveLater(shipped, textOf, resolve);
    });
    expect(told).toMatch(/target-13\.session: (no folder can be made in \/proc|EACCES|EROFS)/);
    expect(told).not.toContain('ENOENT');
  });

  test('files that killed programs have left are removed, and not those of programs that run', async () => {
    const sessions = path.join(state, 'backstep/sessions');
    mkdirSync(sessions, { recursive: true });
    const names = [1, 2].map((digit) => `xor.session.0000000${digit}-1111-4111-8111-111111111111.tmp`);
    for (const name of [...names, 'mine.tmp']) writeFileSync(path.join(sessions, name), '');
    utimesSync(path.join(sessions, names[0] as string), 0, 0);
    utimesSync(path.join(sessions, 'mine.tmp'), 0, 0);
    await removeLeftovers(sessions);
    expect(readdirSync(sessions)).toEqual(['mine.tmp', names[1]]);
  });

  test('a home folder that is empty or relative is not used', () => {
    for (const name of ['', '.', 'home']) {
      vi.stubEnv('HOME', name);
      expect(path.isAbsolute(homeFolder())).toBe(true);
    }
    vi.stubEnv('HOME', state);
    expect(homeFolder()).toBe(state);
  });

  test('a file keeps its permissions when it is replaced', async () => {
    const saves = await sessionStore();
    const file = files.write(`rights-${count}.session`, session());
    for (const rights of [0o600, 0o666, 0o640]) {
      chmodSync(file, rights);
      expect(saves.write(file, shipped, textOf)).toBe(null);
      expect(statSync(file).mode & 0o777).toBe(rights);
    }
  });
});
