/** Writes to the standard output and to files. */
import { createWriteStream, realpathSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { t } from '../../i18n/translate.ts';
import { unwritable } from '../../print/faults.ts';
import { reasonOf } from '../../store/faults.ts';
import { replaceFile } from '../../store/replace-file.ts';

/** The permissions of a new file, before the user's umask. */
const USUAL_MODE = 0o666;

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
    // With room for one text, the next one would be made before this one is written.
    await pipeline(Readable.from(texts, { highWaterMark: 0 }), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
    throw new Error(`${t`standard output`}: ${reasonOf(error)}`);
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

/** Writes why the program has failed to the standard error, and sets its exit code. */
export function complain(text: string, exitCode: number): void {
  tell(text);
  process.exitCode = exitCode;
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
    else replaceFile(status ? realpathSync(file) : file, chunksOf(lines), USUAL_MODE);
  } catch (error) {
    throw unwritable(file, (error as NodeJS.ErrnoException).code) ?? error;
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
