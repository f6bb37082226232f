/** Keeps sessions and view options in the browser, for the next time that the page is opened. */
import type { KeptSession, SavedEntry, SavedSessions } from '../commands/saved/saved.ts';
import { attempt } from '../diagnostics/attempt.ts';
import { t } from '../i18n/translate.ts';

/** What is used of a browser's storage. Each call can throw. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
}

const LOOKS = 'backstep:looks';
const keyOf = ({ key }: SavedEntry) => `backstep:session:${key}`;

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
  let isTold = false;
  const save = (entry: SavedEntry, textOf: (id: string) => string): string | null => {
    const isKept = keep(keyOf(entry), textOf(entry.key));
    if (isKept || isTold) return null;
    isTold = true;
    return t`The browser keeps nothing for this page. \`:save FILE\` writes what you have done to a file.`;
  };
  return {
    load: (entry): KeptSession => ({ text: read(keyOf(entry)), fault: null }),
    save,
    saveLater: (entry, textOf, told) => told(save(entry, textOf)),
    further: () => ({}),
    write(file, { key }, textOf) {
      download(file, textOf(key));
      return null;
    },
    looks: () => attempt(() => JSON.parse(read(LOOKS) ?? 'null') as unknown),
    keepLooks: (looks) => void keep(LOOKS, JSON.stringify(looks)),
  };
}
