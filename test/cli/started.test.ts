/**
 * The program as it is started says and writes the same as in the tests' own process: each command, with its usual
 * output and with a failure of each exit code. `dap` is started by test/dap.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandLine } from '../../src/cli/commands.ts';
import { backstep, oneWeight, scratch, startBackstep } from '../support/backstep.ts';
import { session } from '../support/saved.ts';

const files = scratch();
const given = {
  'own.yaml': oneWeight({ rate: '0' }),
  'bad.yaml': oneWeight({ rate: 'fast' }),
  'lesson.session': session({ watches: ['gone'] }),
  'script.txt': 'print loss\nsave saved.session\n',
  'right.txt': 'y 2\n',
  'wrong.txt': 'y 3\n',
};
const [started, here] = ['started', 'here'].map((name) => {
  const folder = files.makeFolder(name);
  for (const [file, text] of Object.entries(given)) writeFileSync(path.join(folder, file), text);
  return folder;
}) as [string, string];

/** The folder with a config file. */
function configured(name: string, text: string): Record<string, string> {
  const home = files.makeFolder(name);
  mkdirSync(path.join(home, 'backstep'));
  writeFileSync(path.join(home, 'backstep', 'config.yaml'), text);
  return { XDG_CONFIG_HOME: home };
}
const good = configured('good', 'keys: { watch: [s] }');
const bad = configured('bad', 'keys: { stpe: [x] }');

/** Command lines, with their exit codes. */
const lines: [code: number, line: string, env?: Record<string, string>][] = [
  [0, '--version'],
  [0, '--help'],
  [0, 'help export --lang bn'],
  [2, '--nonsense', { LANG: 'bn_BD.UTF-8' }],
  [0, ''],
  [0, 'own.yaml'],
  [0, 'lesson.session'],
  [2, 'bad.yaml'],
  [0, 'list', { LC_ALL: 'bn_BD.UTF-8' }],
  [2, 'list more'],
  [0, 'new made --inputs 2 --yes'],
  [2, 'new own.yaml --yes'],
  [0, 'check own.yaml target-13'],
  [2, 'check bad.yaml none.yaml own.yaml'],
  [0, 'trace target-13'],
  [0, 'trace own.yaml --every epoch --json'],
  [2, 'trace targt-13'],
  [0, 'values target-13 --at 9'],
  [2, 'values target-13 --at 99'],
  [0, 'verify own.yaml right.txt'],
  [1, 'verify own.yaml wrong.txt'],
  [2, 'verify own.yaml none.txt'],
  [0, 'export target-13 --to svg --at 13'],
  [0, 'export xor --to page --output page.html'],
  [2, 'export target-13 --to picture'],
  [0, 'site public own.yaml slope'],
  [2, 'site public nowhere'],
  [0, 'run target-13 --command 13 --commands script.txt'],
  [2, 'run target-13 --commands script.txt --command stepp'],
  [0, 'config', good],
  [1, 'config', bad],
  [0, 'complete zsh'],
  [0, 'complete fish -- trace own.y'],
  [2, 'complete nonsense'],
  [2, 'dap --port x'],
];

test.each(lines)('exit code %i: backstep %s', async (code, line, env = {}) => {
  const args = line.split(' ').filter(Boolean);
  const said = await startBackstep(args, { env, cwd: started });
  expect(said.code).toBe(code);
  expect(await backstep(args, { env, cwd: here })).toEqual(said);
});

test('every command is among them', () => {
  const names = commandLine(() => {}).commands.map((command) => command.name());
  const told = lines.map(([, line]) => line.split(' ')[0]);
  expect(names.filter((name) => !told.includes(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(10);
});

/** All files in a folder, with their permissions. */
const written = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      const { mode } = statSync(file);
      return [name, mode, statSync(file).isFile() ? readFileSync(file, 'utf8') : null];
    });

test('the files that were written are the same, too', () => {
  const files = written(started);
  expect(files.map(([name]) => name)).toEqual(
    expect.arrayContaining(['made.yaml', 'page.html', 'public/own.html', 'saved.session']),
  );
  expect(written(here)).toEqual(files);
});
