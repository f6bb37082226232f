/**
 * Notices changes of files. Their folders are watched, since editors replace a file by another one, and since a file
 * may not exist yet.
 */
import { type FSWatcher, realpathSync, statSync, watch } from 'node:fs';
import path from 'node:path';
import { attempt } from '../diagnostics/attempt.ts';

/** Time after the last of several changes, in milliseconds: an editor that saves makes more than one. */
const QUIET_MS = 80;

export interface FileWatch {
  /** Watches these files instead of those before. */
  follow(files: readonly string[]): void;
  stop(): void;
}

/**
 * Watches files until it is told to stop.
 *
 * @param changed is called once after changes that follow closely on each other
 * @param failed is told, once, why a folder cannot be watched
 * @param isAlone whether this alone keeps the process running
 */
export function watchFiles(
  changed: () => void,
  failed: (error: unknown) => void,
  isAlone: boolean,
): FileWatch {
  let watchers = new Map<string, FSWatcher>();
  let wanted: ReadonlySet<string> = new Set();
  let timer: NodeJS.Timeout | undefined;
  let hasFailed = false;
  const fail = (error: unknown) => {
    if (!hasFailed) failed(error);
    hasFailed = true;
  };
  const begin = (folder: string): FSWatcher | null => {
    try {
      const watcher = watch(folder, { persistent: isAlone }, (_event, name) => {
        // Not every system says which file of the folder it was.
        if (name !== null && !wanted.has(path.join(folder, name))) return;
        clearTimeout(timer);
        timer = setTimeout(changed, QUIET_MS);
      });
      return watcher.on('error', fail);
    } catch (error) {
      // A folder that does not exist has no file to watch.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') fail(error);
      return null;
    }
  };
  return {
    follow(files) {
      const all = files.flatMap(placesOf);
      wanted = new Set(all);
      const before = watchers;
      watchers = new Map();
      for (const folder of new Set(all.map((file) => path.dirname(file)))) {
        const watcher = before.get(folder) ?? begin(folder);
        if (watcher) watchers.set(folder, watcher);
      }
      for (const [folder, watcher] of before) if (!watchers.has(folder)) watcher.close();
    },
    stop() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

/** Whether one of the files has changed after a time, in milliseconds since 1970. */
export function haveChanged(files: readonly string[], since: number): boolean {
  return files.some((file) => (attempt(() => statSync(file).mtimeMs) ?? 0) > since);
}

/** The absolute path of a file, and that of the file that it is a link to. */
function placesOf(file: string): string[] {
  const own = path.resolve(file);
  const real = attempt(() => realpathSync(own));
  return real === null || real === own ? [own] : [own, real];
}
