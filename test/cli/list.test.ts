import { cpSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { setLanguage } from '../../src/i18n/translate.ts';
import { listLines } from '../../src/print/list.ts';
import { aboutOf } from '../../src/scenario/about.ts';
import { stepCount } from '../../src/scenario/compile/step-count.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { backstep, linesOf, oneWeight, run, scratch } from '../support/backstep.ts';

const shipped = path.join(import.meta.dirname, '../../scenarios');

function entry(id: string, source: string) {
  const parsed = parseScenario(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const { scenario } = parsed;
  return { id, about: aboutOf(scenario), steps: () => stepCount(scenario) };
}

test('every shipped scenario is listed, with its number of steps and its title', async () => {
  const { code, out, err } = await backstep(['list']);
  const lines = linesOf(out);
  const names = lines.slice(1).map((line) => line.split(' ')[0]);
  const files = readdirSync(shipped).filter((file) => file.endsWith('.yaml'));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect([...names].sort()).toEqual(files.map((file) => path.basename(file, '.yaml')).sort());
  expect(lines[0]).toMatch(/^NAME +STEPS {2}TITLE — WHAT IT TEACHES$/);
  expect(lines.find((line) => line.startsWith('target-13 '))).toMatch(/^target-13 + 32 {2}Transactions/);
  expect(names.indexOf('transactions')).toBeLessThan(names.indexOf('target-13'));
});

test.each([
  ['the option', ['--lang', 'bn', 'list'], {}],
  ['the option after the command', ['list', '--lang=bn'], { LANG: 'en_GB.UTF-8' }],
  ['LANG', ['list'], { LANG: 'bn_BD.UTF-8' }],
  ['LC_MESSAGES before LANG', ['list'], { LANG: 'de_DE', LC_MESSAGES: 'bn_IN' }],
  ['LC_ALL before all', ['list'], { LANG: 'C', LC_MESSAGES: 'C', LC_ALL: 'bn_BD' }],
])('Bangla by %s', async (_by, args, env) => {
  const { out } = await backstep(args, { env });
  const lines = linesOf(out).slice(1);
  expect(lines.some((line) => /\p{Script=Bengali}/u.test(line))).toBe(true);
  // Bangla is in the last column, so nothing is aligned to its right.
  for (const line of lines) expect(line).toMatch(/^[\w-]+ +\d+ {2}\S/);
});

test.each([
  ['the option', ['--lang', 'en', 'list'], { LC_ALL: 'bn_BD.UTF-8' }],
  ['any other locale', ['list'], { LANG: 'C', LC_MESSAGES: '' }],
  ['an empty locale that is passed over', ['list'], { LC_ALL: '', LANG: 'en_US.UTF-8' }],
])('English by %s', async (_by, args, env) => {
  expect((await backstep(args, { env })).out).not.toMatch(/\p{Script=Bengali}/u);
});

test('columns are aligned; a scenario without a description has only its title', () => {
  const plain = entry('one', oneWeight());
  const long = entry(
    'a-longer-name',
    oneWeight({ epochs: '100000', more: 'teaches: { en: much, bn: অনেক }' }),
  );
  setLanguage('bn');
  expect(listLines([plain, long])).toEqual([
    // Where a terminal counts the vowel signs, too, only the heading is moved.
    'নাম               ধাপ  শিরোনাম — যা শেখায়',
    'one                 7  One weight',
    'a-longer-name  700000  One weight — অনেক',
  ]);
});

test('a shipped scenario that has been changed is listed as it is now', async () => {
  const files = scratch();
  const installed = files.makeFolder('installed');
  for (const folder of ['dist', 'scenarios'])
    cpSync(folder, path.join(installed, folder), { recursive: true, preserveTimestamps: true });
  const rewrite = (name: string, before: string, after: string, seconds: number) => {
    const file = path.join(installed, 'scenarios', name);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(before);
    writeFileSync(file, text.replace(before, after));
    utimesSync(file, seconds, seconds);
  };
  // One has another size and is older than the build, the other is newer and has the same size.
  rewrite('relu.yaml', 'title:', 'title: Bent #', 1);
  rewrite('xor.yaml', 'Exclusive or', 'Exclusive OR', Date.now() / 1000 + 3600);
  const { out, err } = await run(process.execPath, [path.join(installed, 'dist/backstep.js'), 'list']);
  expect(err).toBe('');
  expect(out).toMatch(/^relu +\d+ {2}Bent/m);
  expect(out).toMatch(/^xor +\d+ {2}Exclusive OR/m);
  const other = linesOf((await backstep(['list'])).out).filter((line) => !/^(?:relu|xor) /.test(line));
  expect(linesOf(out)).toEqual(expect.arrayContaining(other));
});

test('--json prints the same as data', async () => {
  const { code, out, err } = await backstep(['list', '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const listed = JSON.parse(out) as { name: string; steps: number; title: string; teaches: string }[];
  const lines = linesOf((await backstep(['list'])).out).slice(1);
  expect(listed).toHaveLength(lines.length);
  for (const [index, { name, steps, title, teaches }] of listed.entries()) {
    const prose = [title, teaches].filter(Boolean).join(' — ');
    expect(lines[index]?.replace(/ +/g, ' ')).toBe(`${name} ${steps} ${prose}`);
  }
});
