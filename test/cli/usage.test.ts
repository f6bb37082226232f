import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { backstep, bundle, linesOf, oneWeight, run, scratch, startBackstep } from '../support/backstep.ts';

const files = scratch();

test.each([
  [[], 'Usage: backstep [options] [command] [scenario]', 'backstep ./my-network.yaml'],
  [['list'], 'Usage: backstep list [options]', 'backstep list --lang bn'],
  [['check'], 'Usage: backstep check [options] <file...>', 'backstep check lessons/*.yaml'],
  [['trace'], 'Usage: backstep trace [options] <scenario>', 'backstep trace target-13'],
  [['values'], 'Usage: backstep values [options] <scenario>', 'backstep values target-13 --at 9'],
  [['export'], 'Usage: backstep export [options] <scenario>', 'backstep export target-13 --to svg'],
  [['run'], 'Usage: backstep run [options] <scenario>', '--command "break loss < 1" --command continue'],
  [['dap'], 'Usage: backstep dap [options]', 'backstep dap --port 4711'],
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
    expect(await startBackstep(args)).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  },
);

test.each([
  [['trace', 'targt-13'], 'did you mean "target-13"?'],
  [['targt-13'], 'did you mean "target-13"?'],
  [['lists'], 'did you mean "list"?'],
  [['trac', 'target-13'], 'did you mean "trace"?'],
  [['trace', 'xyzzy'], 'fix: try '],
  [['trace', 'target-13', '--fromat', 'table'], 'Did you mean --format?'],
  [['trace', 'target-13', '--variant', 'beter_output'], 'did you mean "better_output"?'],
  [['trace', 'transactions', '--variant', 'x'], 'leave out --variant'],
  [['trace', 'target-13', '--format', 'json'], 'Allowed choices are table, jsonl.'],
  [['trace', 'target-13', '--every', 'batch'], 'Allowed choices are step, epoch.'],
  [['values', 'target-13', '--format', 'jsonl'], 'expected table or json, found the text "jsonl"'],
  [['values', 'target-13', '--at'], 'argument missing'],
  [['--lang', 'de'], 'Allowed choices are en, bn.'],
  [['--nonsense'], "unknown option '--nonsense'\n  fix: see `backstep --help`"],
  [['--lang', 'en', 'export', 'xor'], 'not specified\n  fix: see `backstep export --help`'],
  [['list', 'more'], 'too many arguments'],
  [['trace', 'target-13', 'relu'], 'too many arguments'],
  [['trace'], "missing required argument 'scenario'"],
  [['values'], "missing required argument 'scenario'"],
  [['check'], "missing required argument 'file'"],
  [['dap', '--port', 'x'], 'expected a number from 0 to 65535, found the text "x"'],
  [['dap', '--port', '65536'], 'for example, write --port 4711'],
  [['dap', 'target-13'], 'too many arguments'],
  [
    ['run', 'target-13', 'cmds.txt'],
    'run: expected one scenario, found also the text "cmds.txt"\n  fix: write --commands cmds.txt for a file of commands, or --command cmds.txt for a command',
  ],
  [['run', 'target-13', '--command', '7', 'print loss'], '--command "print loss" for a command'],
  [['help', 'nonsense'], 'no such command'],
  [[''], 'found the text ""'],
])('a wrong command line: %j', async (args, told) => {
  const { code, out, err } = await backstep(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(told);
  expect(err).not.toMatch(/^\s+at /m);
});

test.each([
  [['trace', 'targt-13'], 'আপনি কি "target-13" লিখতে চেয়েছিলেন?'],
  [['trace', 'target-13', '--fromat', 'table'], "অচেনা অপশন '--fromat' (আপনি কি --format লিখতে চেয়েছিলেন?)"],
  [
    ['run', 'target-13', '--commandz'],
    "'--commandz' (আপনি কি এর একটি লিখতে চেয়েছিলেন: --command, --commands?)",
  ],
  [['--nonsense'], "backstep: অচেনা অপশন '--nonsense'\n"],
  [
    ['trace', 'target-13', '--format', 'json'],
    "'--format <format>' অপশনে 'json' চলে না। এর মধ্যে একটি লিখুন: table, jsonl।",
  ],
  [
    ['trace', 'target-13', '--every', 'batch'],
    "'--every <unit>' অপশনে 'batch' চলে না। এর মধ্যে একটি লিখুন: step, epoch।",
  ],
  [['values', 'target-13', '--at'], "'--at <place>' অপশনের মান লেখা হয়নি"],
  [['list', 'more'], "'list' কমান্ডে আর্গুমেন্ট বেশি। দরকার ০টি, দেওয়া হয়েছে ১টি।"],
  [['trace', 'target-13', 'relu'], "'trace' কমান্ডে আর্গুমেন্ট বেশি। দরকার ১টি, দেওয়া হয়েছে ২টি।"],
  [['trace'], "'scenario' লেখা হয়নি, কিন্তু তা দরকার"],
  [['export', 'target-13'], "'--to <format>' অপশন লেখা হয়নি, কিন্তু তা দরকার"],
  [['help', 'nonsense'], 'এমন কোনো কমান্ড নেই'],
  [['check', 'missing.yaml'], 'দরকার: একটি সিনারিও ফাইল; পাওয়া গেছে: সেখানে কিছু নেই'],
  [['trace', 'target-13', '--at', '99'], "অচেনা অপশন '--at'"],
  [['values', 'target-13', '--at', '99'], '0 থেকে 32 পর্যন্ত একটি ধাপ'],
  [['run', 'target-13'], 'অন্তত একটি --command বা --commands'],
  [['target-13', 'relu'], '২টি আর্গুমেন্ট, প্রথমটি: লেখা "target-13"'],
])('a wrong command line, in Bangla: %j', async (args, told) => {
  const { code, out, err } = await backstep(['--lang', 'bn', ...args]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(told);
  expect(err).toContain('\n  সমাধান: ');
});

test('an error is in the language of the locale, or in the language of the option at any position', async () => {
  const locale = { env: { LANG: 'bn_BD.UTF-8' } };
  const bangla = await backstep(['--nonsense'], locale);
  expect(bangla.err).toMatch(/^backstep: অচেনা অপশন '--nonsense'\n/);
  expect(await backstep(['--nonsense', '--lang', 'bn'])).toEqual(bangla);
  expect(await backstep(['--lang=en', '--nonsense'], locale)).toEqual(await backstep(['--nonsense']));
});

test.each([[[]], [['list']], [['check']], [['trace']], [['values']], [['export']], [['site']], [['run']]])(
  'help for %j, in Bangla, says the same of each command and option',
  async (command) => {
    const english = linesOf((await backstep([...command, '--help'])).out);
    const { code, out, err } = await backstep([...command, '--help', '--lang', 'bn']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const terms = (lines: readonly string[]) =>
      lines.flatMap((line) => /^ {2}(\S.*?)(?: {2,}|$)/.exec(line)?.[1] ?? []);
    expect(terms(linesOf(out))).toEqual(terms(english));
    expect(out).toMatch(/^ব্যবহার: backstep .*\n\n.*।\n/);
    // Names, formats and syntax are not translated; everything else must not be in English.
    const prose = linesOf(out).map((line) => line.replace(/^ {2}(?:backstep .*?(?= {2}|$)|\S.*? {2,})/, ''));
    expect(prose.filter((line) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(line))).toEqual([]);
  },
);

test.each([
  [['trace', 'target-13']],
  [['trace', 'target-13', '--format', 'jsonl']],
  [['trace', 'dying-relu', '--every', 'epoch']],
  [['values', 'target-13', '--at', '9']],
  [['values', 'target-13', '--format', 'json']],
  [['run', 'target-13', '--command', 'goto 13', '--command', 'step']],
])('output for other programs is the same in every language: %j', async (args) => {
  expect(await backstep(['--lang', 'bn', ...args])).toEqual(await backstep(args));
});

test('a correct file is confirmed, in Bangla', async () => {
  const file = files.write('good.yaml', oneWeight());
  expect((await backstep(['check', file, '--lang', 'bn'])).out).toBe(
    `${file}: ঠিক আছে (৭টি ধাপ, ০টি বিকল্প)\n`,
  );
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

test('a shipped name takes precedence over a file of that name; a path means the file', async () => {
  files.write('target-13', oneWeight());
  files.write('mine', oneWeight());
  const steps = async (name: string) => (await backstep(['check', name], { cwd: files.folder })).out;
  expect(await steps('target-13')).toContain('32 steps');
  expect(await steps('./target-13')).toContain('7 steps');
  expect(await steps('mine')).toContain('7 steps');
});

test.runIf(process.platform === 'linux').each([
  ['list > /dev/full', 1, /^backstep: standard output: ENOSPC: no space left on device\n$/],
  ['trace xor > /dev/full', 1, /^backstep: standard output: ENOSPC: no space left on device\n$/],
  [
    'trace xor --format jsonl > /dev/full',
    1,
    /^backstep: standard output: ENOSPC: no space left on device\n$/,
  ],
  [
    'export xor --to svg --output /dev/full',
    2,
    /^\/dev\/full: expected a file to write, found a disk that is full\n {2}fix: free /,
  ],
])('a full disk is told with the name of what is written: %s', async (line, code, told) => {
  const script = `"$0" "$1" ${line}`;
  const result = await run('sh', ['-c', script, process.execPath, bundle]);
  expect(result.code).toBe(code);
  expect(result.err).toMatch(told);
});
