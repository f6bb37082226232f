/** The standard output, and files that are written in its place. */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  createWriteStream,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unwritable } from '../print/faults.ts';

/** The rights of a new file, before the user's mask. */
const USUAL_MODE = 0o666;
const ALL_RIGHTS = 0o777;

/** Writes lines as fast as they are read, and no faster. A reader that goes away (`| head`) ends it quietly. */
export function print(lines: Iterable<string>): Promise<void> {
  return write(chunksOf(lines));
}

/** Writes texts, each as soon as the one before it is gone, in the same way as lines. */
export async function write(texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
  if (process.stdout.destroyed) return;
  try {
    await pipeline(Readable.from(texts), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

/**
 * Writes lines into a file, in the place of what may be in it. A device or a pipe is written to.
 *
 * @throws Fault where it cannot be written
 */
export async function printInto(file: string, lines: Iterable<string>): Promise<void> {
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    if (status && !status.isFile()) await pipeline(Readable.from(chunksOf(lines)), createWriteStream(file));
    else
      replaceFile(
        status ? realpathSync(file) : file,
        chunksOf(lines),
        status ? status.mode & ALL_RIGHTS : USUAL_MODE,
      );
  } catch (error) {
    throw unwritable(file, (error as NodeJS.ErrnoException).code) ?? error;
  }
}

/**
 * Puts a file of these texts in the place of another one, or where none was. Whoever reads it finds the old text or
 * the new one, and never a half.
 *
 * @throws Error of the system where that cannot be done: then all is as it was
 */
export function replaceFile(file: string, texts: Iterable<string>, mode: number): void {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = openSync(temporary, 'wx', mode);
    try {
      for (const text of texts) writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function* chunksOf(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < 16_384) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
