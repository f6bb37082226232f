/** `--json` of the commands that have other formats, too, and of `run`. */
import { expect, test } from 'vitest';
import { backstep, linesOf } from '../support/backstep.ts';

test.each([
  [['trace', 'target-13'], 'jsonl'],
  [['trace', 'target-13', '--every', 'epoch'], 'jsonl'],
  [['values', 'target-13'], 'json'],
  [['values', 'target-13', '--address', 'loss', '--every', 'step'], 'jsonl'],
])('%j --json is its format %s', async (args, format) => {
  const short = await backstep([...args, '--json']);
  expect(short.code).toBe(0);
  expect(short).toEqual(await backstep([...args, '--format', format]));
});

test('--json and another format contradict each other', async () => {
  const { code, err } = await backstep(['values', 'target-13', '--json', '--format', 'table']);
  expect(code).toBe(2);
  expect(err).toContain("option '--json' cannot be used with option '--format <format>'");
  const bangla = await backstep(['--lang', 'bn', 'values', 'target-13', '--json', '--format', 'table']);
  expect(bangla.err).toContain('অপশনের সঙ্গে চলে না');
});

test('run prints one object per command: what it answers, and where the cursor is', async () => {
  const lines = ['print loss', '13', 'print loss', 'break hidden if node_0 > 2', 'breakpoints', 'continue'];
  const commands = lines.flatMap((line) => ['--command', line]);
  const { code, out, err } = await backstep(['run', 'target-13', '--json', ...commands]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [unknown, stopped, printed, , listed, last] = linesOf(out).map((line) => JSON.parse(line));
  expect(unknown).toMatchObject({ command: 'print loss', kind: 'said', position: 0, total: 32, step: null });
  const [, step] = linesOf((await backstep(['trace', 'target-13', '--json'])).out)
    .map((line) => JSON.parse(line))
    .filter((each) => each.step === 13 || each.step === 12);
  const { step: position, ...instruction } = step;
  expect(stopped).toMatchObject({ kind: 'stopped', reason: 'goto', position, step: instruction });
  expect(printed.text).toBe('loss = 16');
  expect(listed).toMatchObject({ kind: 'listed', rows: [{ text: expect.stringContaining('node_0 > 2') }] });
  expect(last).toMatchObject({ kind: 'stopped', reason: 'breakpoint', breakpoints: [1] });
});

test('a command that fails is told on standard error, after the objects before it', async () => {
  const { code, out, err } = await backstep([
    'run',
    'target-13',
    '--json',
    '--command',
    'step',
    '--command',
    'stepp',
  ]);
  expect(code).toBe(2);
  expect(linesOf(out).map((line) => JSON.parse(line).position)).toEqual([1]);
  expect(err).toContain('did you mean "step"?');
});
