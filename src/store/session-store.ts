/** Keeps sessions in the user's state folder: one file for each scenario, and another one for what would overwrite it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { KeptSession, SavedEntry, SavedSessions } from '../commands/saved/saved.ts';
import { readSavedId } from '../commands/saved/saved-format.ts';
import { attempt } from '../diagnostics/attempt.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { reasonOf } from './faults.ts';
import { checkWritable, makeFolder, stateFolder } from './folders.ts';
import { writeSession } from './named-session.ts';
import { removeLeftovers, replaceFile, replaceFileLater } from './replace-file.ts';

/** Storage for sessions that remembers errors. */
export interface SessionStore extends SavedSessions {
  /** A line for each session that could not be read or saved, to be printed after the screen has closed. */
  complaints(): string[];
}

/** Maximum size of a kept session. Nobody makes a larger one by hand, and reading it would delay the start. */
const MOST_BYTES = 10_000_000;
const OWN_RIGHTS = 0o600;

/** What is known of the session of one scenario. */
interface Known {
  /** Where it is kept from now on. */
  file: string;
  /** The text in that file when this program last read or wrote it; null if there was no file. */
  onDisk: string | null;
  /** The latest text, also if it could not be written. */
  latest: string | null;
  /** Whether the file may be a user's work that this program cannot read, so that it must not be replaced. */
  isForeign: boolean;
  /** Counts the savings: one that is still being written gives way to a later one. */
  savings: number;
}

/** The sessions of this user. */
export async function sessionStore(): Promise<SessionStore> {
  const folder = await stateFolder();
  const sessions = path.join(folder, 'sessions');
  const knownOnes = new Map<string, Known>();
  /** What went wrong, by the keys of scenarios; and where else sessions were saved. */
  const complaints = new Map<string, string>();
  const notices: string[] = [];
  void removeLeftovers(folder);
  void removeLeftovers(sessions);

  /** What is known of a session; its file is read the first time. */
  const knownOf = (key: string): Known => {
    const known = knownOnes.get(key);
    if (known) return known;
    const file = path.join(sessions, fileName(key));
    const made: Known = { file, onDisk: null, latest: null, isForeign: false, savings: 0 };
    const spare = (complaint: string) => {
      made.isForeign = true;
      complaints.set(key, t`${complaint}. The file was left as it is; nothing was saved.`);
    };
    try {
      made.onDisk = readKept(file);
      made.latest = made.onDisk;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      spare(code ? t`Could not read ${sanitize(file)}: ${reasonOf(error)}` : (error as Error).message);
    }
    const read = made.onDisk === null ? null : readSavedId(made.onDisk);
    if (read?.ok === false) spare(`${sanitize(file)}: ${read.text}`);
    knownOnes.set(key, made);
    return made;
  };
  /** Chooses another file, if another program has written to this one since it was read. Says so. */
  const yieldTo = (key: string, known: Known): string | null => {
    const now = readKept(known.file);
    if (now === known.onDisk || now === null) return null;
    known.file = path.join(sessions, nextOf(readdirSync(sessions), key));
    known.onDisk = null;
    const notice = t`Another Backstep has saved this scenario meanwhile. Both are kept: \`backstep ${sanitize(known.file)}\` opens this one.`;
    notices.push(notice);
    return notice;
  };
  const failed = (key: string, { file }: Known, error: unknown): string => {
    const complaint = t`Could not save the session in ${sanitize(file)}: ${reasonOf(error)}`;
    complaints.set(key, complaint);
    return complaint;
  };

  return {
    load({ key }): KeptSession {
      const known = knownOf(key);
      const fault = complaints.get(key) ?? faultOfFolder(sessions);
      return { text: known.latest, fault };
    },
    save({ key }, textOf) {
      const known = knownOf(key);
      known.savings += 1;
      known.latest = textOf(key);
      if (known.isForeign) return complaints.get(key) ?? null;
      try {
        makeFolder(sessions);
        const notice = yieldTo(key, known);
        replaceFile(known.file, [known.latest], OWN_RIGHTS);
        known.onDisk = known.latest;
        complaints.delete(key);
        return notice;
      } catch (error) {
        return failed(key, known, error);
      }
    },
    saveLater({ key }, textOf, told) {
      const known = knownOf(key);
      known.savings += 1;
      const own = known.savings;
      const text = textOf(key);
      known.latest = text;
      if (known.isForeign || text === known.onDisk) return;
      let notice: string | null = null;
      const work = async () => {
        makeFolder(sessions);
        notice = yieldTo(key, known);
        const { file } = known;
        await replaceFileLater(file, text, OWN_RIGHTS, () => {
          const isWanted = known.savings === own && readKept(file) === known.onDisk;
          if (isWanted) known.onDisk = text;
          return isWanted;
        });
        complaints.delete(key);
      };
      work().then(
        () => told(notice),
        (error: unknown) => told(failed(key, known, error)),
      );
    },
    further(entries) {
      const names = (attempt(() => readdirSync(sessions)) ?? []).filter((name) => name.includes(FURTHER));
      const pathsOf = ({ key }: SavedEntry) => furtherOf(names, key).map((name) => path.join(sessions, name));
      const found = names.length === 0 ? [] : entries.map((entry) => [entry.key, pathsOf(entry)] as const);
      return Object.fromEntries(found.filter(([, files]) => files.length > 0));
    },
    write: writeSession,
    complaints: () => [...complaints.values(), ...notices],
    ...looksIn(folder),
  };
}

