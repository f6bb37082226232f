/** Tells what in the open scenario makes no sense. */
import type { PrintedDiagnostic } from '../../diagnostics/diagnostic.ts';
import { plural } from '../../diagnostics/plurals.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import type { ListRow } from '../state/list-row.ts';
import type { Transition } from '../state/transition.ts';

/** The key that shows all warnings. */
export const warningsKey = '!';

/** The key to press for all warnings, as it is shown. */
export const warningsSign = () => keySign(warningsKey);

/** The number of warnings, and the first of them; null if there are none. */
export function warningsText(warnings: readonly PrintedDiagnostic[]): string | null {
  const [first] = warnings;
  if (!first) return null;
  const amount = plural(warnings.length, 'warning');
  return t`${amount} (press ${warningsSign()} to read all): ${first.summary}`;
}

/** Says the first warning, if there is one. */
export function tellWarnings(transition: Transition): void {
  const text = warningsText(transition.state.opened?.entry.warnings?.() ?? []);
  if (text !== null) transition.say(text, true);
}

/**
 * Shows as a list what is wrong with the files of the open scenario as they are now, what could not be kept when it was
 * reloaded, and all warnings. The file is the open one, and the line of each has its number.
 */
export function showWarnings(transition: Transition): void {
  const { entry, reread } = transition.state.opened ?? {};
  const warnings = entry?.warnings?.() ?? [];
  const { faults = [], notKept = [] } = reread ?? {};
  if (warnings.length + faults.length + notKept.length === 0) {
    transition.say(t`This scenario has no warnings.`);
    return;
  }
  const amount = plural(warnings.length, 'warning');
  const sections = [
    {
      title: t`Errors in the file as it is now`,
      rows: faults.length === 0 ? [] : [ofFaults(), EMPTY, ...rowsOf(faults, 'head')],
    },
    { title: t`What could not be kept when the file was reloaded`, rows: notKept.map((text) => ({ text })) },
    { title: amount, rows: rowsOf(warnings, 'summary') },
  ].filter(({ rows }) => rows.length > 0);
  const [only] = sections;
  if (only && sections.length === 1) transition.showList(only.title, only.rows);
  else
    transition.showList(
      t`About this scenario`,
      sections.flatMap(({ title, rows }) => [{ text: title, isHeading: true as const }, ...rows]),
    );
}

const EMPTY: ListRow = { text: '' };
const prose = (text: string): ListRow => ({ text, isProse: true, isQuote: true });
const ofFaults = (): ListRow => ({ text: t`What is open is the last working version.` });

function rowsOf(all: readonly PrintedDiagnostic[], first: 'head' | 'summary'): ListRow[] {
  return all.flatMap(({ quote, fix, ...each }, index) => [
    ...(index === 0 ? [] : [EMPTY]),
    prose(each[first]),
    ...quote.map((text): ListRow => ({ text, isQuote: true })),
    ...(fix === null ? [] : [prose(fix.trim())]),
  ]);
}
