/** Which of many diagnostics are shown. */
import { t } from '../i18n/translate.ts';
import { type Diagnostic, diagnosticText, linesOf } from './diagnostic.ts';

/** How many errors or warnings are shown. More do not help to mend a file; they are counted. */
export const MOST_SHOWN = 20;

/** How many of those that say the same are shown: one mistake is often made in each example or row. */
const MOST_ALIKE = 3;

/** A test for one error after the other: whether it is to be shown, or only counted. */
export function unlessRepeated(): (error: Pick<Diagnostic, 'expected' | 'found'>) => boolean {
  const counts = new Map<string, number>();
  return ({ expected, found }) => {
    const text = `${expected}\n${found}`;
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return count <= MOST_ALIKE;
  };
}

/** The first errors of a file, and the number of the others. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly further: number;
}

/** The errors as text, and a line that counts those that are not shown. */
export function findingsText(file: string, source: string, { diagnostics, further }: Findings): string {
  const lines = linesOf(source);
  const texts = diagnostics.map((each) => diagnosticText(file, lines, each));
  return [...texts, ...(further === 0 ? [] : [furtherErrors(further)])].join('\n');
}

function furtherErrors(count: number): string {
  return count === 1 ? t`and 1 more error` : t`and ${count} more errors`;
}

/** The line that counts the warnings that are not shown. */
export function furtherWarnings(count: number): string {
  return count === 1 ? t`and 1 more warning` : t`and ${count} more warnings`;
}