/** The view options, in a file of their own. They are easy to set again, so errors with it are not reported. */
function looksIn(folder: string): Pick<SavedSessions, 'looks' | 'keepLooks'> {
  const file = path.join(folder, 'looks.json');
  return {
    looks: () => attempt(() => JSON.parse(readKept(file) ?? 'null') as unknown),
    keepLooks: (value) => {
      attempt(() => {
        makeFolder(folder);
        replaceFile(file, [`${JSON.stringify(value)}\n`], OWN_RIGHTS);
      });
    },
  };
}

/**
 * The text of a file; null if there is none.
 *
 * @throws Error if it is no regular file, too large, or cannot be read
 */
function readKept(file: string): string | null {
  const status = statSync(file, { throwIfNoEntry: false });
  if (!status) return null;
  if (!status.isFile()) throw new Error(t`${sanitize(file)} is not a regular file`);
  if (status.size > MOST_BYTES) throw new Error(t`${sanitize(file)} is larger than 10 MB`);
  return readFileSync(file, 'utf8');
}

/** Why nothing can be saved in a folder, in one line; null if something can. */
function faultOfFolder(folder: string): string | null {
  try {
    checkWritable(folder);
    return null;
  } catch (error) {
    return t`Nothing can be saved in ${sanitize(folder)}: ${reasonOf(error)}`;
  }
}

const EXTENSION = '.session';

/** `target-13.session`; for a scenario file its name and a digest of its path. */
function fileName(key: string): string {
  return `${baseName(key)}${EXTENSION}`;
}

function baseName(key: string): string {
  if (!path.isAbsolute(key)) return key;
  const name = path
    .parse(key)
    .name.replace(/[^\w-]+/g, '_')
    .slice(0, 40);
  return `${name}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}

/** Before the number of a further session of the same scenario. No scenario that is kept has it in its name. */
const FURTHER = '~';

/** The names among those of files that are of further sessions of a scenario, the latest last. */
function furtherOf(names: readonly string[], key: string): string[] {
  const start = `${baseName(key)}${FURTHER}`;
  const numberOf = (name: string) => Number(name.slice(start.length, -EXTENSION.length));
  return names
    .filter((name) => name.startsWith(start) && name.endsWith(EXTENSION) && Number.isInteger(numberOf(name)))
    .toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** The first name for a further session that is not taken: `target-13~2.session`. */
function nextOf(names: readonly string[], key: string): string {
  for (let number = 2; ; number++) {
    const name = `${baseName(key)}${FURTHER}${number}${EXTENSION}`;
    if (!names.includes(name)) return name;
  }
}
