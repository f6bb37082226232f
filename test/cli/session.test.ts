import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sessionStore } from '../../src/cli/state-files.ts';
import { backstep, linesOf, oneWeight, scratch } from '../support/backstep.ts';

const files = scratch();
const here = { cwd: files.folder };

/** A saved session of target-13 at step 13, with some entries replaced. */
function session(entries: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    format: 'backstep session',
    version: 2,
    scenario: 'target-13',
    digest: '',
    position: 13,
    visited: 13,
    timeline: 'as written',
    timelines: [{ name: 'as written', variant: null, parent: null, edits: [], undone: [] }],
    breakpoints: [],
    watches: [],
    marks: {},
    search: null,
    layout: {},
    ...entries,
  });
}

describe('a saved session on the command line', () => {
  test('without a terminal, its position is printed', async () => {
    await backstep(['run', 'target-13', '--command', '13', '--command', 'save lesson.session'], here);
    expect(await backstep(['lesson.session'], here)).toEqual({
      code: 0,
      out: 'step 13 of 32  epoch 1  example 1  backward  output  grad(output.w[0]) = node_0 × grad(output):  5 × (-8) = -40\n',
      err: '',
    });
  });

  test('it is recognized by its contents, not by its name', async () => {
    for (const name of ['plain', 'it.json', 'it.yaml']) {
      expect((await backstep([files.write(name, session())])).out).toMatch(/^step 13 of 32 /);
    }
  });

  test('a changed scenario is reported, and the session still opens', async () => {
    const file = files.write('changed.session', session({ watches: ['loss', 'gone'], position: 40 }));
    const { code, out, err } = await backstep([file]);
    expect(code).toBe(0);
    expect(out).toMatch(/^step 32 of 32 /);
    expect(linesOf(err)).toEqual([
      `${file}: The scenario has changed since this was saved.`,
      expect.stringMatching(/: Left out watch gone: Expected .*, found "gone"/),
      `${file}: There is no step 40; the last is 32.`,
    ]);
  });

  test('the path of the scenario is relative to the folder of the session', async () => {
    files.makeFolder('sub');
    files.write('sub/own.yaml', oneWeight());
    const file = files.write('sub/own.session', session({ scenario: './own.yaml', position: 1 }));
    expect((await backstep([file])).out).toMatch(/^step 1 of 7 /);
    files.write('sub/bare.session', session({ scenario: 'own.yaml', position: 2 }));
    expect((await backstep([files.at('sub/bare.session')])).out).toMatch(/^step 2 of 7 /);
    files.write('absolute.session', session({ scenario: files.at('sub/own.yaml'), position: 3 }));
    expect((await backstep(['absolute.session'], here)).out).toMatch(/^step 3 of 7 /);
  });

  test('a variant can be chosen', async () => {
    const file = files.write('variant.session', session({ position: 11 }));
    const { out } = await backstep(['run', file, '--variant', 'better_output', '--command', 'print output']);
    expect(out).toBe('output = 13\n');
  });

  test.each<[string, string, string]>([
    ['half of it', session().slice(0, 100), 'found text that is not JSON; the file is damaged'],
    ['nothing', '', 'found text that is not JSON'],
    ['a scenario', oneWeight(), 'found text that is not JSON'],
    ['another format', '{"format": "other"}', 'found another format; use a file that Backstep saved'],
    ['a newer one', session({ version: 7 }), 'found version 7; it was saved by a newer Backstep'],
    ['a wrong entry', session({ position: 'far' }), 'found an error at position'],
  ])('%s is reported in one line', async (what, text, found) => {
    const file = files.write(`${what}.session`, text);
    const { code, out, err } = await backstep([file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.startsWith(`${file}: expected a saved session of version 2, `)).toBe(true);
    expect(err).toContain(found);
    expect(linesOf(err)).toHaveLength(1);
  });

  test.each<[string, () => string, string]>([
    ['that is not there', () => files.at('none.session'), 'found no such file'],
    ['that is a folder', () => files.makeFolder('folder.session'), 'found a folder'],
    ['that is no text', () => files.write('bytes.session', Uint8Array.of(0xff, 0)), 'expected UTF-8 text'],
    [
      'of a scenario that is gone',
      () => files.write('a.session', session({ scenario: './no.yaml' })),
      'no.yaml: ',
    ],
    [
      'of a wrong scenario',
      () => {
        files.write('wrong.yaml', oneWeight({ rate: 'fast' }));
        return files.write('wrong.session', session({ scenario: './wrong.yaml' }));
      },
      'wrong.yaml:9:',
    ],
    [
      'of itself',
      () => files.write('self.session', session({ scenario: './self.session' })),
      'a saved session',
    ],
  ])('a file %s', async (_what, make, told) => {
    const file = make();
    const { code, out, err } = await backstep([file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(told);
    expect(err).toContain(file);
  });

  test.each(['trace', 'check'])('%s only accepts scenarios', async (command) => {
    const file = files.write('session.json', session());
    const { code, out, err } = await backstep([command, file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      `${file}: expected a scenario, found a saved session\n  fix: open it with \`backstep FILE\`, or run commands on it with \`backstep run FILE\`\n`,
    );
  });
});

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
    expect(saves.load(shipped)).toBe(null);
    saves.save(shipped, textOf);
    const file = path.join(state, 'backstep/sessions/target-13.session');
    expect(readFileSync(file, 'utf8')).toBe(textOf('target-13'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    expect((await sessionStore()).load(shipped)).toBe(textOf('target-13'));
    saves.save(shipped, () => session({ position: 1 }));
    expect((await sessionStore()).load(shipped)).toContain('"position":1');
    expect(readdirSync(path.dirname(file))).toEqual(['target-13.session']);
    expect(saves.complaints()).toEqual([]);
  });

  test('files with the same name in two folders have separate sessions, by their absolute paths', async () => {
    const saves = await sessionStore();
    const [one, two] = [{ key: '/a/my net.v2.yaml' }, { key: '/b/my net.v2.yaml' }];
    saves.save(one, textOf);
    expect(saves.load(two)).toBe(null);
    saves.save(two, textOf);
    expect(JSON.parse((await sessionStore()).load(two) as string).scenario).toBe('/b/my net.v2.yaml');
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
    expect(saves.load(shipped)).toBe(text);
    saves.save(shipped, textOf);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(saves.complaints()).toEqual([
      expect.stringContaining('The file was left as it is; nothing was saved.'),
    ]);
    expect(saves.complaints()[0]).toContain(`${file}: expected a saved session of version 2, found `);
    // While the program runs, the session is kept in memory, although it could not be saved.
    expect(saves.load(shipped)).toBe(textOf('target-13'));
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
    expect(saves.load(shipped)).toBe(null);
    saves.save(shipped, textOf);
    expect(saves.complaints()).toEqual([expect.stringMatching(/Could not read .*: EISDIR/)]);
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
});
