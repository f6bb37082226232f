/** Keeps sessions and view options in the browser, for the next time that the page is opened. */
import { isOther, keptText, savedHasMade } from '../commands/saved/kept.ts';
import type { KeptSession, SavedAs, SavedEntry, SavedSessions } from '../commands/saved/saved.ts';
import { attempt } from '../diagnostics/attempt.ts';
import { t } from '../i18n/translate.ts';

/** What is used of a browser's storage. Each call can throw. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
}

/** What this page knows of the sessions of a scenario. */
interface Known {
  /** The session that was saved last, when this page last read or wrote it; null if there was none. */
  readonly text: string | null;
  /** What that session goes on with, as `save` was told; undefined while that is not known. */
  readonly resumed: string | null | undefined;
}

const unknown: Known = { text: null, resumed: undefined };

const LOOKS = 'backstep:looks';
const keyOf = ({ key }: SavedEntry) => `backstep:session:${key}`;
/** A list of the texts of further sessions, the latest last. */
const furtherKeyOf = ({ key }: SavedEntry) => `backstep:further:${key}`;

/**
 * The text of the session that was left in this tab, if the page is loaded there again; null if none was. A page that is
 * opened anew begins anew.
 */
export function leftIn(tab: TextStorage | null, entry: SavedEntry, isLoadedAgain: boolean): string | null {
  if (isLoadedAgain) return attempt(() => tab?.getItem(keyOf(entry)) ?? null) || null;
  attempt(() => tab?.setItem(keyOf(entry), ''));
  return null;
}

/**
 * @param storage null if the browser keeps nothing for this page: then all is kept until it is closed
 * @param download gives a text to the reader as a file
 * @param tab keeps what was left in this tab
 */
export function savedIn(
  storage: TextStorage | null,
  download: (file: string, text: string) => void,
  tab: TextStorage | null = null,
): SavedSessions {
  /** What the browser has not kept. */
  const own = new Map<string, string>();
  // Other tabs of this page write to the same storage.
  const read = (key: string) => own.get(key) ?? attempt(() => storage?.getItem(key) ?? null);
  /** Whether the browser has kept a text. */
  const keep = (key: string, text: string): boolean => {
    const kept = attempt(() => {
      storage?.setItem(key, text);
      return storage !== null;
    });
    if (kept === true) own.delete(key);
    else own.set(key, text);
    return kept === true;
  };
  const knownOnes = new Map<string, Known>();
  const tabsTold = new Set<string>();
  const furtherOf = (entry: SavedEntry): readonly string[] => {
    const texts = attempt(() => JSON.parse(read(furtherKeyOf(entry)) ?? '[]') as unknown);
    return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
  };
  /**
   * Keeps the session that was saved last, if another one takes its place. Returns what is said about it; null if there
   * was none to keep.
   */
  const keepOther = (entry: SavedAs, known: Known): string | null => {
    const { resumed = null } = entry;
    const { text, resumed: before } = known;
    const latest = read(keyOf(entry));
    const isOfOtherTab = latest !== text;
    const isNew = isOther({ latest, resumed: isOfOtherTab ? undefined : before }, resumed);
    const isKept = isNew && latest !== null && savedHasMade(latest);
    const kept = furtherOf(entry);
    // Another tab may have kept an earlier state of the session that goes on here.
    const replaced = [resumed, before === resumed ? text : null];
    const further = [...kept.filter((each) => !replaced.includes(each)), ...(isKept ? [latest] : [])];
    if (isNew && (isKept || further.length < kept.length)) keep(furtherKeyOf(entry), JSON.stringify(further));
    if (!isKept) return null;
    if (!isOfOtherTab) return keptText();
    // Two tabs take turns, which is said once.
    if (tabsTold.has(entry.key)) return null;
    tabsTold.add(entry.key);
    return t`Another tab has saved this scenario meanwhile. Both sessions are kept.`;
  };
  let isTold = false;
  const save = (
    entry: SavedAs,
    textOf: (id: string) => string,
  ): { notice: string | null; isFault: boolean } => {
    const known = knownOnes.get(entry.key) ?? unknown;
    const notice = keepOther(entry, known);
    const text = textOf(entry.key);
    knownOnes.set(entry.key, { text, resumed: entry.resumed ?? null });
    attempt(() => tab?.setItem(keyOf(entry), text));
    if (keep(keyOf(entry), text)) return { notice, isFault: false };
    const fault = isTold
      ? null
      : t`The browser keeps nothing for this page. \`:save FILE\` writes what you have done to a file.`;
    isTold = true;
    return { notice: fault, isFault: true };
  };
  return {
    load(entry): KeptSession {
      const text = read(keyOf(entry));
      knownOnes.set(entry.key, { ...unknown, text });
      return { text, others: furtherOf(entry).toReversed(), fault: null };
    },
    save: (entry, textOf) => save(entry, textOf).notice,
    saveLater: (entry, textOf, told) => {
      const { notice, isFault } = save(entry, textOf);
      told(notice, isFault);
    },
    further: (entries) =>
      Object.fromEntries(
        entries.map((entry) => [entry.key, furtherOf(entry)] as const).filter(([, { length }]) => length > 0),
      ),
    write(file, { key }, textOf) {
      download(file, textOf(key));
      return null;
    },
    looks: () => attempt(() => JSON.parse(read(LOOKS) ?? 'null') as unknown),
    keepLooks: (looks) => void keep(LOOKS, JSON.stringify(looks)),
  };
}
