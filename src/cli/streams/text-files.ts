/** Reads files as text: scenarios, sessions and scripts, and the data files beside scenarios. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { attempt } from '../../diagnostics/attempt.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { t } from '../../i18n/translate.ts';
import { cliError, type FileKind, kindText, unreadable } from '../../print/faults.ts';
import type { SiblingFile } from '../../scenario/data/sibling-file.ts';
import { tell } from './output.ts';
import type { Reads } from './reading-notice.ts';

/** Of a scenario, a session or a script. */
const MOST_BYTES = 10_000_000;
/** Of a file with data, which is read as one text: the longest text of JavaScript has 2²⁹ − 24 characters. */
const MOST_DATA_BYTES = 500_000_000;

/** After this time, in milliseconds, it is said that a pipe is waited for. */
const PATIENCE_MS = 2000;

/** Reads a data file that a scenario names. */
export function readBeside(file: string, reads: Reads = () => {}): SiblingFile {
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) return { found: t`a folder`, fix: t`choose a file in it` };
    if (!stats.isFile())
      return { found: t`something that is not a regular file`, fix: t`copy the data into a file` };
    if (stats.size > MOST_DATA_BYTES)
      return { found: t`a file larger than 500 MB`, fix: t`leave out some of the rows` };
    reads(file, stats.size);
    const text = decoded(readFileSync(file));
    if (text !== null) return { text };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return { found: t`no such file`, fix: t`put the file next to the scenario, or correct its name` };
    if (code?.startsWith('E') && !code.startsWith('ERR_'))
      return { found: t`one that cannot be read (${code})`, fix: t`check the path and the disk` };
  }
  return noText();
}

/** Reads a file of numbers that a person names. */
export function readNumbers(file: string): SiblingFile {
  const read = readBeside(file);
  return 'text' in read || existsSync(file) ? read : { ...read, fix: t`check the path` };
}

/**
 * The text of a script; `-` reads the standard input.
 * @throws CliError if it cannot be read
 */
export async function readScript(file: string): Promise<string> {
  return file === '-' ? textOf(t`standard input`, 'standard input', process.stdin) : readText(file, 'script');
}

/**
 * The text of a file of numbers; `-` reads the standard input.
 * @throws CliError if it cannot be read
 */
export async function readNumbersFile(file: string): Promise<string> {
  return file === '-' ? textOf(t`standard input`, 'numbers', process.stdin) : readText(file, 'numbers');
}

/** The text of a file. @throws CliError if it cannot be read */
export async function readText(file: string, kind: FileKind): Promise<string> {
  const waiting = isPipe(file) ? setTimeout(() => tell(waitingText(file)), PATIENCE_MS) : undefined;
  try {
    // Bytes are counted while reading because pipes and devices have no size. `end` is the index of the last byte.
    return await textOf(file, kind, createReadStream(file, { end: MOST_BYTES }));
  } finally {
    clearTimeout(waiting);
  }
}

/** Whether it is a pipe. What is wrong with a file is told when it is read. */
function isPipe(file: string): boolean {
  return attempt(() => statSync(file).isFIFO()) ?? false;
}

const waitingText = (file: string) =>
  t`${sanitize(file)} is a pipe that nothing has been written to yet. Waiting for it; Ctrl-C stops.`;

async function textOf(file: string, kind: FileKind, stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MOST_BYTES) break;
    }
  } catch (error) {
    throw unreadable(file, kind, (error as NodeJS.ErrnoException).code);
  }
  if (length > MOST_BYTES) {
    throw cliError(
      file,
      t`${kindText(kind)} of 10 MB or less`,
      t`a larger one`,
      t`make it smaller, or use another file`,
    );
  }
  const text = decoded(Buffer.concat(chunks));
  if (text !== null) return text;
  const { found, fix } = noText();
  throw cliError(file, t`UTF-8 text`, found, fix);
}

/** The text of UTF-8 bytes without NUL characters; null for anything else. */
function decoded(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function noText() {
  return {
    found: t`a binary file, or another encoding`,
    fix: t`save it as UTF-8 text, or use another file`,
  };
}
