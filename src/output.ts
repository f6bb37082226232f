/** The standard output, and files that are written in its place. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unwritable } from './print/faults.ts';

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

/** Writes lines into a file, over what may be in it. @throws Fault where it cannot be written */
export async function printInto(file: string, lines: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(chunksOf(lines)), createWriteStream(file));
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
