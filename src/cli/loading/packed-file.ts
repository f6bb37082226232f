/** Files of the bundle that are packed: those that most starts do without. */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** The text of a file of the bundle, and its stamp: the second of its last change, and its size in bytes. */
export interface BundledFile {
  readonly text: string;
  readonly stamp: readonly [seconds: number, size: number];
}

/**
 * Reads a file of the bundle, which may be packed.
 * @throws Error if it cannot be read
 */
export function readBundled(file: string): BundledFile {
  try {
    return readWith(file, (bytes) => bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return readWith(`${file}.br`, unpacked);
  }
}

/** As a module, a chunk exports its function. */
const EXPORTS = 'export default';

/**
 * Reads a chunk of the bundle: an expression whose value is a CommonJS function.
 * @throws Error if it cannot be read
 */
export function readChunk(file: string): BundledFile {
  const { text, stamp } = readBundled(file);
  return { text: text.startsWith(EXPORTS) ? text.slice(EXPORTS.length) : text, stamp };
}

/** Node's module for it is loaded late: most starts need none. */
function unpacked(bytes: Buffer): Buffer {
  return process.getBuiltinModule('node:zlib').brotliDecompressSync(bytes);
}

function readWith(file: string, unpack: (bytes: Buffer) => Buffer): BundledFile {
  const handle = openSync(file, 'r');
  try {
    const { mtimeMs, size } = fstatSync(handle);
    // Copies keep whole seconds.
    return { text: unpack(readFileSync(handle)).toString('utf8'), stamp: [Math.floor(mtimeMs / 1000), size] };
  } finally {
    closeSync(handle);
  }
}
