import {
  chmodSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { backstep, bundle, linesOf, oneWeight, run, scratch, startBackstep } from '../support/backstep.ts';

const files = scratch();
const picture = readFileSync(new URL('../../docs/images/target-13.svg', import.meta.url), 'utf8');

async function exported(...args: string[]): Promise<string> {
  const { code, out, err } = await backstep(['export', ...args], { cwd: files.folder });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

const titleOf = (svg: string) => /<title>(.*)<\/title>/.exec(svg)?.[1];

test('the picture in the README, printed and written into a file', async () => {
  expect(await exported('target-13', '--to', 'svg', '--at', '13', '--size', '100x30')).toBe(picture);
  expect(await exported('target-13', '--to', 'svg', '--at', '13', '--output', 'step.svg')).toBe('');
  expect(readFileSync(files.at('step.svg'), 'utf8')).toBe(picture);
  await exported('target-13', '--to', 'svg', '--at', '13', '--size', '60X16', '--output', 'step.svg');
  expect(readFileSync(files.at('step.svg'), 'utf8').length).toBeLessThan(picture.length);
});

test('without --at it is the end, or the position of a saved session', async () => {
  expect(titleOf(await exported('target-13', '--to', 'svg'))).toBe('Backstep, target-13: step 32 of 32');
  await backstep(['run', 'target-13', '--command', '7', '--command', 'save at-7.session'], {
    cwd: files.folder,
  });
  expect(titleOf(await exported('at-7.session', '--to', 'svg'))).toBe('Backstep, target-13: step 7 of 32');
  expect(titleOf(await exported('at-7.session', '--to', 'html', '--at', 'end'))).toBe(
    'Backstep, target-13: step 32 of 32',
  );
  expect(screensOf(linesOf(await exported('at-7.session', '--to', 'asciicast')))).toHaveLength(8 + 1);
});

/** The outputs of a recording, without its markers. */
const screensOf = (lines: readonly string[]) => lines.filter((line) => /^\[[\d.]+,"o"/.test(line));

test('a recording has all steps, or a part of them', async () => {
  const lines = linesOf(await exported('target-13', '--to', 'asciicast'));
  expect(screensOf(lines)).toHaveLength(33 + 1);
  expect(JSON.parse(lines[0] as string)).toMatchObject({ version: 2, width: 100, height: 30 });
  const part = linesOf(await exported('target-13', '--to', 'asciicast', '--at', '9..end', '--size', '80x24'));
  expect(screensOf(part)).toHaveLength(24 + 1);
  expect(JSON.parse(part[0] as string)).toMatchObject({ width: 80, height: 24 });
});

test.each([
  [[], '25,109 screens', '--at 0..1999, or larger ones with --by epoch'],
  [['--at', '5..end..25000'], '25,212 screens', '--at 5..2004, or larger ones with --by epoch'],
  [['--at', '0..end', '--by', 'node'], 'screens', '--at 0..1999, or larger ones with --by epoch'],
])('a recording of too many screens is refused before it begins: %j', async (args, found, fix) => {
  const output = ['--to', 'asciicast', '--output', 'long.cast'];
  const { code, err } = await backstep(['export', 'xor', ...output, ...args], { cwd: files.folder });
  expect(code).toBe(2);
  expect(err).toContain('--at: expected a recording of at most 2,000 screens, found ');
  expect(err).toContain(found);
  expect(err).toContain(`\n  fix: choose fewer steps, for example ${fix}\n`);
  expect(readdirSync(files.folder)).not.toContain('long.cast');
});

test('a variant, a theme, a language', async () => {
  const dark = await exported('target-13', '--to', 'svg', '--at', '9', '--variant', 'better_output');
  expect(dark).toContain('better_output');
  const light = await exported('target-13', '--to', 'svg', '--at', '13', '--theme', 'light');
  expect(light).not.toBe(picture);
  expect(light).toContain('fill="#ffffff"');
  const bangla = await exported('target-13', '--to', 'html', '--at', '13', '--lang', 'bn');
  expect(bangla).toContain('<html lang="bn">');
  expect(titleOf(bangla)).toBe('Backstep, target-13: 32টি ধাপের 13 নম্বর');
});

describe('wrong options are reported, with exit code 2', () => {
  const own = files.write('own.yaml', oneWeight());
  files.write('plain', '');

  test.each([
    [['--to', 'svgs'], 'did you mean "svg"?'],
    [['--to', 'xyzzy'], 'try svg, html, asciicast'],
    [[], "required option '--to <format>' not specified"],
    [
      ['--to', 'svg', '--at', '33'],
      '--at: expected a step from 0 to 32, a share such as 50%, start, end, or a place such as "epoch 1", found the text "33"',
    ],
    [['--to', 'numpy', '--at', '5'], '--at: expected one of the formats that use it: svg, html, asciicast'],
    [['--to', 'svg', '--by', 'epoch'], '--by: expected one of the formats that use it: asciicast, animation'],
    [['--to', 'worksheet', '--size', '100x30'], 'leave out --size'],
    [['--to', 'page', '--by', 'operation'], 'leave out --by'],
    [['--to', 'svg', '--at', '1..3'], '--at: expected one step (this format cannot show a range)'],
    [['--to', 'asciicast', '--at', '1..two'], '--at: expected a step from 0 to 32'],
    [
      ['--to', 'asciicast', '--at', '1..'],
      '--at: expected a step from 0 to 32, a share such as 50%, start, end, or a place such as "epoch 1", found the text ""',
    ],
    [['--to', 'asciicast', '--at', '..'], '--at: expected a step from 0 to 32'],
    [['--to', 'svg', '--size', '59x16'], '--size: expected columns and rows from 60x16 to 500x200'],
    [['--to', 'svg', '--size', '100x15'], 'write --size 100x30'],
    [['--to', 'svg', '--size', '501x30'], 'found the text "501x30"'],
    [['--to', 'svg', '--size', '100x30x2'], 'found the text "100x30x2"'],
    [['--to', 'svg', '--size', ''], 'found the text ""'],
    [['--to', 'svg', '--theme', 'blue'], 'Allowed choices are dark, light, auto.'],
    [['--to', 'svg', '--variant', 'beter_output'], 'did you mean "better_output"?'],
    [['--to', 'svg', '--output', '.'], '.: expected a file to write, found a folder'],
    [
      ['--to', 'svg', '--output', 'none/step.svg'],
      'none/step.svg: expected a file to write, found no such folder',
    ],
    [
      ['--to', 'svg', '--output', 'plain/step.svg'],
      'plain/step.svg: expected a file to write, found no such folder',
    ],
  ])('%j', async (args, told) => {
    const { code, out, err } = await backstep(['export', 'target-13', ...args], { cwd: files.folder });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(told);
  });

  const refused = async (reference: string, output: string) => {
    const before = readFileSync(files.at(output));
    const { code, err } = await backstep(['export', reference, '--to', 'svg', '--output', output], {
      cwd: files.folder,
    });
    const after = readFileSync(files.at(output));
    writeFileSync(files.at(output), before);
    expect({ code, err }).toEqual({
      code: 2,
      err: `${output}: expected a file to write, found the file being exported\n  fix: choose another file\n`,
    });
    expect(after).toEqual(before);
  };

  test('the source of an export is never overwritten, by any path or link', async () => {
    await refused('./own.yaml', 'own.yaml');
    symlinkSync(own, files.at('symbolic.svg'));
    await refused('./own.yaml', 'symbolic.svg');
    await refused('./symbolic.svg', 'own.yaml');
    linkSync(own, files.at('hard.svg'));
    await refused('./own.yaml', 'hard.svg');
  });

  test('a shipped scenario, its data and a saved session are never overwritten', async () => {
    const scenarios = fileURLToPath(new URL('../../scenarios', import.meta.url));
    symlinkSync(scenarios, files.at('shipped'));
    await refused('target-13', 'shipped/target-13.yaml');
    await refused('rent', 'shipped/rent.csv');
    await backstep(['run', './own.yaml', '--command', 'save own.session'], { cwd: files.folder });
    await refused('own.session', 'own.session');
    await refused('own.session', 'own.yaml');
  });
});

test('another file is replaced as a whole, through links, and keeps its permissions', async () => {
  const target = files.write('private.svg', 'old');
  chmodSync(target, 0o600);
  symlinkSync(target, files.at('link.svg'));
  const args = ['export', 'target-13', '--to', 'svg', '--at', '13', '--output', 'link.svg'];
  expect(await startBackstep(args, { cwd: files.folder })).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(target, 'utf8')).toBe(picture);
  expect(lstatSync(files.at('link.svg')).isSymbolicLink()).toBe(true);
  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(readdirSync(files.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('a pipe is written to, and not replaced', async () => {
  const script = 'mkfifo pipe; cat pipe & "$0" "$1" export target-13 --to svg --at 13 --output pipe; wait';
  const { out, err } = await run('sh', ['-c', script, process.execPath, bundle], { cwd: files.folder });
  expect({ out, err }).toEqual({ out: picture, err: '' });
});
