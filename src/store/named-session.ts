/** Saves sessions in files that the user names. */
import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SavedEntry } from '../commands/saved/saved.ts';
import { isSavedSession } from '../commands/saved/saved-format.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { whyUnwritable } from '../print/faults.ts';
import { reasonOf } from './faults.ts';
import { removeLeftovers, replaceFile } from './replace-file.ts';

/** The permissions of a new file, before the user's umask. */
const USUAL_RIGHTS = 0o666;

/** Saves a session in a file that the user names. Returns null, or what went wrong, in one line. */
export function writeSession(
  file: string,
  { key }: SavedEntry,
  textOf: (id: string) => string,
): string | null {
  const name = sanitize(file);
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    if (status && !status.isFile()) return t`${name} is not a regular file: choose another one.`;
    if (status && !isSavedSession(beginningOf(file))) {
      return t`${name} already exists and is not a saved session: choose another file.`;
    }
    const target = status ? realpathSync(file) : path.resolve(file);
    replaceFile(target, [textOf(idFrom(path.dirname(target), key))], USUAL_RIGHTS);
    void removeLeftovers(path.dirname(target), path.basename(target));
    return null;
  } catch (error) {
    const why = whyUnwritable((error as NodeJS.ErrnoException).code);
    if (why === null) return t`Could not write ${name}: ${reasonOf(error)}`;
    const [found, fix] = why;
    return t`${name}: expected a file to write, found ${found}; ${fix}`;
  }
}

/** The scenario's id in a saved session: relative to the session's folder, so that both can be moved together. */
function idFrom(folder: string, key: string): string {
  if (!path.isAbsolute(key)) return key;
  const relative = path.relative(folder, key).split(path.sep).join('/');
  return relative.startsWith('../') || path.isAbsolute(relative) ? relative : `./${relative}`;
}

/** The first 1024 bytes: enough to recognize a saved session in a file of any size. */
function beginningOf(file: string): string {
  const bytes = Buffer.alloc(1024);
  const handle = openSync(file, 'r');
  try {
    return bytes.toString('utf8', 0, readSync(handle, bytes));
  } finally {
    closeSync(handle);
  }
}
