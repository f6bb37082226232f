/**
 * Runs the program's bundle with V8's code cache: what was compiled before is not compiled again, which takes most of
 * the time from the start to the first screen. (Node's own compile cache needs Node 22, and does not keep what modules
 * compile later.)
 */
import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';

/** A bundle that has been run. */
export interface LoadedBundle {
  readonly exports: unknown;
  /** Whether its code came from the cache. */
  readonly isCached: boolean;
  /** Writes the code that has been compiled so far. Failures are ignored: the cache only saves time. */
  keepCode(): void;
}

/** Size of the stamp of the bundle before the code, in bytes: two numbers. */
const HEADER = 16;

/**
 * Runs a CommonJS bundle, which must be ASCII. A cache that does not fit, or is damaged, is ignored.
 *
 * @param file its absolute path
 */
export function runBundle(file: string): LoadedBundle {
  const source = readFileSync(file, 'latin1');
  const stamp = stampOf(file);
  const cache = cacheOf(file);
  const cachedData = readCode(cache, stamp);
  const script = new vm.Script(module.wrap(source), {
    filename: file,
    ...(cachedData === null ? {} : { cachedData }),
  });
  const own = { exports: {} as unknown };
  const require = module.createRequire(file);
  script.runInThisContext()(own.exports, require, own, file, path.dirname(file));
  return {
    exports: own.exports,
    isCached: cachedData !== null && script.cachedDataRejected === false,
    keepCode: () => writeCode(cache, stamp, script.createCachedData()),
  };
}

/** The file of the code: beside the bundle, or in the user's cache if that folder cannot be written. */
function cacheOf(file: string): string {
  const name = `code-${process.version}-${process.arch}.bin`;
  const beside = path.join(path.dirname(file), name);
  try {
    statSync(beside);
    return beside;
  } catch {
    try {
      accessSync(path.dirname(file), constants.W_OK);
      return beside;
    } catch {
      return path.join(userCache(), name);
    }
  }
}

function userCache(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME && path.isAbsolute(XDG_CACHE_HOME)) return path.join(XDG_CACHE_HOME, 'backstep');
  if (process.platform === 'win32' && LOCALAPPDATA) return path.join(LOCALAPPDATA, 'backstep', 'Cache');
  const caches = process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
  try {
    return path.join(homedir(), ...caches, 'backstep');
  } catch {
    // Without a home folder nothing is kept: this folder does not exist.
    return path.join(path.dirname(process.execPath), 'no-home');
  }
}

/**
 * V8 itself checks the version and the flags, and that the bundle has the same length. It crashes if the code is damaged,
 * so the file has the code twice: comparing takes a tenth of the time of computing a digest.
 */
function readCode(cache: string, stamp: Buffer): Buffer | null {
  try {
    const bytes = readFileSync(cache);
    const middle = (bytes.length + HEADER) / 2;
    const code = bytes.subarray(HEADER, middle);
    const isWhole = bytes.subarray(0, HEADER).equals(stamp) && code.equals(bytes.subarray(middle));
    return isWhole && code.length > 0 ? code : null;
  } catch {
    return null;
  }
}

function writeCode(cache: string, stamp: Buffer, code: Buffer): void {
  const temporary = `${cache}.${process.pid}.tmp`;
  try {
    mkdirSync(path.dirname(cache), { recursive: true });
    writeFileSync(temporary, Buffer.concat([stamp, code, code]));
    renameSync(temporary, cache);
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // Nothing was written.
    }
  }
}

/** The size of the bundle and when it was written: another bundle has another stamp. */
function stampOf(file: string): Buffer {
  const { size, mtimeMs } = statSync(file);
  const stamp = Buffer.alloc(HEADER);
  stamp.writeDoubleLE(size, 0);
  stamp.writeDoubleLE(mtimeMs, HEADER / 2);
  return stamp;
}
