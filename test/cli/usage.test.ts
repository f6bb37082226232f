import { expect, test } from 'vitest';
import { version } from '../../package.json';
import { backstep, bundle, oneWeight, run, scratch } from './backstep.ts';

const files = scratch();

test.each([
  [[], 'Usage: backstep [options] [command] [scenario]', 'backstep ./my-network.yaml'],
  [['list'], 'Usage: backstep list [options]', 'backstep list --lang bn'],
  [['check'], 'Usage: backstep check [options] <file...>', 'backstep check lessons/*.yaml'],
  [['trace'], 'Usage: backstep trace [options] <scenario>', 'backstep trace target-13'],
  [['values'], 'Usage: backstep values [options] <scenario>', 'backstep values target-13 --at 9'],
  [['export'], 'Usage: backstep export [options] <scenario>', 'backstep export target-13 --to svg'],
  [['run'], 'Usage: backstep run [options] <scenario>', '--command "break loss < 1" --command continue'],
])('help for %j', async (command, usage, example) => {
  const long = await backstep([...command, '--help']);
  expect({ code: long.code, err: long.err }).toEqual({ code: 0, err: '' });
  expect(long.out.startsWith(`${usage}\n`)).toBe(true);
  expect(long.out).toContain('--lang <language>');
  expect(long.out.slice(long.out.indexOf('\nExamples:\n'))).toContain(example);
  expect(await backstep(['help', ...command])).toEqual(long);
});

test.each([[['--version']], [['-V']], [['--lang', 'bn', '--version']], [['trace', '--version']]])(
  'the version by %j',
  async (args) => {
    expect(await backstep(args)).toEqual({ code: 0, out: `${version}\n`, err: '' });
  },
);

test.each([
  [['trace', 'targt-13'], 'did you mean "target-13"?'],
  [['targt-13'], 'did you mean "target-13"?'],
  [['lists'], 'did you mean "list"?'],
  [['trac', 'target-13'], 'did you mean "trace"?'],
  [['trace', 'xyzzy'], 'there is '],
  [['trace', 'target-13', '--fromat', 'table'], 'Did you mean --format?'],
  [['trace', 'target-13', '--variant', 'beter_output'], 'did you mean "better_output"?'],
  [['trace', 'transactions', '--variant', 'x'], 'leave --variant out'],
  [['trace', 'target-13', '--format', 'json'], 'Allowed choices are table, jsonl.'],
  [['values', 'target-13', '--format', 'jsonl'], 'Allowed choices are table, json.'],
  [['values', 'target-13', '--at'], 'argument missing'],
  [['--lang', 'de'], 'Allowed choices are en, bn.'],
  [['--nonsense'], "unknown option '--nonsense'"],
  [['list', 'more'], 'too many arguments'],
  [['trace', 'target-13', 'relu'], 'too many arguments'],
  [['trace'], "missing required argument 'scenario'"],
  [['values'], "missing required argument 'scenario'"],
  [['check'], "missing required argument 'file'"],
  [['help', 'nonsense'], 'there is no such command'],
  [[''], 'found the text ""'],
])('a wrong command line: %j', async (args, told) => {
  const { code, out, err } = await backstep(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(told);
  expect(err).not.toMatch(/^\s+at /m);
});

test('control characters in arguments never reach the terminal', async () => {
  const control = '\u001b[31m\u009b\u0007';
  for (const args of [
    [control],
    [control, 'target-13'],
    [`--${control}`],
    ['--lang', control],
    ['trace', control],
    ['trace', `./${control}`],
    ['trace', 'target-13', '--variant', control],
    ['trace', 'target-13', '--format', control],
    ['values', 'target-13', '--at', control],
    ['help', control],
  ]) {
    const { code, out, err } = await backstep(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  }
});

test('a shipped name goes before a file of that name, and a path goes to the file', async () => {
  files.write('target-13', oneWeight());
  files.write('mine', oneWeight());
  const steps = async (name: string) => (await backstep(['check', name], { cwd: files.folder })).out;
  expect(await steps('target-13')).toContain('32 steps');
  expect(await steps('./target-13')).toContain('7 steps');
  expect(await steps('mine')).toContain('7 steps');
});

test('a disk that is full is told in one line, with exit code 1', async () => {
  const script = '"$0" "$1" list > /dev/full';
  const { code, err } = await run('sh', ['-c', script, process.execPath, bundle]);
  expect(code).toBe(1);
  expect(err).toMatch(/^backstep: ENOSPC.*\n$/);
});
