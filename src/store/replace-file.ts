/** Replaces files as a whole: a reader sees either the old text or the new one, also after a crash in between. */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const ALL_RIGHTS = 0o7777;

/** The names of files that are written to take the place of others. */
const TEMPORARY = /\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/;
/** After this time, in milliseconds, such a file is not being written any more: its program was killed. */
const LEFT_MS = 60_000;

/**
 * Creates or replaces a file. An existing file keeps its permissions.
 *
 * @param mode the permissions of a new file, before the user's umask
 * @throws Error from the system if that fails; the old file is then unchanged
 */
export function replaceFile(file: string, texts: Iterable<string>, mode: number): void {
  const temporary = temporaryOf(file);
  try {
    const rights = rightsOf(file);
    const handle = openSync(temporary, 'wx', rights ?? mode);
    try {
      if (rights !== null) fchmodSync(handle, rights);
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
  keepName(file);
}

/**
 * The same without waiting for the disk.
 *
 * @param isWanted asked when the text is on the disk, at once before it takes the place of the old one; if false, the
 *   old file stays
 */
export async function replaceFileLater(
  file: string,
  text: string,
  mode: number,
  isWanted: () => boolean,
): Promise<void> {
  const temporary = temporaryOf(file);
  try {
    const rights = rightsOf(file);
    const handle = await open(temporary, 'wx', rights ?? mode);
    try {
      if (rights !== null) await handle.chmod(rights);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (isWanted()) renameSync(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
  keepName(file);
}

/**
 * Removes files in a folder that were written to take the place of others, by programs that were killed.
 *
 * @param beginning of the names of such files; by default all of them
 */
export async function removeLeftovers(folder: string, beginning = ''): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(beginning) && TEMPORARY.test(each))) {
    const file = path.join(folder, name);
    const status = await stat(file).catch(() => null);
    if (status !== null && Date.now() - status.mtimeMs > LEFT_MS) await rm(file, { force: true });
  }
}

function temporaryOf(file: string): string {
  return `${file}.${randomUUID()}.tmp`;
}

/** The permissions of a file; null if there is none. */
function rightsOf(file: string): number | null {
  const status = statSync(file, { throwIfNoEntry: false });
  return status ? status.mode & ALL_RIGHTS : null;
}

/** Writes to the disk that the file has got its name, so that a power cut does not take it back. Not every system can. */
function keepName(file: string): void {
  try {
    const folder = openSync(path.dirname(file), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // The file itself is written. Windows, for example, cannot open a folder.
  }
}
