/** Keeps sessions in the user's state folder: one file for each scenario, and another one for what would overwrite it. */
import { readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { isOther, keptText, type Succession, savedHasMade } from '../commands/saved/kept.ts';
import type { KeptSession, SavedEntry, SavedSessions } from '../commands/saved/saved.ts';
import { readSavedId } from '../commands/saved/saved-format.ts';
import { attempt } from '../diagnostics/attempt.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { reasonOf } from './faults.ts';
import { checkWritable, makeFolder, stateFolder } from './folders.ts';
import { writeSession } from './named-session.ts';
import { removeLeftovers, replaceFile, replaceFileLater } from './replace-file.ts';
import { FURTHER, fileName, furtherOf, nextOf } from './session-files.ts';

/** Storage for sessions that remembers errors. */
export interface SessionStore extends SavedSessions {
  /** A line for each session that could not be read or saved, to be printed after the screen has closed. */
  complaints(): string[];
}

/** Maximum size of a kept session. Nobody makes a larger one by hand, and reading it would delay the start. */
const MOST_BYTES = 10_000_000;
const OWN_RIGHTS = 0o600;

/** What is known of the session of one scenario. Its latest text is here also if it could not be written. */
interface Known extends Succession {
  /** Where it is kept from now on. */
  file: string;
  /** The text in that file when this program last read or wrote it; null if there was no file. */
  onDisk: string | null;
  /** Whether the file may be a user's work that this program cannot read, so that it must not be replaced. */
  isForeign: boolean;
  /** The texts of sessions whose place others have taken, and which have to be kept before these are written. */
  readonly displaced: string[];
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
    const made: Known = {
      file,
      onDisk: null,
      latest: null,
      resumed: undefined,
      isForeign: false,
      displaced: [],
      savings: 0,
    };
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
    // The other program has kept them.
    known.displaced.length = 0;
    const notice = t`Another Backstep has saved this scenario meanwhile. Both are kept: \`backstep ${sanitize(known.file)}\` opens this one.`;
    notices.push(notice);
    return notice;
  };
  /** The sessions of a scenario besides the one of this program, the latest first. */
  const othersOf = (key: string, known: Known) =>
    furtherOf(attempt(() => readdirSync(sessions)) ?? [], key)
      .map((name) => path.join(sessions, name))
      .filter((file) => file !== known.file)
      .toReversed();
  /** Takes a session as the latest one of its scenario. If it is another one than that before, that has to be kept. */
  const take = (known: Known, text: string, resumed: string | null): void => {
    const { latest } = known;
    if (latest !== null && isOther(known, resumed) && savedHasMade(latest)) known.displaced.push(latest);
    known.latest = text;
    known.resumed = resumed;
  };
  /** Writes the sessions that have to be kept into further files. Says so. */
  const keepDisplaced = (key: string, { displaced }: Known): string | null => {
    const notice = displaced.length === 0 ? null : keptText();
    for (let text = displaced[0]; text !== undefined; text = displaced[0]) {
      replaceFile(path.join(sessions, nextOf(readdirSync(sessions), key)), [text], OWN_RIGHTS);
      displaced.shift();
    }
    return notice;
  };
  /** Removes the further files of a session that goes on, and has been saved as the latest one. */
  const removeResumed = (key: string, known: Known): void => {
    const resumed = known.resumed ?? null;
    if (resumed === null) return;
    for (const file of othersOf(key, known))
      attempt(() => {
        if (readKept(file) === resumed) unlinkSync(file);
      });
  };
  const failed = (key: string, { file }: Known, error: unknown): string => {
    const complaint = t`Could not save the session in ${sanitize(file)}: ${reasonOf(error)}`;
    complaints.set(key, complaint);
    return complaint;
  };

  return {
    load({ key }): KeptSession {
      const known = knownOf(key);
      // What is saved next may be another session.
      known.resumed = undefined;
      const fault = complaints.get(key) ?? faultOfFolder(sessions);
      const others = othersOf(key, known).flatMap((file) => attempt(() => readKept(file)) ?? []);
      return { text: known.latest, others, fault };
    },
    save({ key, resumed = null }, textOf) {
      const known = knownOf(key);
      known.savings += 1;
      const text = textOf(key);
      take(known, text, resumed);
      if (known.isForeign) return complaints.get(key) ?? null;
      try {
        makeFolder(sessions);
        const notice = yieldTo(key, known);
        const kept = keepDisplaced(key, known);
        if (kept !== null) notices.push(kept);
        replaceFile(known.file, [text], OWN_RIGHTS);
        known.onDisk = text;
        removeResumed(key, known);
        complaints.delete(key);
        return notice;
      } catch (error) {
        return failed(key, known, error);
      }
    },
    saveLater({ key, resumed = null }, textOf, told) {
      const known = knownOf(key);
      known.savings += 1;
      const own = known.savings;
      const text = textOf(key);
      take(known, text, resumed);
      if (known.isForeign || text === known.onDisk) return;
      let notice: string | null = null;
      let kept: string | null = null;
      const work = async () => {
        makeFolder(sessions);
        notice = yieldTo(key, known);
        kept = keepDisplaced(key, known);
        const { file } = known;
        await replaceFileLater(file, text, OWN_RIGHTS, () => {
          const isWanted = known.savings === own && readKept(file) === known.onDisk;
          if (isWanted) known.onDisk = text;
          return isWanted;
        });
        if (known.onDisk === text) removeResumed(key, known);
        complaints.delete(key);
      };
      work().then(
        () => told(notice ?? kept, notice !== null),
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
