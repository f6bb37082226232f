/** Starts of the bundle with and without the compiled code that is kept, in every condition of that code. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { run, scratch } from '../support/backstep.ts';

const files = scratch();
const code = path.join('dist', 'code', `${process.version}-${process.arch}`);

/** Tells on standard error how many of the chunks were loaded with their compiled code. */
const observer = files.write(
  'observer.cjs',
  `const vm = require('node:vm');
const { Script } = vm;
let all = 0;
let kept = 0;
vm.Script = class extends Script {
  constructor(source, options) {
    super(source, options);
    if (options.cachedData === undefined) all++;
    else if (this.cachedDataRejected) process.stderr.write('refused ');
    else { all++; kept++; }
  }
};
process.on('exit', () => process.stderr.write(kept + ' of ' + all));`,
);

const installed = files.at('installed');
let cache = files.at('cache');
let count = 0;
/** What `list` prints with the code that the build keeps. */
let usual = '';

/** Copies what was built, as it is. */
function install(...folders: string[]): void {
  for (const folder of folders) {
    const to = path.join(installed, folder);
    rmSync(to, { recursive: true, force: true });
    cpSync(folder, to, { recursive: true, preserveTimestamps: true });
  }
}

beforeAll(async () => {
  install('dist', 'scenarios');
  usual = (await start()).out;
});

// Most tests change compiled code, and nothing else that is installed.
beforeEach(() => {
  cache = files.at(`cache-${count++}`);
  install(path.join('dist', 'code'));
});

/** Starts what is installed. @returns what it printed, and how many chunks had compiled code */
async function start(args: readonly string[] = ['list'], flags: readonly string[] = [], home = cache) {
  const cwd = path.join(installed, 'scenarios');
  const before = readdirSync(cwd);
  const bundle = path.join(installed, 'dist', 'backstep.js');
  const options = { env: { XDG_CACHE_HOME: home }, cwd };
  const { code, out, err } = await run(
    process.execPath,
    [...flags, '-r', observer, bundle, ...args],
    options,
  );
  expect(code, err).toBe(0);
  expect(readdirSync(cwd)).toEqual(before);
  return { out, err };
}

const keptFiles = () => (existsSync(cache) ? readdirSync(cache, { recursive: true, encoding: 'utf8' }) : []);

test('the code that the build keeps is used, and nothing else is kept', async () => {
  const { err } = await start();
  expect(err).toMatch(/^(\d+) of \1$/);
  expect(Number.parseInt(err, 10)).toBeGreaterThan(3);
  expect(keptFiles()).toEqual([]);
});

const flaws: Readonly<Record<string, (file: string) => void>> = {
  missing: (file) => rmSync(file),
  empty: (file) => truncateSync(file, 0),
  'cut off': (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2)),
  'only its head': (file) => truncateSync(file, 16),
  'full of zeros': (file) => writeFileSync(file, Buffer.alloc(readFileSync(file).length)),
  'something else': (file) => writeFileSync(file, 'This is no code.'),
  'a folder': (file) => {
    rmSync(file);
    mkdirSync(file);
  },
  'damaged in one bit': (file) => {
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 3);
    bytes[at] = (bytes[at] as number) ^ 4;
    writeFileSync(file, bytes);
  },
};

const installedCode = () => path.join(installed, code);
const codeFiles = () => readdirSync(installedCode()).map((name) => path.join(installedCode(), name));

for (const [flaw, spoil] of Object.entries(flaws)) {
  test(`code that is ${flaw} is compiled again, and kept for this user`, async () => {
    for (const file of codeFiles()) spoil(file);
    const first = await start();
    expect(first.out).toBe(usual);
    expect(first.err).toMatch(/^0 of \d+$/);
    const second = await start();
    expect(second.out).toBe(usual);
    expect(second.err).toMatch(/^(\d+) of \1$/);
  });
}

test('code of another chunk, or of a chunk that was changed, is not used', async () => {
  onTestFinished(() => install('dist'));
  const [one, other] = codeFiles() as [string, string];
  renameSync(one, `${one}.x`);
  renameSync(other, one);
  renameSync(`${one}.x`, other);
  for (const file of readdirSync(path.join(installed, 'dist')).filter((name) => /^cli-.*\.mjs$/.test(name)))
    appendFileSync(path.join(installed, 'dist', file), ' ');
  const { out, err } = await start();
  expect(out).toBe(usual);
  const [kept = 0, all = 0] = err.split(' of ').map(Number);
  expect(kept).toBeLessThan(all);
});

test('code that V8 refuses, as with other flags, is compiled again and kept beside', async () => {
  const flags = ['--no-lazy-feedback-allocation'];
  const first = await start(['list'], flags);
  expect(first.out).toBe(usual);
  expect(first.err).toMatch(/^(refused )+0 of \d+$/);
  expect((await start(['list'], flags)).err).toMatch(/^(refused )+(\d+) of \2$/);
});

test('another version of Node does not use the code of this one', async () => {
  renameSync(installedCode(), path.join(path.dirname(installedCode()), 'v1.0.0-x64'));
  const again = await start();
  expect(again.out).toBe(usual);
  expect(again.err).toMatch(/^0 of \d+$/);
  expect(keptFiles().join()).toContain(process.version);
});

test('where nothing can be kept, it starts without a complaint', async () => {
  rmSync(installedCode(), { recursive: true });
  const file = files.write(`file-${count}`, '');
  const { err } = await start(['list'], [], file);
  expect(err).toMatch(/^0 of \d+$/);
  expect(existsSync(installedCode())).toBe(false);
});

test('programs that start at the same time keep whole code', async () => {
  rmSync(installedCode(), { recursive: true });
  const outs = await Promise.all([1, 2, 3, 4].map(async () => (await start()).out));
  expect(new Set(outs)).toEqual(new Set([usual]));
  expect(keptFiles().filter((file) => file.endsWith('.tmp'))).toEqual([]);
  const { out, err } = await start();
  expect(out).toBe(usual);
  expect(err).toMatch(/^(\d+) of \1$/);
});

test('what is called later is kept, too', async () => {
  rmSync(installedCode(), { recursive: true });
  await start(['--help']);
  const size = () =>
    keptFiles()
      .filter((file) => /chunk-.*code$/.test(file))
      .reduce((sum, file) => sum + readFileSync(path.join(cache, file)).length, 0);
  const first = size();
  const { err } = await start(['check', 'xor.yaml']);
  expect(err).not.toMatch(/^(\d+) of \1$/);
  expect(size()).toBeGreaterThan(first);
  expect((await start(['check', 'xor.yaml'])).err).toMatch(/^(\d+) of \1$/);
});

test('the package has all that it needs, and no code of the machine that packed it', async () => {
  onTestFinished(() => install('dist', 'scenarios'));
  const told = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' });
  const [{ files: packed }] = JSON.parse(told) as [{ files: { path: string }[] }];
  const names = packed.map((file) => file.path);
  expect(names.filter((name) => name.endsWith('.code'))).toEqual([]);
  rmSync(installed, { recursive: true });
  for (const name of names) cpSync(name, path.join(installed, name));
  expect((await start()).out).toBe(usual);
  expect((await start(['trace', 'target-13'])).out.split('\n')).toHaveLength(34);
  expect((await start()).err).toMatch(/^(\d+) of \1$/);
});
