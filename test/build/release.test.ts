/** What a release checks, in packages and repositories made for it. Nothing is published: `npm publish` is replaced. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run, scratch } from '../support/backstep.ts';

const files = scratch();
const script = fileURLToPath(new URL('../../src/build/release.mjs', import.meta.url));
let count = 0;

interface Setup {
  readonly version?: string;
  readonly changelog?: string;
  readonly tags?: readonly string[];
  readonly branch?: string;
  /** Whether the tests of the package pass. */
  readonly passes?: boolean;
  /** Bytes of its only file, which cannot be compressed. */
  readonly bytes?: number;
  readonly unsaved?: string;
  /** Whether npm itself packs and tests, which takes a second; otherwise both succeed at once. */
  readonly hasNpm?: boolean;
}

const section = (version: string) =>
  `# Changelog\n\n## [Unreleased]\n\n## [${version}] - 2026-01-31\n\n- All.\n`;

/** Bytes without a pattern. */
function noise(length: number): Buffer {
  let state = 1;
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index++) {
    state = (state * 48_271) % 2_147_483_647;
    bytes[index] = state & 255;
  }
  return bytes;
}

/** Answers as npm does to packing, with a package of one byte, and to tests that pass. */
const answers = `case $1 in
  pack) echo '[\n{ "filename": "own.tgz", "size": 1, "unpackedSize": 1, "files": [] }\n]'; exit 0 ;;
  test) exit 0 ;;
esac`;

/** A package in a repository, and what `npm` does in it: it only notes what it would publish. */
function packageOf({
  version = '1.2.0',
  changelog = section(version),
  tags = ['v1.1.0', 'v1.1.0-rc.1', 'other'],
  branch = 'main',
  passes = true,
  bytes = 10,
  unsaved,
  hasNpm = true,
}: Setup) {
  const folder = files.makeFolder(`package-${count}`);
  const tools = files.makeFolder(`tools-${count++}`);
  const at = (name: string) => path.join(folder, name);
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: environment });
  const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  writeFileSync(
    path.join(tools, 'npm'),
    `#!/bin/sh
if [ "$1" = publish ]; then echo "$@" >>published; exit 0; fi
${hasNpm ? '' : answers}
exec ${npm} "$@"
`,
  );
  chmodSync(path.join(tools, 'npm'), 0o755);
  const author = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  };
  const environment = { PATH: `${tools}:${process.env.PATH}`, HOME: folder, ...author };
  mkdirSync(at('docs'));
  const scripts = { test: `exit ${passes ? 0 : 1}` };
  writeFileSync(at('package.json'), JSON.stringify({ name: 'own', version, files: ['all.bin'], scripts }));
  writeFileSync(at('all.bin'), noise(bytes));
  writeFileSync(at('docs/CHANGELOG.md'), changelog);
  writeFileSync(at('.gitignore'), 'published\n.npm\n');
  git('init', '--quiet', '--initial-branch', branch);
  git('add', '.');
  git('commit', '--quiet', '--message', 'all');
  for (const tag of tags) git('tag', tag);
  if (unsaved !== undefined) writeFileSync(at(unsaved), '');
  return {
    git,
    published: () => run('cat', ['published'], { cwd: folder }),
    release: (...args: string[]) =>
      run(process.execPath, [script, ...args], { cwd: folder, env: environment }),
  };
}

test('a dry run shows the files and what would be done, and does nothing', async () => {
  const { git, published, release } = packageOf({});
  const { code, out, err } = await release('--dry-run');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^ +10 {2}all\.bin$/m);
  expect(out).toMatch(/^own-1\.2\.0\.tgz: \d+ bytes in 2 files, \d+ bytes unpacked$/m);
  expect(out).toContain(
    'would run: git tag --annotate v1.2.0 --message own 1.2.0\nwould run: npm publish --provenance\n',
  );
  expect(git('tag', '--list')).not.toContain('v1.2.0');
  expect(git('status', '--porcelain')).toBe('');
  expect((await published()).code).toBe(1);
});

test('a release is tagged and published with its provenance', async () => {
  const { git, published, release } = packageOf({ version: '2.0.0-rc.2', tags: ['v2.0.0-rc.1', 'v1.9.9'] });
  expect((await release()).code).toBe(0);
  expect(git('tag', '--list')).toContain('v2.0.0-rc.2');
  expect((await published()).out).toBe('publish --provenance\n');
});

test.each<[string, Setup, readonly string[]]>([
  [
    'all that can be wrong with what is there',
    { unsaved: 'new.txt', branch: 'next', version: '1.2', passes: false, bytes: 710_000 },
    [
      'the tree is not clean:\n\\?\\? new\\.txt',
      'the branch is next, not main',
      '1\\.2 in package\\.json is not a semantic version',
      'the tarball has 71\\d{4} bytes, more than 700000',
      'a test failed',
    ],
  ],
  [
    'the version of a tag, without a section',
    { hasNpm: false, tags: ['v1.2.0'], changelog: section('1.1.0') },
    ['1.2.0 is not above the latest tag, v1.2.0', 'docs/CHANGELOG.md has no section \\[1.2.0\\]'],
  ],
  [
    'a version below a tag, and a section without a date',
    { hasNpm: false, tags: ['v1.9.0', 'v1.10.0'], changelog: '## [1.2.0]\n\n- All.\n' },
    ['1.2.0 is not above the latest tag, v1.10.0', 'the section \\[1.2.0\\] has no date'],
  ],
  [
    'a version before the release of a tag, and an empty section',
    {
      hasNpm: false,
      version: '1.2.0-rc.10',
      tags: ['v1.2.0-rc.9', 'v1.2.0'],
      changelog: '## [1.2.0-rc.10] - 2026-01-31\n\n## [1.1.0]\n- A.\n',
    },
    ['1.2.0-rc.10 is not above the latest tag, v1.2.0', 'the section \\[1.2.0-rc.10\\] is empty'],
  ],
  [
    'a leading zero',
    { hasNpm: false, version: '1.02.0' },
    ['1.02.0 in package.json is not a semantic version'],
  ],
])('%s is refused', async (_what, setup, faults) => {
  const { release } = packageOf(setup);
  const { code, out, err } = await release('--dry-run');
  expect({ code, isAny: out.includes('would run') }).toEqual({ code: 1, isAny: false });
  expect(err).toMatch(new RegExp(`^${faults.map((fault) => `release: ${fault}\n`).join('')}$`));
});

test('a release that is refused does nothing', async () => {
  const { git, published, release } = packageOf({ changelog: section('1.1.0') });
  const before = git('tag', '--list');
  expect(await release()).toMatchObject({ code: 1, out: 'own 1.2.0\n' });
  expect(git('tag', '--list')).toBe(before);
  expect((await published()).code).toBe(1);
});
