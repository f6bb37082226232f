/** The files of the scenario that was opened from a path, while the screen is there: watched, and read again. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { ScenarioFiles } from '../../app/platform.ts';
import { attempt } from '../../diagnostics/attempt.ts';
import { CliError } from '../../print/faults.ts';
import { reasonOf } from '../../store/faults.ts';
import { type FileWatch, haveChanged, watchFiles } from '../../watch/watch-files.ts';
import { type Loaded, loadFound } from './files.ts';

/** @param open the scenario that was named; null for none. The shipped ones have no files that may change */
export function scenarioFiles(open: Loaded | null): ScenarioFiles {
  const [file = ''] = open?.files ?? [];
  const isOwn = open !== null && path.isAbsolute(open.key) && isRegular(file);
  let files = isOwn ? open.files : [];
  // A change after this time may not have been read.
  let readAt = performance.timeOrigin;
  let watching: FileWatch | null = null;
  // What is opened again in spite of an error is the last working version.
  let isFaulty = false;
  return {
    async reread({ id, key }) {
      if (!isOwn || key !== open.key) return { kind: 'fixed' };
      const sought: string[] = [];
      readAt = Date.now();
      try {
        const entry = await loadFound({ file, id, key }, (each) => sought.push(each));
        isFaulty = false;
        return { kind: 'scenario', entry };
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        isFaulty = true;
        return { kind: 'faulty', faults: error.diagnostics };
      } finally {
        files = sought;
        watching?.follow(files);
      }
    },
    watch({ key }, changed, failed) {
      if (!isOwn || key !== open.key) return () => {};
      const own = watchFiles(changed, (error) => failed(reasonOf(error)), false);
      watching = own;
      own.follow(files);
      if (isFaulty || haveChanged(files, readAt)) changed();
      return () => {
        own.stop();
        watching = null;
      };
    },
  };
}

/** Whether it is a file that can be read again, and not a pipe. */
function isRegular(file: string): boolean {
  return attempt(() => statSync(file).isFile()) ?? false;
}
