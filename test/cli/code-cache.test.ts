/** The code cache only saves time: without it, or with a damaged one, a bundle runs as it would without. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runBundle } from '../../src/cli/code-cache.ts';

const root = mkdtempSync(path.join(tmpdir(), 'backstep-code-'));
afterAll(() => rmSync(root, { recursive: true }));

const source = `exports.answer = () => { const six = (x) => x * 6; return six(7); };
exports.place = [__filename, __dirname];
exports.sep = require('node:path').sep;`;

let folder = root;
let bundle = '';
const codeIn = (place: string) => readdirSync(place).filter((name) => name.startsWith('code-'));
const codeFile = () => path.join(folder, codeIn(folder)[0] as string);

/** Runs the bundle, checks what it exports, and says whether its code was cached. */
function ran(keeps: boolean): boolean {
  const { exports, isCached, keepCode } = runBundle(bundle);
  const { answer, place, sep } = exports as { answer: () => number; place: string[]; sep: string };
  expect([answer(), place, sep]).toEqual([42, [bundle, folder], path.sep]);
  if (keeps) keepCode();
  return isCached;
}

beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'dist-'));
  bundle = path.join(folder, 'main.cjs');
  writeFileSync(bundle, source);
});

describe('a bundle', () => {
  test('runs without a cache, keeps its code, and runs with it', () => {
    expect(ran(false)).toBe(false);
    expect(codeIn(folder)).toEqual([]);
    expect(ran(true)).toBe(false);
    expect(ran(true)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual([path.basename(codeFile()), 'main.cjs'].sort());
  });

  test('is compiled again if the code is damaged anywhere, cut off or empty', () => {
    ran(true);
    const good = readFileSync(codeFile());
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(7), (at, bit) => {
        const damaged = Buffer.from(good);
        damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << bit), at);
        writeFileSync(codeFile(), damaged);
        expect(ran(false)).toBe(false);
      }),
    );
    for (const length of [0, 1, 16, 17, good.length >> 1, good.length - 2]) {
      writeFileSync(codeFile(), good.subarray(0, length));
      expect(ran(false)).toBe(false);
    }
    writeFileSync(codeFile(), good);
    expect(ran(false)).toBe(true);
  });

  test('is compiled again if it is another one, also of the same length', () => {
    ran(true);
    writeFileSync(bundle, source.replace('* 6', '*6 '));
    utimesSync(bundle, new Date(), new Date(Date.now() - 60_000));
    expect(ran(true)).toBe(false);
    expect(ran(false)).toBe(true);
  });

  // The administrator may write everywhere.
  test.skipIf(process.getuid?.() === 0)(
    'in a folder that cannot be written keeps its code in the user’s cache',
    () => {
      const cache = mkdtempSync(path.join(root, 'cache-'));
      vi.stubEnv('XDG_CACHE_HOME', cache);
      chmodSync(folder, 0o555);
      try {
        expect(ran(true)).toBe(false);
        expect(ran(false)).toBe(true);
        expect(codeIn(path.join(cache, 'backstep'))).toHaveLength(1);
      } finally {
        chmodSync(folder, 0o755);
        vi.unstubAllEnvs();
      }
    },
  );

  test('runs where no code can be kept', () => {
    ran(true);
    const file = codeFile();
    rmSync(file);
    mkdirSync(file);
    expect(ran(true)).toBe(false);
    expect(existsSync(file)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
