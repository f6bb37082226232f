/** Writes to the standard output and to files. */
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

/** The permissions of a new file, before the user's umask. */
const USUAL_MODE = 0o666;
const ALL_RIGHTS = 0o777;

/**
 * Writes lines as fast as they are read, and no faster. If the reader goes away (`| head`), it ends without an error.
 */
export function print(lines: Iterable<string>): Promise<void> {
  return write(chunksOf(lines));
}

/** Writes texts one after another, each when the one before it has been written. Ends as `print` does. */
export async function write(texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
  if (process.stdout.destroyed) return;
  try {
    await pipeline(Readable.from(texts), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

let isTelling = false;

/** Writes a line to the standard error, which takes some time to be opened. */
export function tell(text: string): void {
  // If the reader of the messages has gone away, writing them fails; that must not end the program.
  if (!isTelling) process.stderr.on('error', () => {});
  isTelling = true;
  process.stderr.write(`${text}\n`);
}

/**
 * Writes lines to a file and replaces its content. A device or a pipe is written to directly.
 *
 * @throws CliError if the file cannot be written
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
 * Creates or replaces a file atomically: a reader sees either the old text or the whole new one.
 *
 * @throws Error from the system if that fails; the old file is then unchanged
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
