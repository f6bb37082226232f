/** Tells what in the open scenario makes no sense. */
import { plural } from '../../diagnostics/plurals.ts';
import { t } from '../../i18n/translate.ts';
import { SMALLEST } from '../../view/layout.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import type { Transition } from '../state/transition.ts';

/** The key that shows all warnings. */
export const warningsKey = '!';

/** Rows of a list are cut at the right, so sentences are broken to fit the smallest screen. */
const ROW = SMALLEST.columns - 6;

/** Says the first warning, if there is one. */
export function tellWarnings(transition: Transition): void {
  const warnings = transition.state.opened?.entry.warnings?.() ?? [];
  const [first] = warnings;
  if (!first) return;
  const amount = plural(warnings.length, 'warning');
  transition.say(t`${amount} (press ${warningsKey} to read all): ${first.summary}`, true);
}

/** Shows all warnings as a list. The file is the open one, and the line of each has its number. */
export function showWarnings(transition: Transition): void {
  const warnings = transition.state.opened?.entry.warnings?.() ?? [];
  if (warnings.length === 0) {
    transition.say(t`This scenario has no warnings.`);
    return;
  }
  const rows = warnings.flatMap(({ summary, quote, fix }) => [
    ...wrapped(summary),
    ...quote,
    ...wrapped(fix ?? ''),
    '',
  ]);
  transition.showList(
    plural(warnings.length, 'warning'),
    rows.map((row) => ({ text: row })),
  );
}

function wrapped(text: string): string[] {
  return wrap(text, ROW, Number.POSITIVE_INFINITY);
}
