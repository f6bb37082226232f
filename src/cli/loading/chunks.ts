/**
 * Loads the chunks of the bundle, with the code into which V8 has compiled them before: to compile and to run the
 * program takes three times as long as to run it. The build keeps this code beside the bundle, for its own version of
 * Node. Another version keeps its own in the user's cache folder, when the program ends. Without any, all works as
 * well, only later.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import { makeFolder } from '../../store/folders.ts';
import { type BundledFile, readChunk } from './packed-file.ts';

/** A chunk's script, and what else its kept code depends on. */
interface Chunk {
  readonly name: string;
  readonly script: Script;
  readonly stamp: BundledFile['stamp'];
  /** The folder in which its code was kept; null if it had to be compiled. */
  readonly keptIn: string | null;
}

type Require = (name: string) => unknown;
type Body = (require: Require, module: { exports: object }, file: string, folder: string) => void;

/** Before the code: the two numbers of the stamp. */
const HEAD = 16;

/** Older code is removed when new code is kept: it may be that of chunks that are no more. */
const MOST_DAYS = 90;
const DAY_MS = 86_400_000;

/** The folder in which code is kept, for this version of Node. */
export function codeFolder(parent: string): string {
  return path.join(parent, 'code', `${process.version}-${process.arch}`);
}

/** Loads chunks from a folder. */
export class Chunks {
  readonly #folder: string;
  readonly #kept: readonly (() => string)[];
  readonly #outside: Require;
  readonly #modules = new Map<string, { exports: object }>();
  readonly #chunks: Chunk[] = [];

  /**
   * @param outside loads what is not a chunk: Node's own modules
   * @param kept where code may be kept, in this order
   */
  constructor(folder: string, outside: Require, kept: readonly (() => string)[]) {
    this.#folder = folder;
    this.#outside = outside;
    this.#kept = kept;
  }

  /** The exports of a chunk, as `./name.mjs`. */
  readonly load = (name: string): unknown => {
    if (!name.startsWith('./')) return this.#outside(name);
    const known = this.#modules.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    this.#modules.set(name, module);
    const file = path.join(this.#folder, name);
    try {
      const chunk = this.#compiled(name, file);
      this.#chunks.push(chunk);
      (chunk.script.runInThisContext() as Body)(this.load, module, file, this.#folder);
    } catch (error) {
      // Who loads it again is told of the same error, and does not get half of it.
      this.#modules.delete(name);
      throw error;
    }
    return module.exports;
  };

  /**
   * Keeps code in a folder: of the chunks that were loaded without, and again of those that have theirs there, since
   * V8 compiles a function when it is first called, and more may have been called now. If it fails, nothing is kept.
   *
   * @param mode the permissions of a new folder; by default only this user can read it, since its code is run
   */
  keep(folder: string, mode?: number): void {
    if (this.#chunks.every(({ keptIn }) => keptIn !== null)) return;
    const fresh = this.#chunks.filter(({ keptIn }) => keptIn === null || keptIn === folder);
    try {
      makeFolder(folder, mode);
      removeOld(folder);
      for (const { name, script, stamp } of fresh) {
        const code = script.createCachedData();
        // Twice: V8 does not check what it is given, and ends the process at damaged code.
        replace(path.join(folder, `${name}.code`), Buffer.concat([headOf(stamp), code, code]));
      }
    } catch {}
  }

  #compiled(name: string, filename: string): Chunk {
    const { text, stamp } = readChunk(filename);
    for (const place of this.#kept) {
      const folder = place();
      const cachedData = codeIn(path.join(folder, `${name}.code`), stamp);
      if (cachedData === null) continue;
      const script = new Script(text, { filename, cachedData });
      // V8 refuses the code of another version of itself, or with other flags.
      if (!script.cachedDataRejected) return { name, script, stamp, keptIn: folder };
    }
    return { name, script: new Script(text, { filename }), stamp, keptIn: null };
  }
}

function headOf(stamp: readonly number[]): Buffer {
  return Buffer.from(Float64Array.from(stamp).buffer);
}

/** The code in a file; null if there is none, if it is damaged, or if it belongs to another chunk. */
function codeIn(file: string, stamp: readonly number[]): Buffer | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return null;
  }
  const length = (bytes.length - HEAD) / 2;
  const [code, copy] = [bytes.subarray(HEAD, HEAD + length), bytes.subarray(HEAD + length)];
  return length > 0 && bytes.subarray(0, HEAD).equals(headOf(stamp)) && code.equals(copy) ? code : null;
}

/** Replaces a file at once: who reads it meanwhile has the old one or the new one. */
function replace(file: string, bytes: Buffer): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, bytes, { flush: true } as object);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function removeOld(folder: string): void {
  const last = Date.now() - MOST_DAYS * DAY_MS;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).mtimeMs < last) rmSync(file, { force: true });
  }
}
