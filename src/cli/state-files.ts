/** Saves sessions: in the user's state folder when a scenario is left, and in files that the user names. */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { SavedEntry, SavedSessions } from '../commands/saved/saved.ts';
import { isSavedSession, readSavedId } from '../commands/saved/saved-format.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { replaceFile } from './output.ts';

/** Storage for sessions that remembers errors. */
export interface SessionStore extends SavedSessions {
  /** A line for each session that could not be read or saved, to be printed after the screen has closed. */
  complaints(): string[];
}

/** The sessions of this user, one file for each scenario. */
export async function sessionStore(): Promise<SessionStore> {
  const folder = await stateFolder();
  const fileOf = (key: string) => path.join(folder, 'sessions', fileName(key));
  /** The saved text by key; null if there is none. Contains a new text even if writing it failed. */
  const known = new Map<string, string | null>();
  const complaints = new Map<string, string>();
  /** Keys of files that are not valid sessions. They may be a user's work, so they are not overwritten. */
  const untouchable = new Set<string>();

  const spare = (key: string, complaint: string) => {
    untouchable.add(key);
    complaints.set(key, t`${complaint}. The file was left as it is; nothing was saved.`);
  };
  const look = (key: string): string | null => {
    const file = fileOf(key);
    try {
      const text = readFileSync(file, 'utf8');
      const read = readSavedId(text);
      if (!read.ok) spare(key, `${sanitize(file)}: ${read.text}`);
      return text;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        spare(key, t`Could not read ${sanitize(file)}: ${reasonOf(error)}`);
      }
      return null;
    }
  };
  const load = ({ key }: SavedEntry) => {
    if (!known.has(key)) known.set(key, look(key));
    return known.get(key) ?? null;
  };
  const save: SessionStore['save'] = (entry, textOf) => {
    const { key } = entry;
    load(entry);
    const text = textOf(key);
    known.set(key, text);
    if (untouchable.has(key)) return;
    const file = fileOf(key);
    try {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      replaceFile(file, [text], 0o600);
      complaints.delete(key);
    } catch (error) {
      complaints.set(key, t`Could not save the session in ${sanitize(file)}: ${reasonOf(error)}`);
    }
  };
  const looksFile = path.join(folder, 'looks.json');
  // View options are easy to set again, so errors with their file are not reported.
  const looks = () => attempt(() => JSON.parse(readFileSync(looksFile, 'utf8')) as unknown);
  const keepLooks: SessionStore['keepLooks'] = (value) => {
    attempt(() => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      replaceFile(looksFile, [`${JSON.stringify(value)}\n`], 0o600);
    });
  };
  const told = () => [...complaints.values()];
  return { load, save, write: writeSession, complaints: told, looks, keepLooks };
}

/** The result of the work; null if it throws. */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

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
    replaceFile(target, [textOf(idFrom(path.dirname(target), key))], 0o666);
    return null;
  } catch (error) {
    return t`Could not write ${name}: ${reasonOf(error)}`;
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

/** `target-13.session`; for a scenario file its name and a digest of its path. */
function fileName(key: string): string {
  if (!path.isAbsolute(key)) return `${key}.session`;
  const name = path
    .parse(key)
    .name.replace(/[^\w-]+/g, '_')
    .slice(0, 40);
  return `${name}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}.session`;
}

async function stateFolder(): Promise<string> {
  const { XDG_STATE_HOME } = process.env;
  // The XDG specification says that relative paths must be ignored.
  if (XDG_STATE_HOME && path.isAbsolute(XDG_STATE_HOME)) return path.join(XDG_STATE_HOME, 'backstep');
  if (process.platform === 'darwin' || process.platform === 'win32') {
    const { default: envPaths } = await import('env-paths');
    return envPaths('backstep', { suffix: '' }).data;
  }
  return path.join(homeFolder(), '.local', 'state', 'backstep');
}

/**
 * The user's home folder; the root folder if there is none, as in some containers. Failures to write there are
 * reported.
 */
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return path.parse(process.cwd()).root;
  }
}

/** `EACCES: permission denied`, without the system call and the name of the temporary file. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return sanitize(message.split(', ')[0] ?? '');
}
