import { expect, test } from 'vitest';
import { backstep, bundle, linesOf, oneWeight, run, scratch } from '../support/backstep.ts';

const files = scratch();
const good = files.write('good.yaml', oneWeight({ more: 'variants: { other: { set: { x: 4 } } }' }));
const bad = files.write('bad.yaml', oneWeight({ weight: 'one, 2', rate: 'fast' }));

test('a good file', async () => {
  expect(await backstep(['check', good])).toEqual({
    code: 0,
    out: `${good}: ok (7 steps, 1 variant)\n`,
    err: '',
  });
});

test('a shipped scenario, by its name', async () => {
  expect((await backstep(['check', 'target-13'])).out).toBe('target-13: ok (32 steps, 1 variant)\n');
});

test('all problems of a bad file, each with its location and its fix', async () => {
  const { code, out, err } = await backstep(['check', bad]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`${bad}:5:`);
  expect(err).toContain(`${bad}:9:`);
  expect(err).toMatch(/expected .*, found .*/);
  expect(err).toMatch(/^ {2}fix: /m);
});

test('a file that makes no sense is ok, with a warning', async () => {
  const file = files.write('twice.yaml', oneWeight({ rate: '0' }));
  const { code, out, err } = await backstep(['check', file]);
  expect({ code, out }).toEqual({ code: 0, out: `${file}: ok, 1 warning (7 steps, 0 variants)\n` });
  expect(err).toContain(`${file}:9:`);
  expect(err).toContain(': warning: optimizer.learning_rate: expected a learning rate above 0, found 0');
  expect(err).toMatch(/^ {7}│ +\^$/m);
  expect(err).toMatch(/^ {2}fix: ./m);
});

test('with --strict, a warning is a failure; trace and export tell it and go on', async () => {
  const file = files.write('zero.yaml', oneWeight({ rate: '0' }));
  const told = ': warning: optimizer.learning_rate: expected a learning rate above 0, found 0';
  const strict = await backstep(['check', '--strict', file, good]);
  expect({ code: strict.code, lines: linesOf(strict.out).length }).toEqual({ code: 2, lines: 2 });
  expect((await backstep(['check', '--strict', good])).code).toBe(0);
  for (const args of [
    ['trace', file],
    ['trace', file, '--every', 'epoch'],
    ['export', file, '--to', 'numpy'],
    [file],
  ]) {
    const { code, out, err } = await backstep(args);
    expect(code).toBe(0);
    expect(out).not.toContain('warning');
    expect(err).toContain(told);
  }
});

test('the other files are still checked after a bad one', async () => {
  const { code, out, err } = await backstep(['check', bad, files.at('missing.yaml'), good, 'no-such', good]);
  expect(code).toBe(2);
  expect(linesOf(out)).toEqual(Array(2).fill(`${good}: ok (7 steps, 1 variant)`));
  expect(err).toContain(`${bad}:5:`);
  expect(err).toContain(`${files.at('missing.yaml')}: expected a scenario file, found no such file\n  fix: `);
  expect(err).toContain('found the text "no-such"');
});

const tooLarge = Buffer.alloc(10_000_001, '#');

test.each([
  ['a folder', () => files.makeFolder('folder.yaml'), 'a scenario file, found a folder'],
  ['a file in a file', () => `${good}/x.yaml`, 'a scenario file, found no such file'],
  [
    'a name too long',
    () => `./${'n'.repeat(5000)}.yaml`,
    'a scenario file, found one that cannot be read (ENAMETOOLONG)',
  ],
  [
    'more than 10 MB',
    () => files.write('large.yaml', tooLarge),
    'a scenario file of 10 MB or less, found a larger one',
  ],
  ['a device without end', () => '/dev/zero', 'a scenario file of 10 MB or less, found a larger one'],
  [
    'no UTF-8',
    () => files.write('binary.yaml', Uint8Array.of(0x74, 0xff, 0xfe, 0x80)),
    'UTF-8 text, found a binary file',
  ],
  [
    'UTF-16',
    () => files.write('utf16.yaml', Buffer.from(`\uFEFF${oneWeight()}`, 'utf16le')),
    'UTF-8 text, found a binary file',
  ],
  ['zeros', () => files.write('zeros.yaml', Buffer.alloc(100)), 'UTF-8 text, found a binary file'],
  ['nothing', () => files.write('empty.yaml', ''), 'a scenario, found an empty file'],
])('not a scenario: %s', async (_what, make, complaint) => {
  const { code, out, err } = await backstep(['check', make()]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`expected ${complaint}`);
  expect(err).toMatch(/^ {2}fix: ./m);
  expect(err).not.toMatch(/^\s+at /m);
});

test.each([['trace'], ['values'], []])(
  'what %s says of a bad file is what check says',
  async (...command) => {
    expect(await backstep([...command, bad])).toEqual(await backstep(['check', bad]));
  },
);

test('a file of 10 MB exactly is read', async () => {
  const text = oneWeight();
  const filled = Buffer.concat([Buffer.from(`${text}\n`), Buffer.alloc(10_000_000 - text.length - 1, '#')]);
  expect((await backstep(['check', files.write('full.yaml', filled)])).code).toBe(0);
});

test('a byte order mark and Windows line ends are accepted', async () => {
  const file = files.write('windows.yaml', `\uFEFF${oneWeight().replaceAll('\n', '\r\n')}`);
  expect((await backstep(['check', file])).code).toBe(0);
});

