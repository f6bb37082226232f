/** The man page that the build makes. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { helpSections } from '../../src/app/actions/actions.ts';
import { commandLine } from '../../src/cli/commands.ts';
import { signOf } from '../../src/keys/key-names.ts';

Object.assign(globalThis, { BACKSTEP_VERSION: manifest.version });

const page = readFileSync(manifest.man, 'utf8');

/** The page as people read it, with each paragraph in one line. */
const plain = page
  .replace(/\\f[BIR]/g, '')
  .replace(/\\\[u([0-9A-F]+)\]/g, (_whole, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
  .replaceAll('\\&', '')
  .replaceAll('\\e', '\\')
  .replaceAll('\\-', '-');

test('has every command and option of the command line, with its help', () => {
  const program = commandLine(() => {});
  expect(program.commands.length).toBeGreaterThan(9);
  for (const command of [program, ...program.commands]) {
    expect(plain).toContain(`\n${command.description()}\n`);
    if (command !== program) expect(plain).toMatch(new RegExp(`^\\.SS backstep ${command.name()}\\b`, 'm'));
    for (const { flags, description } of command.options)
      expect(plain).toContain(`\n${flags}\n${description}`);
    for (const { name } of command.registeredArguments.map((each) => ({ name: each.name() })))
      expect(plain).toContain(name);
  }
});

test('has every key and command of the screen', () => {
  const paragraphs = plain.split('\n.TP\n').map((each) => each.split('\n'));
  for (const { title, actions } of helpSections) {
    expect(plain).toContain(`\n.SS ${title}\n`);
    for (const { keys, words, help } of actions) {
      const typed = words[0] === undefined ? [] : [`:${words[0]}`];
      const expected = [...keys.map(signOf), ...typed].join(' ');
      const found = paragraphs.some(([head, said]) => said === help && `${head} `.startsWith(`${expected} `));
      expect(found, `${expected}: ${help}`).toBe(true);
    }
  }
});

test.each([
  ['groff', ['-man', '-ww', '-Tutf8', '-z', manifest.man]],
  ['mandoc', ['-Tlint', '-W', 'warning', manifest.man]],
])('%s, where it is installed, finds nothing to warn of', (program, args) => {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error === undefined) expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});
