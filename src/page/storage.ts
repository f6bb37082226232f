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

const LOOKS = 'backstep:looks';
const keyOf = ({ key }: SavedEntry) => `backstep:session:${key}`;
/** A list of the texts of further sessions, the latest last. */
const furtherKeyOf = ({ key }: SavedEntry) => `backstep:further:${key}`;

/**
 * @param storage null if the browser keeps nothing for this page: then all is kept until it is closed
 * @param download gives a text to the reader as a file
 */
export function savedIn(
  storage: TextStorage | null,
  download: (file: string, text: string) => void,
): SavedSessions {
  const own = new Map<string, string>();
  const read = (key: string) => own.get(key) ?? attempt(() => storage?.getItem(key) ?? null);
  /** Whether the browser has kept a text. */
  const keep = (key: string, text: string): boolean => {
    own.set(key, text);
    const kept = attempt(() => {
      storage?.setItem(key, text);
      return storage !== null;
    });
    return kept === true;
  };
  const resumedOnes = new Map<string, string | null>();
  const furtherOf = (entry: SavedEntry): readonly string[] => {
    const texts = attempt(() => JSON.parse(read(furtherKeyOf(entry)) ?? '[]') as unknown);
    return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
  };
  /** Keeps the session that was saved last, if another one takes its place. Returns whether there was one to keep. */
  const keepOther = (entry: SavedAs): boolean => {
    const { resumed = null } = entry;
    const latest = read(keyOf(entry));
    const isNew = isOther({ latest, resumed: resumedOnes.get(entry.key) }, resumed);
    const isKept = isNew && latest !== null && savedHasMade(latest);
    const before = furtherOf(entry);
    const further = [...before.filter((text) => text !== resumed), ...(isKept ? [latest] : [])];
    if (isNew && (isKept || further.length < before.length))
      keep(furtherKeyOf(entry), JSON.stringify(further));
    resumedOnes.set(entry.key, resumed);
    return isKept;
  };
  let isTold = false;
  const save: SavedSessions['save'] = (entry, textOf) => {
    const isOtherKept = keepOther(entry);
    const isKept = keep(keyOf(entry), textOf(entry.key));
    if (isKept) return isOtherKept ? keptText() : null;
    if (isTold) return null;
    isTold = true;
    return t`The browser keeps nothing for this page. \`:save FILE\` writes what you have done to a file.`;
  };
  return {
    load(entry): KeptSession {
      resumedOnes.delete(entry.key);
      return { text: read(keyOf(entry)), others: furtherOf(entry).toReversed(), fault: null };
    },
    save,
    saveLater: (entry, textOf, told) => {
      const notice = save(entry, textOf);
      told(notice, notice !== keptText());
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