test('a pipe to which nothing is written is waited for, and it says so', async () => {
  const script =
    'mkfifo "$1" && : > "$1.told" && { "$2" "$3" check "$1" 2> "$1.told" & until grep -q "is a pipe" "$1.told"; do sleep 0.05; done; cat "$0" > "$1"; wait; cat "$1.told" >&2; }';
  const pipe = files.at('late.yaml');
  const { code, out, err } = await run('sh', ['-c', script, good, pipe, process.execPath, bundle]);
  expect({ code, out }).toEqual({ code: 0, out: `${pipe}: ok (7 steps, 1 variant)\n` });
  expect(err).toBe(`${pipe} is a pipe that nothing has been written to yet. Waiting for it; Ctrl-C stops.\n`);
});

test('a pipe is read like a file', async () => {
  const pipe = files.at('pipe.yaml');
  const script = 'mkfifo "$1" && { cat "$0" > "$1" & "$2" "$3" check "$1"; }';
  const { code, out } = await run('sh', ['-c', script, good, pipe, process.execPath, bundle]);
  expect({ code, out }).toEqual({ code: 0, out: `${pipe}: ok (7 steps, 1 variant)\n` });
});

test('control characters in a name or in a file never reach the terminal', async () => {
  const control = '\u001b[31m\u009b1m\u0007';
  const named = files.write(
    `bad${control}\n.yaml`,
    oneWeight({ title: `"\\e[31m"`, weight: `"${control}"` }),
  );
  const keyed = files.write('keyed.yaml', `${oneWeight()}\n"\\e[2J": 1\nloss${control}: 1\n`);
  const titled = files.write('titled.yaml', oneWeight({ title: '"\\e[31mred"' }));
  for (const args of [
    ['check', named, keyed, titled, files.at(`missing${control}.yaml`)],
    ['trace', titled],
    ['values', titled, '--format', 'json'],
    [titled],
  ]) {
    const { out, err } = await backstep(args);
    expect(`${out}${err}`).not.toBe('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(`${out}${err}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  }
});

test('any number of files can be checked, without other output', async () => {
  const file = files.write('many.yaml', oneWeight());
  // Node writes standard output to a file in another way than to a pipe.
  const told = await run(
    '/bin/sh',
    [
      '-c',
      '"$0" "$@" > "$OUT" && cat "$OUT"',
      process.execPath,
      bundle,
      'check',
      ...Array.from({ length: 30 }, () => file),
    ],
    { env: { OUT: files.at('told.txt') } },
  );
  expect(told).toMatchObject({ code: 0, err: '' });
  expect(linesOf(told.out)).toHaveLength(30);
});

test('of many warnings the first twenty are shown, and the others counted', async () => {
  const file = files.write(
    'unused.yaml',
    `title: U\ninputs: [x]\nparameters: { w: [${Array(33).fill(1).join(', ')}] }\nformulas: { q: x }\ndata: [{ inputs: [1] }]\n`,
  );
  const { code, out, err } = await backstep(['check', file]);
  expect({ code, out }).toEqual({ code: 0, out: `${file}: ok, 33 warnings (1 step, 0 variants)\n` });
  expect(err.match(/: warning: /g)).toHaveLength(20);
  expect(linesOf(err).at(-1)).toBe('and 13 more warnings');
});

test('a network that does not fit into memory is refused, whatever is done with it', async () => {
  const layers = [1, 2, 3, 4, 5].map(
    (layer) => `{ name: l${layer}, size: 1000, init: { kind: he, seed: 1 } }`,
  );
  const file = files.write(
    'large.yaml',
    `title: L\ninputs: [x]\nlayers: [${layers.join(',\n  ')}]\ndata: [{ inputs: [1] }]\noutput_gradient: 1\noptimizer: { kind: adam, learning_rate: 1 }\n`,
  );
  for (const args of [['check', file], ['trace', file], ['run', file, '--command', 'next'], [file]]) {
    const { code, out, err } = await backstep(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(
      'operations for an example and its update: more do not fit into memory, found 4,006,000 weights',
    );
  }
});

test('--json prints one object per file: what is in it, its errors and its warnings', async () => {
  const warns = files.write('warns.yaml', oneWeight({ rate: '0' }));
  const args = ['check', '--json', good, bad, files.at('missing.yaml'), warns];
  const { code, out, err } = await backstep(args);
  expect({ code, err }).toEqual({ code: 2, err: '' });
  const [valid, wrong, missing, warned] = linesOf(out).map((line) => JSON.parse(line));
  const facts = { steps: 7, variants: 1, examples: 1, heldOut: 0 };
  expect(valid).toEqual({ file: good, ok: true, ...facts, errors: [], warnings: [] });
  expect(wrong).toMatchObject({ file: bad, ok: false, warnings: [] });
  expect(wrong.errors.map(({ line }: { line: number }) => line)).toEqual([5, 5, 9]);
  expect(wrong.errors[2]).toMatchObject({ file: bad, path: 'optimizer.learning_rate', column: 40 });
  expect(missing).toMatchObject({ ok: false, errors: [{ line: null, found: 'no such file' }] });
  expect(warned).toMatchObject({ ok: true, warnings: [{ path: 'optimizer.learning_rate', line: 9 }] });
  expect((await backstep(['check', '--json', '--strict', warns])).code).toBe(2);
});
