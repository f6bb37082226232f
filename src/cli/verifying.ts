/** Checks numbers of a person from a file. */
import { findingsText, MOST_SHOWN } from '../diagnostics/shown.ts';
import { CliError, positionOf } from '../print/faults.ts';
import { verifyJson, verifyLines } from '../print/verify.ts';
import { readNumbers } from '../verify/reading/read.ts';
import { verify } from '../verify/verify.ts';
import { loadOpening } from './loading/files.ts';
import { begin } from './opening.ts';
import { print } from './streams/output.ts';
import { readNumbersFile } from './streams/text-files.ts';

/**
 * Compares numbers of a person with a run. The exit code is 1 if one is wrong.
 * @throws CliError if the numbers cannot be read
 */
export async function verifyNumbers(
  reference: string,
  file: string,
  { at, variant, format }: { readonly at?: string; readonly variant?: string; readonly format: string },
): Promise<void> {
  const { session } = begin(await loadOpening(reference), variant).debug;
  const text = await readNumbersFile(file);
  const { entries, faults, blanks, isOrdered } = readNumbers(session, text);
  if (faults.length > 0) {
    const shown = {
      diagnostics: faults.slice(0, MOST_SHOWN),
      further: Math.max(0, faults.length - MOST_SHOWN),
    };
    throw new CliError(findingsText(file, text, shown));
  }
  const position = at === undefined ? null : positionOf(at, session);
  const report = verify(session, entries, { at: position, isOrdered });
  await print((format === 'json' ? verifyJson : verifyLines)(session, report, blanks));
  if (report.findings.length > 0 || report.unplaced.length > 0) process.exitCode = 1;
}
