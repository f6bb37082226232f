/** Telling what is wrong with scenarios: `backstep check`, once or after each change. */
import { joinDiagnostic } from '../diagnostics/diagnostic.ts';
import { furtherWarnings, MOST_SHOWN } from '../diagnostics/shown.ts';
import { t } from '../i18n/translate.ts';
import { checkJson, errorsJson, okLines } from '../print/check.ts';
import { CliError } from '../print/faults.ts';
import { reasonOf } from '../store/faults.ts';
import { haveChanged, watchFiles } from '../watch/watch-files.ts';
import type { CheckOptions } from './commands.ts';
import { type Loaded, loadScenario } from './loading/files.ts';
import { complain, tell, write } from './streams/output.ts';

/** Erases the screen and the lines that have left it, and goes to its first cell. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/** Checks scenario files, and sets the exit code. */
export async function check(references: readonly string[], options: CheckOptions): Promise<void> {
  if (options.watch) await checkAgain(references, options);
  else await write(checked(references, options));
}

/** Reports the warnings of a scenario on standard error. */
export function warned(loaded: Loaded): Loaded {
  const warnings = loaded.warnings();
  for (const warning of warnings.slice(0, MOST_SHOWN)) tell(joinDiagnostic(warning));
  if (warnings.length > MOST_SHOWN) tell(furtherWarnings(warnings.length - MOST_SHOWN));
  return loaded;
}

/**
 * Yields the lines for each valid file as soon as it has been read. Errors and warnings are reported on standard error,
 * or are in the lines if those are JSON.
 *
 * @param sought is told each file that is read
 */
async function* checked(
  references: readonly string[],
  { strict, json }: CheckOptions,
  sought?: (file: string) => void,
): AsyncGenerator<string> {
  for (const reference of references) {
    try {
      const loaded = await loadScenario(reference, sought);
      const { scenario, findings } = json ? loaded : warned(loaded);
      const warnings = findings();
      if (strict && warnings.length > 0) process.exitCode = 2;
      const lines = json
        ? [checkJson(reference, scenario, warnings)]
        : okLines(reference, scenario, warnings.length);
      yield `${lines.join('\n')}\n`;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      if (json) {
        process.exitCode = 2;
        yield `${errorsJson(reference, error.findings)}\n`;
      } else complain(error.message, 2);
    }
  }
}

/**
 * Checks files again after each change of one that was read, until a signal ends the program or nobody reads what it
 * writes.
 *
 * @throws Error if the files cannot be watched
 */
async function checkAgain(references: readonly string[], options: CheckOptions): Promise<void> {
  const { stdout } = process;
  let changed = () => {};
  let failed: (error: Error) => void = () => {};
  const watching = watchFiles(
    () => changed(),
    (error) => failed(new Error(t`the files cannot be watched (${reasonOf(error)})`)),
    true,
  );
  try {
    for (let isFirst = true; !stdout.destroyed; isFirst = false) {
      const change = new Promise<void>((resolve, reject) => {
        changed = resolve;
        failed = reject;
      });
      const began = Date.now();
      const files: string[] = [];
      if (!isFirst && stdout.isTTY) stdout.write(CLEAR);
      await write(checked(references, options, (file) => files.push(file)));
      tell(t`Checked again after each change; Ctrl-C ends it.`);
      watching.follow(files);
      if (!haveChanged(files, began)) await change;
    }
  } finally {
    watching.stop();
  }
}
